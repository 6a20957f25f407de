/*
 * test_tally.c - how the tally is counted, in words and in SQL, and its pictures
 */
#include "audit.h"
#include "call.h"

/* The query of the page, run as it stands there, gives the numbers of the page. */
START_TEST(the_counting_page_shows_the_query_that_counts)
{
    struct response rs = get("/counting");
    const char *query;

    ck_status(rs, 200);
    ck_says(rs, "<h1>Cómo contamos</h1>");
    ck_says(rs, "WITH word AS (SELECT post_id, person_id, side, created AS at,");
    ck_says(rs, "\n              FROM comment\n");
    ck_says(get("/counting?lang=en"), "<h1>How we count</h1>");
    ck_says(get("/counting?lang=en"),
            "rel=\"canonical\" href=\"" CALL_URL "/counting?lang=en\"");
    ck_status(get("/counting?lang=fr"), 404);
    debate("uno");
    comment("uno", NULL, "pro", "Primero.");
    comment("uno", NULL, "contra", "Segundo.");
    comment("uno", NULL, "contra", "Tercero.");
    query = audit_recount();
    ck_assert_int_eq(number(arena_printf(call_arena(),
                                         "SELECT comments * 1000 + pro * 100 + contra"
                                         " * 10 + voices_contra FROM (%s) n",
                                         query)),
                     3122);
    ck_says(get("/p/uno"), "<a href=\"/counting\">");
}
END_TEST

Suite *tally_suite(void);
Suite *tally_suite(void)
{
    Suite *suite = suite_create("tally");
    TCase *c = tcase_create("tally");

    suite_add_tcase(suite, c);
    tcase_add_unchecked_fixture(c, call_open, call_close);
    tcase_add_checked_fixture(c, call_setup, call_teardown);
    tcase_add_test(c, the_counting_page_shows_the_query_that_counts);
    return suite;
}
