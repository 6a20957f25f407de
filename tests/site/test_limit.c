/*
 * test_limit.c - rate limits per address: the program's and nginx's
 */
#include "browser.h"
#include "server.h"

/* Posts a comment with a proxy's headers, which name another client address. */
static struct answer argue_from(const char *address)
{
    struct browser *b = browser_new();
    const char *text = arena_printf(site.arena, "Desde %s.", address);
    struct answer r =
        ASK(b, .target = "/p/" DEBATE "/comments",
            .body = form(b, "token", reader_token(b, DEBATE), "side", "pro", "body",
                         text, "name", "Ana", "action", "post", NULL),
            .headers = { arena_printf(site.arena, "X-Forwarded-For: %s", address),
                         arena_printf(site.arena, "X-Real-IP: %s", address),
                         arena_printf(site.arena, "Forwarded: for=%s", address) });

    r.head = arena_strdup(site.arena, r.head);
    r.body = arena_strdup(site.arena, r.body);
    browser_free(b);
    return r;
}

START_TEST(comments_are_counted_by_the_address_of_the_connection)
{
    struct browser *b;
    struct answer r;

    site_start(&(struct site_setup){ .limits = "comments_per_minute = 2\n" });
    b = browser_new();
    ck_status(argue_from("192.0.2.1"), 303);
    ck_status(argue_from("192.0.2.2"), 303);
    r = argue_from("192.0.2.3");
    ck_status(r, 429);
    ck_says(r, "Desde 192.0.2.3.</textarea>");
    ck_assert_str_ne(header_of(b, &r, "Retry-After"), "");
    ck_assert_int_eq(site_number("SELECT count(*) FROM comment"), 2);
    site_assert_sound();
    browser_free(b);
    site_stop();
}
END_TEST

static struct answer try_password(struct browser *b, const char *token, int n)
{
    return ASK(
        b, .target = "/admin/login",
        .body = form(b, "token", token, "name", AUTHOR, "password", "wrong", NULL),
        .headers = { arena_printf(site.arena, "X-Forwarded-For: 192.0.2.%d", n) });
}

START_TEST(passwords_cannot_be_guessed_from_many_pretended_addresses)
{
    struct browser *b;
    struct answer r;
    const char *token;

    site_start(&(struct site_setup){ .limits = "failed_logins = 3\n" });
    b = browser_new();
    r = get(b, "/admin/login");
    token = field_of(b, &r, "token");
    for (int i = 0; i < 3; i++)
        ck_status(try_password(b, token, i), 422);
    r = try_password(b, token, 9);
    ck_status(r, 429);
    ck_assert_str_ne(header_of(b, &r, "Retry-After"), "");
    ck_status(post(b, "/admin/login",
                   form(b, "token", token, "name", AUTHOR, "password", PASSWORD, NULL)),
              429);
    ck_assert_int_eq(site_number("SELECT count(*) FROM session"), 0);
    browser_free(b);
    site_stop();
}
END_TEST

START_TEST(nginx_ends_a_flood_of_posts_and_says_so)
{
    struct browser *b;
    struct answer r = { 0 };

    site_start(&(struct site_setup){ .nginx_limits = true });
    b = browser_new();
    /* nginx allows 60 at once and one a second: a flood must reach the limit. */
    ck_assert(EVENTUALLY((r = post(b, "/nothing", "a=b")).status == 429));
    ck_says(r, "Demasiado deprisa");
    ck_says(r, "Too fast");
    ck_assert_str_eq(header_of(b, &r, "Retry-After"), "60");
    ck_assert_str_eq(header_of(b, &r, "Cache-Control"), "no-store");
    ck_status(get(b, "/p/" DEBATE), 200);
    browser_free(b);
    site_stop();
}
END_TEST

/* nginx takes the client address from a header; the lower rate suits a slow machine. */
static const char *const FROM_ANYWHERE[] = {
    "http {\n",   "http {\nset_real_ip_from 127.0.0.1;\nreal_ip_header X-Real-IP;\n",
    "rate=20r/s", "rate=1r/s",
    NULL,
};

static struct answer from(struct browser *b, const char *address, const char *target,
                          const char *body)
{
    return ASK(b, .target = target, .body = body,
               .headers = { arena_printf(site.arena, "X-Real-IP: %s", address) });
}

/* The answer to the first of `n` requests that is refused, else to the last one. Each
 * comes from another address: `before`, a number, `after`. */
