/*
 * test_routes.c - the routes have what clients and documentation rely on
 */
#include <string.h>

#include "routes.h"
#include "suite.h"

Suite *routes_suite(void);

#define GET METHOD_GET
#define POST METHOD_POST
#define SUMMARY_MAX 74 /* columns: "tertulia help routes" indents it by six */

/* Addresses that change only for a good reason: feeds, mails and other sites link to
 * them. */
static const struct {
    enum method method;
    const char *path;
} promised[] = {
    { GET, "/" },
    { GET, "/counting" },
    { GET, "/p/:slug" },
    { POST, "/p/:slug/comments" },
    { GET, "/p/:slug/comments/:id" },
    { GET, "/p/:slug/comments/:id/edit" },
    { POST, "/p/:slug/comments/:id/edit" },
    { GET, "/p/:slug/comments/:id/delete" },
    { POST, "/p/:slug/comments/:id/delete" },
    { POST, "/p/:slug/comments/:id/support" },
    { POST, "/p/:slug/stance" },
    { GET, "/p/:slug/latest" },
    { GET, "/p/:slug/tally.svg" },
    { GET, "/p/:slug/tally.png" },
    { GET, "/p/:slug/sheet" },
    { GET, "/p/:slug/comments.atom" },
    { POST, "/p/:slug/follow" },
    { GET, "/continue" },
    { POST, "/continue" },
    { GET, "/mail/asked" },
    { GET, "/mail/confirm" },
    { POST, "/mail/confirm" },
    { GET, "/mail/continue" },
    { POST, "/mail/continue" },
    { GET, "/mail/manage" },
    { POST, "/mail/manage" },
    { GET, "/mail/unsubscribe" },
    { POST, "/mail/unsubscribe" },
    { GET, "/mail/author" },
    { POST, "/mail/author" },
    { GET, "/mail/decide" },
    { POST, "/mail/decide" },
    { GET, "/feed.atom" },
    { GET, "/comments.atom" },
    { GET, "/sitemap.xml" },
    { GET, "/robots.txt" },
    { GET, "/healthz" },
    { GET, "/admin/login" },
    { POST, "/admin/login" },
    { GET, "/admin/welcome" },
    { POST, "/admin/welcome" },
    { POST, "/admin/logout" },
    { GET, "/admin/" },
    { GET, "/admin/comments" },
    { POST, "/admin/comments" },
    { GET, "/admin/posts" },
    { GET, "/admin/posts/new" },
    { POST, "/admin/posts/new" },
    { GET, "/admin/posts/:id/edit" },
    { POST, "/admin/posts/:id/edit" },
    { GET, "/admin/settings" },
    { POST, "/admin/settings" },
    { GET, "/admin/account" },
    { POST, "/admin/account" },
};
#define PROMISED (sizeof(promised) / sizeof(promised[0]))

static size_t rows_of(enum method method, const char *path)
{
    size_t n = 0;

    for (size_t i = 0; i < routes_n; i++)
        n += routes[i].method == method && strcmp(routes[i].path, path) == 0;
    return n;
}

START_TEST(every_promised_address_has_one_row)
{
    for (size_t i = 0; i < PROMISED; i++)
        ck_assert_msg(rows_of(promised[i].method, promised[i].path) == 1, "%s %s",
                      promised[i].method == POST ? "POST" : "GET", promised[i].path);
}
END_TEST

/* Of two rows for one address the second would never be reached. */
START_TEST(no_address_has_two_rows)
{
    for (size_t i = 0; i < routes_n; i++)
        ck_assert_msg(rows_of(routes[i].method, routes[i].path) == 1, "%s",
                      routes[i].path);
}
END_TEST

START_TEST(every_row_says_in_a_sentence_what_it_is)
{
    for (size_t i = 0; i < routes_n; i++) {
        const char *text = routes[i].summary;
        const size_t n = text ? strlen(text) : 0;

        ck_assert_msg(n > 1 && n <= SUMMARY_MAX && text[n - 1] == '.' &&
                          text[0] >= 'A' && text[0] <= 'Z',
                      "%s: %s", routes[i].path, text);
    }
}
END_TEST

Suite *routes_suite(void)
{
    Suite *s = suite_create("routes");
    TCase *tc = tcase_create("routes");

    tcase_add_test(tc, every_promised_address_has_one_row);
    tcase_add_test(tc, no_address_has_two_rows);
    tcase_add_test(tc, every_row_says_in_a_sentence_what_it_is);
    suite_add_tcase(s, tc);
    return s;
}
