/*
 * test_dispatch.c - which route a request finds, what guards refuse, how an error looks
 */
#include "call.h"
#include "dispatch.h"

#define FORM "side=pro&name=Ana&body=hola"
#define SLUG_80                                                                        \
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static void setup(void)
{
    call_setup();
    debate("uno");
}

#define GETS(to, wanted)                                                               \
    {                                                                                  \
        { .method = METHOD_GET, .target = to }, wanted                                 \
    }
#define USES(with, to, wanted)                                                         \
    {                                                                                  \
        { .method = with, .target = to }, wanted                                       \
    }
#define POSTS(to, fields, wanted, ...)                                                 \
    {                                                                                  \
        { .method = METHOD_POST, .target = to, .body = fields, __VA_ARGS__ }, wanted   \
    }

/* Requests that are refused to every visitor. */
static const struct refusal {
    struct visit v;
    int status;
} refusals[] = {
    /* No such address */
    GETS("/nothing", 404),
    GETS("//", 404),
    GETS("/p", 404),
    GETS("/p/", 404),
    GETS("/p/uno/", 404),
    GETS("//p/uno", 404),
    GETS("/p//uno", 404),
    GETS("/p/otro", 404),
    GETS("/P/uno", 404),
    GETS("/p/UNO", 404),
    GETS("/p/un_o", 404),
    GETS("/p/uno%20", 404),
    GETS("/p%2Funo", 404),
    GETS("/%70/uno", 404),
    GETS("/p/u%2Fno", 404),
    GETS("/p/../p/uno", 404),
    GETS("/p/:slug", 404),
    GETS("/p/" SLUG_80 "a", 404),
    GETS("/p/ni%C3%B1o", 404),
    GETS("/p/uno/comments/1", 404),
    GETS("/p/uno/comments/0", 404),
    GETS("/p/uno/comments/01", 404),
    GETS("/p/uno/comments/-1", 404),
    GETS("/p/uno/comments/+1", 404),
    GETS("/p/uno/comments/1e3", 404),
    GETS("/p/uno/comments/0x1", 404),
    GETS("/p/uno/comments/%201", 404),
    GETS("/p/uno/comments/9223372036854775807", 404),
    GETS("/p/uno/comments/9223372036854775808", 404),
    GETS("/p/uno/comments/99999999999999999999999", 404),
    GETS("/admin/nothing", 404),
    POSTS("/nothing", FORM, 404),
    POSTS("/p/otro/comments", FORM, 404),
    POSTS("/p/uno/comments", FORM "&parent=x", 404),
    POSTS("/p/uno/comments", FORM "&parent=-1", 404),
    POSTS("/p/uno/comments", FORM "&parent=0", 404),
    /* Queries of a wrong shape */
    GETS("/p/uno?side=both", 404),
    GETS("/p/uno?side=", 404),
    GETS("/p/uno?page=0", 404),
    GETS("/p/uno?page=2", 404),
    GETS("/p/uno?page=1000000", 404),
    GETS("/p/uno?page=9223372036854775807", 404),
    GETS("/p/uno?page=two", 404),
    GETS("/p/uno?at=%2B1", 404),
    GETS("/p/uno?reply=x", 404),
    GETS("/p/uno?held=", 404),
    GETS("/?page=2", 404),
    GETS("/?page=00", 404),
    GETS("/?lang=fr", 404),
    GETS("/feed.atom?lang=ES", 404),
    /* Malformed */
    GETS("/p/uno#c1", 400),
    GETS("/p/uno?side=pro#c1", 400),
    GETS("/p/uno?#", 400),
    POSTS("/p/uno/comments#c1", FORM, 400),
    GETS("/p/%zz", 400),
    GETS("/p/uno%2", 400),
    GETS("/p/uno%", 400),
    GETS("/p/uno%00", 400),
    GETS("/p/%ff", 400),
    GETS("/p/\xff", 400),
    GETS("/p/%c0%af", 400),
    GETS("/p/%ed%a0%80", 400),
    GETS("/p/uno?side=%", 400),
    GETS("/p/uno?x=%00", 400),
    GETS("/p/uno?%ff=1", 400),
    GETS("/p/uno?x=%e2%82", 400),
    POSTS("/p/uno/comments", "body=%", 400),
    POSTS("/p/uno/comments", "body=%00", 400),
    POSTS("/p/uno/comments", "body=%ff", 400),
    POSTS("/p/uno/comments", "body=\xc3", 400),
    POSTS("/p/uno/comments", "body=a\0b", 400, .body_bytes = 8),
    POSTS("/p/uno/comments", FORM, 400, .body_bad = true),
    /* A known field given twice */
    GETS("/p/uno?side=pro&side=pro", 400),
    GETS("/p/uno?page=1&x=1&pa%67e=1", 400),
    GETS("/?lang=es&lang=en", 400),
    POSTS("/p/uno/comments", FORM "&side=contra", 400),
    POSTS("/p/uno/comments", FORM "&body=", 400),
    POSTS("/p/uno/comments", FORM "&token=a&token=b", 400),
    POSTS("/p/uno/comments", FORM "&action=post&action=preview", 400),
    POSTS("/p/uno/comments?body=1&body=2", FORM, 400),
    POSTS("/admin/login", "name=a&name=b", 400),
    /* Too large, or no form */
    POSTS("/p/uno/comments", FORM, 413, .body_too_large = true),
    POSTS("/p/uno/comments", FORM, 415, .type = "application/json"),
    POSTS("/p/uno/comments", FORM, 415, .type = "multipart/form-data; boundary=x"),
    POSTS("/p/uno/comments", FORM, 415, .type = "text/plain"),
    POSTS("/p/uno/comments", FORM, 415, .type = ""),
    POSTS("/p/uno/comments", FORM, 415, .type = "application/x-www-form-urlencodedx"),
    /* From another site */
    POSTS("/p/uno/comments", FORM, 403, .origin = "https://evil.example"),
    POSTS("/p/uno/comments", FORM, 403, .origin = "null"),
    POSTS("/p/uno/comments", FORM, 403, .origin = CALL_URL "/"),
    POSTS("/p/uno/comments", FORM, 403, .origin = CALL_URL "0"),
    POSTS("/p/uno/comments", FORM, 403, .origin = "https://127.0.0.1:8080"),
    POSTS("/p/uno/comments", FORM, 403, .fetch_site = "cross-site"),
    POSTS("/p/uno/comments", FORM, 403, .fetch_site = "same-site"),
    POSTS("/p/uno/comments", FORM, 403, .fetch_site = "cross-site", .origin = CALL_URL),
    POSTS("/p/uno/comments", FORM "&action=preview", 403, .fetch_site = "cross-site"),
    POSTS("/admin/login", "name=a", 403, .origin = "https://evil.example"),
    POSTS("/admin/welcome", "key=a", 403, .fetch_site = "cross-site"),
    /* The wrong method */
    POSTS("/", FORM, 405),
    POSTS("/p/uno", FORM, 405),
    GETS("/p/uno/comments", 405),
    USES(METHOD_HEAD, "/p/uno/comments", 405),
    USES(METHOD_OTHER, "/p/uno", 405),
    USES(METHOD_OTHER, "/admin/login", 405),
    GETS("/admin/logout", 405),
};

