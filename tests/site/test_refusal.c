/*
 * test_refusal.c - hostile requests: each gets its status and stores nothing
 */
#include "array.h"
#include "browser.h"
#include "server.h"
#include "url.h"
#include "wire.h"

static struct browser *b;
static const char *before;

static void setup(void)
{
    b = browser_new();
    before = site_stored();
}

static void teardown(void)
{
    browser_free(b);
}

/* ---- Raw bytes ---- */

struct raw {
    const char *what;
    int status; /* 0: closed without an answer */
    const char *bytes;
    size_t n;
};
#define RAW(what, status, bytes)                                                       \
    {                                                                                  \
        what, status, bytes, sizeof(bytes) - 1                                         \
    }
#define END "Host: 127.0.0.1\r\nConnection: close\r\n\r\n"
#define FORM "Content-Type: application/x-www-form-urlencoded\r\n"
#define COMMENT "POST /p/" DEBATE "/comments HTTP/1.1\r\n"
#define GET(target) "GET " target " HTTP/1.1\r\n" END

static const struct raw raws[] = {
    RAW("foreign host", 0, "GET / HTTP/1.1\r\nHost: example.org\r\n\r\n"),
    RAW("markup as host", 0, "GET / HTTP/1.1\r\nHost: a\"<b>\r\n\r\n"),
    RAW("host of another port's name", 0,
        "GET / HTTP/1.1\r\nHost: 127.0.0.1.evil\r\n\r\n"),
    RAW("foreign host in the target", 0, "GET http://example.org/ HTTP/1.1\r\n" END),
    RAW("HTTP/1.0 without a host", 0, "GET / HTTP/1.0\r\n\r\n"),
    RAW("HTTP/0.9", 0, "GET /\r\n"),
    RAW("no host", 400, "GET / HTTP/1.1\r\nConnection: close\r\n\r\n"),
    RAW("two hosts", 400, "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n" END),
    RAW("slash in the host", 400, "GET / HTTP/1.1\r\nHost: 127.0.0.1/x\r\n\r\n"),
    RAW("own host in the target", 404, "GET http://127.0.0.1/nothing HTTP/1.1\r\n" END),
    RAW("version 9", 505, "GET / HTTP/9.9\r\n" END),
    RAW("no version number", 400, "GET / HTTP/x\r\n" END),
    RAW("blank in the target", 400, "GET /a b HTTP/1.1\r\n" END),
    RAW("lower-case method", 400, "get / HTTP/1.1\r\n" END),
    RAW("a TLS greeting", 400, "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"),
    RAW("NUL in a header", 400, "GET / HTTP/1.1\r\nX: a\0b\r\n" END),
    RAW("NUL in the target", 400, "GET /a\0b HTTP/1.1\r\n" END),

    RAW("two lengths", 400,
        COMMENT FORM "Content-Length: 1\r\nContent-Length: 2\r\n" END "a"),
    RAW("negative length", 400, COMMENT FORM "Content-Length: -1\r\n" END),
    RAW("length in words", 400, COMMENT FORM "Content-Length: ten\r\n" END),
    RAW("length past 64 bits", 400,
        COMMENT FORM "Content-Length: 99999999999999999999999\r\n" END),
    RAW("length and chunks", 400,
        COMMENT FORM "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n" END
                     "0\r\n\r\n"),
    RAW("unknown coding", 501, COMMENT FORM "Transfer-Encoding: gzip\r\n" END),
    RAW("chunked twice", 501,
        COMMENT FORM "Transfer-Encoding: chunked, chunked\r\n" END),
    RAW("size of a chunk in words", 400,
        COMMENT FORM "Transfer-Encoding: chunked\r\n" END "zz\r\nabc\r\n0\r\n\r\n"),
    RAW("a chunked form without fields", 422,
        COMMENT FORM "Transfer-Encoding: chunked\r\n" END "3\r\na=b\r\n0\r\n\r\n"),
    RAW("over the limit of nginx", 413, COMMENT FORM "Content-Length: 2000000\r\n" END),

    RAW("a fragment", 400, GET("/p/" DEBATE "#c1")),
    RAW("a fragment behind the query", 400, GET("/p/" DEBATE "?page=1#c1")),
    RAW("a fragment of a static file", 400, GET("/static/site.css#x")),
    RAW("a fragment behind the own host", 400, GET("http://127.0.0.1/#c1")),
    RAW("%00 in the path", 400, GET("/p/%00")),
    RAW("%zz in the path", 400, GET("/p/%zz")),
    RAW("half an escape", 400, GET("/p/%4")),
    RAW("%u0041", 400, GET("/p/%u0041")),
    RAW("0xFF in the path", 400, GET("/p/\xff")),
    RAW("%ff in the path", 400, GET("/p/%ff")),
    RAW("overlong slash", 400, GET("/p/%c0%af")),
    RAW("half a surrogate", 400, GET("/p/%ed%a0%80")),
    RAW("%00 in the query", 400, GET("/p/" DEBATE "?side=%00")),
    RAW("%zz in the query", 400, GET("/p/" DEBATE "?side=%zz")),
    RAW("0xFF in the query", 400, GET("/p/" DEBATE "?side=\xff")),
    RAW("a field twice", 400, GET("/p/" DEBATE "?side=pro&side=contra")),
    RAW("line end in the path", 404, GET("/x%0d%0aSet-Cookie:a=b")),
    RAW("unknown side", 404, GET("/p/" DEBATE "?side=both")),
    RAW("page of letters", 404, GET("/p/" DEBATE "?page=x")),
    RAW("page beyond numbers", 404, GET("/p/" DEBATE "?page=99999999999999999999")),
    RAW("page 0", 404, GET("/p/" DEBATE "?page=0")),
    RAW("slug in capitals", 404, GET("/p/CASA")),
    RAW("slash behind the slug", 404, GET("/p/" DEBATE "/")),
    RAW("id with a zero in front", 404, GET("/p/" DEBATE "/comments/01")),
    RAW("id with a sign", 404, GET("/p/" DEBATE "/comments/+1")),
    RAW("id that is not there", 404, GET("/p/" DEBATE "/comments/999999")),

    RAW("above the root", 400, GET("/../../etc/passwd")),
    RAW("out of static", 404, GET("/static/../site.db")),
    RAW("out of static, escaped", 404, GET("/static/%2e%2e/site.db")),
    RAW("out of static, slash escaped", 404, GET("/static/..%2fsite.db")),
    RAW("far out of static", 400, GET("/static/..%2f..%2f..%2fetc/passwd")),
    RAW("past the alias", 404, GET("/static../schema.sql")),
    RAW("NUL below static", 400, GET("/static/site.css%00.png")),
    RAW("list of static", 403, GET("/static/")),
    RAW("no such static file", 404, GET("/static/site.css.bak")),
    RAW("POST to a static file", 405, "POST /static/site.css HTTP/1.1\r\n" END),

    RAW("unknown method", 405, "BREW / HTTP/1.1\r\n" END),
    RAW("PUT", 405, "PUT /p/" DEBATE " HTTP/1.1\r\nContent-Length: 0\r\n" END),
    RAW("DELETE", 405, "DELETE /p/" DEBATE " HTTP/1.1\r\n" END),
    RAW("TRACE", 405, "TRACE / HTTP/1.1\r\n" END),
    RAW("CONNECT", 400, "CONNECT 127.0.0.1:80 HTTP/1.1\r\n" END),
    RAW("POST where only GET is", 405, "POST / HTTP/1.1\r\nContent-Length: 0\r\n" END),
    RAW("GET where only POST is", 405, GET("/p/" DEBATE "/comments")),
    RAW("PATCH to comments", 405, "PATCH /p/" DEBATE "/comments HTTP/1.1\r\n" END),

    RAW("no content type", 415, COMMENT "Content-Length: 3\r\n" END "a=b"),
    RAW("JSON", 415,
        COMMENT "Content-Type: application/json\r\nContent-Length: 2\r\n" END "{}"),
    RAW("plain text", 415,
        COMMENT "Content-Type: text/plain\r\nContent-Length: 3\r\n" END "a=b"),
    RAW("multipart", 415,
        COMMENT
        "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 5\r\n" END
        "--x--"),
    RAW("a longer type", 415,
        COMMENT "Content-Type: application/x-www-form-urlencodedx\r\nContent-Length: "
                "3\r\n" END "a=b"),
};

