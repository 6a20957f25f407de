/*
 * test_closing.c - closing a debate: its conclusion, and a tally hidden until then
 */
#include "call.h"
#include "clock.h"

static struct post_draft draft;

static void setup(void)
{
    call_setup();
    draft = debate_draft("uno");
}

/* Sets the tally to numbers that occur nowhere else on a page. */
static void mark_tally(void)
{
    number("UPDATE tally SET comments = 7770, pro = 7771, contra = 7772,"
           " people_pro = 7773, people_contra = 7774, people_undecided = 7775,"
           " changed = 7776 RETURNING 1");
}

static const char *const numbers[] = { "7770", "7771", "7772", "7773",
                                       "7774", "7775", "7776", "15547" };

static void check_hidden(const char *cookie, const char *target)
{
    const struct response rs = get_as(cookie, target);

    ck_status(rs, 200);
    for (size_t i = 0; i < ARRAY_LEN(numbers); i++)
        ck_silent(rs, numbers[i]);
}

static const char *const surfaces[] = {
    "/",
    "/?lang=es",
    "/feed.atom",
    "/p/uno",
    "/p/uno?side=pro",
    "/p/uno?side=contra",
    "/p/uno/latest",
    "/p/uno/comments/1",
};
#define SURFACES ARRAY_LEN(surfaces)

START_TEST(a_hidden_tally_is_nowhere)
{
    draft.tally_shown = _i ? TALLY_AT_CLOSE : TALLY_AFTER_STANCE;
    draft.closes = CALL_NOW + DAY_S;
    save_post(&draft);
    comment("uno", NULL, "pro", "Primero.");
    comment("uno", NULL, "contra", "Segundo.");
    mark_tally();
    for (size_t i = 0; i < SURFACES; i++)
        check_hidden(NULL, surfaces[i]);
    later(DAY_S);
    ck_says(get("/p/uno"), "7771");
    ck_says(get("/p/uno/latest"), "7776");
    ck_says(get("/"), "7772");
}
END_TEST

START_TEST(the_page_says_why_it_hides_the_tally)
{
    draft.tally_shown = TALLY_AFTER_STANCE;
    save_post(&draft);
    ck_says(get("/p/uno"), "El recuento se ve cuando tomas postura");
    draft = debate_draft("dos");
    draft.tally_shown = TALLY_AT_CLOSE;
    draft.closes = CALL_NOW + DAY_S;
    save_post(&draft);
    ck_says(get("/p/dos"), "El recuento se verá el 22 sept 2026, 14:13,");
    ck_says(get("/p/dos"), "<h2 id=\"comments-title\">Comentarios</h2>");
}
END_TEST

START_TEST(who_has_taken_a_stand_sees_the_tally)
{
    struct response rs;
    const char *reader;

    draft.tally_shown = TALLY_AFTER_STANCE;
    save_post(&draft);
    rs = VISIT(.method = METHOD_POST, .target = "/p/uno/comments",
               .body = comment_form("uno", "pro", "Primero."));
    reader = cookie_of(&rs, "reader");
    mark_tally();
    ck_says(get_as(reader, "/p/uno"), "7771");
    ck_says(get_as(sign_in("Autora"), "/p/uno"), "7771");
    check_hidden("reader=unknown", "/p/uno");
    /* Answers shared by all viewers hide the tally from each of them. */
    check_hidden(reader, "/p/uno/latest");
    check_hidden(reader, "/");
    number("UPDATE post SET tally_shown = 2 RETURNING 1");
    check_hidden(reader, "/p/uno");
}
END_TEST

START_TEST(latest_says_null_while_it_hides)
{
    draft.tally_shown = TALLY_AFTER_STANCE;
    save_post(&draft);
    comment("uno", NULL, "pro", "Primero.");
    ck_says(get("/p/uno/latest"),
            "{\"post\":\"uno\",\"last_id\":1,\"comments\":null,\"voices\":null,"
            "\"changed\":null,\"open\":true}\n");
}
END_TEST

START_TEST(latest_has_no_drafts_even_for_authors)
{
    draft.state = POST_DRAFT;
    save_post(&draft);
    ck_status(get_as(sign_in("Autora"), "/p/uno/latest"), 404);
}
END_TEST