START_TEST(nothing_is_stored_of_what_is_refused)
{
    const struct refusal *r = &refusals[_i];
    const char *before = stored();
    const struct response rs = visit(&r->v);

    ck_assert_msg(rs.status == r->status, "%s %s: %d instead of %d", r->v.target,
                  r->v.body ? r->v.body : "", rs.status, r->status);
    ck_assert_int_eq(rs.cache, CACHE_NEVER);
    ck_assert_ptr_null(rs.etag);
    ck_assert_ptr_null(rs.location);
    ck_assert_uint_eq(rs.cookies, 0);
    ck_assert((rs.allow != NULL) == (rs.status == 405));
    ck_assert_str_eq(stored(), before);
}
END_TEST

START_TEST(allow_names_the_methods)
{
    ck_assert_str_eq(call(METHOD_POST, "/", "").allow, "GET, HEAD");
    ck_assert_str_eq(get("/p/uno/comments").allow, "POST");
    ck_assert_str_eq(call(METHOD_OTHER, "/admin/login", NULL).allow, "GET, HEAD, POST");
}
END_TEST

START_TEST(head_equals_get)
{
    static const char *const paths[] = { "/",           "/p/uno",      "/p/uno/latest",
                                         "/feed.atom",  "/robots.txt", "/healthz",
                                         "/admin/",     "/nothing",    "/p/uno?page=0",
                                         "/admin/login" };

    for (size_t i = 0; i < ARRAY_LEN(paths); i++) {
        struct response g = get(paths[i]), h = call(METHOD_HEAD, paths[i], NULL);

        ck_assert_int_eq(h.status, g.status);
        ck_assert_int_eq(h.cache, g.cache);
        ck_assert_pstr_eq(h.etag, g.etag);
        ck_assert_pstr_eq(h.location, g.location);
        ck_assert_pstr_eq(h.content_type, g.content_type);
        ck_assert_uint_eq(h.body->n, g.body->n);
    }
}
END_TEST

