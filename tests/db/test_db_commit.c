/*
 * test_db_commit.c - a commit that returned is on the disk, a disk that refuses is
 * heard, and writers wait for the lock, not for each other's disk
 */
#include <check.h>
#include <errno.h>
#include <sys/stat.h>

#include "db.h"
#include "scratch.h"

Suite *db_commit_suite(void);

static struct scratch scratch;
static struct db *db, *other;

/* The disk and the clock of this program: SQLite and the code under test call these. */
static int disk_waits;
static int disk_refusals; /* of the next waits */
static void (*at_disk)(void);
static int64_t slept_us;
static void (*at_sleep)(void);

static int wait_for_disk(void)
{
    disk_waits++;
    if (at_disk)
        at_disk();
    errno = EIO;
    return disk_refusals && disk_refusals-- ? -1 : 0;
}

int fdatasync(int fd)
{
    (void)fd;
    return wait_for_disk();
}

int fsync(int fd)
{
    (void)fd;
    return wait_for_disk();
}

int usleep(useconds_t us)
{
    slept_us += us;
    if (at_sleep)
        at_sleep();
    return 0;
}

#define PATIENCE_MS 300

static void setup(void)
{
    disk_refusals = 0;
    at_disk = at_sleep = NULL;
    scratch_make(&scratch);
    ck_assert_int_eq(db_open(&db, scratch.file, DB_CREATE, 0), RC_OK);
    ck_assert_int_eq(db_script(db, "new", "CREATE TABLE n (i INTEGER) STRICT;"), RC_OK);
    ck_assert_int_eq(db_open(&other, scratch.file, DB_READ_WRITE, PATIENCE_MS), RC_OK);
    disk_waits = 0;
    slept_us = 0;
}

static void teardown(void)
{
    db_close(other);
    db_close(db);
    scratch_remove(&scratch);
}

static enum rc add(struct db *to)
{
    static const struct sql ADD = { "add", "INSERT INTO n VALUES (1)" };

    return db_run(to, &ADD, DB_NO_ARGS);
}

static enum rc add_in_transaction(struct db *to)
{
    enum rc rc = db_begin_write(to);

    return rc ? rc : db_end(to, add(to));
}

static int64_t rows_of(struct db *in)
{
    static const struct sql COUNT = { "count", "SELECT count(*) FROM n" };
    int64_t n = -1;

    ck_assert_int_eq(db_get_i64(in, &COUNT, DB_NO_ARGS, &n), RC_OK);
    return n;
}

static int64_t rows(void)
{
    return rows_of(db);
}

START_TEST(every_commit_waits_for_the_disk)
{
    for (int n = 1; n <= 3; n++) {
        ck_assert_int_eq(add_in_transaction(db), RC_OK);
        ck_assert_int_eq(disk_waits, n);
    }
    ck_assert_int_eq(add(db), RC_OK);
    ck_assert_int_eq(disk_waits, 4);
}
END_TEST

START_TEST(so_does_one_of_which_only_the_first_row_was_read)
{
    static const struct sql ADD = { "add_returning",
        "INSERT INTO n VALUES (1), (2)"
        " RETURNING i" };
    int64_t i;

    ck_assert_int_eq(db_get_i64(db, &ADD, DB_NO_ARGS, &i), RC_OK);
    ck_assert_int_eq(disk_waits, 1);
    ck_assert_int_eq(rows(), 2);
    disk_refusals = 1;
    ck_assert_int_eq(db_get_i64(db, &ADD, DB_NO_ARGS, &i), RC_FAIL);
}
END_TEST

START_TEST(what_only_reads_does_not_wait)
{
    ck_assert_int_eq(rows(), 0);
    ck_assert_int_eq(db_begin_read(db), RC_OK);
    ck_assert_int_eq(db_end(db, RC_OK), RC_OK);
    ck_assert_int_eq(disk_waits, 0);
}
END_TEST

/* A second press sees the first one's row, stores nothing and answers as the first
 * does: not before the row is on the disk. */
START_TEST(what_a_writer_saw_is_on_the_disk)
{
    ck_assert_int_eq(db_begin_write(db), RC_OK);
    ck_assert_int_eq(db_end(db, RC_CONFLICT), RC_CONFLICT);
    ck_assert_int_eq(disk_waits, 1);
    ck_assert_int_eq(db_begin_write(db), RC_OK);
    ck_assert_int_eq(db_end(db, RC_OK), RC_OK);
    ck_assert_int_eq(disk_waits, 2);
    ck_assert_int_eq(db_settle(db), RC_OK);
    ck_assert_int_eq(disk_waits, 3);
    ck_assert_int_eq(db_begin_write(db), RC_OK);
    disk_refusals = 1;
    ck_assert_int_eq(db_end(db, RC_CONFLICT), RC_FAIL);
}
END_TEST