START_TEST(hostile_bytes_are_refused)
{
    const struct raw *r = &raws[_i];
    const char *answer = wire_http(site.arena, r->bytes, r->n);

    ck_assert_msg(wire_status(answer) == r->status, "%s: %d instead of %d: %.2000s",
                  r->what, wire_status(answer), r->status, answer);
    ck_assert_msg(!strstr(answer, "\nSet-Cookie:"), "%s", r->what);
    ck_assert_msg(!strstr(answer, "root:"), "%s", r->what);
    ck_assert_str_eq(site_stored(), before);
}
END_TEST

/* `start`, n times `piece`, `end`. */
static const char *stretched(const char *start, const char *piece, size_t n,
                             const char *end)
{
    const size_t bytes = strlen(piece);
    char *middle = arena_alloc(site.arena, n * bytes + 1);

    for (size_t i = 0; i < n; i++)
        memcpy(middle + i * bytes, piece, bytes);
    return arena_printf(site.arena, "%s%s%s", start, middle, end);
}

START_TEST(what_is_far_too_long_is_refused)
{
    const struct {
        int status;
        const char *bytes;
    } rows[] = {
        { 414, stretched("GET /p/", "a", 20000, " HTTP/1.1\r\n" END) },
        { 400, stretched("GET / HTTP/1.1\r\nX: ", "a", 40000, "\r\n" END) },
        { 400, stretched("GET / HTTP/1.1\r\nCookie: ", "a=b; ", 8000, "\r\n" END) },
        { 400,
          stretched("GET / HTTP/1.1\r\n", "X-Something: something\r\n", 4000, END) },
        { 404, stretched("GET /p/", "a", 81, " HTTP/1.1\r\n" END) },
        { 404, stretched("GET /", "a/", 2000, " HTTP/1.1\r\n" END) },
        { 413,
          stretched(COMMENT FORM "Content-Length: 70000\r\n" END, "a", 70000, "") },
        { 413, stretched("POST /admin/login HTTP/1.1\r\n" FORM
                         "Content-Length: 65537\r\n" END,
                         "a", 65537, "") },
    };

    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const char *answer =
            wire_http(site.arena, rows[i].bytes, strlen(rows[i].bytes));

        ck_assert_msg(wire_status(answer) == rows[i].status, "row %zu: %d", i,
                      wire_status(answer));
        ck_assert_str_eq(site_stored(), before);
    }
}
END_TEST

