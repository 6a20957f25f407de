/*
 * test_db_commit.c - a successful commit is on the disk; writers do not wait for syncs
 */
#include <check.h>

#include "array.h"
#include "disk.h"
#include "scratch.h"
#include "table.h"

Suite *db_commit_suite(void);

static struct scratch scratch;
static struct db *db, *other;

#define PATIENCE_MS 300

static void setup(void)
{
    disk = (struct disk){ 0 };
    scratch_make(&scratch);
    db = table_make(scratch.file, 0);
    other = table_open(scratch.file, PATIENCE_MS);
    disk.waits = 0;
    disk.slept_us = 0;
}

static void teardown(void)
{
    db_close(other);
    db_close(db);
    scratch_remove(&scratch);
}

START_TEST(every_commit_waits_for_the_disk)
{
    for (int n = 1; n <= 3; n++) {
        ck_assert_int_eq(table_add_in_transaction(db), RC_OK);
        ck_assert_int_eq(disk.waits, n);
    }
    ck_assert_int_eq(table_add(db), RC_OK);
    ck_assert_int_eq(disk.waits, 4);
}
END_TEST

START_TEST(so_does_one_of_which_only_the_first_row_was_read)
{
    static const struct sql ADD = { "add_returning",
                                    "INSERT INTO n VALUES (NULL, NULL), (NULL, NULL)"
                                    " RETURNING i" };
    int64_t i;

    ck_assert_int_eq(db_get_i64(db, &ADD, DB_NO_ARGS, &i), RC_OK);
    ck_assert_int_eq(disk.waits, 1);
    ck_assert_int_eq(table_rows(db), 2);
    disk.refusals = 1;
    ck_assert_int_eq(db_get_i64(db, &ADD, DB_NO_ARGS, &i), RC_FAIL);
}
END_TEST

START_TEST(what_only_reads_does_not_wait)
{
    ck_assert_int_eq(table_rows(db), 0);
    ck_assert_int_eq(db_begin_read(db), RC_OK);
    ck_assert_int_eq(db_end(db, RC_OK), RC_OK);
    ck_assert_int_eq(disk.waits, 0);
}
END_TEST

/* A second submission sees the row of the first one, stores nothing and gets the same
 * response: not before the row is on the disk. */
START_TEST(what_a_writer_saw_is_on_the_disk)
{
    ck_assert_int_eq(db_begin_write(db), RC_OK);
    ck_assert_int_eq(db_end(db, RC_CONFLICT), RC_CONFLICT);
    ck_assert_int_eq(disk.waits, 1);
    ck_assert_int_eq(db_begin_write(db), RC_OK);
    ck_assert_int_eq(db_end(db, RC_OK), RC_OK);
    ck_assert_int_eq(disk.waits, 2);
    ck_assert_int_eq(db_sync(db), RC_OK);
    ck_assert_int_eq(disk.waits, 3);
    ck_assert_int_eq(db_begin_write(db), RC_OK);
    disk.refusals = 1;
    ck_assert_int_eq(db_end(db, RC_CONFLICT), RC_FAIL);
}
END_TEST

/* SQLite rolls back what the disk refused, before another connection has seen it. */
START_TEST(full_durability_is_sqlites_own)
{
    ck_assert_int_eq(db_durability(db, DB_FULL), RC_OK);
    ck_assert_int_eq(db_durability(other, DB_FULL), RC_OK);
    ck_assert_int_eq(table_add_in_transaction(db), RC_OK);
    ck_assert_int_eq(disk.waits, 1);
    ck_assert_int_eq(db_sync(db), RC_OK);
    ck_assert_int_eq(disk.waits, 1);
    disk.refusals = 1;
    ck_assert_int_eq(table_add_in_transaction(db), RC_FAIL);
    ck_assert_int_eq(table_rows(other), 1);
    ck_assert_int_eq(table_add_in_transaction(other), RC_OK);
    ck_assert_int_eq(table_rows(db), 2);
}
END_TEST

static enum rc others_verdict;

static void other_writes(void)
{
    disk.at_wait = NULL;
    others_verdict = table_add_in_transaction(other);
}

START_TEST(nobody_waits_for_another_ones_disk)
{
    others_verdict = RC_FAIL;
    disk.at_wait = other_writes;
    ck_assert_int_eq(table_add_in_transaction(db), RC_OK);
    ck_assert_int_eq(others_verdict, RC_OK);
    ck_assert_int_eq(disk.slept_us, 0);
    ck_assert_int_eq(table_rows(db), 2);
}
END_TEST

static int looks_left;

static void give_way(void)
{
    if (--looks_left == 0)
        ck_assert_int_eq(db_end(db, table_add(db)), RC_OK);
}

START_TEST(a_writer_waits_for_its_turn)
{
    static const int looks[] = { 1, 10, 60 };

    for (size_t i = 0; i < ARRAY_LEN(looks); i++) {
        looks_left = looks[i];
        ck_assert_int_eq(db_begin_write(db), RC_OK);
        disk.at_sleep = give_way;
        ck_assert_int_eq(table_add_in_transaction(other), RC_OK);
        ck_assert_int_eq(looks_left, 0);
        ck_assert_int_eq(table_rows(db), 2 * (int64_t)(i + 1));
    }
}
END_TEST

START_TEST(patience_ends)
{
    ck_assert_int_eq(db_begin_write(db), RC_OK);
    ck_assert_int_eq(table_add_in_transaction(other), RC_BUSY);
    ck_assert_int_ge(disk.slept_us, PATIENCE_MS * 1000);
    ck_assert_int_lt(disk.slept_us, PATIENCE_MS * 1000 + 5000);
    ck_assert_int_eq(db_end(db, RC_OK), RC_OK);
    ck_assert_int_eq(table_add_in_transaction(other), RC_OK);
}
END_TEST

Suite *db_commit_suite(void)
{
    Suite *suite = suite_create("db_commit");
    TCase *c = tcase_create("db_commit");

    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, every_commit_waits_for_the_disk);
    tcase_add_test(c, so_does_one_of_which_only_the_first_row_was_read);
    tcase_add_test(c, what_only_reads_does_not_wait);
    tcase_add_test(c, what_a_writer_saw_is_on_the_disk);
    tcase_add_test(c, full_durability_is_sqlites_own);
    tcase_add_test(c, nobody_waits_for_another_ones_disk);
    tcase_add_test(c, a_writer_waits_for_its_turn);
    tcase_add_test(c, patience_ends);
    suite_add_tcase(suite, c);
    return suite;
}
