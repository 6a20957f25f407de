/*
 * test_mail_reader.c - readers and mail: asking, confirming, notices, another browser
 */
#include "array.h"
#include "clock.h"
#include "mails_due.h"
#include "outbox.h"

Suite *mail_reader_suite(void);

#define ANA "ana@example.org"
#define SENT "SELECT count(*) FROM outbox"
#define WAITING "SELECT count(*) FROM outbox WHERE state = 0 AND kind <> 3"
#define CONFIRMED "SELECT count(*) FROM email WHERE confirmed IS NOT NULL"

static const char *const nobody = NULL;

/* Posts a comment with an email address; returns the answer. */
static struct response comment_with_address(const char *cookie, const char *visitor,
                                            const char *email, const char *notify)
{
    static unsigned said;

    return VISIT(.method = METHOD_POST, .target = "/p/uno/comments", .cookie = cookie,
                 .address = visitor,
                 .body = form("token", reader_token("uno"), "side", "pro", "name",
                              "Ana", "email", email, "notify", notify, "body",
                              arena_printf(call_arena(), "Digo %u.", ++said), NULL));
}

static const char *follow_form(const char *email)
{
    const struct response page = get("/p/uno");
    const char *at = strstr(text_of(&page), "id=\"follow\"");
    struct buf rest = { .s = (char *)(uintptr_t)at };
    const struct response part = { .body = &rest };

    ck_assert_ptr_nonnull(at);
    return form("token", field_of(&part, "token"), "email", email, NULL);
}

static struct response follow(const char *email, const char *visitor)
{
    return VISIT(.method = METHOD_POST, .target = "/p/uno/follow", .address = visitor,
                 .body = follow_form(email));
}

/* Answers the first request on the page that a confirmation mail links to. */
static struct response submit(const struct mail_message *message, const char *what)
{
    const char *link = link_in(message->text, "/mail/confirm");
    const struct response page = get(link);

    ck_status(page, 200);
    return call(
        METHOD_POST, "/mail/confirm",
        form("key", key_in(link), "id", field_of(&page, "id"), "do", what, NULL));
}

static void confirm(const struct mail_message *message)
{
    ck_status(submit(message, "notices"), 200);
}

/* Adds a writer who confirmed address and comment as theirs; returns the cookie. */
static const char *writer(const char *email, const char *notify)
{
    const struct response rs = comment_with_address(nobody, email, email, notify);
    const struct mail_message message = mail_due();

    ck_status(rs, 303);
    ck_assert_str_eq(message.to, email);
    ck_status(submit(&message, "mine"), 200);
    return cookie_of(&rs, "reader");
}

static void setup(void)
{
    mails_due_setup();
    debate("uno");
}

START_TEST(without_a_mail_server_nobody_is_asked)
{
    call_config()->smtp_url = "";
    ck_silent(get("/p/uno"), "name=\"email\"");
    ck_silent(get("/p/uno"), "/follow");
    ck_status(comment_with_address(nobody, NULL, ANA, "debate"), 303);
    ck_assert_int_eq(number("SELECT count(*) FROM email"), 0);
    ck_status(get("/continue"), 404);
}
END_TEST

START_TEST(an_address_is_optional_and_checked)
{
    struct response rs;

    ck_says(get("/p/uno"), "name=\"email\"");
    ck_status(comment_with_address(nobody, "a", "", "nothing"), 303);
    ck_assert_int_eq(number("SELECT count(*) FROM email"), 0);
    rs = comment_with_address(nobody, "b", "", "answers");
    ck_status(rs, 422);
    ck_says(rs, "id=\"email-problem\"");
    ck_says(rs, "value=\"answers\" selected");
    rs = comment_with_address(nobody, "c", "ana\r\nBcc: x@example.org", "debate");
    ck_status(rs, 422);
    ck_says(rs, "id=\"email-problem\"");
    ck_says(rs, "Digo ");
    ck_assert_int_eq(number("SELECT count(*) FROM email"), 0);
    ck_assert_int_eq(number(SENT), 0);
}
END_TEST

START_TEST(a_domain_with_an_enye_gets_mail)
{
    struct response rs;

    ck_sees_other(follow("usuario@empresa.españa", NULL), "/mail/asked?lang=es");
    ck_assert_str_eq(mail_due().to, "usuario@empresa.xn--espaa-rta");
    rs = follow("ñandú@example.org", NULL);
    ck_status(rs, 422);
    ck_says(rs, "sin eñes ni tildes antes de la arroba");
    ck_says(rs, "value=\"ñandú@example.org\"");
}
END_TEST

START_TEST(nothing_is_sent_before_the_button)
{
    const struct response rs = comment_with_address(nobody, NULL, ANA, "debate");
    const struct mail_message message = mail_due();
    const char *link = link_in(message.text, "/mail/confirm"), *before;
    struct mail_message list[9];

    ck_assert_str_eq(message.to, ANA);
    ck_assert_ptr_null(strstr(message.text, "Digo"));
    ck_assert_ptr_nonnull(strstr(message.text, "«¿Conviene?»"));
    comment("uno", NULL, "contra", "Otra cosa.");
    ck_assert_uint_eq(mails_due(list, 9), 0);
    before = stored();
    ck_says(get(link), "method=\"post\"");
    ck_says(get(link), "¿Conviene?");
    ck_silent(get(link), ANA);
    ck_assert_int_eq(get(link).cache, CACHE_NEVER);
    ck_assert_str_eq(stored(), before);
    ck_assert_int_eq(number(CONFIRMED), 0); /* a GET changes nothing */
    ck_status(rs, 303);
    confirm(&message);
    ck_assert_int_eq(number(CONFIRMED), 1);
    comment("uno", NULL, "contra", "Y otra.");
    ck_assert_uint_eq(mails_due(list, 9), 1);
    confirm(&message); /* again */
    ck_assert_int_eq(number(CONFIRMED), 1);
}
END_TEST