/* ---- Well-formed forms ---- */

/* A good comment with another value of one field; NULL leaves the field out. */
static const char *comment_with(const char *name, const char *value)
{
    const char *fields[][2] = { { "token", reader_token(b, DEBATE) },
                                { "side", "pro" },
                                { "body", "Un texto bueno." },
                                { "name", "Ana" },
                                { "website", "" },
                                { "parent", "" },
                                { "action", "post" } };
    const char *text = "";

    for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
        const bool is = strcmp(fields[i][0], name) == 0;

        if (is && !value)
            continue;
        text = arena_printf(site.arena, "%s%s%s", text, *text ? "&" : "",
                            form(b, fields[i][0], is ? value : fields[i][1], NULL));
    }
    return text;
}

struct field_row {
    const char *name, *value;
    int status;
};

static const struct field_row comments[] = {
    { "side", NULL, 422 },
    { "side", "", 422 },
    { "side", "both", 422 },
    { "side", "PRO", 422 },
    { "side", "1", 422 },
    { "body", NULL, 422 },
    { "body", "", 422 },
    { "body", " \n\t\xe2\x80\x8b", 422 },
    { "body", "[a]: https://example.org", 422 },
    { "body", ">>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>> a", 422 },
    { "name", NULL, 422 },
    { "name", "  ", 422 },
    { "name", "\xe2\x80\xae", 422 },
    { "name", AUTHOR, 422 },
    { "name", "\xef\xbc\xa5\xef\xbc\xac\xc3\xa9na", 422 },
    { "website", "javascript:alert(1)", 422 },
    { "website", "https://user:pass@example.org/", 422 },
    { "website", "ftp://example.org/", 422 },
    { "token", NULL, 422 },
    { "token", "", 422 },
    { "token", "1.x", 422 },
    { "token", "99999999999999999999.AAAA", 422 },
    { "parent", "0", 404 },
    { "parent", "-1", 404 },
    { "parent", "01", 404 },
    { "parent", "9223372036854775808", 404 },
    { "parent", "999999", 409 },
};

