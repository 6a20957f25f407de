/*
 * test_citation.c - a comment cites another, which lists it
 */
#include "call.h"

#define REF "<a class=\"ref\" href=\"/p/uno?at=1#c1\">#1</a>"

static const char *author; /* cookie */

static void setup(void)
{
    call_setup();
    author = sign_in("Autora");
    debate("uno");
    debate("dos");
    comment("uno", NULL, "pro", "Primero");
}

/* Returns what the page says about citations of comment 1, or "". */
static const char *cited(void)
{
    const struct response rs = get("/p/uno");
    const char *opens = "<p class=\"cited\">", *at = strstr(text_of(&rs), opens);

    if (!at)
        return "";
    ck_assert_uint_eq(times(&rs, opens), 1);
    at += strlen(opens);
    return arena_strndup(call_arena(), at, strcspn(at, "\n"));
}

START_TEST(a_named_comment_is_linked_and_says_so)
{
    ck_assert_str_eq(cited(), "");
    comment("uno", NULL, "contra", "Lo de #1 y " CALL_URL "/p/uno#c1 no, #99 tampoco.");
    ck_says(get("/p/uno"), "Lo de " REF " y " REF " no, #99 tampoco.");
    ck_assert_str_eq(cited(), "Citado en <a href=\"/p/uno?at=2#c2\">#2</a></p>");
    comment("uno", NULL, "contra", "[Como dicen](/p/uno/comments/1), no.");
    ck_assert_str_eq(cited(), "Citado en <a href=\"/p/uno?at=2#c2\">#2</a>, "
                              "<a href=\"/p/uno?at=3#c3\">#3</a></p>");
    ck_says(get("/p/uno/comments/1"), "Citado en");
}
END_TEST

START_TEST(ten_are_named_and_the_rest_counted)
{
    for (int i = 0; i < 13; i++)
        comment("uno", NULL, "contra", arena_printf(call_arena(), "#1 n.\u00ba %d", i));
    ck_assert_ptr_nonnull(strstr(cited(), "#11</a> y 3 m\u00e1s</p>"));
    ck_assert_ptr_null(strstr(cited(), "#12</a>"));
}
END_TEST

START_TEST(a_preview_shows_the_same)
{
    const struct response rs = call(METHOD_POST, "/p/uno/comments",
                                    form("action", "preview", "body", "Como #1", NULL));

    ck_status(rs, 200);
    ck_says(rs, "Como " REF);
    ck_assert_str_eq(cited(), "");
}
END_TEST

START_TEST(a_comment_elsewhere_is_not_named)
{
    comment("dos", NULL, "pro", "#1 " CALL_URL "/p/uno#c1");
    ck_silent(get("/p/dos"), "class=\"ref\"");
    ck_assert_str_eq(cited(), "");
}
END_TEST

START_TEST(a_hidden_comment_is_not_named)
{
    moderate(author, "delete", 1);
    comment("uno", NULL, "pro", "Como #1");
    ck_silent(get("/p/uno"), "class=\"ref\"");
}
END_TEST

START_TEST(who_is_hidden_cites_nobody)
{
    comment("uno", NULL, "contra", "Contra #1");
    moderate(author, "spam", 2);
    ck_assert_str_eq(cited(), "");
    moderate(author, "restore", 2);
    ck_assert_str_ne(cited(), "");
}
END_TEST

START_TEST(naming_comments_is_no_reason_to_wait)
{
    const char *link = CALL_URL "/p/uno#c1";
    const char *links =
        arena_printf(call_arena(), "%s %s %s %s", link, link, link, link);

    ck_sees_other(
        call(METHOD_POST, "/p/uno/comments", comment_form("uno", "pro", links)),
        "/p/uno#c2");
}
END_TEST

/* A text above the limit is not parsed. */
START_TEST(a_text_with_a_problem_names_nobody)
{
    char *body = arena_alloc(call_arena(), 20001);

    memset(body, '#', 20000);
    ck_status(call(METHOD_POST, "/p/uno/comments", comment_form("uno", "pro", body)),
              422);
    ck_status(call(METHOD_POST, "/p/uno/comments", comment_form("uno", "", "Como #1")),
              422);
}
END_TEST

Suite *citation_suite(void);
Suite *citation_suite(void)
{
    Suite *suite = suite_create("citation");
    TCase *c = tcase_create("citation");

    suite_add_tcase(suite, c);
    tcase_add_unchecked_fixture(c, call_open, call_close);
    tcase_add_checked_fixture(c, setup, call_teardown);
    tcase_add_test(c, a_named_comment_is_linked_and_says_so);
    tcase_add_test(c, ten_are_named_and_the_rest_counted);
    tcase_add_test(c, a_preview_shows_the_same);
    tcase_add_test(c, a_comment_elsewhere_is_not_named);
    tcase_add_test(c, a_hidden_comment_is_not_named);
    tcase_add_test(c, who_is_hidden_cites_nobody);
    tcase_add_test(c, naming_comments_is_no_reason_to_wait);
    tcase_add_test(c, a_text_with_a_problem_names_nobody);
    return suite;
}