START_TEST(a_link_ends)
{
    const struct response rs = comment_with_address(nobody, NULL, ANA, "debate");
    const char *link = link_in(mail_due().text, "/mail/confirm");

    ck_status(rs, 303);
    later(8 * 24 * 3600);
    ck_status(get(link), 404);
    ck_status(call(METHOD_POST, "/mail/confirm",
                   form("key", key_in(link), "id", "1", "do", "mine", NULL)),
              404);
    ck_assert_int_eq(number(CONFIRMED), 0);
}
END_TEST

START_TEST(an_answer_is_told_in_the_thread)
{
    const char *ana = writer(ANA, "answers");
    const int64_t first = number("SELECT max(id) FROM comment");
    const int64_t second = reply("uno", NULL, "contra", "No.\nDe > veras.", first);
    const struct mail_message message = mail_due();
    struct mail_message list[9];

    ck_assert_str_eq(message.to, ANA);
    ck_assert_str_eq(message.subject, "Ana responde a tu comentario en «¿Conviene?»");
    ck_assert_str_eq(message.id,
                     arena_printf(call_arena(), "comment-%lld", (long long)second));
    ck_assert_str_eq(message.in_reply_to,
                     arena_printf(call_arena(), "comment-%lld", (long long)first));
    ck_assert_str_eq(
        message.references,
        arena_printf(call_arena(), "post-1 comment-%lld", (long long)first));
    ck_assert_ptr_nonnull(strstr(message.text, "Ana (En contra) responde"));
    ck_assert_ptr_nonnull(strstr(message.text, "> No.\n> De > veras.\n"));
    ck_assert_ptr_nonnull(
        strstr(message.text, arena_printf(call_arena(), CALL_URL "/p/uno/comments/%lld",
                                          (long long)second)));
    comment("uno", NULL, "contra", "A nadie.");
    reply("uno", ana, "pro", "Me contesto.", first);
    ck_assert_uint_eq(mails_due(list, 9), 0);
}
END_TEST

START_TEST(the_language_is_that_of_the_page)
{
    struct post_draft english = debate_draft("two");
    struct response rs;
    struct mail_message message;

    english.lang = LANG_EN;
    save_post(&english);
    rs = VISIT(.method = METHOD_POST, .target = "/p/two/comments",
               .body = form("token", reader_token("two"), "side", "pro", "name", "Ann",
                            "email", ANA, "notify", "debate", "body", "Yes.", NULL));
    ck_status(rs, 303);
    message = mail_due();
    ck_assert_str_eq(message.subject, "Did you give this address at La tertulia?");
    ck_says(get(link_in(message.text, "/mail/confirm")), "lang=\"en\"");
    confirm(&message);
    comment("two", NULL, "contra", "No.");
    message = mail_due();
    ck_assert_str_eq(message.subject, "Ana commented on “¿Conviene?”");
    ck_assert_ptr_nonnull(strstr(message.text, "Ana (Against) commented"));
}
END_TEST

START_TEST(a_hidden_comment_is_not_mailed)
{
    const char *author = sign_in("Autora");
    struct mail_message list[9];
    int64_t id;

    writer(ANA, "debate");
    id = comment("uno", NULL, "contra", "zqxdeleted");
    moderate(author, "delete", id);
    id = comment("uno", NULL, "contra", "zqxspam");
    moderate(author, "spam", id);
    ck_assert_uint_eq(mails_due(list, 9), 0);
    id = comment("uno", NULL, "contra", "Se verá.");
    ck_assert_int_eq(outbox_expand(call_db(), clock_now()), RC_OK);
    moderate(author, "reject", id); /* between the outbox and the message */
    ck_assert_uint_eq(mails_due(list, 9), 0);
    ck_assert_int_eq(number("SELECT count(*) FROM outbox WHERE state = 3"), 1);
}
END_TEST

START_TEST(what_is_in_the_outbox_is_looked_at_again)
{
    const struct sql unconfirm = { "unconfirm",
                                   "UPDATE email SET confirmed = NULL, joined = NULL" };
    const struct sql unpublish = { "unpublish", "UPDATE post SET state = 0" };
    struct mail_message list[9];

    writer(ANA, "debate");
    comment("uno", NULL, "contra", "Uno.");
    comment("uno", NULL, "contra", "Dos.");
    ck_assert_int_eq(outbox_expand(call_db(), clock_now()), RC_OK);
    ck_assert_int_eq(db_run(call_db(), &unconfirm, DB_NO_ARGS), RC_OK);
    ck_assert_uint_eq(mails_due(list, 9), 0);
    writer("luis@example.org", "debate");
    comment("uno", NULL, "contra", "Tres.");
    ck_assert_int_eq(outbox_expand(call_db(), clock_now()), RC_OK);
    ck_assert_int_eq(db_run(call_db(), &unpublish, DB_NO_ARGS), RC_OK);
    ck_assert_uint_eq(mails_due(list, 9), 0);
}
END_TEST

