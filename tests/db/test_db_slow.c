/*
 * test_db_slow.c - slow statements are logged, up to a number of lines a minute
 */
#include <check.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "clock.h"
#include "db.h"
#include "db_slow.h"

Suite *db_slow_suite(void);

/* Takes the engine longer than a tick of the coarse clock. */
static const struct sql MUCH = { "much",
                                 "WITH RECURSIVE n (i) AS"
                                 " (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT $1)"
                                 " SELECT max(i) FROM n" };
#define MUCH_ROWS 500000

static int kept, file; /* standard error, and its replacement */
static struct db *db;

static void setup(void)
{
    ck_assert_int_eq(db_open(&db, ":memory:", DB_CREATE, 0), RC_OK);
    kept = dup(STDERR_FILENO);
    file = memfd_create("log", MFD_CLOEXEC);
    dup2(file, STDERR_FILENO);
}

static void teardown(void)
{
    dup2(kept, STDERR_FILENO);
    close(kept);
    close(file);
}

static void work_much(void)
{
    int64_t n;

    ck_assert_int_eq(db_get_i64(db, &MUCH, DB_ARGS(db_i64(MUCH_ROWS)), &n), RC_OK);
    ck_assert_int_eq(n, MUCH_ROWS);
}

/* Returns how often the text was logged so far. */
static size_t logged(const char *text)
{
    static char log[8192];
    const ssize_t n = pread(file, log, sizeof(log) - 1, 0);
    size_t times = 0;

    ck_assert_int_ge(n, 0);
    log[n] = '\0';
    for (const char *s = log; (s = strstr(s, text)); s += strlen(text))
        times++;
    return times;
}

START_TEST(nothing_is_slow_unless_somebody_says_so)
{
    work_much();
    db_close(db);
    ck_assert_uint_eq(logged("statement"), 0);
}
END_TEST

START_TEST(a_slow_statement_is_named)
{
    db_slow_after(db, 1);
    work_much();
    ck_assert_uint_eq(logged("the statement much took "), 1);
    db_slow_after(db, 60000);
    work_much();
    db_close(db);
    ck_assert_uint_eq(logged("the statement much took "), 1);
    ck_assert_uint_eq(logged("more slow statements"), 0);
}
END_TEST

static int64_t minute(void)
{
    return clock_coarse_ms() / 1000 / MINUTE_S;
}

/* On a slow machine or under valgrind they may take more than a minute. */
START_TEST(many_slow_statements_leave_few_lines)
{
    const int64_t first = minute();
    size_t lines, minutes;

    db_slow_after(db, 1);
    for (int i = 0; i < 2 * DB_SLOW_LINES + 1; i++)
        work_much();
    db_close(db);
    minutes = (size_t)(minute() - first) + 1;
    lines = logged("the statement much took ");
    ck_assert_uint_ge(lines, DB_SLOW_LINES);
    ck_assert_uint_le(lines, minutes * DB_SLOW_LINES);
    if (minutes <= 2)
        ck_assert_uint_ge(logged("more slow statements within a minute"), 1);
}
END_TEST

START_TEST(statements_and_rows_are_counted)
{
    static const struct sql three = { "three", "VALUES (1), (2), (3)" };
    const struct db_work before = db_work(db);
    struct rows r;

    ck_assert_int_eq(db_run(db, &three, DB_NO_ARGS), RC_OK);
    db_query(&r, db, &three, DB_NO_ARGS);
    ck_assert(db_next(&r));
    ck_assert_int_eq(db_done(&r), RC_OK);
    ck_assert_int_eq(db_work(db).statements - before.statements, 2);
    ck_assert_int_eq(db_work(db).rows - before.rows, 4);
    db_close(db);
}
END_TEST

Suite *db_slow_suite(void)
{
    Suite *s = suite_create("db_slow");
    TCase *tc = tcase_create("db_slow");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, nothing_is_slow_unless_somebody_says_so);
    tcase_add_test(tc, a_slow_statement_is_named);
    tcase_add_test(tc, many_slow_statements_leave_few_lines);
    tcase_add_test(tc, statements_and_rows_are_counted);
    suite_add_tcase(s, tc);
    return s;
}
