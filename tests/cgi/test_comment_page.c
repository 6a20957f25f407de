/*
 * test_comment_page.c - POST /p/:slug/comments: a reader writes, previews, replies
 */
#include "call.h"
#include "comment_row.h"

#define TARGET "/p/uno/comments"

static void setup(void)
{
    call_setup();
    debate("uno");
}

static struct response post(const char *body)
{
    return call(METHOD_POST, TARGET, body);
}

static const char *parent_of(const char *body, int64_t id)
{
    return arena_printf(call_arena(), "%s&parent=%lld", body, (long long)id);
}

static void policy(const char *value)
{
    ck_assert_int_eq(
        db_script(call_db(), "policy",
                  arena_printf(call_arena(), "UPDATE post SET policy = %s", value)),
        RC_OK);
}

START_TEST(a_saved_comment_redirects_to_itself)
{
    const struct response rs = post(comment_form("uno", "pro", "Mi **argumento**."));
    struct response page;

    ck_sees_other(rs, "/p/uno#c1");
    ck_assert_int_eq(rs.cache, CACHE_NEVER);
    page = get("/p/uno");
    ck_says(page, "id=\"c1\"");
    ck_says(page, "Mi <strong>argumento</strong>.");
    ck_says(page, ">Ana</b>");
    ck_assert_int_eq(page.cache, CACHE_SHARED);
    ck_assert_int_eq(number("SELECT pro FROM tally"), 1);
    ck_assert_int_eq(number("SELECT people_pro FROM tally"), 1);
}
END_TEST

START_TEST(a_first_comment_gives_a_key)
{
    const struct response rs = post(comment_form("uno", "pro", "Uno"));

    ck_assert_uint_eq(rs.cookies, 1);
    ck_assert_int_eq(strncmp(rs.cookie[0], "reader=", 7), 0);
    ck_assert_uint_eq(strcspn(rs.cookie[0], ";"), 7 + SECRET_TEXT);
    ck_assert_str_eq(strchr(rs.cookie[0], ';'),
                     "; Path=/; Max-Age=63072000; HttpOnly; SameSite=Lax");
    ck_assert_uint_eq(get("/p/uno").cookies, 0);
}
END_TEST

START_TEST(cookies_are_secure_where_the_site_is)
{
    struct response rs;

    call_config()->base_url = "https://example.org";
    rs = post(comment_form("uno", "pro", "Uno"));
    ck_assert_str_eq(strchr(rs.cookie[0], ';'),
                     "; Path=/; Max-Age=63072000; HttpOnly; SameSite=Lax; Secure");
}
END_TEST

START_TEST(who_has_a_key_keeps_it)
{
    const struct response first = post(comment_form("uno", "pro", "Uno"));
    const char *reader = cookie_of(&first, "reader");
    const struct response again =
        post_as(reader, TARGET, comment_form("uno", "contra", "Dos"));

    ck_sees_other(again, "/p/uno#c2");
    ck_assert_uint_eq(again.cookies, 0);
    ck_assert_int_eq(number("SELECT count(*) FROM person"), 1);
    ck_assert_int_eq(number("SELECT changed FROM tally"), 1);
    ck_says(get_as(reader, "/p/uno"), "tuyo");
    ck_assert_int_eq(get_as(reader, "/p/uno").cache, CACHE_OWN);
    ck_silent(get("/p/uno"), "tuyo");
}
END_TEST

START_TEST(an_unknown_key_is_replaced)
{
    const char *stale = "reader=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    const struct response rs =
        post_as(stale, TARGET, comment_form("uno", "pro", "Uno"));

    ck_assert_uint_eq(rs.cookies, 1);
    ck_assert_str_ne(cookie_of(&rs, "reader"), stale);
}
END_TEST

START_TEST(a_double_click_makes_one_comment)
{
    const char *body = comment_form("uno", "pro", "Uno"), *cookie = NULL, *before;
    struct response rs = VISIT(.method = METHOD_POST, .target = TARGET, .body = body,
                               .fetch_site = "same-origin");

    ck_status(rs, 307); /* this answer is lost */
    ck_sees_other(browse(&cookie, TARGET, body), "/p/uno#c1");
    before = stored();
    later(1);
    rs = browse(&cookie, TARGET, body);
    ck_sees_other(rs, "/p/uno#c1");
    ck_assert_uint_eq(rs.cookies, 0);
    ck_assert_str_eq(stored(), before);
    ck_says(get_as(cookie, "/p/uno"), "tuyo");
}
END_TEST