START_TEST(one_click_stops_a_debate)
{
    struct mail_message message, list[9];
    const char *target, *before;

    writer(ANA, "debate");
    comment("uno", NULL, "contra", "Uno.");
    message = mail_due();
    ck_assert_ptr_nonnull(message.unsubscribe);
    ck_assert_str_eq(message.list_id, "uno");
    target = message.unsubscribe + strlen(CALL_URL);
    before = stored();
    ck_says(get(target), "¿Conviene?");
    ck_assert_str_eq(stored(), before);
    ck_assert_int_eq(number("SELECT count(*) FROM subscription WHERE ended IS NULL"),
                     1);
    /* As a mail program posts: no cookie, no token, cross-site, any type of body. */
    ck_status(VISIT(.method = METHOD_POST, .target = target,
                    .origin = "https://mail.example", .fetch_site = "cross-site",
                    .type = "multipart/form-data; boundary=x",
                    .body = "--x\r\nContent-Disposition: form-data; "
                            "name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n"),
              200);
    ck_assert_int_eq(number("SELECT count(*) FROM subscription WHERE ended IS NULL"),
                     0);
    ck_status(VISIT(.method = METHOD_POST, .target = target,
                    .body = "List-Unsubscribe=One-Click"),
              200);
    comment("uno", NULL, "contra", "Dos.");
    ck_assert_uint_eq(mails_due(list, 9), 0);
}
END_TEST

START_TEST(a_key_is_good_for_its_own_page_alone)
{
    const char *confirming, *managing;
    struct mail_message message;

    ck_status(comment_with_address(nobody, NULL, ANA, "debate"), 303);
    message = mail_due();
    confirming = key_in(link_in(message.text, "/mail/confirm"));
    confirm(&message);
    comment("uno", NULL, "contra", "Uno.");
    managing = key_in(link_in(mail_due().text, "/mail/manage"));
    ck_status(
        call(METHOD_POST, "/mail/manage", form("key", confirming, "erase", "1", NULL)),
        404);
    ck_status(call(METHOD_POST,
                   arena_printf(call_arena(), "/mail/unsubscribe?key=%s", managing),
                   "List-Unsubscribe=One-Click"),
              404);
    ck_status(get("/mail/manage?key=1.0.1790000000.AAAA"), 404);
    ck_status(get("/mail/manage"), 404);
    ck_status(get("/mail/manage?key=%00"), 400);
    ck_status(VISIT(.method = METHOD_POST, .target = "/mail/manage",
                    .origin = "https://evil.example",
                    .body = form("key", managing, "erase", "1", NULL)),
              403);
    ck_assert_int_eq(number("SELECT count(*) FROM email"), 1);
}
END_TEST

START_TEST(a_reader_sees_stops_and_erases)
{
    const char *link, *key;
    struct response rs;

    writer(ANA, "debate");
    comment("uno", NULL, "contra", "Uno.");
    link = link_in(mail_due().text, "/mail/manage");
    key = key_in(link);
    rs = get(link);
    ck_says(rs, "¿Conviene?");
    ck_says(rs, "Todos los comentarios");
    ck_silent(rs, ANA);
    ck_assert_int_eq(rs.cache, CACHE_NEVER);
    ck_status(call(METHOD_POST, "/mail/manage", form("key", key, "stop", "x", NULL)),
              400);
    ck_sees_sealed(
        call(METHOD_POST, "/mail/manage", form("key", key, "stop", "1", NULL)),
        arena_printf(call_arena(), "%s&saved=1", link));
    ck_says(get(link), "Ahora no sigues ningún debate");
    ck_status(call(METHOD_POST, "/mail/manage", form("key", key, "erase", "1", NULL)),
              200);
    ck_assert_int_eq(number("SELECT count(*) FROM email"), 0);
    ck_assert_int_eq(number("SELECT count(*) FROM subscription"), 0);
    ck_status(get(link), 404);
}
END_TEST

START_TEST(a_key_to_all_that_somebody_follows_ends_after_a_year)
{
    struct mail_message message;
    const char *managing, *stopping;

    writer(ANA, "debate");
    comment("uno", NULL, "contra", "Uno.");
    message = mail_due();
    managing = link_in(message.text, "/mail/manage");
    stopping = message.unsubscribe + strlen(CALL_URL);
    later(200 * 24 * 3600);
    comment("uno", NULL, "contra", "Dos.");
    message = mail_due();
    later(166 * 24 * 3600);
    ck_says(get(managing), "Este enlace ya no sirve");
    ck_status(call(METHOD_POST, "/mail/manage",
                   form("key", key_in(managing), "erase", "1", NULL)),
              404);
    ck_status(get(link_in(message.text, "/mail/manage")), 200);
    ck_status(call(METHOD_POST, stopping, ""), 200);
}
END_TEST

START_TEST(a_draft_does_not_show_its_title_to_who_followed_it)
{
    const struct sql unpublish = { "unpublish", "UPDATE post SET state = 0" };
    const char *confirming, *stopping, *managing;
    struct mail_message message;

    ck_status(comment_with_address(nobody, NULL, ANA, "debate"), 303);
    message = mail_due();
    confirming = link_in(message.text, "/mail/confirm");
    confirm(&message);
    comment("uno", NULL, "contra", "Uno.");
    message = mail_due();
    stopping = message.unsubscribe + strlen(CALL_URL);
    managing = link_in(message.text, "/mail/manage");
    ck_assert_int_eq(db_run(call_db(), &unpublish, DB_NO_ARGS), RC_OK);
    ck_silent(get(confirming), "¿Conviene?");
    ck_silent(get(managing), "¿Conviene?");
    ck_silent(get(stopping), "¿Conviene?");
    ck_status(call(METHOD_POST, stopping, "List-Unsubscribe=One-Click"), 200);
    ck_assert_int_eq(number("SELECT count(*) FROM subscription WHERE ended IS NULL"),
                     0);
}
END_TEST