START_TEST(a_query_may_be_empty_or_unknown)
{
    ck_status(get("/p/uno?"), 200);
    ck_status(get("/p/uno?&&unknown=1&unknown=2&"), 200);
}
END_TEST

START_TEST(a_slug_may_have_eighty_characters)
{
    debate(SLUG_80);
    ck_status(get("/p/" SLUG_80), 200);
}
END_TEST

/* Posts a body of exactly n bytes, in an unknown field. */
static struct response post_bytes(const char *target, size_t n)
{
    char *body = arena_alloc(call_arena(), n + 1);

    memset(body, 'x', n);
    return call(METHOD_POST, target, body);
}

START_TEST(bodies_end_at_the_exact_limit)
{
    const size_t form_bytes = (size_t)call_config()->form_bytes;
    const size_t editor_bytes = (size_t)call_config()->editor_bytes;

    ck_status(post_bytes("/p/uno/comments", form_bytes), 422);
    ck_status(post_bytes("/p/uno/comments", form_bytes + 1), 413);
    ck_status(post_bytes("/admin/posts/new", editor_bytes), 403);
    ck_status(post_bytes("/admin/posts/new", editor_bytes + 1), 413);
    ck_assert_uint_eq(dispatch_body_max(call_config()), editor_bytes);
}
END_TEST

START_TEST(the_form_type_may_have_parameters)
{
    static const char *const good[] = {
        "application/x-www-form-urlencoded; charset=UTF-8",
        "application/x-www-form-urlencoded;charset=UTF-8",
        "Application/X-WWW-Form-URLEncoded"
    };

    for (size_t i = 0; i < ARRAY_LEN(good); i++)
        ck_status(VISIT(.method = METHOD_POST, .target = "/p/uno/comments",
                        .body = FORM, .type = good[i]),
                  422);
}
END_TEST

START_TEST(forms_of_this_site_are_let_in)
{
    ck_status(VISIT(.method = METHOD_POST, .target = "/p/uno/comments", .body = FORM,
                    .origin = CALL_URL),
              422);
    ck_status(VISIT(.method = METHOD_POST, .target = "/p/uno/comments", .body = FORM,
                    .fetch_site = "same-origin"),
              422);
    ck_status(VISIT(.method = METHOD_POST, .target = "/p/uno/comments", .body = FORM,
                    .fetch_site = "none"),
              422);
}
END_TEST

START_TEST(lists_may_repeat_their_field)
{
    const char *author = sign_in("Autora");
    const char *body = form("token", admin_token(author), "do", "approve", "ids", "1",
                            "ids", "2", NULL);

    ck_sees_sealed(post_as(author, "/admin/comments", body),
                   "/admin/?changed=0&did=approve");
}
END_TEST

START_TEST(errors_stand_in_the_frame_and_in_the_language_of_the_site)
{
    struct response rs = get("/nothing");

    ck_assert_str_eq(rs.content_type, "text/html; charset=utf-8");
    ck_says(rs, "<html lang=\"es\">");
    ck_says(rs, "La tertulia");
    ck_says(rs, "Aquí no hay nada");
    ck_says(rs, "<meta name=\"robots\" content=\"noindex\">");
    ck_assert(!rs.admin);
    ck_assert_int_eq(db_script(call_db(), "english", "UPDATE site SET lang = 'en'"),
                     RC_OK);
    rs = get("/nothing");
    ck_says(rs, "<html lang=\"en\">");
    ck_silent(rs, "Aquí no hay nada");
}
END_TEST

START_TEST(an_error_about_a_post_speaks_its_language)
{
    struct post_draft draft = debate_draft("english");

    draft.lang = LANG_EN;
    save_post(&draft);
    ck_says(get("/p/english?page=7"), "<html lang=\"en\">");
    ck_says(get("/p/uno?page=7"), "<html lang=\"es\">");
}
END_TEST

START_TEST(what_is_not_there_and_what_is_not_for_you_look_alike)
{
    struct post_draft draft = debate_draft("secreto");
    struct response a, b;

    draft.state = POST_DRAFT;
    save_post(&draft);
    a = get("/p/secreto");
    b = get("/p/nada-de-nada");
    ck_status(a, 404);
    ck_assert_str_eq(text_of(&a), text_of(&b));
}
END_TEST

