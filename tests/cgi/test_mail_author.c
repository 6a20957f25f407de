/*
 * test_mail_author.c - authors and mail: their address, links that moderate
 */
#include "mails_due.h"

Suite *mail_author_suite(void);

#define ELENA "elena@example.org"

static const char *author;

static struct response save(const char *email, const char *notify)
{
    return post_as(author, "/admin/account",
                   form("token", admin_token(author), "do", "mail", "email", email,
                        "notify", notify, NULL));
}

static void confirm(void)
{
    const struct mail_message message = mail_due();
    const char *link = link_in(message.text, "/mail/author");

    ck_assert_str_eq(message.to, ELENA);
    ck_status(get(link), 200);
    ck_status(call(METHOD_POST, "/mail/author", form("key", key_in(link), NULL)), 200);
}

static void setup(void)
{
    struct post_draft post;

    mails_due_setup();
    author = sign_in("Elena");
    debate("uno");
    post = debate_draft("dos");
    post.policy = POLICY_HOLD_ALL;
    save_post(&post);
}

START_TEST(an_address_is_confirmed_first)
{
    struct mail_message list[9];
    struct response rs;

    rs = save("no es", "each");
    ck_status(rs, 422);
    ck_says(rs, "value=\"no es\"");
    ck_says(rs, "value=\"each\" checked");
    rs = save("", "daily");
    ck_status(rs, 422);
    ck_sees_sealed(save(ELENA, "each"), "/admin/account?saved=mail");
    ck_says(get_as(author, "/admin/account"), "Falta confirmarla");
    comment("uno", NULL, "pro", "Antes.");
    ck_assert_int_eq(number("SELECT count(*) FROM outbox WHERE kind = 6"), 0);
    confirm();
    ck_silent(get_as(author, "/admin/account"), "Falta confirmarla");
    comment("uno", NULL, "pro", "Después.");
    ck_assert_uint_eq(mails_due(list, 9), 1);
    ck_assert_str_eq(list[0].subject, "Comentario nuevo: Ana en «¿Conviene?»");
    ck_status(save("", "nothing"), 303);
    comment("uno", NULL, "pro", "Nada.");
    ck_assert_uint_eq(mails_due(list, 9), 0);
}
END_TEST

START_TEST(without_a_mail_server_the_page_says_so)
{
    call_config()->smtp_url = "";
    ck_says(get_as(author, "/admin/account"), "[mail] en tertulia.conf");
    ck_silent(get_as(author, "/admin/account"), "name=\"email\"");
}
END_TEST

/* Returns the link in a mail that takes a decision. */
static const char *decision(const struct mail_message *message, const char *action)
{
    const char *mark = arena_printf(call_arena(), "&do=%s", action);
    const char *end = strstr(message->text, mark), *start = end;

    ck_assert_msg(end != NULL, "%s", message->text);
    while (start > message->text && start[-1] != ' ' && start[-1] != '\n')
        start--;
    return arena_strndup(call_arena(), start + strlen(CALL_URL),
                         (size_t)(end + strlen(mark) - start) - strlen(CALL_URL));
}

static struct response submit(const char *link, const char *action)
{
    return call(METHOD_POST, "/mail/decide",
                form("key", key_in(link), "do", action, NULL));
}

static struct response submit_seen(const char *link, const char *action,
                                   const char *seen)
{
    return call(METHOD_POST, "/mail/decide",
                form("key", key_in(link), "do", action, "seen", seen, NULL));
}

static int64_t state_of(int64_t id)
{
    return number(arena_printf(
        call_arena(), "SELECT state FROM comment WHERE id = %lld", (long long)id));
}

START_TEST(a_held_comment_is_approved_by_mail)
{
    struct mail_message message;
    const char *link, *before;
    struct response rs;
    int64_t id;

    save(ELENA, "each");
    confirm();
    id = comment("dos", NULL, "contra", "Espero <b>turno</b>.");
    message = mail_due();
    ck_assert_str_eq(message.subject, "Por revisar: Ana en «¿Conviene?»");
    ck_assert_ptr_nonnull(strstr(message.text, "> Espero <b>turno</b>."));
    link = decision(&message, "approve");
    before = stored();
    rs = get(link);
    ck_status(rs, 200);
    ck_says(rs, "¿Publicar este comentario?");
    ck_says(rs, "Espero");
    ck_assert_str_eq(stored(), before);
    ck_assert_int_eq(state_of(id), COMMENT_PENDING);
    ck_status(submit(link, "reject"), 404); /* a key allows one action only */
    ck_assert_int_eq(state_of(id), COMMENT_PENDING);
    ck_says(submit(link, "approve"), "1 comentario aprobado.");
    ck_assert_int_eq(state_of(id), COMMENT_VISIBLE);
    ck_says(submit(link, "approve"), "No ha cambiado nada");
    ck_assert_int_eq(number("SELECT count(*) FROM decision WHERE account_id = 1"), 1);
    ck_says(get_as(author, "/admin/"), "name=\"batch\"");
    ck_says(submit(decision(&message, "spam"), "spam"), "spam");
    ck_assert_int_eq(state_of(id), COMMENT_SPAM);
}
END_TEST

/* Edits comment 1 as its writer; three links hold it. */
static void edit(const char *writer, const char *body)
{
    const struct response page = get_as(writer, "/p/uno/comments/1/edit");

    ck_status(post_as(writer, "/p/uno/comments/1/edit",
                      form("token", field_of(&page, "token"), "side", "pro", "body",
                           body, NULL)),
              303);
}