START_TEST(a_comment_with_a_bad_field_is_refused)
{
    const struct field_row *r = &comments[_i];
    const struct answer got =
        post(b, "/p/" DEBATE "/comments", comment_with(r->name, r->value));

    ck_assert_msg(got.status == r->status, "%s=%s: %d instead of %d", r->name,
                  r->value ? r->value : "(none)", got.status, r->status);
    ck_assert_str_eq(header_of(b, &got, "Set-Cookie"), "");
    if (r->status == 422 && strcmp(r->name, "body") != 0)
        ck_says(got, "Un texto bueno.</textarea>");
    ck_assert_str_eq(site_stored(), before);
}
END_TEST

START_TEST(a_comment_that_is_not_ours_is_refused)
{
    const struct answer login = get(b, "/admin/login");
    const char *good = comment_with("", "");
    const char *to = "/p/" DEBATE "/comments";

    ck_status(post(b, "/p/nothing/comments", good), 404);
    ck_status(post(b, "/p/CASA/comments", good), 404);
    ck_status(post(b, to, arena_printf(site.arena, "%s&side=contra", good)), 400);
    ck_status(post(b, to, arena_printf(site.arena, "%s&x=%%zz", good)), 400);
    ck_status(post(b, to, arena_printf(site.arena, "%s&x=%%00", good)), 400);
    ck_status(post(b, to, arena_printf(site.arena, "%s&x=%%ff", good)), 400);
    ck_status(post(b, to, comment_with("token", field_of(b, &login, "token"))), 422);
    ck_status(post(b, to, comment_with("body", stretched("", "a", 8193, ""))), 422);
    ck_status(post(b, to, comment_with("name", stretched("", "a", 65, ""))), 422);
    ck_status(
        post(b, to, comment_with("website", stretched("https://e.org/", "a", 200, ""))),
        422);
    ck_assert_str_eq(site_stored(), before);
}
END_TEST

START_TEST(a_token_is_good_for_one_debate_only)
{
    const char *counted;

    site_debate("otro", POLICY_HOLD_NONE);
    counted = site_stored();
    ck_status(post(b, "/p/otro/comments", comment_with("", "")), 422);
    ck_assert_str_eq(site_stored(), counted);
}
END_TEST

