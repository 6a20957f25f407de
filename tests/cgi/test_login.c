/*
 * test_login.c - signing in and out, sessions, one-time links, one's own password
 */
#include "array.h"
#include "author.h"
#include "token.h"

static void setup(void)
{
    call_setup();
    call_config()->failed_logins_all = 0;
    author("Autora");
}

static const char *login_form(const char *name, const char *password, const char *next)
{
    const struct response rs = get("/admin/login");

    return form("token", field_of(&rs, "token"), "name", name, "password", password,
                "next", next, NULL);
}

static struct response sign(const char *name, const char *password, const char *next)
{
    return call(METHOD_POST, "/admin/login", login_form(name, password, next));
}

static const char *signed_in(void)
{
    const struct response rs = sign("Autora", PASSWORD, "");

    ck_sees_other(rs, "/admin/");
    return cookie_of(&rs, "session");
}

static int64_t sessions(void)
{
    return number("SELECT count(*) FROM session");
}

START_TEST(the_right_password_opens_a_session)
{
    const struct response rs = sign("  aUTÓra", PASSWORD, "/admin/comments?state=spam");
    const char *cookie = cookie_of(&rs, "session");

    ck_sees_other(rs, "/admin/comments?state=spam");
    ck_assert_uint_eq(rs.cookies, 1);
    ck_assert_str_eq(strchr(rs.cookie[0], ';'),
                     "; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax");
    ck_assert_uint_eq(strlen(cookie), strlen("session=") + SECRET_TEXT);
    ck_status(get_as(cookie, "/admin/"), 200);
    ck_says(get_as(cookie, "/admin/"), "Autora");
    ck_sees_other(get_as(cookie, "/admin/login"), "/admin/");
    ck_assert_int_eq(number("SELECT count(*) FROM rate_event"), 0);
}
END_TEST

START_TEST(an_https_site_binds_the_cookie_to_its_host)
{
    struct response rs;
    const char *cookie;

    call_config()->base_url = "https://example.org";
    rs = sign("Autora", PASSWORD, "");
    cookie = cookie_of(&rs, "__Host-session");
    ck_assert_str_ne(cookie, "");
    ck_assert_str_eq(strchr(rs.cookie[0], ';'),
                     "; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax; Secure");
    ck_status(get_as(cookie, "/admin/"), 200);
    ck_status(get_as(cookie + strlen("__Host-"), "/admin/"), 303);
}
END_TEST

START_TEST(an_unknown_name_and_a_wrong_password_look_alike)
{
    struct response a = sign("Autora", "no es esta", ""),
                    b = sign("Nadie", PASSWORD, "");

    ck_status(a, 422);
    ck_status(b, 422);
    ck_says(a, "El nombre o la contraseña no son correctos.");
    ck_says(a, "value=\"Autora\"");
    ck_says(b, "El nombre o la contraseña no son correctos.");
    ck_silent(a, "no es esta");
    ck_assert_uint_eq(a.cookies + b.cookies, 0);
    ck_assert_uint_eq(a.body->n + strlen("Nadie"), b.body->n + strlen("Autora"));
    ck_assert_int_eq(sessions(), 0);
}
END_TEST

START_TEST(an_account_without_password_cannot_sign_in)
{
    int64_t id;

    ck_assert_int_eq(account_add(call_db(), call_arena(), "Nueva", CALL_NOW, &id),
                     RC_OK);
    ck_status(sign("Nueva", "", ""), 422);
    ck_assert_int_eq(sessions(), 0);
}
END_TEST

START_TEST(tries_are_counted_before_the_password)
{
    struct response rs;

    call_config()->failed_logins = 2;
    for (int i = 0; i < 2; i++)
        ck_status(sign("Autora", "", ""), 422);
    later(10);
    rs = sign("Autora", PASSWORD, "/admin/posts");
    ck_status(rs, 429);
    ck_assert_int_eq(rs.retry_after_s, 15 * 60 - 10);
    ck_says(rs, "Vuelve a probar dentro de 15 minutos.");
    ck_says(rs, "value=\"Autora\"");
    ck_says(rs, "value=\"/admin/posts\"");
    ck_assert_uint_eq(rs.cookies, 0);
    ck_assert_int_eq(sessions(), 0);
    ck_assert_int_eq(number("SELECT count(*) FROM rate_event"), 2);
    ck_status(VISIT(.method = METHOD_POST, .target = "/admin/login",
                    .address = "192.0.2.9", .body = login_form("Autora", PASSWORD, "")),
              303);
    later(15 * 60 - 10);
    ck_status(sign("Autora", PASSWORD, ""), 303);
}
END_TEST