START_TEST(a_debate_is_followed_without_writing)
{
    struct mail_message message;
    struct response rs;

    rs = follow("nada", NULL);
    ck_status(rs, 422);
    ck_says(rs, "value=\"nada\"");
    ck_says(rs, "<h1 id=\"follow-title\">Seguir este debate por correo</h1>");
    ck_says(rs, "href=\"#follow-email\"");
    ck_says(get("/p/uno"), "<h2 id=\"follow-title\">");
    ck_sees_other(follow(ANA, NULL), "/mail/asked?lang=es");
    message = mail_due();
    ck_assert_str_eq(message.to, ANA);
    confirm(&message);
    comment("uno", NULL, "contra", "Uno.");
    ck_assert_str_eq(mail_due().to, ANA);
    ck_status(call(METHOD_POST, "/p/uno/follow", form("email", ANA, NULL)), 422);
    ck_assert_int_eq(number("SELECT count(*) FROM email"), 1);
}
END_TEST

START_TEST(somebody_elses_address_is_not_flooded)
{
    struct mail_message list[200];
    size_t n = 0;

    for (unsigned i = 0; i < 100; i++) { /* 16 hours and 40 minutes */
        const char *visitor = arena_printf(call_arena(), "10.1.%u.1", i);

        ck_sees_other(follow(ANA, visitor), "/mail/asked?lang=es");
        ck_status(comment_with_address(NULL, visitor, ANA, "debate"), 303);
        n += mails_due(list, 200);
        later(600);
    }
    ck_assert_uint_eq(n, 3);
}
END_TEST

/* Strangers use up the limit of a mailbox, but a mail that is there already confirms
 * the owner's request, too. */
START_TEST(strangers_do_not_keep_the_owner_of_a_mailbox_out)
{
    struct mail_message list[9];
    struct response rs;
    const char *link;

    debate("dos");
    for (unsigned i = 0; i < 50; i++)
        ck_status(comment_with_address(NULL, arena_printf(call_arena(), "10.1.%u.1", i),
                                       ANA, "debate"),
                  303);
    ck_assert_uint_eq(mails_due(list, 9), 3);
    link = link_in(list[0].text, "/mail/confirm");
    rs =
        VISIT(.method = METHOD_POST, .target = "/p/dos/comments", .address = "10.3.0.1",
              .body = form("token", reader_token("dos"), "side", "contra", "name",
                           "Ana de verdad", "email", ANA, "notify", "answers", "body",
                           "Aquí estoy.", NULL));
    ck_status(rs, 303);
    ck_assert_uint_eq(mails_due(list, 9), 0);
    ck_says(get(link), "Ana de verdad escribió en");
    ck_says(call(METHOD_POST, "/mail/confirm",
                 form("key", key_in(link), "id",
                      arena_printf(call_arena(), "%lld",
                                   (long long)number("SELECT max(id) FROM email")),
                      "do", "mine", NULL)),
            "Hay otra petición con tu dirección");
    ck_assert_int_eq(number("SELECT count(*) FROM email e JOIN comment c"
                            " ON c.person_id = e.person_id"
                            " WHERE e.joined IS NOT NULL AND c.name = 'Ana de verdad'"),
                     1);
    ck_assert_int_eq(number(CONFIRMED), 1);
    /* A confirmation shows that the mailbox is read: it may get more mail. */
    ck_status(follow(ANA, "10.3.0.1"), 303);
    ck_assert_uint_eq(mails_due(list, 9), 1);
}
END_TEST

START_TEST(a_second_request_says_when_to_ask_again)
{
    struct mail_message list[9];

    ck_sees_other(follow(ANA, "10.0.0.1"), "/mail/asked?lang=es");
    later(20 * 60);
    ck_sees_other(follow(ANA, "10.0.0.1"), "/mail/asked?lang=es&wait=40");
    ck_says(get("/mail/asked?lang=es&wait=40"),
            "Dentro de 40 minutos puedes pedir otro");
    ck_says(get("/mail/asked?lang=es&wait=1"), "Dentro de 1 minuto puedes");
    ck_silent(get("/mail/asked?lang=es&wait=61"), "61");
    ck_sees_other(follow(ANA, "10.0.0.2"),
                  "/mail/asked?lang=es"); /* no hint to another visitor */
    ck_assert_uint_eq(mails_due(list, 9), 2);
    later(41 * 60);
    ck_sees_other(follow(ANA, "10.0.0.1"), "/mail/asked?lang=es");
    ck_assert_uint_eq(mails_due(list, 9), 1);
    ck_assert_int_eq(number("SELECT count(*) FROM email"), 1); /* one per debate */
}
END_TEST

/* All spellings reach one mailbox. The plain one has three mails of its own: other
 * spellings, whose links do not confirm it, cannot use them up. */
START_TEST(an_address_in_other_letters_or_with_a_tag_is_the_same)
{
    static const char *const spelled[] = { "Ana", "aNa",     "anA",    "ANA",
                                           "AnA", "ana+uno", "Ana+dos" };
    struct mail_message list[200];
    size_t n = 0;

    for (unsigned i = 0; i < ARRAY_LEN(spelled); i++) {
        ck_status(follow(arena_printf(call_arena(), "%s@example.org", spelled[i]),
                         arena_printf(call_arena(), "10.1.%u.1", i)),
                  303);
        n += mails_due(list, 200);
    }
    ck_assert_uint_eq(n, 3);
    ck_assert_str_eq(list[0].to, "anA@example.org"); /* as it was typed */
    ck_status(follow(ANA, "10.2.0.1"), 303);
    ck_assert_str_eq(mail_due().to, ANA);
}
END_TEST

