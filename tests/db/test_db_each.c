/*
 * test_db_each.c - one statement for each of many arguments
 */
#include <check.h>

#include "db.h"

Suite *db_each_suite(void);

static struct db *db;
static struct arena *arena;

static const struct sql NUMBERS = { "numbers",
    "SELECT id"
    " FROM number"
    " WHERE id > $1"
    " ORDER BY id"
    " LIMIT $2" };

static void setup(void)
{
    arena = arena_new();
    ck_assert_int_eq(db_open(&db, ":memory:", DB_CREATE, 0), RC_OK);
    ck_assert_int_eq(db_script(db, "numbers",
                               "CREATE TABLE number (id INTEGER PRIMARY KEY) STRICT;"
                               "INSERT INTO number VALUES (1), (2), (3), (4), (5)"),
                     RC_OK);
}

static void teardown(void)
{
    db_close(db);
    arena_free(arena);
}

START_TEST(rows_come_in_the_order_of_the_arguments)
{
    const struct db_args args[] = { DB_ARGS(db_i64(3), db_i64(9)),
                                    DB_ARGS(db_i64(9), db_i64(9)),
                                    DB_ARGS(db_i64(0), db_i64(2)) };
    static const int64_t expected[] = { 4, 5, 0, 0, 1, 2, 0 };
    size_t n = 0;
    struct rows r;

    db_query_each(&r, db, &NUMBERS, 3, args);
    while (db_next_set(&r)) {
        while (db_next(&r))
            ck_assert_int_eq(row_i64(&r, 0), expected[n++]);
        ck_assert_int_eq(expected[n++], 0);
    }
    ck_assert_uint_eq(n, sizeof(expected) / sizeof(expected[0]));
    ck_assert(!db_next_set(&r));
    ck_assert_int_eq(db_done(&r), RC_OK);
}
END_TEST

START_TEST(rows_left_unread_are_skipped)
{
    const struct db_args args[] = { DB_ARGS(db_i64(0), db_i64(9)),
                                    DB_ARGS(db_i64(2), db_i64(9)),
                                    DB_ARGS(db_i64(4), db_i64(9)) };
    struct rows r;

    for (int i = 0; i < 2; i++) {
        db_query_each(&r, db, &NUMBERS, 3, args);
        ck_assert(db_next_set(&r));
        ck_assert(db_next_set(&r));
        ck_assert(db_next(&r));
        ck_assert_int_eq(row_i64(&r, 0), 3);
        ck_assert_int_eq(db_done(&r), RC_OK); /* skips the last set, too */
    }
}
END_TEST

START_TEST(nothing_asked_is_nothing_read)
{
    struct rows r;

    db_query_each(&r, db, &NUMBERS, 0, NULL);
    ck_assert(!db_next_set(&r));
    ck_assert_int_eq(db_done(&r), RC_OK);
    db_query_each(&r, db, &NUMBERS, 0, NULL);
    ck_assert_int_eq(db_done(&r), RC_OK);
}
END_TEST

START_TEST(the_first_failure_ends_all_sets)
{
    static const struct sql SIZE = { "size", "SELECT abs($1)" };
    const struct db_args args[] = { DB_ARGS(db_i64(-6)), DB_ARGS(db_i64(INT64_MIN)),
                                    DB_ARGS(db_i64(-7)) };
    struct rows r;
    int64_t size;

    db_query_each(&r, db, &SIZE, 3, args);
    ck_assert(db_next_set(&r));
    ck_assert(db_next(&r));
    ck_assert_int_eq(row_i64(&r, 0), 6);
    ck_assert(db_next_set(&r));
    ck_assert(!db_next(&r));
    ck_assert(!db_next_set(&r));
    ck_assert(!db_next(&r));
    ck_assert_int_eq(db_done(&r), RC_FAIL);
    ck_assert_int_eq(db_get_i64(db, &SIZE, DB_ARGS(db_i64(-7)), &size), RC_OK);
    ck_assert_int_eq(size, 7);
}
END_TEST

START_TEST(a_statement_that_is_wrong_has_no_set)
{
    static const struct sql WRONG = { "wrong", "SELECT nothing FROM nowhere" };
    struct rows r;

    db_query_each(&r, db, &WRONG, 1, &DB_NO_ARGS);
    ck_assert(!db_next_set(&r));
    ck_assert_int_eq(db_done(&r), RC_FAIL);
}
END_TEST

Suite *db_each_suite(void)
{
    Suite *s = suite_create("db_each");
    TCase *tc = tcase_create("db_each");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, rows_come_in_the_order_of_the_arguments);
    tcase_add_test(tc, rows_left_unread_are_skipped);
    tcase_add_test(tc, nothing_asked_is_nothing_read);
    tcase_add_test(tc, the_first_failure_ends_all_sets);
    tcase_add_test(tc, a_statement_that_is_wrong_has_no_set);
    suite_add_tcase(s, tc);
    return s;
}