START_TEST(a_broken_database_gives_500_and_a_reference)
{
    struct response rs;

    ck_assert_int_eq(db_script(call_db(), "break", "ALTER TABLE tally RENAME TO gone"),
                     RC_OK);
    rs = get("/p/uno");
    ck_status(rs, 500);
    ck_says(rs, "Algo ha fallado por nuestra parte");
    ck_says(rs, "<code>");
    ck_silent(rs, "gone");
    ck_silent(rs, "SELECT");
    ck_assert_int_eq(rs.cache, CACHE_NEVER);
    ck_assert_int_eq(rs.retry_after_s, 0);
    ck_status(get("/healthz"), 200);
}
END_TEST

/* Damage that keeps the row of the site from being read. */
static const char *const away[] = {
    "DELETE FROM site",
    "UPDATE site SET lang = 'xx'",
    "ALTER TABLE site RENAME TO gone",
};

START_TEST(without_its_row_the_site_is_away)
{
    static const char *const paths[] = { "/", "/p/uno", "/healthz", "/admin/",
                                         "/nothing" };

    ck_assert_int_eq(
        db_script(call_db(), "break", "PRAGMA ignore_check_constraints = 1"), RC_OK);
    ck_assert_int_eq(db_script(call_db(), "break", away[_i]), RC_OK);
    for (size_t i = 0; i < ARRAY_LEN(paths); i++) {
        const struct response rs = get(paths[i]);

        ck_status(rs, 503);
        ck_assert_int_gt(rs.retry_after_s, 0);
        ck_assert_int_eq(rs.cache, CACHE_NEVER);
        ck_says(rs, "<html lang=\"es\">");
        ck_silent(rs, "gone");
    }
}
END_TEST

START_TEST(an_answer_that_cannot_be_made_is_a_bare_500)
{
    struct response rs;

    call_worker()->out.max = 100;
    rs = get("/p/uno");
    ck_status(rs, 500);
    ck_assert_str_eq(text_of(&rs), "500\n");
    ck_assert_str_eq(rs.content_type, "text/plain; charset=utf-8");
}
END_TEST

START_TEST(hostile_cookies_are_no_cookies)
{
    static const char *const cookies[] = {
        "session",
        "session=",
        "session=x; reader=y",
        ";;;=;",
        "reader=\"\xff\"",
        "session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "session=' OR 1=1 --",
    };

    for (size_t i = 0; i < ARRAY_LEN(cookies); i++) {
        const struct response rs = get_as(cookies[i], "/p/uno");

        ck_status(rs, 200);
        ck_assert_int_eq(rs.cache, CACHE_SHARED);
        ck_status(get_as(cookies[i], "/admin/"), 303);
    }
}
END_TEST

Suite *dispatch_suite(void);
Suite *dispatch_suite(void)
{
    Suite *suite = suite_create("dispatch");
    TCase *c = tcase_create("dispatch");

    suite_add_tcase(suite, c);
    tcase_add_unchecked_fixture(c, call_open, call_close);
    tcase_add_checked_fixture(c, setup, call_teardown);
    tcase_add_loop_test(c, nothing_is_stored_of_what_is_refused, 0,
                        ARRAY_LEN(refusals));
    tcase_add_test(c, allow_names_the_methods);
    tcase_add_test(c, head_equals_get);
    tcase_add_test(c, a_query_may_be_empty_or_unknown);
    tcase_add_test(c, a_slug_may_have_eighty_characters);
    tcase_add_test(c, bodies_end_at_the_exact_limit);
    tcase_add_test(c, the_form_type_may_have_parameters);
    tcase_add_test(c, forms_of_this_site_are_let_in);
    tcase_add_test(c, lists_may_repeat_their_field);
    tcase_add_test(c, errors_stand_in_the_frame_and_in_the_language_of_the_site);
    tcase_add_test(c, an_error_about_a_post_speaks_its_language);
    tcase_add_test(c, what_is_not_there_and_what_is_not_for_you_look_alike);
    tcase_add_test(c, a_broken_database_gives_500_and_a_reference);
    tcase_add_loop_test(c, without_its_row_the_site_is_away, 0, ARRAY_LEN(away));
    tcase_add_test(c, an_answer_that_cannot_be_made_is_a_bare_500);
    tcase_add_test(c, hostile_cookies_are_no_cookies);
    return suite;
}