START_TEST(a_success_forgets_the_failures)
{
    call_config()->failed_logins = 2;
    ck_status(sign("Autora", "", ""), 422);
    signed_in();
    ck_status(sign("Autora", "", ""), 422);
    signed_in();
}
END_TEST

/* Addresses to which signing in must not redirect. */
static const char *const elsewhere[] = {
    "https://evil.example/", "//evil.example/admin",
    "/\\evil.example",       "/p/uno",
    "javascript:x",          "admin",
    "/admin/\r\nX: y"
};

START_TEST(signing_in_leads_to_admin_pages_only)
{
    const struct response rs = sign("Autora", PASSWORD, elsewhere[_i]);

    ck_status(rs, 303);
    ck_assert_int_eq(strncmp(rs.location, "/admin", 6), 0);
    ck_assert_ptr_null(strpbrk(rs.location, "\r\n"));
}
END_TEST

static const char *const bad_tokens[] = { "", "x", "1790000000.", "0.AAAA" };

START_TEST(a_login_form_needs_its_token)
{
    const char *before = stored();
    struct response rs = call(
        METHOD_POST, "/admin/login",
        form("token", bad_tokens[_i], "name", "Autora", "password", PASSWORD, NULL));

    ck_status(rs, 403);
    ck_says(rs, "value=\"Autora\"");
    ck_assert_str_eq(stored(), before);
}
END_TEST

START_TEST(an_old_or_foreign_login_token_is_refused)
{
    const char *body = login_form("Autora", PASSWORD, "");
    const char *before = stored(), *token;

    later(24 * 3600 + 1);
    ck_status(call(METHOD_POST, "/admin/login", body), 403);
    debate("uno");
    before = stored();
    token = reader_token("uno");
    ck_status(call(METHOD_POST, "/admin/login",
                   form("token", token, "name", "Autora", "password", PASSWORD, NULL)),
              403);
    ck_assert_str_eq(stored(), before);
}
END_TEST

START_TEST(logging_out_ends_the_session)
{
    const char *cookie = sign_in("Autora"), *other = sign_in("Autora");
    const struct response rs =
        post_as(cookie, "/admin/logout", form("token", admin_token(cookie), NULL));

    ck_sees_other(rs, "/");
    ck_assert_str_eq(cookie_of(&rs, "session"), "session=");
    ck_assert_ptr_nonnull(strstr(rs.cookie[0], "Max-Age=0;"));
    ck_status(get_as(cookie, "/admin/"), 303);
    ck_status(get_as(other, "/admin/"), 200);
}
END_TEST

START_TEST(sessions_end_when_idle)
{
    const char *cookie = sign_in("Autora");

    later(12 * 3600 - 1);
    ck_status(get_as(cookie, "/admin/"), 200);
    later(12 * 3600 - 1);
    ck_status(get_as(cookie, "/admin/"), 200);
    later(12 * 3600);
    ck_status(get_as(cookie, "/admin/"), 303);
    ck_says(get("/admin/login"), "name=\"password\"");
}
END_TEST

START_TEST(sessions_end_at_last)
{
    const char *cookie = sign_in("Autora");

    call_config()->session_idle_hours = 8760;
    later(30 * 24 * 3600 - 1);
    ck_status(get_as(cookie, "/admin/"), 200);
    later(1);
    ck_status(get_as(cookie, "/admin/"), 303);
}
END_TEST

START_TEST(signing_in_erases_what_has_ended)
{
    const char *old = sign_in("Autora"), *mine;

    later(12 * 3600);
    sign_in("Otra");
    ck_assert_int_eq(sessions(), 1);
    ck_status(get_as(old, "/admin/"), 303);
    sign_in("Autora");
    later(3600);
    mine = sign_in("Autora");
    ck_says(get_as(mine, "/admin/account"), "2 navegadores");
    later(11 * 3600);
    ck_assert_int_eq(sessions(), 3);
    ck_silent(get_as(mine, "/admin/account"), "2 navegadores");
}
END_TEST