START_TEST(another_site_cannot_post_in_a_visitors_name)
{
    static const char *const headers[] = {
        "Origin: https://evil.example",  "Origin: null",
        "Origin: http://127.0.0.1",      "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",     "Sec-Fetch-Site: anything",
        "Origin: http://127.0.0.1:8080 "
    };
    const char *own =
        arena_printf(site.arena, "Origin: http://127.0.0.1:%d", site.port.number);
    const char *good = comment_with("", "");
    struct answer r;

    for (size_t i = 0; i < ARRAY_LEN(headers); i++) {
        ck_status(ASK(b, .target = "/p/" DEBATE "/comments", .body = good,
                      .headers = { headers[i] }),
                  403);
        ck_status(ASK(b, .target = "/admin/login", .body = "name=a&password=b",
                      .headers = { headers[i] }),
                  403);
    }
    ck_assert_str_eq(site_stored(), before);
    r = ASK(b, .target = "/p/" DEBATE "/comments", .body = good,
            .headers = { own, "Sec-Fetch-Site: same-origin" });
    ck_status(r, 307); /* gives a browser its cookie first */
    ck_status(ASK(b, .target = header_of(b, &r, "Location"), .body = good,
                  .headers = { own, "Sec-Fetch-Site: same-origin" }),
              303);
}
END_TEST

/* ---- Admin pages ---- */

static const struct {
    const char *target, *body;
    int stranger, without_token; /* statuses */
} presses[] = {
    { "/admin/comments", "do=approve&ids=1", 403, 403 },
    { "/admin/posts/new", "title=t&kind=plain&body=b&state=published", 403, 403 },
    { "/admin/posts/1/edit", "title=t&kind=plain&body=b&revision=1", 403, 403 },
    { "/admin/settings", "title=Otro&lang=es&policy=none", 403, 403 },
    { "/admin/account", "do=password&current=x&password=1234567890&again=1234567890",
      403, 403 },
    { "/admin/logout", "a=b", 403, 403 },
    { "/admin/login", "name=" AUTHOR "&password=" PASSWORD, 403, 403 },
    { "/admin/welcome", "key=x&password=1234567890&again=1234567890", 404, 404 },
    { "/admin/nothing", "a=b", 404, 404 },
};

START_TEST(strangers_press_no_button_of_the_author)
{
    ck_status(post(b, presses[_i].target, presses[_i].body), presses[_i].stranger);
    ck_assert_str_eq(site_stored(), before);
}
END_TEST

START_TEST(a_session_without_the_forms_token_changes_nothing)
{
    const char *reader_s = reader_token(b, DEBATE), *counted;

    sign_in(b);
    counted = site_stored();
    ck_status(post(b, presses[_i].target, presses[_i].body), presses[_i].without_token);
    ck_status(post(b, presses[_i].target,
                   arena_printf(site.arena, "%s&%s", presses[_i].body,
                                form(b, "token", reader_s, NULL))),
              presses[_i].without_token);
    ck_assert_str_eq(site_stored(), counted);
}
END_TEST

START_TEST(strangers_are_led_to_the_door)
{
    static const char *const targets[] = {
        "/admin/",         "/admin/comments", "/admin/posts",       "/admin/posts/new",
        "/admin/settings", "/admin/account",  "/admin/posts/1/edit"
    };

    for (size_t i = 0; i < ARRAY_LEN(targets); i++) {
        const struct answer r = ASK(b, .target = targets[i],
                                    .headers = { "Cookie: session=AAAA; reader=x" });

        ck_status(r, 303);
        ck_assert_str_eq(header_of(b, &r, "Location"),
                         arena_printf(site.arena, "/admin/login?next=%s",
                                      url_encode(site.arena, targets[i])));
    }
}
END_TEST

