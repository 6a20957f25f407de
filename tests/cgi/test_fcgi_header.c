/*
 * test_fcgi_header.c - which headers libfcgi may read, and which it must not see
 */
#include "buf.h"
#include "fcgi_header.h"
#include "suite.h"

#define BEGIN 1
#define PARAMS 4
#define BYTES(text) (text), sizeof(text) - 1

static struct buf header;

static void setup(void)
{
    buf_init(&header, 2 * FCGI_HEADER_MAX);
}

static void teardown(void)
{
    buf_clear(&header);
}

static void record(unsigned type, const char *bytes, size_t n, size_t padding)
{
    const char head[] = {
        1, (char)type, 1, 7, (char)(n >> 8), (char)n, (char)padding, 0
    };

    buf_add(&header, head, sizeof(head));
    buf_add(&header, bytes, n);
    for (size_t i = 0; i < padding; i++)
        buf_char(&header, '\xff');
}

static void begin(void)
{
    record(BEGIN, BYTES("\0\1\0\0\0\0\0\0"), 0);
}

/* Checks a copy of exactly n bytes, so that sanitizers notice a read beyond it. */
static enum fcgi_header check(size_t n)
{
    unsigned char *bytes = malloc(n ? n : 1);
    enum fcgi_header verdict;

    ck_assert_ptr_nonnull(bytes);
    memcpy(bytes, header.s, n);
    verdict = fcgi_header_check(bytes, n);
    free(bytes);
    return verdict;
}

/* Every shorter length is SHORT; bytes after the header do not change the verdict. */
static void assert_verdict(enum fcgi_header verdict)
{
    const size_t n = header.n;

    for (size_t i = 0; i < n; i++)
        ck_assert_msg(check(i) == FCGI_HEADER_SHORT, "%zu of %zu bytes", i, n);
    ck_assert_int_eq(check(n), verdict);
    buf_add(&header, BYTES("\1\5\1\7\0\3\0\0a=b"));
    ck_assert_int_eq(check(header.n), verdict);
}

START_TEST(a_whole_header_is_complete)
{
    begin();
    record(PARAMS, BYTES("\1\1Ab\2\0CD\0\0"), 0);
    record(PARAMS, "", 0, 0);
    assert_verdict(FCGI_HEADER_COMPLETE);
}
END_TEST

START_TEST(no_variables_are_a_header_too)
{
    begin();
    record(PARAMS, "", 0, 0);
    assert_verdict(FCGI_HEADER_COMPLETE);
}
END_TEST

START_TEST(padding_is_passed_over)
{
    record(BEGIN, BYTES("\0\1\0\0\0\0\0\0"), 3);
    record(PARAMS, BYTES("\1\1Ab"), 255);
    record(PARAMS, BYTES("\1\1Cd"), 4);
    record(PARAMS, "", 0, 8);
    assert_verdict(FCGI_HEADER_COMPLETE);
}
END_TEST

/* Pairs of short and long lengths, cut in two anywhere. */
START_TEST(a_variable_may_go_on_in_the_next_record)
{
    static const char pairs[] = "\3\4ABCdefg\x80\0\0\2\x80\0\0\3HIjkl\1\0M";
    const size_t n = sizeof(pairs) - 1;

    for (size_t at = 1; at < n; at++) {
        buf_reset(&header);
        begin();
        record(PARAMS, pairs, at, 1);
        record(PARAMS, pairs + at, n - at, 0);
        record(PARAMS, "", 0, 0);
        assert_verdict(FCGI_HEADER_COMPLETE);
    }
}
END_TEST

START_TEST(a_value_may_hold_an_equals_sign)
{
    begin();
    record(PARAMS, BYTES("\1\3Ab=c"), 0);
    record(PARAMS, "", 0, 0);
    assert_verdict(FCGI_HEADER_COMPLETE);
}
END_TEST

static const struct {
    const char *bytes;
    size_t n;
} cuts[] = {
    { BYTES("\1\1\0b") },       { BYTES("\1\1A\0") },
    { BYTES("\3\3ABCd\0f") },   { BYTES("\2\1A\0c\1\1De") },
    { BYTES("\1\1Ab\1\1C\0") }, { BYTES("\2\1A=c") },
    { BYTES("\1\1=c") },        { BYTES("\x80\0\0\1\x80\0\0\1A\0") },
};

START_TEST(what_c_strings_cannot_hold_is_said)
{
    begin();
    record(PARAMS, cuts[_i].bytes, cuts[_i].n, 0);
    record(PARAMS, "", 0, 0);
    assert_verdict(FCGI_HEADER_CUT);
}
END_TEST