static struct answer flood(struct browser *b, const char *before, const char *after,
                           const char *target, const char *body, int n)
{
    struct answer r = { 0 };

    for (int i = 1; i <= n && r.status != 429; i++)
        r = from(b, arena_printf(site.arena, "%s%d%s", before, i, after), target, body);
    return r;
}

START_TEST(nginx_counts_a_network_of_ipv6_as_one)
{
    struct browser *b;

    site_start(
        &(struct site_setup){ .nginx_limits = true, .nginx_edits = FROM_ANYWHERE });
    b = browser_new();
    ck_status(flood(b, "2001:db8:0:", "::1", "/nothing", "a=b", 150), 404);
    ck_status(flood(b, "192.0.2.", "", "/nothing", "a=b", 150), 404);
    ck_status(flood(b, "::ffff:198.51.100.", "", "/nothing", "a=b", 150), 404);
    ck_status(flood(b, "2001:db8:1:a0d::", "", "/nothing", "a=b", 1000), 429);
    ck_status(flood(b, "2001:db8:1:2::1:", ":1", "/?page=1", NULL, 1000), 429);
    browser_free(b);
    site_stop();
}
END_TEST

START_TEST(nginx_counts_the_pages_that_its_cache_cannot_answer)
{
    const char *const one = "2001:db8::";
    struct browser *b;
    struct answer r;

    site_start(
        &(struct site_setup){ .nginx_limits = true, .nginx_edits = FROM_ANYWHERE });
    b = browser_new();
    ck_status(flood(b, one, "", "/", NULL, 400), 200);
    ck_status(flood(b, one, "", "/static/site.css?v=1", NULL, 400), 200);
    ck_status(flood(b, one, "", "/p/" DEBATE "/tally.png?x=1", NULL, 400), 200);
    ck_status(flood(b, "2001:db8:7::", "", "/p/" DEBATE "/comments/99", NULL, 1000),
              429);
    /* 190 pages at once are allowed: more than any reader needs. */
    ck_status(flood(b, one, "", "/healthz?x=1", NULL, 190), 200);
    r = flood(b, one, "", "/healthz?x=1", NULL, 1000);
    ck_status(r, 429);
    ck_says(r, "Demasiado deprisa");
    ck_status(flood(b, one, "", "/healthz", NULL, 200), 200);
    ck_status(from(b, "2001:db8::1", "/static/site.css?v=1", NULL), 200);
    ck_status(from(b, "2001:db8::1", "/nothing", "a=b"), 404);
    ck_status(from(b, "2001:db8:0:1::1", "/healthz?x=1", NULL), 200);
    /* With a cookie a page is for its visitor only: the cache cannot answer. */
    r = (struct answer){ 0 };
    for (int i = 0; i < 1000 && r.status != 429; i++)
        r = ASK(b, .target = "/healthz",
                .headers = { "X-Real-IP: 2001:db8:9::1", "Cookie: reader=x" });
    ck_status(r, 429);
    browser_free(b);
    site_stop();
}
END_TEST

START_TEST(without_the_program_nginx_asks_for_patience)
{
    struct browser *b;
    struct answer r;

    site_start(&(struct site_setup){ 0 });
    b = browser_new();
    ck_assert_int_eq(program_end(site.serve), 0);
    site.serve = 0;
    r = post(b, "/p/" DEBATE "/comments", "a=b");
    ck_status(r, 503);
    ck_says(r, "Vuelve en un momento");
    ck_assert_str_eq(header_of(b, &r, "Retry-After"), "5");
    ck_assert_str_eq(header_of(b, &r, "Cache-Control"), "no-store");
    site_serve();
    ck_assert(EVENTUALLY(get_fresh(b, "/").status == 200));
    browser_free(b);
    site_stop();
}
END_TEST

Suite *limit_suite(void);

Suite *limit_suite(void)
{
    Suite *s = suite_create("limit");
    TCase *tc = tcase_create("limit");

    tcase_add_test(tc, comments_are_counted_by_the_address_of_the_connection);
    tcase_add_test(tc, passwords_cannot_be_guessed_from_many_pretended_addresses);
    tcase_add_test(tc, nginx_ends_a_flood_of_posts_and_says_so);
    tcase_add_test(tc, nginx_counts_a_network_of_ipv6_as_one);
    tcase_add_test(tc, nginx_counts_the_pages_that_its_cache_cannot_answer);
    tcase_add_test(tc, without_the_program_nginx_asks_for_patience);
    suite_add_tcase(s, tc);
    return s;
}