/* The same address, browser, cached page, name and text. */
START_TEST(two_who_write_the_same_at_once_are_two)
{
    const char *body = comment_form("uno", "pro", "+1"), *a = NULL, *b = NULL;

    ck_sees_other(browse(&a, TARGET, body), "/p/uno#c1");
    ck_sees_other(browse(&b, TARGET, body), "/p/uno#c2");
    ck_sees_other(browse(&a, TARGET, body), "/p/uno#c1");
    ck_sees_other(browse(&b, TARGET, body), "/p/uno#c2");
    ck_assert_str_ne(a, b);
    ck_assert_int_eq(number("SELECT people_pro FROM tally"), 2);
    ck_assert_int_eq(number("SELECT count(*) FROM comment"), 2);
}
END_TEST

START_TEST(a_browser_is_sent_back_only_with_what_can_be_saved)
{
    const char *cookie = NULL, *before = stored();

    ck_status(browse(&cookie, TARGET, comment_form("uno", "", "Uno")), 422);
    ck_status(browse(&cookie, TARGET,
                     arena_printf(call_arena(), "%s&action=preview",
                                  comment_form("uno", "pro", "Uno"))),
              200);
    ck_assert_ptr_null(cookie);
    ck_assert_str_eq(stored(), before);
}
END_TEST

START_TEST(the_same_bytes_give_nobody_the_key)
{
    const char *body = comment_form("uno", "pro", "Uno");
    const char *before;
    struct response rs;

    ck_assert_uint_eq(post(body).cookies, 1);
    before = stored();
    for (int i = 0; i < 2; i++) {
        later(1);
        rs = post(body);
        ck_sees_other(rs, "/p/uno#c1");
        ck_assert_uint_eq(rs.cookies, 0);
        ck_assert_str_eq(stored(), before);
    }
}
END_TEST

START_TEST(the_same_form_from_elsewhere_is_another_persons)
{
    const char *body = comment_form("uno", "pro", "De acuerdo");
    struct response one = post(body), two;

    two = VISIT(.method = METHOD_POST, .target = TARGET, .body = body,
                .address = "192.0.2.2");
    ck_sees_other(two, "/p/uno#c2");
    ck_assert_str_ne(cookie_of(&one, "reader"), cookie_of(&two, "reader"));
    ck_assert_int_eq(number("SELECT people_pro FROM tally"), 2);
}
END_TEST

START_TEST(the_same_text_is_pointed_at)
{
    const struct response first = post(comment_form("uno", "pro", "Lo mismo"));
    const char *reader = cookie_of(&first, "reader");
    const char *body = comment_form("uno", "pro", "Lo mismo"), *before = stored();
    const struct response rs = post_as(reader, TARGET, body);

    ck_status(rs, 422);
    ck_says(rs, "Ya has publicado este mismo texto.");
    ck_says(rs, "href=\"/p/uno#c1\"");
    ck_says(rs, ">\nLo mismo</textarea>");
    ck_assert_str_eq(stored(), before);
}
END_TEST

START_TEST(a_held_comment_is_seen_by_its_writer_alone)
{
    struct response rs, own;
    const char *reader;

    policy("2");
    rs = post(comment_form("uno", "contra", "palabrasecreta"));
    ck_sees_other(rs, "/p/uno?held=1#held");
    reader = cookie_of(&rs, "reader");
    own = get_as(reader, "/p/uno?held=1");
    ck_says(own, "Recibido. Lo verás publicado");
    ck_says(own, "palabrasecreta");
    ck_says(own, "id=\"held\"");
    ck_says(own, "noindex");
    ck_assert_int_eq(own.cache, CACHE_OWN);
    ck_says(get_as(reader, "/p/uno"), "palabrasecreta");
    ck_silent(get("/p/uno?held=1"), "palabrasecreta");
    ck_silent(own, "¿Empiezas tú?"); /* they have begun */
    ck_says(get("/p/uno"), "¿Empiezas tú?");
    ck_silent(get("/p/uno"), "palabrasecreta");
    ck_assert_int_eq(number("SELECT comments FROM tally"), 0);
    ck_assert_int_eq(number("SELECT held FROM comment"), HELD_FIRST);
}
END_TEST

START_TEST(a_held_double_click_is_one_comment_too)
{
    const char *body, *before;

    policy("1");
    body = comment_form("uno", "contra", "Uno");
    ck_sees_other(post(body), "/p/uno?held=1#held");
    before = stored();
    ck_sees_other(post(body), "/p/uno?held=1#held");
    ck_assert_str_eq(stored(), before);
}
END_TEST

START_TEST(a_writer_who_was_approved_waits_no_more)
{
    const char *author = sign_in("Autora"), *reader;
    struct response rs;

    policy("2");
    rs = post(comment_form("uno", "pro", "Primero"));
    reader = cookie_of(&rs, "reader");
    moderate(author, "approve", 1);
    ck_sees_other(post_as(reader, TARGET, comment_form("uno", "pro", "Segundo")),
                  "/p/uno#c2");
    ck_sees_other(post(comment_form("uno", "pro", "De otra persona")),
                  "/p/uno?held=3#held");
}
END_TEST

