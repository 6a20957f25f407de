/*
 * test_mail_requested.c - the request to confirm an address, shown to its writer alone
 */
#include "mails_due.h"
#include "seal.h"

Suite *mail_requested_suite(void);

#define MAIL_HINT "Publicado. Mira tu correo: si tu dirección está sin confirmar"
#define HELD_MAIL_HINT "</strong> Mira tu correo: si tu dirección está sin confirmar"

static void setup(void)
{
    mails_due_setup();
    debate("uno");
}

static struct response say(const char *cookie, const char *text, const char *email)
{
    return post_as(cookie, "/p/uno/comments",
                   form("token", reader_token("uno"), "side", "pro", "name", "Ana",
                        "email", email, "notify", "nothing", "body", text, NULL));
}

static const char *place(const struct response *rs)
{
    ck_status(*rs, 303);
    return arena_strndup(call_arena(), rs->location, strcspn(rs->location, "#"));
}

START_TEST(the_writer_is_told_and_nobody_else)
{
    struct response rs = say(NULL, "Uno", "ana@example.org"), other;
    const char *ana = cookie_of(&rs, "reader"), *path = place(&rs);

    ck_assert_str_eq(rs.location, "/p/uno?done=1#c1");
    ck_says(get_as(ana, path), MAIL_HINT);
    ck_assert_int_eq(get_as(ana, path).cache, CACHE_OWN);
    ck_silent(get(path), MAIL_HINT);
    other = call(METHOD_POST, "/p/uno/comments", comment_form("uno", "pro", "Dos"));
    ck_silent(get_as(cookie_of(&other, "reader"), path), MAIL_HINT);
    ck_silent(get_as(ana, "/p/uno"), MAIL_HINT);
    ck_says(get_as(ana, "/p/uno/comments/1?done=1"), MAIL_HINT);
}
END_TEST

START_TEST(the_writer_is_told_for_a_while)
{
    const struct response rs = say(NULL, "Uno", "ana@example.org");
    const char *ana = cookie_of(&rs, "reader"), *path = place(&rs);

    later(SEAL_S);
    ck_says(get_as(ana, path), MAIL_HINT);
    later(1);
    ck_silent(get_as(ana, path), MAIL_HINT);
}
END_TEST

static struct response say_without_cookies(const char *text)
{
    return VISIT(.method = METHOD_POST, .target = "/p/uno/comments?again=1",
                 .body = form("token", reader_token("uno"), "side", "pro", "name",
                              "Ana", "email", "ana@example.org", "body", text, NULL),
                 .fetch_site = "same-origin");
}

START_TEST(the_writer_is_told_where_no_cookie_is_kept)
{
    struct response rs = say_without_cookies("Uno");
    const char *path = place(&rs);

    ck_sees_sealed(rs, "/p/uno?done=1");
    ck_assert_str_eq(strchr(rs.location, '#'), "#c1");
    ck_says(get(path), MAIL_HINT);
    ck_silent(VISIT(.target = path, .address = "203.0.113.77"), MAIL_HINT);
    ck_silent(get("/p/uno?done=1"), MAIL_HINT);
    rs = say_without_cookies("Dos");
    ck_silent(
        get(arena_printf(call_arena(), "/p/uno?done=1%s", strchr(place(&rs), '&'))),
        MAIL_HINT); /* a seal is valid for its own address only */
    later(SEAL_S);
    ck_says(get(place(&rs)), MAIL_HINT);
    later(1);
    ck_silent(get(place(&rs)), MAIL_HINT);
}
END_TEST

START_TEST(what_waits_is_told_where_no_cookie_is_kept)
{
    struct response rs;
    const char *path;

    ck_assert_int_eq(db_script(call_db(), "hold", "UPDATE post SET policy = 1"), RC_OK);
    rs = say_without_cookies("Uno");
    path = place(&rs);
    ck_says(get(path), HELD_MAIL_HINT);
    moderate(sign_in("Autora"), "approve", 1);
    ck_silent(get(path), HELD_MAIL_HINT);
    ck_says(get(path), MAIL_HINT);
}
END_TEST

