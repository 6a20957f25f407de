/*
 * test_buf.c - a growing byte buffer with a ceiling
 */
#include <check.h>
#include <string.h>

#include "array.h"
#include "buf.h"

Suite *buf_suite(void);

static struct buf b;

static void setup(void)
{
    buf_init(&b, 1 << 20);
}

static void teardown(void)
{
    buf_clear(&b);
}

START_TEST(a_new_buffer_is_an_empty_string)
{
    ck_assert_str_eq(b.s, "");
    ck_assert_uint_eq(b.n, 0);
    ck_assert_int_eq(b.rc, RC_OK);
}
END_TEST

START_TEST(pieces_follow_each_other)
{
    buf_str(&b, "uno");
    buf_char(&b, ' ');
    buf_add(&b, "dos y más", 3);
    buf_printf(&b, " %d%%", 3);
    buf_add(&b, NULL, 0);
    ck_assert_str_eq(b.s, "uno dos 3%");
    ck_assert_uint_eq(b.n, 10);
}
END_TEST

START_TEST(bytes_may_be_nul)
{
    buf_add(&b, "a\0b", 3);
    buf_char(&b, '\0');
    ck_assert_uint_eq(b.n, 4);
    ck_assert_mem_eq(b.s, "a\0b\0", 5);
}
END_TEST

START_TEST(what_it_held_is_given_back)
{
    buf_str(&b, "corto");
    ck_assert(!buf_shrink(&b, 4096));
    ck_assert_str_eq(b.s, "");
    for (int i = 0; i < 300000; i++)
        buf_char(&b, 'x');
    ck_assert_uint_gt(b.cap, 300000);
    ck_assert(buf_shrink(&b, 4096));
    ck_assert_uint_eq(b.cap, 4096);
    ck_assert_str_eq(b.s, "");
    buf_printf(&b, "%0100000d", 7); /* it can grow again */
    ck_assert_uint_eq(b.n, 100000);
}
END_TEST

START_TEST(it_grows_by_bytes_and_by_leaps)
{
    for (int i = 0; i < 5000; i++)
        buf_char(&b, (char)('a' + i % 26));
    buf_printf(&b, "%0100000d", 7);
    ck_assert_int_eq(b.rc, RC_OK);
    ck_assert_uint_eq(b.n, 105000);
    ck_assert_uint_eq(strlen(b.s), 105000);
    for (int i = 0; i < 5000; i += 499)
        ck_assert_int_eq(b.s[i], 'a' + i % 26);
}
END_TEST

START_TEST(the_ceiling_can_be_reached_and_not_passed)
{
    struct buf small;

    buf_init(&small, 4);
    buf_str(&small, "abcd");
    ck_assert_int_eq(small.rc, RC_OK);
    buf_char(&small, 'e');
    ck_assert_int_eq(small.rc, RC_TOO_LARGE);
    ck_assert_str_eq(small.s, "abcd");
    buf_clear(&small);
}
END_TEST

START_TEST(a_failure_is_latched_until_a_reset)
{
    struct buf small;

    buf_init(&small, 4);
    buf_printf(&small, "%s", "abcde");
    buf_char(&small, 'x');
    buf_str(&small, "");
    buf_escape(&small, "<");
    ck_assert_int_eq(small.rc, RC_TOO_LARGE);
    ck_assert_str_eq(small.s, "");
    buf_reset(&small);
    buf_str(&small, "ok");
    ck_assert_int_eq(small.rc, RC_OK);
    ck_assert_str_eq(small.s, "ok");
    buf_clear(&small);
}
END_TEST

START_TEST(lengths_that_wrap_are_too_large)
{
    buf_str(&b, "abc");
    buf_add(&b, "x", (size_t)-1);
    ck_assert_int_eq(b.rc, RC_TOO_LARGE);
    buf_reset(&b);
    buf_str(&b, "abc");
    buf_add(&b, "x", (size_t)-3);
    ck_assert_int_eq(b.rc, RC_TOO_LARGE);
}
END_TEST

START_TEST(a_ceiling_of_nothing_takes_nothing)
{
    struct buf none;

    buf_init(&none, 0);
    buf_str(&none, "");
    ck_assert_int_eq(none.rc, RC_OK);
    buf_char(&none, 'x');
    ck_assert_int_eq(none.rc, RC_TOO_LARGE);
    buf_clear(&none);
}
END_TEST

START_TEST(a_reset_keeps_the_memory)
{
    size_t cap;

    buf_printf(&b, "%010000d", 1);
    cap = b.cap;
    buf_reset(&b);
    ck_assert_uint_eq(b.n, 0);
    ck_assert_str_eq(b.s, "");
    ck_assert_uint_eq(b.cap, cap);
}
END_TEST

START_TEST(a_cleared_buffer_is_empty_and_takes_nothing)
{
    buf_clear(&b);
    ck_assert_ptr_null(b.s);
    buf_reset(&b);
    buf_char(&b, 'x');
    ck_assert_int_eq(b.rc, RC_TOO_LARGE);
    buf_clear(&b);
}
END_TEST

START_TEST(what_escaping_takes_is_known_before)
{
    static const char *const texts[] = { "", "llano", "<>&\"'", "a<b>ñ&\"c'" };

    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        struct buf out;

        buf_init(&out, 1000);
        buf_escape(&out, texts[i]);
        ck_assert_uint_eq(out.n, buf_escaped_bytes(texts[i]));
        buf_clear(&out);
    }
}
END_TEST

START_TEST(html_is_escaped)
{
    buf_escape(&b, "<a href=\"x\" title='y'>&amp; ñ</a>");
    buf_escape(&b, "");
    buf_escape(&b, "llano");
    ck_assert_str_eq(b.s, "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp; ñ"
                          "&lt;/a&gt;llano");
}
END_TEST

START_TEST(an_entity_is_never_cut)
{
    struct buf small;

    buf_init(&small, 6);
    buf_escape(&small, "abc<");
    ck_assert_int_eq(small.rc, RC_TOO_LARGE);
    ck_assert_str_eq(small.s, "abc");
    buf_clear(&small);
}
END_TEST

Suite *buf_suite(void)
{
    Suite *s = suite_create("buf");
    TCase *tc = tcase_create("buf");

    suite_add_tcase(s, tc);
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, a_new_buffer_is_an_empty_string);
    tcase_add_test(tc, pieces_follow_each_other);
    tcase_add_test(tc, bytes_may_be_nul);
    tcase_add_test(tc, what_it_held_is_given_back);
    tcase_add_test(tc, it_grows_by_bytes_and_by_leaps);
    tcase_add_test(tc, the_ceiling_can_be_reached_and_not_passed);
    tcase_add_test(tc, a_failure_is_latched_until_a_reset);
    tcase_add_test(tc, lengths_that_wrap_are_too_large);
    tcase_add_test(tc, a_ceiling_of_nothing_takes_nothing);
    tcase_add_test(tc, a_reset_keeps_the_memory);
    tcase_add_test(tc, a_cleared_buffer_is_empty_and_takes_nothing);
    tcase_add_test(tc, html_is_escaped);
    tcase_add_test(tc, what_escaping_takes_is_known_before);
    tcase_add_test(tc, an_entity_is_never_cut);
    return s;
}