START_TEST(the_mail_says_who_gave_the_address)
{
    struct mail_message message;
    struct response page;

    ck_status(comment_with_address(nobody, "10.0.0.1", ANA, "answers"), 303);
    message = mail_due();
    ck_assert_ptr_nonnull(
        strstr(message.text, "Ana escribió en «¿Conviene?» y dio esta dirección."));
    ck_assert_ptr_nonnull(strstr(message.text, "Si no has sido tú"));
    page = get(link_in(message.text, "/mail/confirm"));
    ck_says(page, "Ana escribió en «¿Conviene?» y dio esta dirección.");
    ck_says(page, "href=\"/p/uno/comments/1\"");
    ck_says(page, "value=\"mine\"");
    ck_says(page, "value=\"notices\"");
    ck_says(page, "value=\"never\"");
    ck_status(follow("luis@example.org", "10.0.0.2"), 303);
    message = mail_due();
    ck_assert_ptr_nonnull(
        strstr(message.text, "Alguien ha pedido seguir «¿Conviene?»"));
    page = get(link_in(message.text, "/mail/confirm"));
    ck_silent(page, "value=\"mine\""); /* there is no comment */
    ck_says(page, "value=\"notices\"");
}
END_TEST

/* The site would mail a stranger's words to a mailbox of their choice. */
START_TEST(a_name_that_is_an_advertisement_is_not_mailed)
{
    static const char *const names[] = { "Compra en barato.example", "http://x",
                                         "mailto:a@b" };
    struct mail_message message;

    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        ck_status(VISIT(.method = METHOD_POST, .target = "/p/uno/comments",
                        .address = arena_printf(call_arena(), "10.0.%zu.1", i),
                        .body = form("token", reader_token("uno"), "side", "pro",
                                     "name", names[i], "email", ANA, "notify",
                                     "answers", "body", names[i], NULL)),
                  303);
        message = mail_due();
        ck_assert_ptr_nonnull(strstr(message.text, "Alguien escribió en «¿Conviene?»"));
        ck_assert_ptr_null(strstr(message.text, names[i]));
    }
    ck_status(VISIT(.method = METHOD_POST, .target = "/p/uno/comments",
                    .body = form("token", reader_token("uno"), "side", "pro", "name",
                                 "J. M. Peña", "email", "luis@example.org", "notify",
                                 "answers", "body", "Hola.", NULL)),
              303);
    ck_assert_ptr_nonnull(strstr(mail_due().text, "J. M. Peña escribió en"));
}
END_TEST

static struct response ask_to_continue(const char *email, const char *visitor)
{
    const struct response page = get("/continue?lang=es");

    return VISIT(.method = METHOD_POST, .target = "/continue", .address = visitor,
                 .body = form("token", field_of(&page, "token"), "lang", "es", "email",
                              email, NULL));
}

/* A writer gives the address of another person, who allows the notices: that does not
 * make this person the writer of the comment. */
START_TEST(notices_do_not_make_somebody_a_writer)
{
    struct response rs = comment_with_address(nobody, "10.0.0.1", ANA, "debate");
    struct mail_message message = mail_due();

    ck_status(rs, 303);
    confirm(&message);
    ck_assert_int_eq(number("SELECT count(*) FROM email WHERE joined IS NOT NULL"), 0);
    comment("uno", NULL, "contra", "Otra cosa.");
    ck_assert_ptr_nonnull(strstr(mail_due().text, "> Otra cosa."));
    /* Before a link to go on, the owner must say that the comment is theirs. */
    ck_status(ask_to_continue(ANA, "10.0.0.2"), 303);
    message = mail_due();
    ck_assert_ptr_null(strstr(message.text, "/mail/continue"));
    rs = get(link_in(message.text, "/mail/confirm"));
    ck_says(rs, "value=\"mine\"");
    ck_silent(rs, "value=\"notices\"");
    ck_says(submit(&message, "mine"), "Es tuyo");
    ck_status(ask_to_continue(ANA, "10.0.0.3"), 303);
    ck_assert_ptr_nonnull(strstr(mail_due().text, "/mail/continue"));
}
END_TEST

/* Consent to notices of one debate does not cover others that a stranger adds. */
START_TEST(notices_are_those_that_were_asked_about)
{
    struct response rs = comment_with_address(nobody, "10.0.0.1", ANA, "debate");
    const char *stranger = cookie_of(&rs, "reader");
    struct mail_message message = mail_due(), list[9];

    debate("dos");
    confirm(&message);
    rs = VISIT(.method = METHOD_POST, .target = "/p/dos/comments", .cookie = stranger,
               .body = form("token", reader_token("dos"), "side", "pro", "name", "Ana",
                            "email", ANA, "notify", "debate", "body", "Aquí.", NULL));
    ck_status(rs, 303);
    message = mail_due();
    ck_says(get(link_in(message.text, "/mail/confirm")), "value=\"notices\"");
    comment("dos", NULL, "contra", "Sin permiso.");
    ck_assert_uint_eq(mails_due(list, 9), 0);
    comment("uno", NULL, "contra", "Con permiso.");
    ck_assert_uint_eq(mails_due(list, 9), 1);
    confirm(&message);
    comment("dos", NULL, "contra", "Ya con permiso.");
    ck_assert_uint_eq(mails_due(list, 9), 1);
}
END_TEST