/* Lengths that promise more than there is. */
static const struct {
    const char *bytes;
    size_t n;
} liars[] = {
    { BYTES("\1") },
    { BYTES("\1\1") },
    { BYTES("\1\1A") },
    { BYTES("\1\x80") },
    { BYTES("\x80\0\0") },
    { BYTES("\1\1Ab\1\2Cd") },
    { BYTES("\xff\xff\xff\xff\xff\xff\xff\xffxx") },
    { BYTES("\x80\0\0\1\xff\xff\xff\xff"
            "A") },
    { BYTES("\xff\xff\xff\xff\0xx") },
};

START_TEST(lengths_that_lie_are_broken)
{
    begin();
    record(PARAMS, liars[_i].bytes, liars[_i].n, 0);
    record(PARAMS, "", 0, 0);
    ck_assert_int_eq(check(header.n), FCGI_HEADER_BROKEN);
}
END_TEST

/* One changed byte of a good header: BEGIN is at 0, the variables at 16, their end at
 * 28. */
static const struct {
    const char *what;
    size_t at;
    unsigned char value;
} changes[] = {
    { "version of the beginning", 0, 2 }, { "GET_VALUES first", 1, 9 },
    { "PARAMS first", 1, PARAMS },        { "a longer beginning", 5, 9 },
    { "a shorter beginning", 5, 7 },      { "another role", 9, 2 },
    { "a role beyond a byte", 8, 1 },     { "version of the variables", 16, 0 },
    { "GET_VALUES between", 17, 9 },      { "a second beginning", 17, BEGIN },
    { "STDIN before its time", 17, 5 },   { "ABORT", 17, 2 },
    { "another request", 19, 8 },         { "no request", 18, 0 },
    { "version of the end", 28, 9 },      { "GET_VALUES instead of the end", 29, 9 },
};

START_TEST(a_header_with_a_wrong_byte_is_broken)
{
    begin();
    record(PARAMS, BYTES("\1\1Ab"), 0);
    record(PARAMS, "", 0, 0);
    header.s[changes[_i].at] = (char)changes[_i].value;
    ck_assert_msg(check(header.n) == FCGI_HEADER_BROKEN, "%s", changes[_i].what);
}
END_TEST

START_TEST(request_0_is_for_management_alone)
{
    begin();
    record(PARAMS, "", 0, 0);
    for (size_t at = 0; at < header.n; at += 16)
        header.s[at + 2] = header.s[at + 3] = 0;
    ck_assert_int_eq(check(header.n), FCGI_HEADER_BROKEN);
}
END_TEST

/* Makes a header of n bytes with one variable. */
static void make(size_t n)
{
    static char pair[FCGI_HEADER_MAX];
    const size_t bytes = n - (16 + 8 + 8), value = bytes - 6;
    const char lengths[] = { 1, (char)0x80, 0, (char)(value >> 8), (char)value, 'A' };

    buf_reset(&header);
    memset(pair, 'v', sizeof(pair));
    memcpy(pair, lengths, sizeof(lengths));
    begin();
    record(PARAMS, pair, bytes, 0);
    record(PARAMS, "", 0, 0);
    ck_assert_uint_eq(header.n, n);
}

START_TEST(a_header_has_a_greatest_length)
{
    make(FCGI_HEADER_MAX);
    ck_assert_int_eq(check(FCGI_HEADER_MAX), FCGI_HEADER_COMPLETE);
    ck_assert_int_eq(check(FCGI_HEADER_MAX - 1), FCGI_HEADER_SHORT);
    make(FCGI_HEADER_MAX + 1);
    ck_assert_int_eq(check(FCGI_HEADER_MAX), FCGI_HEADER_BROKEN);
}
END_TEST

Suite *fcgi_header_suite(void);

Suite *fcgi_header_suite(void)
{
    Suite *s = suite_create("fcgi_header");
    TCase *tc = tcase_create("fcgi_header");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, a_whole_header_is_complete);
    tcase_add_test(tc, no_variables_are_a_header_too);
    tcase_add_test(tc, padding_is_passed_over);
    tcase_add_test(tc, a_variable_may_go_on_in_the_next_record);
    tcase_add_test(tc, a_value_may_hold_an_equals_sign);
    tcase_add_loop_test(tc, what_c_strings_cannot_hold_is_said, 0, ARRAY_LEN(cuts));
    tcase_add_loop_test(tc, lengths_that_lie_are_broken, 0, ARRAY_LEN(liars));
    tcase_add_loop_test(tc, a_header_with_a_wrong_byte_is_broken, 0,
                        ARRAY_LEN(changes));
    tcase_add_test(tc, request_0_is_for_management_alone);
    tcase_add_test(tc, a_header_has_a_greatest_length);
    suite_add_tcase(s, tc);
    return s;
}
