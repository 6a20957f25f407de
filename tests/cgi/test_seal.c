/*
 * test_seal.c - a page confirms an act only to the person who did it, and briefly
 */
#include "call.h"

static const char *author, *other; /* sessions of two authors */

static void setup(void)
{
    call_setup();
    debate("uno");
    author = sign_in("Autora");
    other = sign_in("Otra");
}

/* Does the page confirm an act? */
static bool shows_notice(const char *cookie, const char *address)
{
    const struct response rs = get_as(cookie, address);

    ck_status(rs, 200);
    return says(&rs, "role=\"status\"") || says(&rs, "role=\"alert\"") ||
           says(&rs, "value=\"undo\"");
}

static const char *const crafted[] = {
    "/admin/comments?batch=1&changed=1&did=spam",
    "/admin/comments?state=visible&batch=1&changed=1&did=spam",
    "/admin/comments?batch=1&changed=1&did=spam&seal=",
    "/admin/comments?changed=0&did=approve",
    "/admin/comments?undone=2",
    "/admin/comments?marked=0",
    "/admin/comments?unread=1",
    "/admin/?unread=1",
    "/admin/settings?saved=1",
    "/admin/account?saved=1",
    "/admin/account?saved=password",
    "/admin/account?saved=mail",
    "/admin/posts/1/edit?saved=1",
};

START_TEST(an_address_that_somebody_typed_tells_nothing)
{
    comment("uno", NULL, "pro", "Uno");
    ck_assert(!shows_notice(author, crafted[_i]));
}
END_TEST

START_TEST(the_dashboard_tells_nothing_that_was_typed)
{
    ck_silent(get_as(author, "/admin/?undone=3"), "role=\"status\"");
}
END_TEST

/* Marks comment 1 as spam; returns the address of the redirect. */
static const char *path_after_spam(void)
{
    struct response rs;

    comment("uno", NULL, "pro", "Uno");
    rs = post_as(author, "/admin/comments",
                 form("token", admin_token(author), "do", "spam", "ids", "1", "state",
                      "visible", NULL));
    check_sealed(&rs, "/admin/comments?state=visible&batch=1&changed=1&did=spam");
    return rs.location;
}

START_TEST(what_was_done_is_told_to_the_session_that_did_it)
{
    const char *path = path_after_spam();

    ck_says(get_as(author, path), "value=\"undo\"");
    ck_says(get_as(author, path), "value=\"undo\""); /* a reload shows it again */
    ck_assert(!shows_notice(other, path));
    ck_assert(!shows_notice(sign_in("Autora"), path));
}
END_TEST

START_TEST(what_was_done_is_told_for_a_while)
{
    const char *path = path_after_spam();

    later(600);
    ck_assert(shows_notice(author, path));
    later(1);
    ck_assert(!shows_notice(author, path));
}
END_TEST

START_TEST(a_seal_is_for_one_address)
{
    const char *path = path_after_spam(), *seal = strstr(path, "&seal=");
    static const char *const others[] = {
        "/admin/comments?state=visible&batch=2&changed=1&did=spam",
        "/admin/comments?state=visible&batch=1&changed=9&did=spam",
        "/admin/comments?state=visible&batch=1&changed=1&did=approve",
        "/admin/comments?undone=1",
        "/admin/settings?saved=1",
    };

    for (size_t i = 0; i < ARRAY_LEN(others); i++)
        ck_assert(
            !shows_notice(author, arena_printf(call_arena(), "%s%s", others[i], seal)));
    ck_assert(!shows_notice(author, arena_printf(call_arena(), "%sA", path)));
}
END_TEST

START_TEST(a_new_password_and_new_notices_have_words_of_their_own)
{
    struct response rs;

    call_config()->smtp_url = "smtp://127.0.0.1:25";
    call_config()->mail_from = "a@example.org";
    rs = post_as(author, "/admin/account",
                 form("token", admin_token(author), "do", "mail", "email",
                      "autora@example.org", "notify", "each", NULL));
    check_sealed(&rs, "/admin/account?saved=mail");
    ck_says(get_as(author, rs.location), "Preferencias de avisos guardadas.");
    ck_silent(get_as(author, rs.location), "Contraseña cambiada.");
}
END_TEST

#define RECEIVED "Recibido. Lo verás publicado"