START_TEST(many_links_wait_whatever_the_policy)
{
    const struct response rs = post(comment_form(
        "uno", "pro", "http://a.example http://b.example http://c.example"));

    ck_sees_other(rs, "/p/uno?held=1#held");
    ck_assert_int_eq(number("SELECT held FROM comment"), HELD_LINKS);
}
END_TEST

START_TEST(the_trap_makes_spam_and_says_nothing)
{
    const char *body =
        arena_printf(call_arena(), "%s&url=x", comment_form("uno", "pro", "Compra ya"));
    const struct response rs = post(body);

    ck_sees_other(rs, "/p/uno?held=1#held");
    ck_assert_str_ne(cookie_of(&rs, "reader"), "");
    ck_assert_int_eq(number("SELECT state FROM comment"), COMMENT_SPAM);
    ck_assert_int_eq(number("SELECT held FROM comment"), HELD_HONEYPOT);
    ck_says(get_as(cookie_of(&rs, "reader"), "/p/uno?held=1"), "Recibido.");
}
END_TEST

START_TEST(a_reply_hangs_below_its_parent)
{
    const int64_t parent = comment("uno", NULL, "pro", "Padre");
    struct response page = get("/p/uno?reply=1");

    ck_says(page, "name=\"parent\" value=\"1\"");
    ck_says(page, "Tu respuesta a Ana");
    ck_says(page, "noindex");
    ck_sees_other(post(parent_of(comment_form("uno", "contra", "Hijo"), parent)),
                  "/p/uno#c2");
    ck_assert_int_eq(number("SELECT parent_id FROM comment WHERE id = 2"), parent);
    page = get("/p/uno/comments/2");
    ck_says(page, "Padre");
    ck_says(page, "Hijo");
}
END_TEST

/* A reply to a parent that cannot be answered: the form keeps the text only. */
static void check_parent_gone(int64_t parent)
{
    const char *body = parent_of(comment_form("uno", "pro", "textoquequeda"), parent);
    const char *before = stored();
    const struct response rs = post(body);

    ck_status(rs, 409);
    ck_says(rs, "El comentario al que respondías ya no está.");
    ck_says(rs, "textoquequeda</textarea>");
    ck_silent(rs, "name=\"parent\"");
    ck_assert_str_eq(stored(), before);
    ck_sees_other(post(form("token", field_of(&rs, "token"), "side", "pro", "name",
                            "Ana", "body", "textoquequeda", NULL)),
                  arena_printf(call_arena(), "/p/uno#c%lld",
                               (long long)number("SELECT max(id) FROM comment")));
}

START_TEST(a_hidden_parent_cannot_be_answered)
{
    const char *author = sign_in("Autora");
    const int64_t parent = comment("uno", NULL, "pro", "Padre");

    moderate(author, "reject", parent);
    check_parent_gone(parent);
}
END_TEST

START_TEST(a_waiting_parent_cannot_be_answered)
{
    policy("1");
    comment("uno", NULL, "pro", "Padre");
    policy("3");
    check_parent_gone(1);
}
END_TEST

START_TEST(a_missing_parent_cannot_be_answered)
{
    check_parent_gone(999);
}
END_TEST

START_TEST(a_parent_of_another_post_cannot_be_answered)
{
    debate("dos");
    check_parent_gone(comment("dos", NULL, "pro", "Padre ajeno"));
}
END_TEST

START_TEST(a_thread_ends_at_its_greatest_depth)
{
    int64_t id = 0;
    const char *body, *before;
    struct response rs;

    for (int depth = 0; depth < COMMENT_DEPTH_MAX; depth++)
        id = reply("uno", NULL, "pro", "Uno más", id);
    body = parent_of(comment_form("uno", "contra", "Demasiado hondo"), id);
    before = stored();
    rs = post(body);
    ck_status(rs, 422);
    ck_says(rs, "no admite más niveles");
    ck_says(rs, "Demasiado hondo</textarea>");
    ck_assert_str_eq(stored(), before);
    ck_status(get(arena_printf(call_arena(), "/p/uno/comments/%lld", (long long)id)),
              200);
}
END_TEST

START_TEST(a_preview_stores_nothing)
{
    const char *before = stored();
    struct response rs = post("action=preview&body=**fuerte**");

    ck_status(rs, 200);
    ck_says(rs, "id=\"preview\"");
    ck_says(rs, "<strong>fuerte</strong>");
    ck_says(rs, "**fuerte**</textarea>");
    ck_assert_uint_eq(rs.cookies, 0);
    ck_assert_int_eq(rs.cache, CACHE_NEVER);
    ck_assert_ptr_null(rs.etag);
    ck_assert_str_eq(stored(), before);
    rs = post(form("token", field_of(&rs, "token"), "side", "pro", "name", "Ana",
                   "body", "**fuerte**", NULL));
    ck_sees_other(rs, "/p/uno#c1");
}
END_TEST

