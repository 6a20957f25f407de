/*
 * test_response.c - the head of a response
 */
#include "response.h"
#include "suite.h"

static struct buf out;

static void setup(void)
{
    buf_init(&out, 8192);
}

static void teardown(void)
{
    buf_clear(&out);
}

static const char *head(const struct response *rs, size_t body_bytes,
                        const char *encoding)
{
    buf_reset(&out);
    response_head(rs, body_bytes, encoding, &out);
    ck_assert_int_eq(out.rc, RC_OK);
    return out.s;
}

#define HAS(text, part)                                                                \
    ck_assert_msg(strstr(text, part) != NULL, "lacks %s in\n%s", part, text)
#define LACKS(text, part)                                                              \
    ck_assert_msg(!strstr(text, part), "has %s in\n%s", part, text)

START_TEST(a_page_says_what_it_is)
{
    const struct response rs = { .status = 200,
                                 .content_type = "text/html; charset=utf-8",
                                 .etag = "\"v1\"",
                                 .cache = CACHE_SHARED };
    const char *s = head(&rs, 42, "gzip");

    ck_assert_int_eq(strncmp(s, "Status: 200 OK\r\n", 16), 0);
    HAS(s, "\r\nContent-Type: text/html; charset=utf-8\r\n");
    HAS(s, "\r\nContent-Length: 42\r\n");
    HAS(s, "\r\nContent-Encoding: gzip\r\n");
    HAS(s, "\r\nETag: W/\"v1\"\r\n");
    ck_assert_str_eq(s + out.n - 4, "\r\n\r\n");
    ck_assert_ptr_eq(strstr(s, "\r\n\r\n"), s + out.n - 4);
    LACKS(s, "Location");
    LACKS(s, "Set-Cookie");
    LACKS(s, "Retry-After");
    LACKS(s, "Allow");
}
END_TEST

START_TEST(every_answer_is_fenced_in)
{
    const struct response rs = { .status = 404 };
    const char *s = head(&rs, 0, NULL);

    HAS(s, "\r\nContent-Security-Policy: default-src 'none'; ");
    HAS(s, "script-src 'self'; ");
    HAS(s, "style-src 'self'; ");
    HAS(s, "form-action 'self'; ");
    HAS(s, "base-uri 'none'; ");
    HAS(s, "frame-ancestors 'self'\r\n");
    HAS(s, "img-src 'self';");
    LACKS(s, "unsafe-inline");
    HAS(s, "\r\nX-Content-Type-Options: nosniff\r\n");
    HAS(s, "\r\nReferrer-Policy: same-origin\r\n");
    HAS(s, "\r\nCross-Origin-Opener-Policy: same-origin\r\n");
    HAS(s, "\r\nPermissions-Policy: ");
    LACKS(s, "X-Robots-Tag");
}
END_TEST

START_TEST(admin_pages_are_neither_framed_nor_indexed)
{
    const struct response rs = { .status = 200, .admin = true };
    const char *s = head(&rs, 1, NULL);

    HAS(s, "frame-ancestors 'none'\r\n");
    HAS(s, "img-src 'self';");
    HAS(s, "\r\nX-Frame-Options: DENY\r\n");
    HAS(s, "\r\nX-Robots-Tag: noindex, nofollow\r\n");
    HAS(s, "\r\nReferrer-Policy: same-origin\r\n");
}
END_TEST

START_TEST(a_page_shows_pictures_of_the_sites_it_names)
{
    struct response rs = { .status = 200,
                           .img_sources = "https://a.example http://b.example:81" };
    const char *s = head(&rs, 1, NULL);

    HAS(s, "; img-src 'self' https://a.example http://b.example:81; frame-ancestors "
           "'self'\r\n");
    rs.img_sources = "https://a.example\r\nSet-Cookie: a=b";
    s = head(&rs, 1, NULL);
    HAS(s, "; img-src 'self'; frame-ancestors 'self'\r\n");
    LACKS(s, "Set-Cookie");
    rs.img_sources = "";
    HAS(head(&rs, 1, NULL), "; img-src 'self'; frame-ancestors 'self'\r\n");
}
END_TEST

/* Its policy would replace the one of the cached page. */
START_TEST(a_304_has_no_policy)
{
    const struct response rs = { .status = 304 };
    const char *s = head(&rs, 0, NULL);

    LACKS(s, "Content-Security-Policy");
    HAS(s, "\r\nX-Content-Type-Options: nosniff\r\n");
}
END_TEST

START_TEST(shared_pages_name_the_second_before_the_rule)
{
    const struct response rs = { .status = 200, .cache = CACHE_SHARED };
    const char *s = head(&rs, 1, NULL);

    HAS(s, "\r\nX-Accel-Expires: 1\r\nCache-Control: no-cache\r\n");
    HAS(s, "\r\nVary: Accept-Encoding\r\n");
}
END_TEST

START_TEST(other_pages_are_kept_by_nobody_else)
{
    const struct response own = { .status = 200, .cache = CACHE_OWN };
    const struct response never = { .status = 200, .cache = CACHE_NEVER };
    const char *s = head(&own, 1, NULL);

    HAS(s, "\r\nCache-Control: private, no-cache\r\n");
    LACKS(s, "X-Accel-Expires");
    s = head(&never, 1, NULL);
    HAS(s, "\r\nCache-Control: no-store\r\n");
    LACKS(s, "X-Accel-Expires");
    LACKS(s, "private");
}
END_TEST