START_TEST(an_authors_nonsense_is_refused_too)
{
    static const struct {
        const char *target, *body;
        int status;
    } rows[] = {
        { "/admin/comments", "do=explode&ids=1", 400 },
        { "/admin/comments", "do=approve&ids=x", 400 },
        { "/admin/comments", "do=approve&ids=-1", 400 },
        { "/admin/comments", "do=approve&ids=1&state=nothing", 400 },
        { "/admin/comments", "do=approve&do=spam&ids=1", 400 },
        { "/admin/comments", "do=undo&batch=999999", 409 },
        { "/admin/comments", "do=undo&batch=x", 400 },
        { "/admin/posts/new", "title=&kind=debate&body=", 422 },
        { "/admin/posts/999999/edit", "title=t&kind=plain&body=b&revision=1", 404 },
        { "/admin/posts/0/edit", "title=t", 404 },
        { "/admin/settings", "title=&lang=es&policy=none", 422 },
        { "/admin/settings", "title=t&lang=xx&policy=none", 422 },
        { "/admin/account",
          "do=password&current=wrong&password=1234567890&again=1234567890", 422 },
    };
    const char *token, *counted;

    sign_in(b);
    token = form(b, "token", admin_token(b), NULL);
    counted = site_stored();
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const struct answer r = post(
            b, rows[i].target, arena_printf(site.arena, "%s&%s", rows[i].body, token));

        ck_assert_msg(r.status == rows[i].status, "%s %s: %d instead of %d",
                      rows[i].target, rows[i].body, r.status, rows[i].status);
        ck_assert_str_eq(site_stored(), counted);
    }
}
END_TEST

START_TEST(every_refusal_of_ours_is_a_page_in_words)
{
    static const struct {
        const char *target, *words;
        int status;
    } rows[] = {
        { "/nothing", "Aquí no hay nada", 404 },
        { "/p/%ff", "No hemos entendido la petición", 400 },
        { "/p/" DEBATE "/comments", "Así no se usa esta dirección", 405 },
    };

    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const struct answer r = get(b, rows[i].target);

        ck_status(r, rows[i].status);
        ck_says(r, rows[i].words);
        ck_says(r, "lang=\"es\"");
        ck_assert_str_eq(header_of(b, &r, "Cache-Control"), "no-store");
    }
}
END_TEST

START_TEST(nobody_learns_the_version_of_nginx)
{
    static const char *const targets[] = { "/", "/nothing", "/p/%zz",
                                           "/static/nothing" };

    for (size_t i = 0; i < ARRAY_LEN(targets); i++) {
        const struct answer r = get(b, targets[i]);

        ck_silent(r, "nginx/");
        ck_assert_str_eq(header_of(b, &r, "Server"), "nginx");
    }
}
END_TEST

START_TEST(what_all_of_it_left_behind_is_sound)
{
    site_assert_sound();
    ck_assert_msg(!strstr(site_log(), "ended by signal"), "%s", site_log());
    ck_assert_msg(!strstr(site_log(), "answered 500"), "%s", site_log());
}
END_TEST

Suite *refusal_suite(void);

Suite *refusal_suite(void)
{
    Suite *s = suite_create("refusal");
    TCase *tc = tcase_create("refusal");

    tcase_add_unchecked_fixture(tc, site_shared, site_stop);
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_loop_test(tc, hostile_bytes_are_refused, 0, ARRAY_LEN(raws));
    tcase_add_test(tc, what_is_far_too_long_is_refused);
    tcase_add_loop_test(tc, a_comment_with_a_bad_field_is_refused, 0,
                        ARRAY_LEN(comments));
    tcase_add_test(tc, a_comment_that_is_not_ours_is_refused);
    tcase_add_test(tc, a_token_is_good_for_one_debate_only);
    tcase_add_test(tc, another_site_cannot_post_in_a_visitors_name);
    tcase_add_loop_test(tc, strangers_press_no_button_of_the_author, 0,
                        ARRAY_LEN(presses));
    tcase_add_loop_test(tc, a_session_without_the_forms_token_changes_nothing, 0,
                        ARRAY_LEN(presses) - 3);
    tcase_add_test(tc, strangers_are_led_to_the_door);
    tcase_add_test(tc, an_authors_nonsense_is_refused_too);
    tcase_add_test(tc, every_refusal_of_ours_is_a_page_in_words);
    tcase_add_test(tc, nobody_learns_the_version_of_nginx);
    tcase_add_test(tc, what_all_of_it_left_behind_is_sound);
    suite_add_tcase(s, tc);
    return s;
}