START_TEST(without_an_address_there_is_nothing_to_tell)
{
    struct response rs = say(NULL, "Uno", "");

    ck_sees_other(rs, "/p/uno#c1");
    call_config()->smtp_url = "";
    rs = say(NULL, "Dos", "ana@example.org");
    ck_sees_other(rs, "/p/uno#c2");
}
END_TEST

START_TEST(a_double_click_is_told_the_same)
{
    const char *body = form("token", reader_token("uno"), "side", "pro", "name", "Ana",
                            "email", "ana@example.org", "body", "Uno", NULL);

    ck_sees_other(call(METHOD_POST, "/p/uno/comments", body), "/p/uno?done=1#c1");
    ck_sees_other(call(METHOD_POST, "/p/uno/comments", body), "/p/uno?done=1#c1");
}
END_TEST

START_TEST(who_waits_for_review_is_told_too)
{
    struct response rs;

    ck_assert_int_eq(db_script(call_db(), "hold", "UPDATE post SET policy = 1"), RC_OK);
    rs = say(NULL, "Uno", "ana@example.org");
    ck_sees_other(rs, "/p/uno?held=1&done=1#held");
    ck_says(get_as(cookie_of(&rs, "reader"), place(&rs)), HELD_MAIL_HINT);
    ck_silent(get(place(&rs)), "Mira tu correo");
    rs = say(NULL, "Dos", "");
    ck_sees_other(rs, "/p/uno?held=2#held");
    ck_silent(get_as(cookie_of(&rs, "reader"), place(&rs)), "Mira tu correo");
}
END_TEST

/* The owner of the mailbox refuses mail for good, or allows it: the writer who gave the
 * address does not learn which. */
START_TEST(what_the_owner_said_does_not_show)
{
    static const char *const answers[] = { "never", "notices" };
    struct response rs = say(NULL, "Uno", "ana@example.org"), page;
    const char *ana = cookie_of(&rs, "reader");
    const struct mail_message message = mail_due();
    const char *link = link_in(message.text, "/mail/confirm");

    page = get(link);
    ck_status(call(METHOD_POST, "/mail/confirm",
                   form("key", key_in(link), "id", field_of(&page, "id"), "do",
                        answers[_i], NULL)),
              200);
    later(2 * 60 * 60);
    rs = say(ana, "Dos", "ana@example.org");
    ck_sees_other(rs, "/p/uno?done=2#c2");
    ck_says(get_as(ana, place(&rs)), MAIL_HINT);
    ck_assert_int_eq(number("SELECT count(*) FROM outbox WHERE state = 0 AND kind = 1"),
                     0);
}
END_TEST

START_TEST(the_words_are_english_where_the_post_is)
{
    struct post_draft draft = debate_draft("one");
    struct response rs;

    draft.lang = LANG_EN;
    save_post(&draft);
    rs = call(METHOD_POST, "/p/one/comments",
              form("token", reader_token("one"), "side", "pro", "name", "Ana", "email",
                   "ana@example.org", "body", "One", NULL));
    ck_says(get_as(cookie_of(&rs, "reader"), place(&rs)),
            "Posted. Check your email: if your address is not confirmed yet");
}
END_TEST

Suite *mail_requested_suite(void)
{
    Suite *suite = suite_create("mail asked");
    TCase *c = tcase_create("mail asked");

    suite_add_tcase(suite, c);
    tcase_add_unchecked_fixture(c, call_open, call_close);
    tcase_add_checked_fixture(c, setup, call_teardown);
    tcase_add_test(c, the_writer_is_told_and_nobody_else);
    tcase_add_test(c, the_writer_is_told_for_a_while);
    tcase_add_test(c, the_writer_is_told_where_no_cookie_is_kept);
    tcase_add_test(c, what_waits_is_told_where_no_cookie_is_kept);
    tcase_add_test(c, without_an_address_there_is_nothing_to_tell);
    tcase_add_test(c, a_double_click_is_told_the_same);
    tcase_add_test(c, who_waits_for_review_is_told_too);
    tcase_add_loop_test(c, what_the_owner_said_does_not_show, 0, 2);
    tcase_add_test(c, the_words_are_english_where_the_post_is);
    return suite;
}