START_TEST(a_removed_account_is_signed_out)
{
    const char *cookie = sign_in("Autora");

    author("Otra");
    ck_assert_int_eq(account_remove(call_db(), 1), RC_OK);
    ck_status(get_as(cookie, "/admin/"), 303);
}
END_TEST

START_TEST(a_welcome_link_works_once)
{
    const char *key = author_link(1), *old = sign_in("Autora");
    const char *body = form("key", key, "password", OTHER, "again", OTHER, NULL);
    struct response rs = get(arena_printf(call_arena(), "/admin/welcome?key=%s", key));

    ck_status(rs, 200);
    ck_says(rs, "Autora");
    ck_assert_str_eq(field_of(&rs, "key"), key);
    rs = call(METHOD_POST, "/admin/welcome", body);
    ck_sees_other(rs, "/admin/");
    ck_status(get_as(cookie_of(&rs, "session"), "/admin/"), 200);
    ck_status(get_as(old, "/admin/"), 303);
    rs = call(METHOD_POST, "/admin/welcome", body);
    ck_status(rs, 404);
    ck_says(rs, "Ese enlace ya se usó o ha caducado.");
    ck_status(get(arena_printf(call_arena(), "/admin/welcome?key=%s", key)), 404);
    ck_status(sign("Autora", OTHER, ""), 303);
    ck_status(sign("Autora", PASSWORD, ""), 422);
}
END_TEST

/* New passwords that are refused. */
static const struct {
    const char *password, *again, *says;
} weak[] = {
    { "123456789", "123456789", "entre 10 y 256 caracteres" },
    { "", "", "entre 10 y 256 caracteres" },
    { "1234567890", "1234567891", "no coinciden" },
    { "1234567890", "", "no coinciden" },
};

START_TEST(a_weak_password_is_refused_and_the_link_stays)
{
    const char *key = author_link(1), *before = stored();
    const struct response rs = call(
        METHOD_POST, "/admin/welcome",
        form("key", key, "password", weak[_i].password, "again", weak[_i].again, NULL));

    ck_status(rs, 422);
    ck_says(rs, weak[_i].says);
    ck_assert_str_eq(field_of(&rs, "key"), key);
    ck_assert_uint_eq(rs.cookies, 0);
    ck_assert_str_eq(stored(), before);
}
END_TEST

START_TEST(a_password_may_be_very_long_but_not_endless)
{
    char *text = arena_alloc(call_arena(), PASSWORD_MAX + 2);
    const char *key = author_link(1), *before = stored();

    memset(text, 'x', PASSWORD_MAX + 1);
    ck_status(call(METHOD_POST, "/admin/welcome",
                   form("key", key, "password", text, "again", text, NULL)),
              422);
    ck_assert_str_eq(stored(), before);
}
END_TEST

START_TEST(an_old_or_made_up_link_is_gone)
{
    const char *key = author_link(1), *before = stored();

    later(ACCOUNT_LINK_S);
    ck_status(get(arena_printf(call_arena(), "/admin/welcome?key=%s", key)), 404);
    ck_status(call(METHOD_POST, "/admin/welcome",
                   form("key", key, "password", OTHER, "again", OTHER, NULL)),
              404);
    ck_status(get("/admin/welcome?key=x"), 404);
    ck_status(get("/admin/welcome"), 404);
    ck_assert_str_eq(stored(), before);
}
END_TEST

START_TEST(a_new_password_signs_out_the_others)
{
    const char *mine = sign_in("Autora"), *other = sign_in("Autora");
    const struct response rs =
        post_as(mine, "/admin/account",
                form("token", admin_token(mine), "do", "password", "current", PASSWORD,
                     "password", OTHER, "again", OTHER, NULL));

    ck_sees_sealed(rs, "/admin/account?saved=password");
    ck_status(get_as(other, "/admin/"), 303);
    ck_status(get_as(mine, "/admin/"), 303);
    ck_says(get_as(cookie_of(&rs, "session"), rs.location), "Contraseña cambiada.");
    ck_assert_int_eq(sessions(), 1);
}
END_TEST

