/*
 * test_db_log.c - the write-ahead log stays short, and the cost of that
 */
#include <check.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clock.h"
#include "db_handle.h"
#include "disk.h"
#include "scratch.h"
#include "table.h"

Suite *db_log_suite(void);

#define PAGES 200 /* instead of DB_LOG_PAGES */
#define STEP (PAGES / 4)
#define FRAME 4120 /* bytes of a page in the log */
#define PATIENCE_MS 60000

static struct scratch scratch;
static struct db *db, *other;

static void setup(void)
{
    disk = (struct disk){ 0 };
    scratch_make(&scratch);
    db = table_make(scratch.file, PATIENCE_MS);
    db->log_pages = PAGES;
}

static void teardown(void)
{
    db_close(other);
    db_close(db);
    db = other = NULL;
    scratch_remove(&scratch);
}

static struct db *open_other(void)
{
    other = table_open(scratch.file, PATIENCE_MS);
    other->log_pages = PAGES;
    return other;
}

/* Size of the log in pages. */
static int64_t size(void)
{
    char log[96];
    struct stat st;

    snprintf(log, sizeof(log), "%s-wal", scratch.file);
    ck_assert_int_eq(stat(log, &st), 0);
    return st.st_size / FRAME;
}

START_TEST(it_starts_over)
{
    for (int n = 0; n < 5 * PAGES; n++)
        ck_assert_int_eq(table_add_page(db), RC_OK);
    ck_assert_int_lt(size(), PAGES + STEP);
    table_assert_sound(db);
}
END_TEST

#define WRITERS 4

static int write_until(const atomic_bool *enough)
{
    int failed = 0;

    open_other();
    while (!*enough && !failed)
        failed = table_add_page(other) != RC_OK;
    db_close(other);
    return failed;
}

/* One of them always uses the log. Without a restart the log is as long as all writes;
 * how often it restarts depends on the scheduling of the processes. */
START_TEST(it_starts_over_while_four_write_and_one_reads)
{
    atomic_bool *enough = mmap(NULL, sizeof(*enough), PROT_READ | PROT_WRITE,
                               MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    const int64_t end_ms = clock_monotonic_ms() + PATIENCE_MS;
    bool started_over = false;
    int failed = 0;

    ck_assert_ptr_ne(enough, MAP_FAILED);
    disk.sleeps = true;
    db_close(db);
    for (int i = 0; i < WRITERS; i++) {
        const pid_t pid = fork();

        ck_assert_int_ge(pid, 0);
        if (pid == 0)
            _exit(write_until(enough));
    }
    db = table_open(scratch.file, PATIENCE_MS);
    while (!started_over && clock_monotonic_ms() < end_ms) {
        const int64_t rows = table_rows(db);

        started_over = rows > 10 * PAGES && size() < rows / 2;
    }
    *enough = true;
    for (int i = 0, status; i < WRITERS; i++) {
        ck_assert_int_gt(wait(&status), 0);
        failed += status != 0;
    }
    ck_assert_int_eq(failed, 0);
    ck_assert(started_over);
    table_assert_sound(db);
    munmap(enough, sizeof(*enough));
}
END_TEST

/* Opens a reader at the log's beginning, so that the log cannot start over. */
static struct db *hold_the_log(void)
{
    struct db *reader = table_open(scratch.file, 0);

    ck_assert_int_eq(db_begin_read(reader), RC_OK);
    ck_assert_int_eq(table_rows(reader), 0);
    return reader;
}

/* Two connections write in turn; one of them copies. */
START_TEST(it_is_copied_once_a_step_not_with_each_commit)
{
    const int steps = 8, commits = PAGES + steps * STEP;
    struct db *reader = hold_the_log();

    open_other();
    disk.waits = 0;
    for (int n = 0; n < commits; n++)
        ck_assert_int_eq(table_add(n % 2 ? db : other), RC_OK);
    ck_assert_int_ge(size(), commits);
    /* A copy syncs the log, the file and again the log. */
    ck_assert_int_le(disk.waits, commits + 3 * (steps + 2));
    db_close(reader);
}
END_TEST

/* A back-up can read for minutes. */
START_TEST(writers_wait_little_for_one_that_reads_on)
{
    const int64_t begun_ms = clock_monotonic_ms();
    const int steps = 200;
    struct db *reader = hold_the_log();

    disk.sleeps = true;
    for (int n = 0; n < PAGES + steps * STEP; n++)
        ck_assert_int_eq(table_add(db), RC_OK);
    ck_assert_int_gt(disk.slept_us, 0);
    ck_assert_int_lt(disk.slept_us, 1000000 + (clock_monotonic_ms() - begun_ms) * 100);

    ck_assert_int_eq(db_end(reader, RC_OK), RC_OK);
    db->log_rest_ms = 0;
    for (int n = 0; n < 4 * STEP; n++)
        ck_assert_int_eq(table_add(db), RC_OK);
    ck_assert_int_lt(size(), PAGES + (steps + 3) * STEP);
    db_close(reader);
    table_assert_sound(db);
}
END_TEST

START_TEST(the_rest_after_a_wait_in_vain_has_a_limit)
{
    struct db *reader = hold_the_log();

    disk.sleeps = true;
    for (int n = 0; n < PAGES; n++)
        ck_assert_int_eq(table_add(db), RC_OK);
    for (int n = 0; n < 7; n++) {
        db->log_rest_ms = 0;
        for (int i = 0; i < STEP; i++)
            ck_assert_int_eq(table_add(db), RC_OK);
        ck_assert_int_le(db->log_rest, 32);
    }
    ck_assert_int_eq(db->log_rest, 32);
    db_close(reader);
}
END_TEST

Suite *db_log_suite(void)
{
    Suite *suite = suite_create("db log");
    TCase *c = tcase_create("db log");

    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, it_starts_over);
    tcase_add_test(c, it_starts_over_while_four_write_and_one_reads);
    tcase_add_test(c, it_is_copied_once_a_step_not_with_each_commit);
    tcase_add_test(c, writers_wait_little_for_one_that_reads_on);
    tcase_add_test(c, the_rest_after_a_wait_in_vain_has_a_limit);
    suite_add_tcase(suite, c);
    return suite;
}
