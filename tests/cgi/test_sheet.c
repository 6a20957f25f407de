/*
 * test_sheet.c - /p/:slug/sheet: the printed summary of a debate
 */
#include "call.h"
#include "clock.h"

static struct post_draft draft;

static void setup(void)
{
    call_setup();
    draft = debate_draft("uno");
    draft.closes = CALL_NOW + DAY_S;
    draft.conclusion_md = "Fin.";
    draft.conclusion = (struct html){ "<p>Zqxfin.</p>" };
}

START_TEST(a_sheet_has_numbers_conclusion_and_five_of_each_side)
{
    struct response rs;

    save_post(&draft);
    for (int i = 1; i <= 7; i++)
        comment("uno", NULL, "pro", arena_printf(call_arena(), "Zqxpro %d.", i));
    rs = get("/p/uno/sheet");
    ck_status(rs, 200);
    ck_says(rs, "<meta name=\"robots\" content=\"noindex\">");
    ck_says(rs, "rel=\"canonical\" href=\"" CALL_URL "/p/uno\"");
    ck_silent(rs, "Zqxfin"); /* the debate is still open */
    ck_says(rs, "Nadie ha defendido esta postura todavía.");
    ck_says(rs, "Los argumentos más fuertes, cinco como mucho.");
    ck_assert_uint_eq(times(&rs, "Zqxpro"), 5);
    ck_says(rs, "<b>7</b> <span class=\"side\">A favor</span>");
    ck_silent(rs, "<form method=\"post\" action=\"/p/");
    later(DAY_S);
    ck_says(get("/p/uno/sheet"), "Zqxfin");
    ck_says(get("/p/uno/sheet"), "Nadie defendió esta postura.");
    ck_says(get("/p/uno"), "href=\"/p/uno/sheet\"");
}
END_TEST

START_TEST(a_sheet_without_comments_has_no_columns)
{
    struct response rs;

    save_post(&draft);
    rs = get("/p/uno/sheet");
    ck_says(rs, "Todavía no hay comentarios");
    ck_says(rs, "Cuando haya argumentos, aquí estarán los más fuertes");
    ck_silent(rs, "esta postura");
    ck_silent(rs, "cinco como mucho");
    ck_silent(rs, "<div class=\"columns\">");
    ck_says(rs, "El debate entero:");
    later(DAY_S);
    rs = get("/p/uno/sheet");
    ck_says(rs, "Se cerró sin comentarios.");
    ck_says(rs, "Zqxfin");
    ck_silent(rs, "Cuando haya argumentos");
    ck_silent(rs, "<div class=\"columns\">");
}
END_TEST

START_TEST(a_side_of_replies_alone_is_said_to_be)
{
    struct response rs;

    save_post(&draft);
    comment("uno", NULL, "pro", "Zqxpro.");
    reply("uno", NULL, "contra", "Zqxcontra.", 1);
    rs = get("/p/uno/sheet");
    ck_says(rs, "Esta postura solo aparece en respuestas a otros comentarios.");
    ck_silent(rs, "Nadie ha defendido");
    ck_says(rs, "Los argumentos más fuertes, cinco como mucho.");
    comment("uno", NULL, "contra", "Otro.");
    rs = get("/p/uno/sheet");
    ck_says(rs, "Los argumentos más fuertes de cada postura, cinco como mucho.");
    ck_silent(rs, "Esta postura solo aparece");
}
END_TEST

START_TEST(a_sheet_shows_only_what_is_visible)
{
    const char *author = sign_in("Autora");

    draft.tally_shown = TALLY_AFTER_STANCE;
    save_post(&draft);
    comment("uno", NULL, "pro", "Zqxfuera.");
    reply("uno", NULL, "contra", "Respuesta.", 1);
    moderate(author, "spam", 1);
    number("UPDATE tally SET pro = 7771, contra = 7772 RETURNING 1");
    ck_silent(get("/p/uno/sheet"), "Zqxfuera");
    ck_silent(get("/p/uno/sheet"), "777");
    ck_says(get_as(author, "/p/uno/sheet"), "7771");
}
END_TEST

START_TEST(drafts_and_plain_posts_have_no_sheet)
{
    draft.state = POST_DRAFT;
    save_post(&draft);
    ck_status(get("/p/uno/sheet"), 404);
    ck_status(get_as(sign_in("Autora"), "/p/uno/sheet"), 200);
    draft = debate_draft("dos");
    draft.kind = POST_PLAIN;
    draft.question = "";
    save_post(&draft);
    ck_status(get("/p/dos/sheet"), 404);
}
END_TEST

Suite *sheet_suite(void);
Suite *sheet_suite(void)
{
    Suite *suite = suite_create("sheet");
    TCase *c = tcase_create("sheet");

    suite_add_tcase(suite, c);
    tcase_add_unchecked_fixture(c, call_open, call_close);
    tcase_add_checked_fixture(c, setup, call_teardown);
    tcase_add_test(c, a_sheet_has_numbers_conclusion_and_five_of_each_side);
    tcase_add_test(c, a_sheet_without_comments_has_no_columns);
    tcase_add_test(c, a_side_of_replies_alone_is_said_to_be);
    tcase_add_test(c, a_sheet_shows_only_what_is_visible);
    tcase_add_test(c, drafts_and_plain_posts_have_no_sheet);
    return suite;
}
