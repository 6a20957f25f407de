/*
 * test_encode.c - which answers are compressed, and the bytes that are sent
 */
#include <libdeflate.h>

#include "encode.h"
#include "log.h"
#include "suite.h"

#define BODY_MAX ((size_t)64 * 1024)
#define HEAD_MAX ((size_t)32 * 1024)

static struct arena *arena;
static struct encoder *encoder;
static struct buf body;
static struct request rq;
static struct response rs;

static void setup(void)
{
    arena = arena_new();
    encoder = encoder_new();
    buf_init(&body, BODY_MAX);
    rq = (struct request){ .method = METHOD_GET, .accept_encoding = "gzip" };
    rs = (struct response){ .status = 200,
                            .content_type = "text/html; charset=utf-8",
                            .cache = CACHE_SHARED,
                            .body = &body };
}

static void teardown(void)
{
    buf_clear(&body);
    encoder_free(encoder);
    arena_free(arena);
}

static void say(size_t bytes)
{
    buf_reset(&body);
    for (size_t i = 0; i < bytes; i++)
        buf_char(&body, (char)('a' + i % 7));
}

static bool head_has(const struct encoded *out, const char *line)
{
    return strstr(arena_strndup(arena, out->head, out->head_bytes), line) != NULL;
}

static bool is_gzip(const struct encoded *out)
{
    return head_has(out, "\r\nContent-Encoding: gzip\r\n");
}

/* Content-Length is the length of the body. */
static void check_length(const struct encoded *out, size_t bytes)
{
    ck_assert(head_has(out, arena_printf(arena, "\r\nContent-Length: %zu\r\n", bytes)));
}

static void check_gzip(const struct encoded *out)
{
    struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
    char *text = arena_alloc(arena, BODY_MAX);
    size_t n;
    const enum libdeflate_result result =
        libdeflate_gzip_decompress(d, out->body, out->body_bytes, text, BODY_MAX, &n);

    libdeflate_free_decompressor(d);
    ck_assert_int_eq(result, LIBDEFLATE_SUCCESS);
    ck_assert_uint_eq(n, body.n);
    ck_assert_mem_eq(text, body.s, n);
    check_length(out, out->body_bytes);
}

static void check_plain(const struct encoded *out)
{
    ck_assert(!is_gzip(out));
    ck_assert_ptr_eq(out->body, body.s);
    ck_assert_uint_eq(out->body_bytes, body.n);
    check_length(out, body.n);
}

/* Accept-Encoding, as in RFC 9110, section 12.5.3. */
static const struct {
    const char *header;
    bool gzip;
} wishes[] = {
    { "gzip", true },
    { "GZip", true },
    { "gzip, deflate, br", true },
    { "br;q=1.0, gzip;q=0.8, *;q=0.1", true },
    { "deflate,gzip", true },
    { " ,, \tgzip", true },
    { "gzip;q=1", true },
    { "gzip;q=0.001", true },
    { "gzip ; q=0.5", true },
    { "*", true },
    { "*;q=0.5", true },
    { "", false },
    { " , ,", false },
    { "identity", false },
    { "br, deflate", false },
    { "gzip;q=0", false },
    { "gzip;q=0.0", false },
    { "gzip;q=0.000, br", false },
    { "gzip;Q=0", false },
    { "gzip ; q=0", false },
    { "gzip;q=0, *", false },
    { "*;q=0", false },
    { "gzipped", false },
    { "x-gzip", false },
    { "gzi", false },
    { "q=gzip", false },
    { "br;gzip", false },
};

START_TEST(the_client_says_whether_it_reads_gzip)
{
    struct encoded out;

    say(4000);
    rq.accept_encoding = wishes[_i].header;
    out = encoder_encode(encoder, &rq, &rs);
    ck_assert_int_eq(is_gzip(&out), wishes[_i].gzip);
    if (wishes[_i].gzip)
        check_gzip(&out);
    else
        check_plain(&out);
}
END_TEST

START_TEST(what_is_for_one_reader_is_not_compressed)
{
    struct encoded out;

    say(4000);
    rs.cache = CACHE_OWN;
    out = encoder_encode(encoder, &rq, &rs);
    check_plain(&out);
    rs.cache = CACHE_NEVER;
    out = encoder_encode(encoder, &rq, &rs);
    check_plain(&out);
}
END_TEST