START_TEST(a_redirect_names_its_place_and_cookies)
{
    struct response rs = { .status = 303, .location = "/p/hola?held=3#held" };
    const char *s;

    response_cookie(&rs, "reader=a; Path=/; HttpOnly; SameSite=Lax");
    response_cookie(&rs, "session=b; Path=/");
    s = head(&rs, 0, NULL);
    ck_assert_int_eq(strncmp(s, "Status: 303 See Other\r\n", 23), 0);
    HAS(s, "\r\nLocation: /p/hola?held=3#held\r\n");
    HAS(s, "\r\nSet-Cookie: reader=a; Path=/; HttpOnly; SameSite=Lax\r\n");
    HAS(s, "\r\nSet-Cookie: session=b; Path=/\r\n");
    HAS(s, "\r\nContent-Length: 0\r\n");
    LACKS(s, "\r\nContent-Type");
}
END_TEST

START_TEST(refusals_say_what_would_do)
{
    const struct response method = { .status = 405, .allow = "GET, HEAD" };
    const struct response soon = { .status = 429, .retry_after_s = 20 };

    HAS(head(&method, 0, NULL), "\r\nAllow: GET, HEAD\r\n");
    HAS(head(&soon, 0, NULL), "\r\nRetry-After: 20\r\n");
}
END_TEST

START_TEST(an_unchanged_page_describes_no_body)
{
    const struct response rs = { .status = 304,
                                 .content_type = "text/html",
                                 .etag = "W/\"v1\"",
                                 .cache = CACHE_SHARED };
    const char *s = head(&rs, 0, NULL);

    HAS(s, "\r\nETag: W/\"v1\"\r\n");
    HAS(s, "\r\nCache-Control: no-cache\r\n");
    LACKS(s, "W/W/");
    LACKS(s, "Content-Length");
    LACKS(s, "\r\nContent-Type");
}
END_TEST

START_TEST(no_value_starts_another_header)
{
    static const char *const bad[] = {
        "/a\r\nSet-Cookie: x=1", "/a\nX: y", "/a\rX", "/a\tb", "/a\x7f", "\x01"
    };
    struct response rs = { .status = 303 };

    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        const char *s;

        rs.location = rs.allow = rs.etag = rs.content_type = rs.cookie[0] = bad[i];
        rs.cookies = 1;
        s = head(&rs, 0, bad[i]);
        LACKS(s, bad[i]);
        LACKS(s, "Location");
        LACKS(s, "Set-Cookie");
        LACKS(s, "ETag");
        LACKS(s, "Allow:");
        LACKS(s, "\r\nContent-Type:");
        LACKS(s, "Content-Encoding");
    }
}
END_TEST

static const int statuses[] = { 200, 303, 304, 400, 403, 404, 405,
                                409, 413, 415, 422, 429, 500, 503 };

START_TEST(each_status_of_the_contract_has_a_phrase)
{
    const struct response rs = { .status = statuses[_i] };
    char start[32];

    snprintf(start, sizeof(start), "Status: %d ", statuses[_i]);
    HAS(head(&rs, 0, NULL), start);
    LACKS(out.s, "Unknown");
}
END_TEST

START_TEST(tags_match_weakly)
{
    ck_assert(etag_matches("\"a\"", "\"a\""));
    ck_assert(etag_matches("W/\"a\"", "\"a\""));
    ck_assert(etag_matches("\"a\"", "W/\"a\""));
    ck_assert(etag_matches(" \"b\" ,\tW/\"a,c\", \"d\"", "\"a,c\""));
    ck_assert(etag_matches("*", "\"a\""));
}
END_TEST

START_TEST(other_tags_do_not_match)
{
    static const char *const other[] = {
        "",   "\"b\"",         "a",   "\"a",      "\"A\"",  "\"ab\"", "w/\"a\"", "\"\"",
        "*x", "\"b\" x \"a\"", "W/a", "\"b\", *", "\"b\"W", ",,,",    "W/",      "\"",
    };

    for (size_t i = 0; i < ARRAY_LEN(other); i++)
        ck_assert_msg(!etag_matches(other[i], "\"a\""), "%s", other[i]);
    ck_assert(!etag_matches(NULL, "\"a\""));
    ck_assert(!etag_matches("*", NULL));
    ck_assert(!etag_matches("\"a\"", NULL));
}
END_TEST

Suite *response_suite(void);

Suite *response_suite(void)
{
    Suite *suite = suite_create("response");
    TCase *tc = tcase_create("response");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, a_page_says_what_it_is);
    tcase_add_test(tc, every_answer_is_fenced_in);
    tcase_add_test(tc, admin_pages_are_neither_framed_nor_indexed);
    tcase_add_test(tc, a_page_shows_pictures_of_the_sites_it_names);
    tcase_add_test(tc, a_304_has_no_policy);
    tcase_add_test(tc, shared_pages_name_the_second_before_the_rule);
    tcase_add_test(tc, other_pages_are_kept_by_nobody_else);
    tcase_add_test(tc, a_redirect_names_its_place_and_cookies);
    tcase_add_test(tc, refusals_say_what_would_do);
    tcase_add_test(tc, an_unchanged_page_describes_no_body);
    tcase_add_test(tc, no_value_starts_another_header);
    tcase_add_loop_test(tc, each_status_of_the_contract_has_a_phrase, 0,
                        ARRAY_LEN(statuses));
    tcase_add_test(tc, tags_match_weakly);
    tcase_add_test(tc, other_tags_do_not_match);
    suite_add_tcase(suite, tc);
    return suite;
}
