/*
 * test_mind.c - comments that made a reader change sides, and the name under which
 */
#include "call.h"

#define TARGET "/p/uno/comments"
#define REASON "Nunca lo había mirado así: lo que cuesta no es el dinero."

static const char *reader; /* cookie; their stance is for, comment 1 is against */

static void setup(void)
{
    struct response stand;

    call_setup();
    debate("uno");
    comment("uno", NULL, "contra", "Cuesta más tiempo que dinero.");
    stand =
        VISIT(.method = METHOD_POST, .target = "/p/uno/stance", .address = "192.0.2.50",
              .body = form("token", reaction_token_of("uno"), "side", "pro", NULL));
    reader = cookie_of(&stand, "reader");
    later(1);
}

static const char *moved(const char *side, const char *body, const char *parent)
{
    return form("token", reader_token("uno"), "side", side, "name", "Luis", "body",
                body, "parent", parent, "changed", "1", NULL);
}

static void check_refused(struct response rs, const char *text, const char *before)
{
    ck_status(rs, 422);
    ck_says(rs, text);
    ck_assert_str_eq(stored(), before);
}

START_TEST(a_reply_says_what_changed_a_mind)
{
    struct response page;

    ck_sees_other(post_as(reader, TARGET, moved("contra", REASON, "1")), "/p/uno#c2");
    ck_assert_int_eq(number("SELECT minds_changed FROM comment WHERE id = 1"), 1);
    ck_assert_int_eq(number("SELECT changed FROM tally"), 1);
    page = get("/p/uno");
    ck_says(page,
            "href=\"/p/uno/comments/1\">ha hecho cambiar de postura a 1 persona<");
    ck_says(page, "cambió de postura gracias a Ana</a>");
    ck_silent(page, "changed=1");
}
END_TEST

START_TEST(the_link_is_for_who_can_have_been_moved)
{
    const char *link = "href=\"/p/uno?reply=1&amp;changed=1#reply\"";
    struct response page = get_as(reader, "/p/uno");

    ck_says(page, link);
    ck_silent(get("/p/uno"), link);
    comment("uno", NULL, "pro", "Del mismo lado");
    ck_silent(get_as(reader, "/p/uno"), "reply=2&amp;changed=1");
    page = get_as(reader, "/p/uno?reply=1&changed=1");
    ck_says(page, "name=\"changed\" value=\"1\" id=\"changed\" "
                  "aria-describedby=\"changed-note\" checked");
    ck_silent(page, " checked> <span");
    page = get_as(reader, "/p/uno?reply=1");
    ck_says(page, "id=\"changed\"");
    ck_silent(page, " checked");
    ck_silent(get_as(reader, "/p/uno?reply=2"), " checked");
    ck_silent(get("/p/uno?reply=1"), "id=\"changed\"");
    ck_says(get("/p/uno?reply=1&changed=1"), "Para quien antes ha defendido aquí");
    ck_silent(get_as(reader, "/p/uno"), "id=\"changed\"");
}
END_TEST

START_TEST(the_page_asks_who_changed_sides_why)
{
    ck_status(post_as(reader, "/p/uno/stance",
                      form("token", reaction_token_of("uno"), "side", "contra", NULL)),
              303);
    ck_says(get_as(reader, "/p/uno"), "Has cambiado de postura.</b> ¿Ha sido");
    later(1);
    ck_status(post_as(reader, TARGET, moved("contra", REASON, "1")), 303);
    ck_silent(get_as(reader, "/p/uno"), "Has cambiado de postura.");
    ck_assert_int_eq(number("SELECT changed FROM tally"), 1);
    ck_assert_int_eq(number("SELECT minds_changed FROM comment WHERE id = 1"), 1);
}
END_TEST

START_TEST(a_reason_has_fifty_characters)
{
    const char *before = stored();
    struct response rs = post_as(
        reader, TARGET,
        moved("contra", "Ñandú ñandú ñandú ñandú ñandú ñandú ñandú ñandú x", "1"));

    check_refused(rs, "falta 1 carácter.", before);
    ck_says(rs, "ñandú x</textarea>");
    ck_says(rs, "aria-describedby=\"changed-note\" checked");
    check_refused(post_as(reader, TARGET, moved("contra", "Sí.", "1")),
                  "faltan 47 caracteres.", before);
    rs = post_as(
        reader, TARGET,
        arena_printf(call_arena(), "%s&action=preview", moved("contra", "Sí.", "1")));
    ck_status(rs, 200);
    ck_says(rs, "aria-describedby=\"changed-note\" checked");
    ck_status(post_as(reader, TARGET,
                      moved("contra",
                            "Ñandú ñandú ñandú ñandú ñandú ñandú ñandú ñandú xy", "1")),
              303);
}
END_TEST

