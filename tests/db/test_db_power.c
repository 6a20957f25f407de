/*
 * test_db_power.c - after a power cut the files are sound, with all that returned RC_OK
 *
 * Each transaction is there whole or not at all.
 */
#include <check.h>
#include <sys/stat.h>

#include "db_handle.h"
#include "disk.h"
#include "power.h"
#include "scratch.h"
#include "table.h"

Suite *db_power_suite(void);

#define CONNECTIONS 3
#define TRANSACTIONS 90
#define LOG_PAGES 24
/* Acts from one power cut to the next; POWER_EVERY=1: every act, with every loss. */
#define EVERY 7

static struct scratch scratch;
static struct db *dbs[CONNECTIONS];
static struct {
    int64_t row; /* the last row of a commit that returned RC_OK */
    size_t acts; /* acts so far at that time */
} kept[2 * TRANSACTIONS];
static size_t kept_n;
static int64_t rows; /* in the table */

static void setup(void)
{
    struct db *db;

    disk = (struct disk){ 0 };
    scratch_make(&scratch);
    db = table_make(scratch.file, 0);
    ck_assert_int_eq(db_script(db, "total",
                               "CREATE TABLE total (rows INTEGER, bytes INTEGER);"
                               "INSERT INTO total VALUES (0, 0);"),
                     RC_OK);
    db_close(db);
    kept_n = 0;
    rows = 0;
}

static void teardown(void)
{
    scratch_remove(&scratch);
}

static void open_all(void)
{
    for (int i = 0; i < CONNECTIONS; i++) {
        dbs[i] = table_open(scratch.file, 0);
        dbs[i]->log_pages = LOG_PAGES;
    }
}

static void close_all(void)
{
    for (int i = 0; i < CONNECTIONS; i++)
        db_close(dbs[i]);
}

/* Length of a row in bytes: some rows fill a page, some several. */
static int64_t length_of(int64_t row)
{
    return row * 1237 % 9000;
}

static enum rc write_row(struct db *db, int64_t row)
{
    static const struct sql ADD = { "add_row", "INSERT INTO n (i, b)"
                                               " VALUES ($1, zeroblob($2))" };
    static const struct sql COUNT = { "count_row",
                                      "UPDATE total"
                                      " SET rows = rows + 1, bytes = bytes + $1" };
    static const struct sql EMPTY = { "empty_row", "UPDATE n"
                                                   " SET b = NULL"
                                                   " WHERE i = $1" };
    enum rc rc = db_run(db, &ADD, DB_ARGS(db_i64(row), db_i64(length_of(row))));

    if (!rc)
        rc = db_run(db, &COUNT, DB_ARGS(db_i64(length_of(row))));
    return rc ? rc : db_run(db, &EMPTY, DB_ARGS(db_i64(row - 15)));
}

/* One transaction. Its row is in the log even if the sync fails. */
static enum rc commit(struct db *db)
{
    const int64_t row = rows + 1;
    enum rc rc = db_begin_write(db);

    if (rc)
        return rc;
    rc = write_row(db, row);
    if (!rc)
        rows = row;
    rc = db_end(db, rc);
    if (!rc) {
        kept[kept_n].row = row;
        kept[kept_n++].acts = power_acts();
    }
    return rc;
}

/* While one connection waits for the disk, another one commits, unless the first has
 * the lock because it begins the log or restarts it. */
static void commit_meanwhile(void)
{
    enum rc rc;

    power_at_sync(NULL);
    rc = commit(dbs[1]);
    ck_assert(rc == RC_OK || rc == RC_BUSY);
}

/* A connection reads for a while, so that the log cannot start over. */
static void keep_reading(int n)
{
    if (n % 30 == 10) {
        ck_assert_int_eq(db_begin_read(dbs[2]), RC_OK);
        ck_assert_int_eq(table_rows(dbs[2]), rows);
    }
    if (n % 30 == 20)
        ck_assert_int_eq(db_end(dbs[2], RC_OK), RC_OK);
}

/* All connections close: the log is copied and deleted. */
static void come_and_go(int n)
{
    if (n % 30 != 25)
        return;
    close_all();
    open_all();
}