START_TEST(a_debate_closes_at_its_second)
{
    const char *form;

    draft.closes = CALL_NOW + DAY_S;
    save_post(&draft);
    later(DAY_S - 10);
    form = comment_form("uno", "pro", "A tiempo."); /* five seconds pass */
    later(4);
    ck_says(get("/p/uno"),
            "Abierto hasta el <time "
            "datetime=\"2026-09-22T14:13:20Z\">22 sept 2026, 14:13</time>");
    ck_says(get("/"), "hasta el 22 sept");
    ck_says(get("/p/uno/latest"), "\"open\":true");
    ck_status(call(METHOD_POST, "/p/uno/comments", form), 303);
    form = comment_form("uno", "pro", "Tarde."); /* five more: too late */
    ck_status(call(METHOD_POST, "/p/uno/comments", form), 409);
    ck_says(get("/p/uno"), "Cerrado el <time "
                           "datetime=\"2026-09-22T14:13:20Z\">22 sept 2026</time>");
    ck_silent(get("/p/uno"), "<form method=\"post\" action=\"/p/uno/comments\"");
    ck_says(get("/p/uno/latest"), "\"open\":false");
}
END_TEST

START_TEST(a_debate_closed_by_hand_says_since_when)
{
    int64_t id = save_post(&draft);

    later(DAY_S);
    draft = debate_draft("uno");
    draft.id = id;
    draft.revision = 1;
    draft.open = false;
    save_post(&draft);
    later(DAY_S);
    ck_says(get("/p/uno"), "Cerrado el <time datetime=\"2026-09-22T14:13:20Z\">");
}
END_TEST

START_TEST(a_conclusion_waits_for_the_end)
{
    struct response rs;

    draft.closes = CALL_NOW + DAY_S;
    draft.conclusion_md = "Fin.";
    draft.conclusion = (struct html){ "<p>Zqxfin.</p>" };
    save_post(&draft);
    comment("uno", NULL, "pro", "Zqxpro.");
    comment("uno", NULL, "contra", "Zqxcontra.");
    comment("uno", NULL, "contra", "Otro.");
    ck_silent(get("/p/uno"), "Zqxfin");
    later(DAY_S);
    rs = get("/p/uno");
    ck_says(rs, "Zqxfin");
    ck_assert(strstr(text_of(&rs), "Zqxfin") < strstr(text_of(&rs), "<p>Texto.</p>"));
    ck_assert_uint_eq(times(&rs, "id=\"tally\""), 1);
    /* The strongest comment of each side is on top and in its thread. */
    ck_assert_uint_eq(times(&rs, "<p>Zqxpro."), 2);
    ck_assert_uint_eq(times(&rs, "<p>Zqxcontra."), 2);
    ck_says(rs, "<a href=\"#c1\">");
}
END_TEST

START_TEST(what_is_not_visible_is_not_the_strongest)
{
    struct response rs;
    const char *author = sign_in("Autora");

    draft.closes = CALL_NOW + DAY_S;
    draft.conclusion = (struct html){ "<p>Fin.</p>" };
    save_post(&draft);
    comment("uno", NULL, "contra", "Queda.");
    reply("uno", NULL, "contra", "Respuesta.",
          comment("uno", NULL, "pro", "Zqxfuera."));
    moderate(author, "spam", 2);
    later(DAY_S);
    rs = get("/p/uno");
    ck_silent(rs, "Zqxfuera");
    ck_silent(rs, "class=\"leaders\"");
}
END_TEST

Suite *closing_suite(void);
Suite *closing_suite(void)
{
    Suite *suite = suite_create("closing");
    TCase *c = tcase_create("closing");

    suite_add_tcase(suite, c);
    tcase_add_unchecked_fixture(c, call_open, call_close);
    tcase_add_checked_fixture(c, setup, call_teardown);
    tcase_add_loop_test(c, a_hidden_tally_is_nowhere, 0, 2);
    tcase_add_test(c, the_page_says_why_it_hides_the_tally);
    tcase_add_test(c, who_has_taken_a_stand_sees_the_tally);
    tcase_add_test(c, latest_says_null_while_it_hides);
    tcase_add_test(c, latest_has_no_drafts_even_for_authors);
    tcase_add_test(c, a_debate_closes_at_its_second);
    tcase_add_test(c, a_debate_closed_by_hand_says_since_when);
    tcase_add_test(c, a_conclusion_waits_for_the_end);
    tcase_add_test(c, what_is_not_visible_is_not_the_strongest);
    return suite;
}
