/*
 * test_mail_reader.c - readers and mail: asking, confirming, being told, stopping,
 * going on elsewhere
 */
#include "clock.h"
#include "letters.h"
#include "outbox.h"

Suite *mail_reader_suite(void);

#define ANA "ana@example.org"
#define SENT "SELECT count(*) FROM outbox"
#define WAITING "SELECT count(*) FROM outbox WHERE state = 0 AND kind <> 3"
#define CONFIRMED "SELECT count(*) FROM email WHERE confirmed IS NOT NULL"

static const char *const nobody = NULL;

/* A comment with an address; the answer. */
static struct response told(const char *cookie, const char *visitor, const char *email,
                            const char *notify)
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

/* Presses the button behind the link of a confirming mail. */
static void confirm(const struct letter *letter, const char *cookie)
{
    const char *key = key_in(link_in(letter->text, "/mail/confirm"));

    ck_status(post_as(cookie, "/mail/confirm", form("key", key, NULL)), 200);
}

/* A writer with a confirmed address: the cookie. */
static const char *writer(const char *email, const char *notify)
{
    const struct response rs = told(nobody, email, email, notify);
    const struct letter letter = letter_due();

    ck_status(rs, 303);
    ck_assert_str_eq(letter.to, email);
    confirm(&letter, cookie_of(&rs, "reader"));
    return cookie_of(&rs, "reader");
}

static void setup(void)
{
    letters_setup();
    debate("uno");
}

START_TEST(without_a_mail_server_nobody_is_asked)
{
    call_config()->smtp_url = "";
    ck_silent(get("/p/uno"), "name=\"email\"");
    ck_silent(get("/p/uno"), "/follow");
    ck_status(told(nobody, NULL, ANA, "debate"), 303);
    ck_assert_int_eq(number("SELECT count(*) FROM email"), 0);
    ck_status(get("/continue"), 404);
}
END_TEST

START_TEST(an_address_is_optional_and_checked)
{
    struct response rs;

    ck_says(get("/p/uno"), "name=\"email\"");
    ck_status(told(nobody, "a", "", "nothing"), 303);
    ck_assert_int_eq(number("SELECT count(*) FROM email"), 0);
    rs = told(nobody, "b", "", "answers");
    ck_status(rs, 422);
    ck_says(rs, "id=\"email-problem\"");
    ck_says(rs, "value=\"answers\" selected");
    rs = told(nobody, "c", "ana\r\nBcc: x@example.org", "debate");
    ck_status(rs, 422);
    ck_says(rs, "id=\"email-problem\"");
    ck_says(rs, "Digo ");
    ck_assert_int_eq(number("SELECT count(*) FROM email"), 0);
    ck_assert_int_eq(number(SENT), 0);
}
END_TEST

START_TEST(nothing_is_sent_before_the_button)
{
    const struct response rs = told(nobody, NULL, ANA, "debate");
    const struct letter letter = letter_due();
    const char *link = link_in(letter.text, "/mail/confirm"), *before;
    struct letter list[9];

    ck_assert_str_eq(letter.to, ANA);
    ck_assert_ptr_null(strstr(letter.text, "Digo"));
    ck_assert_ptr_nonnull(strstr(letter.text, "«¿Conviene?»"));
    comment("uno", NULL, "contra", "Otra cosa.");
    ck_assert_uint_eq(letters(list, 9), 0);
    before = stored();
    ck_says(get(link), "method=\"post\"");
    ck_says(get(link), "¿Conviene?");
    ck_silent(get(link), ANA);
    ck_assert_int_eq(get(link).cache, CACHE_NEVER);
    ck_assert_str_eq(stored(), before);
    ck_assert_int_eq(number(CONFIRMED), 0); /* a GET changes nothing */
    confirm(&letter, cookie_of(&rs, "reader"));
    ck_assert_int_eq(number(CONFIRMED), 1);
    comment("uno", NULL, "contra", "Y otra.");
    ck_assert_uint_eq(letters(list, 9), 1);
    confirm(&letter, cookie_of(&rs, "reader")); /* again */
    ck_assert_int_eq(number(CONFIRMED), 1);
}
END_TEST

START_TEST(a_link_ends)
{
    const struct response rs = told(nobody, NULL, ANA, "debate");
    const char *link = link_in(letter_due().text, "/mail/confirm");

    ck_status(rs, 303);
    later(8 * 24 * 3600);
    ck_status(get(link), 404);
    ck_status(call(METHOD_POST, "/mail/confirm", form("key", key_in(link), NULL)), 404);
    ck_assert_int_eq(number(CONFIRMED), 0);
}
END_TEST