START_TEST(edits_to_and_fro_fill_no_mailbox)
{
    struct mail_message list[9];
    struct response rs;
    const char *writer;

    save(ELENA, "each");
    confirm();
    rs = call(METHOD_POST, "/p/uno/comments", comment_form("uno", "pro", "Uno."));
    writer = cookie_of(&rs, "reader");
    ck_assert_uint_eq(mails_due(list, 9), 1);
    edit(writer, "http://a.example http://b.example http://c.example");
    ck_assert_uint_eq(mails_due(list, 9), 1);
    ck_assert_str_eq(list[0].subject, "Por revisar: Ana en «¿Conviene?»");
    for (size_t i = 0; i < 5; i++) {
        edit(writer, "Dos.");
        edit(writer, "http://a.example http://b.example http://c.example");
    }
    ck_assert_uint_eq(mails_due(list, 9), 0);
    ck_assert_int_eq(state_of(1), COMMENT_PENDING);
}
END_TEST

START_TEST(a_text_that_was_changed_is_shown_before_it_is_approved)
{
    struct mail_message message;
    struct response rs;
    const char *writer, *approve;

    save(ELENA, "each");
    confirm();
    ck_assert_int_eq(db_script(call_db(), "hold", "UPDATE post SET policy = 1"), RC_OK);
    rs = call(METHOD_POST, "/p/uno/comments", comment_form("uno", "pro", "Inocente."));
    writer = cookie_of(&rs, "reader");
    message = mail_due();
    approve = decision(&message, "approve");
    rs = get(approve);
    ck_says(rs, "Inocente.");
    edit(writer, "Malicia.");
    later(1);
    rs = submit_seen(approve, "approve", field_of(&rs, "seen"));
    ck_status(rs, 409);
    ck_says(rs, "1 comentario ha cambiado desde que lo viste y no se ha publicado");
    ck_says(rs, "Malicia.");
    ck_says(rs, "¿Publicar este comentario?");
    ck_assert_int_eq(rs.cache, CACHE_NEVER);
    ck_assert_int_eq(state_of(1), COMMENT_PENDING);
    ck_assert_int_eq(number("SELECT count(*) FROM decision"), 0);
    ck_status(submit_seen(approve, "approve", "x"), 400);
    ck_says(submit_seen(approve, "approve", field_of(&rs, "seen")), "aprobado");
    ck_assert_int_eq(state_of(1), COMMENT_VISIBLE);
    ck_says(submit_seen(decision(&message, "spam"), "spam", "1"), "spam");
    ck_assert_int_eq(state_of(1), COMMENT_SPAM);
}
END_TEST

START_TEST(a_link_ends_with_time_and_with_the_address)
{
    struct mail_message message;
    const char *link;

    save(ELENA, "each");
    confirm();
    comment("dos", NULL, "contra", "Espero.");
    message = mail_due();
    link = decision(&message, "approve");
    later(14 * 24 * 3600 - 60);
    ck_status(get(link), 200);
    later(120);
    ck_status(get(link), 404);
    ck_status(submit(link, "approve"), 404);
    author = sign_in("Elena");
    comment("dos", NULL, "contra", "Espero más.");
    message = mail_due();
    link = decision(&message, "approve");
    ck_status(get(link), 200);
    save("otra@example.org", "each");
    ck_status(get(link), 404);
    ck_status(submit(link, "approve"), 404);
    ck_status(get("/mail/decide?key=1.1.1790000000.x&do=approve"), 404);
    ck_status(get("/mail/decide?key=99.1.1790000000.x&do=approve"), 404);
    ck_status(
        get(arena_printf(call_arena(), "/mail/decide?key=%s&do=delete", key_in(link))),
        404);
}
END_TEST

START_TEST(what_was_decided_meanwhile_is_not_mailed)
{
    struct mail_message list[9];
    int64_t id;

    save(ELENA, "each");
    confirm();
    id = comment("dos", NULL, "contra", "Espero.");
    moderate(author, "reject", id);
    ck_assert_uint_eq(mails_due(list, 9), 0);
}
END_TEST

START_TEST(a_digest_comes_once_a_day)
{
    struct mail_message message, list[9];

    comment("uno", NULL, "pro", "Viejo.");
    save(ELENA, "daily");
    confirm();
    comment("uno", NULL, "pro", "Uno.");
    comment("dos", NULL, "contra", "Dos.");
    ck_assert_uint_eq(mails_due(list, 9), 0);
    later(24 * 3600);
    message = mail_due();
    ck_assert_str_eq(message.subject, "2 comentarios nuevos en La tertulia");
    ck_assert_ptr_null(strstr(message.text, "Viejo."));
    ck_assert_ptr_nonnull(strstr(message.text, "> Uno."));
    ck_assert_ptr_nonnull(strstr(message.text, "> Dos."));
    ck_says(submit(decision(&message, "approve"), "approve"), "1 comentario aprobado.");
    later(24 * 3600);
    ck_assert_uint_eq(mails_due(list, 9), 0);
}
END_TEST

Suite *mail_author_suite(void)
{
    Suite *s = suite_create("mail author");
    TCase *tc = tcase_create("mail author");

    tcase_add_unchecked_fixture(tc, call_open, call_close);
    tcase_add_checked_fixture(tc, setup, call_teardown);
    tcase_add_test(tc, an_address_is_confirmed_first);
    tcase_add_test(tc, without_a_mail_server_the_page_says_so);
    tcase_add_test(tc, a_held_comment_is_approved_by_mail);
    tcase_add_test(tc, edits_to_and_fro_fill_no_mailbox);
    tcase_add_test(tc, a_text_that_was_changed_is_shown_before_it_is_approved);
    tcase_add_test(tc, a_link_ends_with_time_and_with_the_address);
    tcase_add_test(tc, what_was_decided_meanwhile_is_not_mailed);
    tcase_add_test(tc, a_digest_comes_once_a_day);
    suite_add_tcase(s, tc);
    return s;
}