/* A link mailed to another person must not give them this browser's identity. */
START_TEST(the_browser_that_confirms_lends_nobody_its_writer)
{
    struct response rs = VISIT(.method = METHOD_POST, .target = "/p/uno/comments",
                               .body = comment_form("uno", "pro", "Soy yo."));
    struct mail_message message;
    const char *victim, *key;

    victim = cookie_of(&rs, "reader");
    ck_status(follow("intruder@example.org", "10.0.0.1"), 303);
    message = mail_due();
    key = key_in(link_in(message.text, "/mail/confirm"));
    ck_status(post_as(victim, "/mail/confirm",
                      form("key", key, "id", "1", "do", "mine", NULL)),
              400);
    rs = post_as(victim, "/mail/confirm",
                 form("key", key, "id", "1", "do", "notices", NULL));
    ck_status(rs, 200);
    ck_assert_int_eq(number("SELECT count(*) FROM email WHERE person_id IS NULL"), 1);
    ck_status(ask_to_continue("intruder@example.org", "10.0.0.2"), 303);
    ck_assert_int_eq(number(WAITING), 0);
}
END_TEST

/* Another person at a shared browser gives an address; the writer already has one. */
START_TEST(a_second_address_does_not_take_a_writer_over)
{
    const char *ana = writer(ANA, "answers");
    struct mail_message message;
    struct response rs;

    ck_status(comment_with_address(ana, NULL, "intruder@example.org", "answers"), 303);
    message = mail_due();
    rs = get(link_in(message.text, "/mail/confirm"));
    ck_silent(rs, "value=\"mine\"");
    ck_says(rs, "ya está unida a otra dirección");
    rs = submit(&message, "mine");
    ck_status(rs, 409);
    ck_says(rs, "ya está unida a otra dirección");
    ck_assert_int_eq(number(CONFIRMED), 1);
    confirm(&message);
    ck_status(ask_to_continue("intruder@example.org", "10.0.0.2"), 303);
    ck_assert_int_eq(number(WAITING), 0);
    ck_status(ask_to_continue(ANA, "10.0.0.3"), 303);
    ck_assert_str_eq(mail_due().to, ANA);
}
END_TEST

START_TEST(it_was_not_me)
{
    const struct response rs = comment_with_address(nobody, "10.0.0.1", ANA, "answers");
    const char *stranger = cookie_of(&rs, "reader");
    struct mail_message message = mail_due(), list[9];
    const char *link = link_in(message.text, "/mail/confirm");

    ck_says(submit(&message, "never"), "no volveremos a escribirte por eso");
    ck_assert_int_eq(number("SELECT count(*) FROM email"), 0);
    ck_assert_int_eq(number("SELECT count(*) FROM subscription"), 0);
    ck_status(get(link), 404);
    reply("uno", NULL, "contra", "Contesto.", 1);
    ck_status(comment_with_address(stranger, "10.0.0.1", ANA, "debate"), 303);
    later(30 * 24 * 3600);
    ck_status(comment_with_address(stranger, "10.0.0.2", "Ana+x@example.org", "debate"),
              303);
    ck_assert_uint_eq(mails_due(list, 9), 0);
    ck_assert_int_eq(number("SELECT count(*) FROM email"), 0);
    /* Each attempt restarts the period of the refusal. */
    ck_assert_int_eq(number("SELECT max(created) FROM refusal"), clock_now());
    /* The owner of the mailbox may still ask. */
    writer(ANA, "answers");
}
END_TEST

START_TEST(a_debate_that_was_refused_is_not_asked_about_for_a_week)
{
    struct mail_message message, list[9];

    debate("dos");
    ck_status(follow(ANA, "10.0.0.1"), 303);
    message = mail_due();
    ck_status(submit(&message, "never"), 200);
    ck_sees_other(follow(ANA, "10.0.0.2"), "/mail/asked?lang=es");
    ck_assert_uint_eq(mails_due(list, 9), 0);
    later(7 * 24 * 3600 + 1);
    ck_status(follow(ANA, "10.0.0.3"), 303);
    ck_assert_uint_eq(mails_due(list, 9), 1);
}
END_TEST

START_TEST(an_answer_is_for_the_mailbox_of_its_link)
{
    struct mail_message mine, theirs;
    const char *key;

    ck_status(comment_with_address(nobody, "10.0.0.1", ANA, "answers"), 303);
    mine = mail_due();
    ck_status(comment_with_address(nobody, "10.0.0.2", "luis@example.org", "answers"),
              303);
    theirs = mail_due();
    key = key_in(link_in(mine.text, "/mail/confirm"));
    ck_silent(get(link_in(mine.text, "/mail/confirm")), "value=\"2\"");
    ck_status(call(METHOD_POST, "/mail/confirm",
                   form("key", key, "id", "2", "do", "mine", NULL)),
              404);
    ck_status(call(METHOD_POST, "/mail/confirm",
                   form("key", key, "id", "2", "do", "never", NULL)),
              404);
    ck_status(call(METHOD_POST, "/mail/confirm",
                   form("key", key, "id", "1", "do", "x", NULL)),
              400);
    ck_status(call(METHOD_POST, "/mail/confirm", form("key", key, "do", "mine", NULL)),
              400);
    ck_assert_int_eq(number(CONFIRMED), 0);
    ck_status(submit(&theirs, "mine"), 200);
    ck_assert_int_eq(number(CONFIRMED), 1);
}
END_TEST