START_TEST(a_short_body_is_not_compressed)
{
    struct encoded out;

    say(1023);
    out = encoder_encode(encoder, &rq, &rs);
    check_plain(&out);
    say(1024);
    out = encoder_encode(encoder, &rq, &rs);
    ck_assert(is_gzip(&out));
    check_gzip(&out);
}
END_TEST

START_TEST(what_does_not_shrink_stays_as_it_is)
{
    uint32_t x = 1;
    struct encoded out;

    for (size_t i = 0; i < 5000; i++) {
        x = x * 1664525 + 1013904223;
        buf_char(&body, (char)(x >> 24));
    }
    out = encoder_encode(encoder, &rq, &rs);
    check_plain(&out);
}
END_TEST

START_TEST(one_packer_serves_all_sizes)
{
    static const size_t sizes[] = { 2000, 60000, 1024, 0, 61000 };

    for (size_t i = 0; i < ARRAY_LEN(sizes); i++) {
        struct encoded out;

        say(sizes[i]);
        out = encoder_encode(encoder, &rq, &rs);
        if (sizes[i])
            check_gzip(&out);
        else
            check_plain(&out);
    }
}
END_TEST

START_TEST(head_describes_a_body_that_does_not_come)
{
    struct encoded get, head;
    const char *text;

    say(4000);
    get = encoder_encode(encoder, &rq, &rs);
    text = arena_strndup(arena, get.head, get.head_bytes);
    rq.method = METHOD_HEAD;
    head = encoder_encode(encoder, &rq, &rs);
    ck_assert_uint_eq(head.body_bytes, 0);
    ck_assert_str_eq(arena_strndup(arena, head.head, head.head_bytes), text);
    check_length(&head, get.body_bytes);
}
END_TEST

START_TEST(what_is_unchanged_has_no_body)
{
    struct encoded out;

    say(4000); /* a body left from before */
    rs.status = 304;
    rs.etag = "W/\"a\"";
    out = encoder_encode(encoder, &rq, &rs);
    ck_assert_uint_eq(out.body_bytes, 0);
    ck_assert(head_has(&out, "Status: 304 "));
    ck_assert(!is_gzip(&out));
    ck_assert(!head_has(&out, "Content-Length"));
}
END_TEST

START_TEST(a_head_over_the_limit_is_our_fault)
{
    char *long_path = arena_alloc(arena, HEAD_MAX + 1);
    struct encoded out;

    log_threshold(LOG_LEVEL_ERROR + 1);
    memset(long_path, 'p', HEAD_MAX);
    say(4000);
    rs.status = 303;
    rs.location = long_path;
    out = encoder_encode(encoder, &rq, &rs);
    ck_assert(head_has(&out, "Status: 500 "));
    ck_assert(head_has(&out, "\r\nContent-Length: 0\r\n\r\n"));
    ck_assert(!head_has(&out, "pp"));
    ck_assert_uint_eq(out.body_bytes, 0);
    rs.status = 200;
    rs.location = NULL;
    out = encoder_encode(encoder, &rq, &rs);
    ck_assert(head_has(&out, "Status: 200 "));
    check_gzip(&out);
    log_threshold(LOG_LEVEL_INFO);
}
END_TEST

Suite *encode_suite(void);

Suite *encode_suite(void)
{
    Suite *s = suite_create("encode");
    TCase *tc = tcase_create("encode");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_loop_test(tc, the_client_says_whether_it_reads_gzip, 0,
                        ARRAY_LEN(wishes));
    tcase_add_test(tc, what_is_for_one_reader_is_not_compressed);
    tcase_add_test(tc, a_short_body_is_not_compressed);
    tcase_add_test(tc, what_does_not_shrink_stays_as_it_is);
    tcase_add_test(tc, one_packer_serves_all_sizes);
    tcase_add_test(tc, head_describes_a_body_that_does_not_come);
    tcase_add_test(tc, what_is_unchanged_has_no_body);
    tcase_add_test(tc, a_head_over_the_limit_is_our_fault);
    suite_add_tcase(s, tc);
    return s;
}