START_TEST(nobody_is_moved_to_where_they_stood)
{
    const char *text = "antes tienes que haber defendido la otra postura";
    const char *body = moved("pro", REASON, "1"), *before = stored();
    const struct response rs = post_as(reader, TARGET, body);

    check_refused(rs, text, before);
    ck_says(rs, "id=\"changed-problem\"");
    ck_says(rs, "href=\"#changed\"");
    check_refused(call(METHOD_POST, TARGET, moved("contra", REASON, "1")), text,
                  before);
}
END_TEST

START_TEST(nobody_moves_themselves)
{
    const char *before;

    ck_assert_int_eq(comment("uno", reader, "pro", "Mi argumento de antes"), 2);
    later(1);
    before = stored();
    check_refused(post_as(reader, TARGET, moved("contra", REASON, "2")),
                  "antes tienes que haber defendido", before);
    ck_silent(get_as(reader, "/p/uno?reply=2&changed=1"), "id=\"changed\"");
}
END_TEST

START_TEST(what_starts_a_thread_or_answers_nothing_moves_nobody)
{
    const char *author = sign_in("Autora");
    struct response rs;

    ck_status(post_as(reader, TARGET, moved("contra", REASON, "")), 303);
    ck_assert_int_eq(number("SELECT total(changed_mind) FROM comment"), 0);
    moderate(author, "reject", 1);
    rs = post_as(reader, TARGET, moved("contra", REASON " Otra vez.", "1"));
    ck_status(rs, 409);
    ck_silent(rs, "id=\"changed\"");
    ck_says(rs, "Otra vez.</textarea>");
}
END_TEST

START_TEST(a_plain_post_moves_nobody)
{
    struct post_draft draft = debate_draft("llana");

    draft.kind = POST_PLAIN;
    draft.question = "";
    save_post(&draft);
    comment("llana", NULL, "", "Sin postura");
    ck_silent(get_as(reader, "/p/llana?reply=2&changed=1"), "id=\"changed\"");
    ck_status(post_as(reader, "/p/llana/comments",
                      form("token", reader_token("llana"), "name", "Luis", "body", "Ya",
                           "parent", "2", "changed", "1", NULL)),
              303);
    ck_assert_int_eq(number("SELECT total(changed_mind) FROM comment"), 0);
}
END_TEST

START_TEST(what_waits_moves_nobody_yet)
{
    const char *author = sign_in("Autora");

    ck_assert_int_eq(db_script(call_db(), "hold", "UPDATE post SET policy = 1"), RC_OK);
    ck_status(post_as(reader, TARGET, moved("contra", REASON, "1")), 303);
    ck_assert_int_eq(number("SELECT minds_changed FROM comment WHERE id = 1"), 0);
    ck_silent(get("/p/uno"), "cambiar de postura a");
    moderate(author, "approve", 2);
    ck_assert_int_eq(number("SELECT minds_changed FROM comment WHERE id = 1"), 1);
}
END_TEST

START_TEST(the_form_remembers_name_and_website)
{
    ck_silent(get_as(reader, "/p/uno"), "name=\"name\" value=\"Luis");
    ck_status(post_as(reader, TARGET,
                      form("token", reader_token("uno"), "side", "pro", "name",
                           "Luis \"el\" <b>", "website", "https://luis.example/",
                           "body", "Hola", NULL)),
              303);
    ck_says(get_as(reader, "/p/uno"),
            "name=\"name\" value=\"Luis &quot;el&quot; &lt;b&gt;\"");
    ck_says(get_as(reader, "/p/uno?reply=1"), "value=\"Luis &quot;el&quot;");
    ck_says(get_as(reader, "/p/uno"), "value=\"https://luis.example/\"");
    ck_says(get("/p/uno"), "name=\"name\" value=\"\"");
    ck_silent(get("/p/uno"), "value=\"https://luis.example/\"");
}
END_TEST

Suite *mind_suite(void);
Suite *mind_suite(void)
{
    Suite *suite = suite_create("mind");
    TCase *c = tcase_create("mind");

    suite_add_tcase(suite, c);
    tcase_add_unchecked_fixture(c, call_open, call_close);
    tcase_add_checked_fixture(c, setup, call_teardown);
    tcase_add_test(c, a_reply_says_what_changed_a_mind);
    tcase_add_test(c, the_link_is_for_who_can_have_been_moved);
    tcase_add_test(c, the_page_asks_who_changed_sides_why);
    tcase_add_test(c, a_reason_has_fifty_characters);
    tcase_add_test(c, nobody_is_moved_to_where_they_stood);
    tcase_add_test(c, nobody_moves_themselves);
    tcase_add_test(c, what_starts_a_thread_or_answers_nothing_moves_nobody);
    tcase_add_test(c, a_plain_post_moves_nobody);
    tcase_add_test(c, what_waits_moves_nobody_yet);
    tcase_add_test(c, the_form_remembers_name_and_website);
    return suite;
}