static void hold_all(void)
{
    ck_assert_int_eq(db_script(call_db(), "policy", "UPDATE post SET policy = 1"),
                     RC_OK);
}

START_TEST(received_is_said_to_the_writer_alone)
{
    const char *writer = NULL, *another = NULL;

    hold_all();
    ck_sees_other(browse(&writer, "/p/uno/comments", comment_form("uno", "pro", "Uno")),
                  "/p/uno?held=1#held");
    browse(&another, "/p/uno/stance",
           form("token", reaction_token_of("uno"), "side", "pro", NULL));
    ck_says(get_as(writer, "/p/uno?held=1"), RECEIVED);
    ck_silent(get("/p/uno?held=1"), RECEIVED);
    ck_silent(get("/p/uno?held=7"), RECEIVED);
    ck_silent(get_as(another, "/p/uno?held=1"), RECEIVED);
    ck_silent(get_as(writer, "/p/uno?held=7"), RECEIVED);
    debate("dos");
    ck_silent(get_as(writer, "/p/dos?held=1"), RECEIVED);
    later(601);
    ck_silent(get_as(writer, "/p/uno?held=1"), RECEIVED);
}
END_TEST

START_TEST(received_is_not_said_of_what_is_visible)
{
    const char *writer = NULL;

    hold_all();
    browse(&writer, "/p/uno/comments", comment_form("uno", "pro", "Uno"));
    moderate(author, "approve", 1);
    ck_silent(get_as(writer, "/p/uno?held=1"), RECEIVED);
}
END_TEST

/* A writer without cookies also sees that the comment was received. */
START_TEST(received_is_said_where_no_cookie_is_kept)
{
    struct response rs;
    const char *path;

    hold_all();
    rs = VISIT(.method = METHOD_POST, .target = "/p/uno/comments?again=1",
               .body = comment_form("uno", "pro", "Uno"), .fetch_site = "same-origin");
    ck_status(rs, 303);
    ck_assert_ptr_nonnull(strstr(rs.location, "/p/uno?held=1&seal="));
    ck_assert_ptr_nonnull(strstr(rs.location, "#held"));
    path = arena_strndup(call_arena(), rs.location, strcspn(rs.location, "#"));
    ck_says(get(path), RECEIVED);
    ck_silent(get(path), "Uno");
    later(601);
    ck_silent(get(path), RECEIVED);
}
END_TEST

START_TEST(an_old_change_is_not_announced)
{
    const char *writer = NULL, *edit = "/p/uno/comments/1/edit";
    struct response page;

    browse(&writer, "/p/uno/comments", comment_form("uno", "pro", "Uno"));
    page = get_as(writer, edit);
    ck_sees_other(post_as(writer, edit,
                          form("token", field_of(&page, "token"), "side", "pro", "body",
                               "Uno y medio", NULL)),
                  "/p/uno?done=1#c1");
    ck_says(get_as(writer, "/p/uno?done=1"), "Cambios guardados.");
    later(601);
    ck_silent(get_as(writer, "/p/uno?done=1"), "Cambios guardados.");
}
END_TEST

Suite *seal_suite(void);
Suite *seal_suite(void)
{
    Suite *suite = suite_create("seal");
    TCase *c = tcase_create("seal");

    suite_add_tcase(suite, c);
    tcase_add_unchecked_fixture(c, call_open, call_close);
    tcase_add_checked_fixture(c, setup, call_teardown);
    tcase_add_loop_test(c, an_address_that_somebody_typed_tells_nothing, 0,
                        ARRAY_LEN(crafted));
    tcase_add_test(c, the_dashboard_tells_nothing_that_was_typed);
    tcase_add_test(c, what_was_done_is_told_to_the_session_that_did_it);
    tcase_add_test(c, what_was_done_is_told_for_a_while);
    tcase_add_test(c, a_seal_is_for_one_address);
    tcase_add_test(c, a_new_password_and_new_notices_have_words_of_their_own);
    tcase_add_test(c, received_is_said_to_the_writer_alone);
    tcase_add_test(c, received_is_not_said_of_what_is_visible);
    tcase_add_test(c, received_is_said_where_no_cookie_is_kept);
    tcase_add_test(c, an_old_change_is_not_announced);
    return suite;
}