/* The comment may be gone when the link of the mail is opened. */
START_TEST(what_was_refused_meanwhile_is_not_spoken_of)
{
    const char *author = sign_in("Autora");
    struct mail_message message;
    struct response rs;

    ck_status(comment_with_address(nobody, "10.0.0.1", ANA, "answers"), 303);
    message = mail_due();
    moderate(author, "reject", 1);
    rs = get(link_in(message.text, "/mail/confirm"));
    ck_silent(rs, "Ana escribió");
    ck_silent(rs, "/comments/1");
    ck_silent(rs, "value=\"mine\"");
    ck_says(rs, "value=\"never\"");
    ck_status(submit(&message, "mine"), 404); /* the page does not offer it */
    ck_assert_int_eq(number(CONFIRMED), 0);
    ck_status(submit(&message, "never"), 200);
}
END_TEST

/* The owner can use the links that strangers asked for. */
START_TEST(strangers_do_not_use_up_the_links_to_go_on)
{
    struct mail_message list[9];
    const char *link;

    writer(ANA, "nothing");
    for (unsigned i = 0; i < 20; i++)
        ck_status(ask_to_continue(ANA, arena_printf(call_arena(), "10.4.%u.1", i)),
                  303);
    ck_assert_uint_eq(mails_due(list, 9), 3);
    link = link_in(list[0].text, "/mail/continue");
    later(23 * 3600);
    ck_status(call(METHOD_POST, "/mail/continue", form("key", key_in(link), NULL)),
              200);
    ck_status(ask_to_continue(ANA, "10.5.0.1"), 303);
    ck_assert_uint_eq(mails_due(list, 9), 1);
}
END_TEST

START_TEST(a_visitor_asks_for_few_mails)
{
    struct response rs;

    for (unsigned i = 0; i < 10; i++)
        ck_status(follow(arena_printf(call_arena(), "a%u@example.org", i), "10.0.0.9"),
                  303);
    rs = follow("b@example.org", "10.0.0.9");
    ck_status(rs, 429);
    ck_assert_int_gt(rs.retry_after_s, 0);
    ck_says(rs, "value=\"b@example.org\"");
    ck_status(comment_with_address(NULL, "10.0.0.9", "b@example.org", "debate"),
              303); /* it is saved */
    ck_assert_int_eq(number(WAITING), 10);
    ck_status(follow("c@example.org", "10.0.0.10"), 303);
    ck_assert_int_eq(number(WAITING), 11);
}
END_TEST

/* No answer shows whether an address follows the debate, refused, or is unknown. */
START_TEST(the_answer_does_not_tell_whose_address_is_known)
{
    static const char *const asked[] = { ANA, "luis@example.org", "new@example.org" };
    struct mail_message message;
    struct response rs;

    ck_status(follow(ANA, "10.0.0.1"), 303);
    message = mail_due();
    confirm(&message);
    ck_status(follow("luis@example.org", "10.0.0.2"), 303);
    message = mail_due();
    ck_status(submit(&message, "never"), 200);
    for (unsigned i = 0; i < 3; i++) {
        const char *visitor = arena_printf(call_arena(), "10.1.%u.1", i);

        call_config()->mails_per_hour = 2;
        ck_sees_other(follow(asked[i], visitor), "/mail/asked?lang=es");
        rs = follow(asked[i], visitor);
        ck_sees_other(rs, "/mail/asked?lang=es&wait=60");
        ck_assert_uint_eq(rs.cookies, 0);
        call_config()->mails_per_hour = 1;
        ck_status(follow("other@example.org", visitor), 429);
    }
    ck_assert_int_eq(number(WAITING), 1);
}
END_TEST

/* A comment with an address counts, even if its writer confirmed it long ago. */
START_TEST(a_comment_with_a_known_address_counts_as_one_with_another)
{
    const char *ana = writer(ANA, "debate");
    const char *const asked[] = { ANA, "new@example.org" };

    later(3600); /* until the same may be asked for again */
    call_config()->mails_per_hour = 1;
    for (unsigned i = 0; i < 2; i++) {
        const char *visitor = arena_printf(call_arena(), "10.1.%u.1", i);

        ck_status(comment_with_address(ana, visitor, asked[i], "debate"), 303);
        ck_status(follow("other@example.org", visitor), 429);
    }
}
END_TEST

START_TEST(spam_and_authors_ask_for_nothing)
{
    ck_status(VISIT(.method = METHOD_POST, .target = "/p/uno/comments",
                    .body = form("token", reader_token("uno"), "side", "pro", "name",
                                 "Ana", "email", ANA, "notify", "debate", "body",
                                 "Compra.", "url", "x", NULL)),
              303);
    ck_status(comment_with_address(sign_in("Autora"), NULL, ANA, "debate"), 303);
    ck_status(VISIT(.method = METHOD_POST, .target = "/p/uno/follow",
                    .body = arena_printf(call_arena(), "%s&url=x", follow_form(ANA))),
              303);
    ck_assert_int_eq(number("SELECT count(*) FROM email"), 0);
    ck_assert_int_eq(number(SENT), 0);
}
END_TEST

START_TEST(a_writer_goes_on_in_another_browser)
{
    const char *ana = writer(ANA, "nothing"), *link, *elsewhere, *before;
    struct response rs;

    rs = ask_to_continue("unknown@example.org", "10.0.0.1");
    ck_sees_other(rs, "/mail/asked?lang=es");
    ck_assert_int_eq(number(WAITING), 0);
    rs = ask_to_continue(ANA, "10.0.0.2");
    ck_sees_other(rs, "/mail/asked?lang=es"); /* the same answer */
    link = link_in(mail_due().text, "/mail/continue");
    before = stored();
    ck_says(get(link), "method=\"post\"");
    ck_assert_str_eq(stored(), before);
    rs = call(METHOD_POST, "/mail/continue", form("key", key_in(link), NULL));
    ck_status(rs, 200);
    elsewhere = cookie_of(&rs, "reader");
    ck_assert_str_ne(elsewhere, "");
    ck_assert_str_ne(elsewhere, ana);
    rs = call(METHOD_POST, "/mail/continue", form("key", key_in(link), NULL));
    ck_status(rs, 404); /* valid once */
    ck_assert_str_eq(cookie_of(&rs, "reader"), "");
    comment("uno", elsewhere, "contra", "Sigo.");
    ck_assert_int_eq(number("SELECT count(DISTINCT person_id) FROM comment"), 1);
}
END_TEST