START_TEST(a_preview_of_nothing_is_refused)
{
    ck_status(post("action=preview&body=&side=pro"), 422);
}
END_TEST

START_TEST(a_plain_post_takes_no_side)
{
    struct post_draft draft = debate_draft("llana");

    draft.kind = POST_PLAIN;
    draft.question = "";
    save_post(&draft);
    ck_silent(get("/p/llana"), "name=\"side\"");
    ck_sees_other(call(METHOD_POST, "/p/llana/comments",
                       comment_form("llana", "pro", "Sin postura")),
                  "/p/llana#c1");
    ck_assert_int_eq(number("SELECT side FROM comment"), SIDE_NONE);
    ck_assert_int_eq(number("SELECT comments FROM tally WHERE post_id = 2"), 1);
}
END_TEST

START_TEST(an_author_bears_a_badge_and_never_waits)
{
    const char *author = sign_in("Autora");
    struct response page;

    policy("1");
    ck_says(get_as(author, "/p/uno"), "value=\"Autora\"");
    ck_sees_other(
        post_as(author, TARGET,
                form("token", reader_token("uno"), "side", "pro", "name", "Autora",
                     "body", "http://a.example http://b.example http://c.example",
                     NULL)),
        "/p/uno#c1");
    page = get("/p/uno");
    ck_says(page, "<span class=\"badge\">escribe el blog</span>");
    ck_assert_int_eq(number("SELECT by_author FROM comment"), 1);
    ck_assert_int_eq(number("SELECT count(*) FROM rate_event"), 0);
}
END_TEST

START_TEST(what_a_reader_writes_does_not_run)
{
    comment("uno", NULL, "pro",
            "<script>alert(1)</script> [x](javascript:alert(2)) "
            "![i](http://t.example/p.png)");
    ck_silent(get("/p/uno"), "<script>alert");
    ck_silent(get("/p/uno"), "href=\"javascript:");
    ck_silent(get("/p/uno"), "<img");
}
END_TEST

static TCase *writing(void)
{
    TCase *c = tcase_create("writing");

    tcase_add_test(c, a_saved_comment_redirects_to_itself);
    tcase_add_test(c, a_first_comment_gives_a_key);
    tcase_add_test(c, cookies_are_secure_where_the_site_is);
    tcase_add_test(c, who_has_a_key_keeps_it);
    tcase_add_test(c, an_unknown_key_is_replaced);
    tcase_add_test(c, a_double_click_makes_one_comment);
    tcase_add_test(c, two_who_write_the_same_at_once_are_two);
    tcase_add_test(c, a_browser_is_sent_back_only_with_what_can_be_saved);
    tcase_add_test(c, the_same_bytes_give_nobody_the_key);
    tcase_add_test(c, the_same_form_from_elsewhere_is_another_persons);
    tcase_add_test(c, the_same_text_is_pointed_at);
    tcase_add_test(c, a_held_comment_is_seen_by_its_writer_alone);
    tcase_add_test(c, a_held_double_click_is_one_comment_too);
    tcase_add_test(c, a_writer_who_was_approved_waits_no_more);
    tcase_add_test(c, many_links_wait_whatever_the_policy);
    tcase_add_test(c, the_trap_makes_spam_and_says_nothing);
    tcase_add_test(c, a_preview_stores_nothing);
    tcase_add_test(c, a_preview_of_nothing_is_refused);
    tcase_add_test(c, a_plain_post_takes_no_side);
    tcase_add_test(c, an_author_bears_a_badge_and_never_waits);
    tcase_add_test(c, what_a_reader_writes_does_not_run);
    return c;
}

static TCase *replying(void)
{
    TCase *c = tcase_create("replying");

    tcase_add_test(c, a_reply_hangs_below_its_parent);
    tcase_add_test(c, a_hidden_parent_cannot_be_answered);
    tcase_add_test(c, a_waiting_parent_cannot_be_answered);
    tcase_add_test(c, a_missing_parent_cannot_be_answered);
    tcase_add_test(c, a_parent_of_another_post_cannot_be_answered);
    tcase_add_test(c, a_thread_ends_at_its_greatest_depth);
    return c;
}

Suite *comment_page_suite(void);
Suite *comment_page_suite(void)
{
    Suite *suite = suite_create("comment page");
    TCase *cases[] = { writing(), replying() };

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        suite_add_tcase(suite, cases[i]);
        tcase_add_unchecked_fixture(cases[i], call_open, call_close);
        tcase_add_checked_fixture(cases[i], setup, call_teardown);
    }
    return suite;
}
