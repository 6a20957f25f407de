/*
 * test_url.c - percent encoding, and web addresses that readers type
 */
#include "suite.h"
#include "url.h"

static struct arena *arena;

static void setup(void)
{
    arena = arena_new();
}

static void teardown(void)
{
    arena_free(arena);
}

static const char *decoded(const char *s, bool plus)
{
    char *out = NULL;

    return url_decode(arena, s, strlen(s), plus, &out) ? NULL : out;
}

START_TEST(decoding_restores_bytes_and_blanks)
{
    ck_assert_str_eq(decoded("caf%C3%A9+%2b+t%c3%A9", true), "café + té");
    ck_assert_str_eq(decoded("a+b", false), "a+b");
    ck_assert_str_eq(decoded("", true), "");
    ck_assert_str_eq(decoded("%25%32%35", true), "%25");
}
END_TEST

START_TEST(decoding_stops_at_the_given_length)
{
    char *out;

    ck_assert_int_eq(url_decode(arena, "ab%20", 3, false, &out), RC_INVALID);
    ck_assert_int_eq(url_decode(arena, "ab%20", 2, false, &out), RC_OK);
    ck_assert_str_eq(out, "ab");
}
END_TEST

static const char *const broken[] = {
    "%",      "%4",        "%4g",          "%g4",        "a%",     "%%20",
    "%00",    "a%00b",     "%FF",          "%C3",        "%C3%28", "%E2%82",
    "%C0%AF", "%ED%A0%80", "%F4%90%80%80", "\xff",       "%u0041", "% 41",
    "%-1",    "%+1",       "%0x",          "%E2%82+%AC",
};

START_TEST(a_broken_escape_or_text_is_refused)
{
    ck_assert_ptr_null(decoded(broken[_i], true));
}
END_TEST

START_TEST(encoding_leaves_nothing_that_means_something)
{
    ck_assert_str_eq(url_encode(arena, "a-b_c.d~9"), "a-b_c.d~9");
    ck_assert_str_eq(url_encode(arena, "é &/?#+%\r\n\"'"),
                     "%C3%A9%20%26%2F%3F%23%2B%25%0D%0A%22%27");
    ck_assert_str_eq(decoded(url_encode(arena, "á/b?c=d&e"), true), "á/b?c=d&e");
}
END_TEST

static const char *const web[] = {
    "http://example.org",
    "HTTPS://Example.ORG/",
    "https://example.org:8443/a(b)?c=d&e=f#g",
    "http://user.name.example/~me",
    "http://127.0.0.1/",
    "http://[::1]:80/x",
    "http://[2001:db8::1]",
    "https://españa.es/ñandú?q=á",
    "http://a_b.example./",
    "http://localhost",
    "https://example.org?x=@",
};

START_TEST(web_addresses_are_accepted)
{
    ck_assert_msg(url_is_web(web[_i], 200), "%s", web[_i]);
}
END_TEST

static const char *const not_web[] = {
    "",
    "http://",
    "http:///x",
    "https:example.org",
    "http:/example.org",
    "http:\\\\example.org",
    "//example.org",
    "example.org",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " http://example.org",
    "http://example.org ",
    "java\tscript:alert(1)",
    "\x01http://example.org",
    "data:text/html,x",
    "vbscript:x",
    "feed:http://example.org",
    "view-source:http://example.org",
    "ftp://example.org",
    "http://user@example.org",
    "http://user:password@example.org",
    "http://example.org:80@evil.example",
    "http://example.org:",
    "http://example.org:99999999",
    "http://example.org:80a",
    "http://.example.org",
    "http://example..org",
    "http://exa mple.org",
    "http://example.org/a b",
    "http://example.org/\"onmouseover=x",
    "http://example.org/'x",
    "http://example.org/<x>",
    "http://example.org/`x",
    "http://example.org/\\x",
    "http://example.org/a\nb",
    "http://example.org/\x7f",
    "http://example.org/\u00a0",
    "http://example.org/\xc2\x85",
    "http://example.org/\u202egro",
    "http://example.org/\u200b",
    "http://example.org/\u2028",
    "http://example.org/\xff",
    "http://%65xample.org",
    "http://exam\u200dple.org",
    "http://[::1",
    "http://[]",
    "http://[::1]x",
    "http://[g::1]",
    "http://::1",
    "http://?x",
    "http://#x",
    "http://a~b",
};

START_TEST(everything_else_is_no_web_address)
{
    ck_assert_msg(!url_is_web(not_web[_i], 200), "%s", not_web[_i]);
}
END_TEST

START_TEST(a_web_address_has_a_greatest_length)
{
    ck_assert(url_is_web("http://example.org", 18));
    ck_assert(!url_is_web("http://example.org", 17));
}
END_TEST

START_TEST(a_local_path_stays_on_this_site)
{
    ck_assert(url_is_local("/"));
    ck_assert(url_is_local("/admin/comments?state=spam&page=2#c1"));
    ck_assert(url_is_local("/a//b"));
}
END_TEST

static const char *const away[] = {
    "",
    "admin",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "/a b",
    "/a\r\nb",
    "http://evil",
    "/a\\b",
    "\\/evil",
    "/ñ",
    "/\n",
    "/\x7f",
    " /a",
};

START_TEST(a_path_that_may_lead_away_is_not_local)
{
    ck_assert_msg(!url_is_local(away[_i]), "%s", away[_i]);
}
END_TEST

Suite *url_suite(void);

Suite *url_suite(void)
{
    Suite *suite = suite_create("url");
    TCase *tc = tcase_create("url");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, decoding_restores_bytes_and_blanks);
    tcase_add_test(tc, decoding_stops_at_the_given_length);
    tcase_add_loop_test(tc, a_broken_escape_or_text_is_refused, 0, ARRAY_LEN(broken));
    tcase_add_test(tc, encoding_leaves_nothing_that_means_something);
    tcase_add_loop_test(tc, web_addresses_are_accepted, 0, ARRAY_LEN(web));
    tcase_add_loop_test(tc, everything_else_is_no_web_address, 0, ARRAY_LEN(not_web));
    tcase_add_test(tc, a_web_address_has_a_greatest_length);
    tcase_add_test(tc, a_local_path_stays_on_this_site);
    tcase_add_loop_test(tc, a_path_that_may_lead_away_is_not_local, 0, ARRAY_LEN(away));
    suite_add_tcase(suite, tc);
    return suite;
}