START_TEST(an_answer_is_told_in_the_thread)
{
    const char *ana = writer(ANA, "answers");
    const int64_t first = number("SELECT max(id) FROM comment");
    const int64_t second = reply("uno", NULL, "contra", "No.\nDe > veras.", first);
    const struct letter letter = letter_due();
    struct letter list[9];

    ck_assert_str_eq(letter.to, ANA);
    ck_assert_str_eq(letter.subject, "Ana responde a tu comentario en «¿Conviene?»");
    ck_assert_str_eq(letter.id,
                     arena_printf(call_arena(), "comment-%lld", (long long)second));
    ck_assert_str_eq(letter.in_reply_to,
                     arena_printf(call_arena(), "comment-%lld", (long long)first));
    ck_assert_str_eq(
        letter.references,
        arena_printf(call_arena(), "post-1 comment-%lld", (long long)first));
    ck_assert_ptr_nonnull(strstr(letter.text, "Ana (En contra) responde"));
    ck_assert_ptr_nonnull(strstr(letter.text, "> No.\n> De > veras.\n"));
    ck_assert_ptr_nonnull(
        strstr(letter.text, arena_printf(call_arena(), CALL_URL "/p/uno/comments/%lld",
                                         (long long)second)));
    comment("uno", NULL, "contra", "A nadie.");
    reply("uno", ana, "pro", "Me contesto.", first);
    ck_assert_uint_eq(letters(list, 9), 0);
}
END_TEST

START_TEST(the_language_is_that_of_the_page)
{
    struct post_draft english = debate_draft("two");
    struct response rs;
    struct letter letter;

    english.lang = LANG_EN;
    save_post(&english);
    rs = VISIT(.method = METHOD_POST, .target = "/p/two/comments",
               .body = form("token", reader_token("two"), "side", "pro", "name", "Ann",
                            "email", ANA, "notify", "debate", "body", "Yes.", NULL));
    ck_status(rs, 303);
    letter = letter_due();
    ck_assert_str_eq(letter.subject, "Confirm your address at La tertulia");
    ck_says(get(link_in(letter.text, "/mail/confirm")), "lang=\"en\"");
    confirm(&letter, NULL);
    comment("two", NULL, "contra", "No.");
    letter = letter_due();
    ck_assert_str_eq(letter.subject, "Ana commented on “¿Conviene?”");
    ck_assert_ptr_nonnull(strstr(letter.text, "Ana (Against) commented"));
}
END_TEST

START_TEST(what_is_hidden_is_not_told)
{
    const char *author = sign_in("Autora");
    struct letter list[9];
    int64_t id;

    writer(ANA, "debate");
    id = comment("uno", NULL, "contra", "zqxdeleted");
    moderate(author, "delete", id);
    id = comment("uno", NULL, "contra", "zqxspam");
    moderate(author, "spam", id);
    ck_assert_uint_eq(letters(list, 9), 0);
    id = comment("uno", NULL, "contra", "Se verá.");
    ck_assert_int_eq(outbox_expand(call_db(), clock_now()), RC_OK);
    moderate(author, "reject", id); /* between the outbox and the letter */
    ck_assert_uint_eq(letters(list, 9), 0);
    ck_assert_int_eq(number("SELECT count(*) FROM outbox WHERE state = 3"), 1);
}
END_TEST

START_TEST(what_is_in_the_outbox_is_looked_at_again)
{
    const struct sql unconfirm = { "unconfirm", "UPDATE email SET confirmed = NULL" };
    const struct sql unpublish = { "unpublish", "UPDATE post SET state = 0" };
    struct letter list[9];

    writer(ANA, "debate");
    comment("uno", NULL, "contra", "Uno.");
    comment("uno", NULL, "contra", "Dos.");
    ck_assert_int_eq(outbox_expand(call_db(), clock_now()), RC_OK);
    ck_assert_int_eq(db_run(call_db(), &unconfirm, DB_NO_ARGS), RC_OK);
    ck_assert_uint_eq(letters(list, 9), 0);
    writer("luis@example.org", "debate");
    comment("uno", NULL, "contra", "Tres.");
    ck_assert_int_eq(outbox_expand(call_db(), clock_now()), RC_OK);
    ck_assert_int_eq(db_run(call_db(), &unpublish, DB_NO_ARGS), RC_OK);
    ck_assert_uint_eq(letters(list, 9), 0);
}
END_TEST