/* A later failure leaves the link valid. */
START_TEST(a_link_to_go_on_is_not_spent_by_a_failure)
{
    const char *body;
    struct response rs;

    writer(ANA, "nothing");
    ck_status(ask_to_continue(ANA, "10.0.0.2"), 303);
    body = form("key", key_in(link_in(mail_due().text, "/mail/continue")), NULL);
    ck_assert_int_eq(db_script(call_db(), "break",
                               "CREATE TRIGGER full BEFORE DELETE ON rate_event"
                               " BEGIN SELECT raise(ABORT, 'on purpose'); END"),
                     RC_OK);
    rs = call(METHOD_POST, "/mail/continue", body);
    ck_status(rs, 500);
    ck_assert_uint_eq(rs.cookies, 0);
    ck_assert_int_eq(number("SELECT count(*) FROM person_key"), 0);
    ck_assert_int_eq(db_script(call_db(), "mend", "DROP TRIGGER full"), RC_OK);
    rs = call(METHOD_POST, "/mail/continue", body);
    ck_status(rs, 200);
    ck_assert_str_ne(cookie_of(&rs, "reader"), "");
}
END_TEST

START_TEST(a_link_to_go_on_lasts_a_day)
{
    const char *link;

    writer(ANA, "nothing");
    ck_status(ask_to_continue(ANA, "10.0.0.2"), 303);
    link = link_in(mail_due().text, "/mail/continue");
    later(24 * 3600 - 1);
    ck_status(get(link), 200);
    later(2);
    ck_status(get(link), 404);
    ck_status(call(METHOD_POST, "/mail/continue", form("key", key_in(link), NULL)),
              404);
}
END_TEST

Suite *mail_reader_suite(void)
{
    Suite *s = suite_create("mail reader");
    TCase *tc = tcase_create("mail reader");

    tcase_add_unchecked_fixture(tc, call_open, call_close);
    tcase_add_checked_fixture(tc, setup, call_teardown);
    tcase_add_test(tc, without_a_mail_server_nobody_is_asked);
    tcase_add_test(tc, an_address_is_optional_and_checked);
    tcase_add_test(tc, a_domain_with_an_enye_gets_mail);
    tcase_add_test(tc, nothing_is_sent_before_the_button);
    tcase_add_test(tc, a_link_ends);
    tcase_add_test(tc, an_answer_is_told_in_the_thread);
    tcase_add_test(tc, the_language_is_that_of_the_page);
    tcase_add_test(tc, a_hidden_comment_is_not_mailed);
    tcase_add_test(tc, what_is_in_the_outbox_is_looked_at_again);
    tcase_add_test(tc, one_click_stops_a_debate);
    tcase_add_test(tc, a_key_is_good_for_its_own_page_alone);
    tcase_add_test(tc, a_reader_sees_stops_and_erases);
    tcase_add_test(tc, a_key_to_all_that_somebody_follows_ends_after_a_year);
    tcase_add_test(tc, a_draft_does_not_show_its_title_to_who_followed_it);
    tcase_add_test(tc, a_debate_is_followed_without_writing);
    tcase_add_test(tc, somebody_elses_address_is_not_flooded);
    tcase_add_test(tc, an_address_in_other_letters_or_with_a_tag_is_the_same);
    tcase_add_test(tc, strangers_do_not_keep_the_owner_of_a_mailbox_out);
    tcase_add_test(tc, a_second_request_says_when_to_ask_again);
    tcase_add_test(tc, the_mail_says_who_gave_the_address);
    tcase_add_test(tc, a_name_that_is_an_advertisement_is_not_mailed);
    tcase_add_test(tc, notices_do_not_make_somebody_a_writer);
    tcase_add_test(tc, notices_are_those_that_were_asked_about);
    tcase_add_test(tc, the_browser_that_confirms_lends_nobody_its_writer);
    tcase_add_test(tc, a_second_address_does_not_take_a_writer_over);
    tcase_add_test(tc, it_was_not_me);
    tcase_add_test(tc, a_debate_that_was_refused_is_not_asked_about_for_a_week);
    tcase_add_test(tc, an_answer_is_for_the_mailbox_of_its_link);
    tcase_add_test(tc, what_was_refused_meanwhile_is_not_spoken_of);
    tcase_add_test(tc, strangers_do_not_use_up_the_links_to_go_on);
    tcase_add_test(tc, a_visitor_asks_for_few_mails);
    tcase_add_test(tc, the_answer_does_not_tell_whose_address_is_known);
    tcase_add_test(tc, a_comment_with_a_known_address_counts_as_one_with_another);
    tcase_add_test(tc, spam_and_authors_ask_for_nothing);
    tcase_add_test(tc, a_writer_goes_on_in_another_browser);
    tcase_add_test(tc, a_link_to_go_on_is_not_spent_by_a_failure);
    tcase_add_test(tc, a_link_to_go_on_lasts_a_day);
    suite_add_tcase(s, tc);
    return s;
}
