/*
 * test_trace.c - a line per request at the level debug, and one for a slow statement
 */
#include <regex.h>

#include "call.h"
#include "log.h"
#include "logged.h"

Suite *trace_suite(void);

/* Takes longer than one tick of the clock on any machine. */
#define MUCH_WORK                                                                      \
    "(WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 500000)"   \
    " SELECT max(i) FROM n)"

static void setup(void)
{
    call_setup();
    debate("uno");
    log_threshold(LOG_LEVEL_DEBUG);
    logged_open();
}

static void teardown(void)
{
    logged_close();
    call_teardown();
}

static void ck_matches(const char *text, const char *expression)
{
    regex_t compiled;

    ck_assert_int_eq(regcomp(&compiled, expression, REG_EXTENDED | REG_NOSUB), 0);
    ck_assert_msg(regexec(&compiled, text, 0, NULL, 0) == 0, "%s", text);
    regfree(&compiled);
}

#define COST " statements=[1-9][0-9]* rows=[1-9][0-9]* us=[0-9]+\n$"

START_TEST(a_request_leaves_one_line_at_debug)
{
    ck_status(get("/p/uno"), 200);
    ck_matches(logged(), "^debug request: GET /p/:slug 200" COST);
    ck_status(call(METHOD_HEAD, "/p/uno", NULL), 200);
    ck_matches(logged(), "^debug request: HEAD /p/:slug 200" COST);
    ck_status(call(METHOD_POST, "/p/uno/stance", "side=pro"), 422);
    ck_matches(logged(), "^debug request: POST /p/:slug/stance 422" COST);
}
END_TEST

START_TEST(the_line_says_nothing_of_what_was_asked_for)
{
    ck_status(get("/nada/secreto?key=secreto"), 404);
    ck_matches(logged(), "^debug request: GET - 404" COST);
    ck_status(get("/mail/manage?key=secreto"), 404);
    ck_matches(logged(), "^debug request: GET /mail/manage 404" COST);
    ck_status(call(METHOD_OTHER, "/p/uno", NULL), 405);
    ck_matches(logged(), "^debug request: - - 405" COST);
}
END_TEST

/* Equal requests have equal counts; a page that shows more reads more. */
START_TEST(the_line_counts_statements_and_rows)
{
    const char *first = strstr((get("/p/uno"), logged()), "statements="), *second;
    const size_t n = strcspn(first, "u");

    second = strstr((get("/p/uno"), logged()), "statements=");
    ck_assert_msg(strncmp(first, second, n) == 0, "%s%s", first, second);
    comment("uno", NULL, "pro", "Hola.");
    logged();
    second = strstr((get("/p/uno"), logged()), "statements=");
    ck_assert_msg(strncmp(first, second, n) != 0, "%s%s", first, second);
}
END_TEST

START_TEST(no_request_leaves_a_line_at_info)
{
    log_threshold(LOG_LEVEL_INFO);
    ck_status(get("/p/uno"), 200);
    ck_assert_str_eq(logged(), "");
}
END_TEST

static size_t lines_with(const char *text, const char *part)
{
    size_t n = 0;

    for (; (text = strstr(text, part)) != NULL; text += strlen(part))
        n++;
    return n;
}

/* A slow view hides the table of sites. */
START_TEST(a_slow_statement_leaves_one_line)
{
    const char *text;

    log_threshold(LOG_LEVEL_INFO);
    ck_assert_int_eq(db_script(call_db(), "slow",
                               "CREATE TEMP VIEW site AS SELECT s.* FROM main.site s"
                               " WHERE " MUCH_WORK " > 0"),
                     RC_OK);
    ck_status(get("/robots.txt"), 200);
    ck_assert_str_eq(logged(), "");
    db_slow_after(call_db(), 1);
    ck_status(get("/robots.txt"), 200);
    text = logged();
    ck_assert_msg(lines_with(text, "warning database: the statement load_site took ") ==
                      1,
                  "%s", text);
}
END_TEST

Suite *trace_suite(void)
{
    Suite *s = suite_create("trace");
    TCase *tc = tcase_create("trace");

    tcase_add_unchecked_fixture(tc, call_open, call_close);
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, a_request_leaves_one_line_at_debug);
    tcase_add_test(tc, the_line_says_nothing_of_what_was_asked_for);
    tcase_add_test(tc, the_line_counts_statements_and_rows);
    tcase_add_test(tc, no_request_leaves_a_line_at_info);
    tcase_add_test(tc, a_slow_statement_leaves_one_line);
    suite_add_tcase(s, tc);
    return s;
}