START_TEST(the_current_password_is_asked_for)
{
    const char *mine = sign_in("Autora"), *token = admin_token(mine);
    const struct response rs =
        post_as(mine, "/admin/account",
                form("token", token, "do", "password", "current", "no es esta",
                     "password", OTHER, "again", OTHER, NULL));

    ck_status(rs, 422);
    ck_says(rs, "Tu contraseña actual no es esa.");
    ck_assert_int_eq(sessions(), 1);
    ck_status(sign("Autora", PASSWORD, ""), 303);
}
END_TEST

START_TEST(a_stolen_session_cannot_guess_at_the_password_for_long)
{
    const char *mine = sign_in("Autora"), *token = admin_token(mine);
    const char *wrong = form("token", token, "do", "password", "current", "no es esta",
                             "password", OTHER, "again", OTHER, NULL);
    const char *right = form("token", token, "do", "password", "current", PASSWORD,
                             "password", OTHER, "again", OTHER, NULL);
    struct response rs;

    call_config()->failed_logins = 2;
    for (int i = 0; i < 2; i++)
        ck_status(post_as(mine, "/admin/account", wrong), 422);
    rs = post_as(mine, "/admin/account", right);
    ck_status(rs, 429);
    ck_assert_int_eq(rs.retry_after_s, 15 * 60);
    ck_says(rs, "Vuelve a probar dentro de 15 minutos.");
    ck_assert_int_eq(sessions(), 1);
    later(15 * 60);
    ck_sees_sealed(post_as(mine, "/admin/account", right),
                   "/admin/account?saved=password");
    ck_assert_int_eq(number("SELECT count(*) FROM rate_event"), 0);
}
END_TEST

START_TEST(signing_out_everywhere_ends_all_sessions_of_one_author)
{
    const char *mine = sign_in("Autora"), *other = sign_in("Autora"),
               *hers = sign_in("Otra");

    ck_sees_other(post_as(mine, "/admin/account",
                          form("token", admin_token(mine), "do", "signout", NULL)),
                  "/admin/login");
    ck_status(get_as(mine, "/admin/"), 303);
    ck_status(get_as(other, "/admin/"), 303);
    ck_status(get_as(hers, "/admin/"), 200);
}
END_TEST

Suite *login_suite(void);
Suite *login_suite(void)
{
    Suite *suite = suite_create("login");
    TCase *c = tcase_create("login");

    suite_add_tcase(suite, c);
    tcase_add_unchecked_fixture(c, author_open, author_close);
    tcase_add_checked_fixture(c, setup, call_teardown);
    tcase_add_test(c, the_right_password_opens_a_session);
    tcase_add_test(c, an_https_site_binds_the_cookie_to_its_host);
    tcase_add_test(c, an_unknown_name_and_a_wrong_password_look_alike);
    tcase_add_test(c, an_account_without_password_cannot_sign_in);
    tcase_add_test(c, tries_are_counted_before_the_password);
    tcase_add_test(c, a_success_forgets_the_failures);
    tcase_add_loop_test(c, signing_in_leads_to_admin_pages_only, 0,
                        ARRAY_LEN(elsewhere));
    tcase_add_loop_test(c, a_login_form_needs_its_token, 0, ARRAY_LEN(bad_tokens));
    tcase_add_test(c, an_old_or_foreign_login_token_is_refused);
    tcase_add_test(c, logging_out_ends_the_session);
    tcase_add_test(c, sessions_end_when_idle);
    tcase_add_test(c, sessions_end_at_last);
    tcase_add_test(c, signing_in_erases_what_has_ended);
    tcase_add_test(c, a_removed_account_is_signed_out);
    tcase_add_test(c, a_welcome_link_works_once);
    tcase_add_loop_test(c, a_weak_password_is_refused_and_the_link_stays, 0,
                        ARRAY_LEN(weak));
    tcase_add_test(c, a_password_may_be_very_long_but_not_endless);
    tcase_add_test(c, an_old_or_made_up_link_is_gone);
    tcase_add_test(c, a_new_password_signs_out_the_others);
    tcase_add_test(c, the_current_password_is_asked_for);
    tcase_add_test(c, a_stolen_session_cannot_guess_at_the_password_for_long);
    tcase_add_test(c, signing_out_everywhere_ends_all_sessions_of_one_author);
    return suite;
}