START_TEST(a_disk_that_refuses_is_heard)
{
    disk_refusals = 1;
    ck_assert_int_eq(add_in_transaction(db), RC_FAIL);
    disk_refusals = 1;
    ck_assert_int_eq(add(db), RC_FAIL);
    ck_assert_int_eq(disk_refusals, 0);
    ck_assert_int_eq(add_in_transaction(db), RC_OK);
}
END_TEST

/* Twice: the log again, then the file. */
START_TEST(what_was_refused_goes_into_the_file)
{
    disk_refusals = 1;
    ck_assert_int_eq(add_in_transaction(db), RC_FAIL);
    ck_assert_int_eq(disk_waits, 1 + 2);
}
END_TEST

/* As long as somebody reads what was there before, the log cannot be copied whole. */
START_TEST(nothing_counts_behind_a_hole_in_the_log)
{
    ck_assert_int_eq(db_begin_read(other), RC_OK);
    ck_assert_int_eq(rows_of(other), 0);
    disk_refusals = 1;
    ck_assert_int_eq(add(db), RC_FAIL);
    ck_assert_int_eq(add(db), RC_FAIL);
    ck_assert_int_eq(db_settle(db), RC_FAIL);
    ck_assert_int_eq(db_end(other, RC_OK), RC_OK);
    ck_assert_int_eq(add(db), RC_OK);
}
END_TEST

static enum rc others_verdict;

static void other_writes(void)
{
    at_disk = NULL;
    others_verdict = add_in_transaction(other);
}

START_TEST(nobody_waits_for_another_ones_disk)
{
    others_verdict = RC_FAIL;
    at_disk = other_writes;
    ck_assert_int_eq(add_in_transaction(db), RC_OK);
    ck_assert_int_eq(others_verdict, RC_OK);
    ck_assert_int_eq(slept_us, 0);
    ck_assert_int_eq(rows(), 2);
}
END_TEST

/* Whoever finds the log long enough copies it into the file; then it starts over. */
START_TEST(the_log_does_not_grow_for_ever)
{
    struct stat st;
    char log[96];

    snprintf(log, sizeof(log), "%s-wal", scratch.file);
    for (int n = 0; n < 2500; n++)
        ck_assert_int_eq(add(db), RC_OK);
    ck_assert_int_eq(stat(log, &st), 0);
    ck_assert_int_lt(st.st_size, (off_t)1100 * 4096);
}
END_TEST

static int looks_left;

static void give_way(void)
{
    if (--looks_left == 0)
        ck_assert_int_eq(db_end(db, add(db)), RC_OK);
}

START_TEST(a_writer_waits_for_its_turn)
{
    static const int looks[] = { 1, 10, 60 };

    for (size_t i = 0; i < sizeof(looks) / sizeof(looks[0]); i++) {
        looks_left = looks[i];
        ck_assert_int_eq(db_begin_write(db), RC_OK);
        at_sleep = give_way;
        ck_assert_int_eq(add_in_transaction(other), RC_OK);
        ck_assert_int_eq(looks_left, 0);
        ck_assert_int_eq(rows(), 2 * (int64_t)(i + 1));
    }
}
END_TEST

START_TEST(patience_ends)
{
    ck_assert_int_eq(db_begin_write(db), RC_OK);
    ck_assert_int_eq(add_in_transaction(other), RC_BUSY);
    ck_assert_int_ge(slept_us, PATIENCE_MS * 1000);
    ck_assert_int_lt(slept_us, PATIENCE_MS * 1000 + 5000);
    ck_assert_int_eq(db_end(db, RC_OK), RC_OK);
    ck_assert_int_eq(add_in_transaction(other), RC_OK);
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
    tcase_add_test(c, a_disk_that_refuses_is_heard);
    tcase_add_test(c, what_was_refused_goes_into_the_file);
    tcase_add_test(c, nothing_counts_behind_a_hole_in_the_log);
    tcase_add_test(c, nobody_waits_for_another_ones_disk);
    tcase_add_test(c, the_log_does_not_grow_for_ever);
    tcase_add_test(c, a_writer_waits_for_its_turn);
    tcase_add_test(c, patience_ends);
    suite_add_tcase(suite, c);
    return suite;
}