static void write_all(bool refusing)
{
    open_all();
    for (int n = 0; n < TRANSACTIONS; n++) {
        keep_reading(n);
        if (n % 3 == 0)
            power_at_sync(commit_meanwhile);
        if (refusing && n % 30 == 5) {
            power_at_sync(NULL);
            power_refuse();
            ck_assert_int_eq(commit(dbs[0]), RC_FAIL);
            ck_assert_int_eq(commit(dbs[1]), RC_FULL);
            close_all();
            open_all();
        }
        ck_assert_int_eq(commit(dbs[0]), RC_OK);
        power_at_sync(NULL);
        come_and_go(n);
    }
    close_all();
}

static int64_t number(struct db *db, const struct sql *sql)
{
    int64_t n = -1;

    ck_assert_int_eq(db_get_i64(db, sql, DB_NO_ARGS, &n), RC_OK);
    return n;
}

/* Returns the last row of a commit that returned RC_OK before the cut. */
static int64_t kept_before(size_t acts)
{
    int64_t row = 0;

    for (size_t i = 0; i < kept_n && kept[i].acts <= acts; i++)
        row = kept[i].row > row ? kept[i].row : row;
    return row;
}

static void assert_whole(struct db *db, const char *cut, int64_t at_least)
{
    static const struct sql ROWS = { "rows", "SELECT rows FROM total" };
    static const struct sql BYTES = { "bytes", "SELECT bytes FROM total" };
    static const struct sql LAST = { "last", "SELECT coalesce(max(i), 0) FROM n" };
    const int64_t last = number(db, &LAST);
    int64_t bytes = 0;

    table_assert_sound(db);
    ck_assert_msg(last >= at_least, "%s: %lld of %lld", cut, (long long)last,
                  (long long)at_least);
    ck_assert_int_eq(table_rows(db), last);
    ck_assert_int_eq(number(db, &ROWS), last);
    for (int64_t row = 1; row <= last; row++)
        bytes += length_of(row);
    ck_assert_int_eq(number(db, &BYTES), bytes);
}

/* Asserts that the remaining files open, have the rows they must and accept a write. */
static void assert_survives(const struct power_replay *r, size_t at,
                            enum power_loss loss, const char *path)
{
    char cut[64];
    struct db *db;

    snprintf(cut, sizeof(cut), "cut before act %zu, loss %d", at, loss);
    power_cut(r, loss, (uint32_t)at, path);
    ck_assert_msg(db_open(&db, path, DB_READ_WRITE, 0) == RC_OK, "%s", cut);
    assert_whole(db, cut, kept_before(at));
    ck_assert_int_eq(table_add(db), RC_OK);
    db_close(db);
}

static size_t every(void)
{
    const char *text = getenv("POWER_EVERY");

    return text ? strtoul(text, NULL, 10) : EVERY;
}

static void cut_everywhere(void)
{
    struct power_replay *r = power_replay_new();
    char path[96];

    snprintf(path, sizeof(path), "%s/cut.db", scratch.folder);
    for (size_t at = 1; at <= power_acts(); at += every()) {
        power_replay_to(r, at);
        if (every() == 1)
            for (enum power_loss loss = 0; loss < POWER_LOSSES; loss++)
                assert_survives(r, at, loss, path);
        else
            assert_survives(r, at, (enum power_loss)(at / every() % POWER_LOSSES),
                            path);
    }
    power_replay_free(r);
}

START_TEST(a_power_cut_takes_nothing_that_was_answered_for)
{
    power_record(scratch.file);
    write_all(false);
    power_stop();
    ck_assert_uint_gt(power_acts(), 1000);
    cut_everywhere();
}
END_TEST

START_TEST(nor_after_a_failed_sync)
{
    power_record(scratch.file);
    write_all(true);
    power_stop();
    cut_everywhere();
}
END_TEST

Suite *db_power_suite(void)
{
    Suite *suite = suite_create("db power");
    TCase *c = tcase_create("db power");

    tcase_set_timeout(c, 600);
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, a_power_cut_takes_nothing_that_was_answered_for);
    tcase_add_test(c, nor_after_a_failed_sync);
    suite_add_tcase(suite, c);
    return suite;
}