START_TEST(one_click_stops_a_debate)
{
    struct letter letter, list[9];
    const char *target, *before;

    writer(ANA, "debate");
    comment("uno", NULL, "contra", "Uno.");
    letter = letter_due();
    ck_assert_ptr_nonnull(letter.unsubscribe);
    ck_assert_str_eq(letter.list_id, "uno");
    target = letter.unsubscribe + strlen(CALL_URL);
    before = stored();
    ck_says(get(target), "¿Conviene?");
    ck_assert_str_eq(stored(), before);
    ck_assert_int_eq(number("SELECT count(*) FROM subscription WHERE ended IS NULL"),
                     1);
    /* As a mail program does it: no cookie, no token, from elsewhere, as it likes. */
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
    ck_assert_uint_eq(letters(list, 9), 0);
}
END_TEST

START_TEST(a_key_is_good_for_its_own_page_alone)
{
    const char *confirming, *managing;
    struct letter letter;

    ck_status(told(nobody, NULL, ANA, "debate"), 303);
    letter = letter_due();
    confirming = key_in(link_in(letter.text, "/mail/confirm"));
    confirm(&letter, NULL);
    comment("uno", NULL, "contra", "Uno.");
    managing = key_in(link_in(letter_due().text, "/mail/manage"));
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
    link = link_in(letter_due().text, "/mail/manage");
    key = key_in(link);
    rs = get(link);
    ck_says(rs, "¿Conviene?");
    ck_says(rs, "Todos los comentarios");
    ck_silent(rs, ANA);
    ck_assert_int_eq(rs.cache, CACHE_NEVER);
    ck_status(call(METHOD_POST, "/mail/manage", form("key", key, "stop", "x", NULL)),
              400);
    ck_sees_other(
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

START_TEST(a_draft_does_not_show_its_title_to_who_followed_it)
{
    const struct sql unpublish = { "unpublish", "UPDATE post SET state = 0" };
    const char *confirming, *stopping, *managing;
    struct letter letter;

    ck_status(told(nobody, NULL, ANA, "debate"), 303);
    letter = letter_due();
    confirming = link_in(letter.text, "/mail/confirm");
    confirm(&letter, NULL);
    comment("uno", NULL, "contra", "Uno.");
    letter = letter_due();
    stopping = letter.unsubscribe + strlen(CALL_URL);
    managing = link_in(letter.text, "/mail/manage");
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
    struct letter letter;
    struct response rs;

    rs = follow("nada", NULL);
    ck_status(rs, 422);
    ck_says(rs, "value=\"nada\"");
    ck_says(rs, "<h1 id=\"follow-title\">Seguir este debate por correo</h1>");
    ck_says(rs, "href=\"#follow-email\"");
    ck_says(get("/p/uno"), "<h2 id=\"follow-title\">");
    ck_sees_other(follow(ANA, NULL), "/mail/asked?lang=es");
    letter = letter_due();
    ck_assert_str_eq(letter.to, ANA);
    confirm(&letter, NULL);
    comment("uno", NULL, "contra", "Uno.");
    ck_assert_str_eq(letter_due().to, ANA);
    ck_status(call(METHOD_POST, "/p/uno/follow", form("email", ANA, NULL)), 422);
    ck_assert_int_eq(number("SELECT count(*) FROM email"), 1);
}
END_TEST

START_TEST(somebody_elses_address_is_not_flooded)
{
    struct letter list[200];
    size_t n = 0;

    for (unsigned i = 0; i < 100; i++) {
        const char *visitor = arena_printf(call_arena(), "10.1.%u.1", i);

        ck_sees_other(follow(ANA, visitor), "/mail/asked?lang=es");
        ck_status(told(NULL, visitor, ANA, "debate"), 303);
        n += letters(list, 200);
        later(600);
    }
    ck_assert_uint_le(n, 6);
    ck_assert_uint_ge(n, 1);
    ck_assert_int_le(number("SELECT count(*) FROM email"), 5);
}
END_TEST

/* They lead to one mailbox. */
START_TEST(an_address_in_other_letters_or_with_a_tag_is_the_same)
{
    static const char *const spelled[] = { "ana", "Ana", "aNa",     "anA",
                                           "ANA", "AnA", "ana+uno", "Ana+dos" };
    struct letter list[200];
    size_t n = 0;

    for (unsigned i = 0; i < sizeof(spelled) / sizeof(spelled[0]); i++) {
        ck_status(follow(arena_printf(call_arena(), "%s@example.org", spelled[i]),
                         arena_printf(call_arena(), "10.1.%u.1", i)),
                  303);
        n += letters(list, 200);
    }
    ck_assert_uint_eq(n, 3);
    ck_assert_str_eq(list[0].to, "aNa@example.org"); /* as it was typed */
    ck_status(follow("luis@example.org", "10.2.0.1"), 303);
    ck_assert_str_eq(letter_due().to, "luis@example.org");
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
    ck_status(told(NULL, "10.0.0.9", "b@example.org", "debate"), 303); /* it is saved */
    ck_assert_int_eq(number(WAITING), 10);
    ck_status(follow("c@example.org", "10.0.0.10"), 303);
    ck_assert_int_eq(number(WAITING), 11);
}
END_TEST

START_TEST(spam_and_authors_ask_for_nothing)
{
    ck_status(VISIT(.method = METHOD_POST, .target = "/p/uno/comments",
                    .body = form("token", reader_token("uno"), "side", "pro", "name",
                                 "Ana", "email", ANA, "notify", "debate", "body",
                                 "Compra.", "url", "x", NULL)),
              303);
    ck_status(told(sign_in("Autora"), NULL, ANA, "debate"), 303);
    ck_status(VISIT(.method = METHOD_POST, .target = "/p/uno/follow",
                    .body = arena_printf(call_arena(), "%s&url=x", follow_form(ANA))),
              303);
    ck_assert_int_eq(number("SELECT count(*) FROM email"), 0);
    ck_assert_int_eq(number(SENT), 0);
}
END_TEST

static struct response ask_to_continue(const char *email, const char *visitor)
{
    const struct response page = get("/continue?lang=es");

    return VISIT(.method = METHOD_POST, .target = "/continue", .address = visitor,
                 .body = form("token", field_of(&page, "token"), "lang", "es", "email",
                              email, NULL));
}

START_TEST(a_writer_goes_on_in_another_browser)
{
    const char *ana = writer(ANA, "nothing"), *link, *elsewhere, *before;
    struct response rs;

    rs = ask_to_continue("unknown@example.org", "10.0.0.1");
    ck_sees_other(rs, "/mail/asked?lang=es");
    ck_assert_int_eq(number(WAITING), 0);
    rs = ask_to_continue(ANA, "10.0.0.2");
    ck_sees_other(rs, "/mail/asked?lang=es"); /* the same */
    link = link_in(letter_due().text, "/mail/continue");
    before = stored();
    ck_says(get(link), "method=\"post\"");
    ck_assert_str_eq(stored(), before);
    rs = call(METHOD_POST, "/mail/continue", form("key", key_in(link), NULL));
    ck_status(rs, 200);
    elsewhere = cookie_of(&rs, "reader");
    ck_assert_str_ne(elsewhere, "");
    ck_assert_str_ne(elsewhere, ana);
    rs = call(METHOD_POST, "/mail/continue", form("key", key_in(link), NULL));
    ck_status(rs, 404); /* once */
    ck_assert_str_eq(cookie_of(&rs, "reader"), "");
    comment("uno", elsewhere, "contra", "Sigo.");
    ck_assert_int_eq(number("SELECT count(DISTINCT person_id) FROM comment"), 1);
}
END_TEST

START_TEST(a_link_to_go_on_lasts_an_hour)
{
    const char *link;

    writer(ANA, "nothing");
    ck_status(ask_to_continue(ANA, "10.0.0.2"), 303);
    link = link_in(letter_due().text, "/mail/continue");
    later(3599);
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
    tcase_add_test(tc, nothing_is_sent_before_the_button);
    tcase_add_test(tc, a_link_ends);
    tcase_add_test(tc, an_answer_is_told_in_the_thread);
    tcase_add_test(tc, the_language_is_that_of_the_page);
    tcase_add_test(tc, what_is_hidden_is_not_told);
    tcase_add_test(tc, what_is_in_the_outbox_is_looked_at_again);
    tcase_add_test(tc, one_click_stops_a_debate);
    tcase_add_test(tc, a_key_is_good_for_its_own_page_alone);
    tcase_add_test(tc, a_reader_sees_stops_and_erases);
    tcase_add_test(tc, a_draft_does_not_show_its_title_to_who_followed_it);
    tcase_add_test(tc, a_debate_is_followed_without_writing);
    tcase_add_test(tc, somebody_elses_address_is_not_flooded);
    tcase_add_test(tc, an_address_in_other_letters_or_with_a_tag_is_the_same);
    tcase_add_test(tc, a_visitor_asks_for_few_mails);
    tcase_add_test(tc, spam_and_authors_ask_for_nothing);
    tcase_add_test(tc, a_writer_goes_on_in_another_browser);
    tcase_add_test(tc, a_link_to_go_on_lasts_an_hour);
    suite_add_tcase(s, tc);
    return s;
}
