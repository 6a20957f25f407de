/*
 * test_db_unsynced.c - after a failed sync all writes fail until the log is recovered
 */
#include <check.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "db_handle.h"
#include "db_unsynced.h"
#include "disk.h"
#include "scratch.h"
#include "table.h"

Suite *db_unsynced_suite(void);

#define FRAME 4120 /* bytes of a page in the log */

static struct scratch scratch;
static struct db *db, *other;
static char mark[96], log_path[96];

static void setup(void)
{
    disk = (struct disk){ 0 };
    scratch_make(&scratch);
    snprintf(mark, sizeof(mark), "%s-unsynced", scratch.file);
    snprintf(log_path, sizeof(log_path), "%s-wal", scratch.file);
    db_close(table_make(scratch.file, 0));
}

static void close_all(void)
{
    db_close(db);
    db_close(other);
    db = other = NULL;
}

static void teardown(void)
{
    close_all();
    scratch_remove(&scratch);
}

static void open_both(void)
{
    db = table_open(scratch.file, 0);
    other = table_open(scratch.file, 0);
}

/* A commit whose sync fails. */
static void meet_it(struct db *met)
{
    disk.refusals = 1;
    ck_assert_int_eq(table_add_in_transaction(met), RC_FAIL);
    ck_assert_int_eq(disk.refusals, 0);
}

static void assert_nothing_counts(struct db *any)
{
    const int64_t rows = table_rows(any);

    ck_assert_int_eq(table_add_in_transaction(any), RC_FULL);
    ck_assert_int_eq(table_add(any), RC_FULL);
    ck_assert_int_eq(db_sync(any), RC_FULL);
    ck_assert(db_unsynced(any));
    ck_assert_int_eq(table_rows(any), rows);
}

static void assert_all_is_well(void)
{
    ck_assert_int_eq(access(mark, F_OK), -1);
    ck_assert(!db_unsynced(db));
    ck_assert_int_eq(table_add_in_transaction(db), RC_OK);
    table_assert_sound(db);
}

START_TEST(it_counts_for_every_connection)
{
    open_both();
    ck_assert_int_eq(table_add(db), RC_OK);
    ck_assert(!db_unsynced(db));
    meet_it(db);
    assert_nothing_counts(db);
    assert_nothing_counts(other);
    db_close(other);
    other = table_open(scratch.file, 0);
    assert_nothing_counts(other);
}
END_TEST

START_TEST(it_counts_when_no_file_can_be_opened)
{
    struct rlimit files, none;

    open_both();
    ck_assert_int_eq(table_add(db), RC_OK);
    ck_assert_int_eq(table_add(other), RC_OK);
    ck_assert_int_eq(getrlimit(RLIMIT_NOFILE, &files), 0);
    none = (struct rlimit){ 0, files.rlim_max };
    ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &none), 0);
    meet_it(db);
    ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &files), 0);
    assert_nothing_counts(other);
    close_all();
    db = table_open(scratch.file, 0);
    ck_assert_int_eq(table_rows(db), 3);
    assert_all_is_well();
}
END_TEST

/* A transaction wrote before the sync failed in another connection. */
START_TEST(a_transaction_begun_before_fails)
{
    open_both();
    ck_assert_int_eq(db_begin_write(other), RC_OK);
    ck_assert_int_eq(table_add(other), RC_OK);
    disk.refusals = 1;
    ck_assert_int_eq(db_sync(db), RC_FAIL);
    ck_assert_int_eq(db_end(other, RC_OK), RC_FAIL);
}
END_TEST

static int end_of(pid_t pid)
{
    int status;

    ck_assert_int_eq(waitpid(pid, &status, 0), pid);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* A process whose sync fails and that dies with its connection open. */
static void meet_it_elsewhere(void)
{
    const pid_t pid = fork();

    ck_assert_int_ge(pid, 0);
    if (pid == 0) {
        struct db *own = table_open(scratch.file, 0);

        if (table_add(own))
            _exit(100);
        disk.refusals = INT_MAX;
        _exit(table_add_in_transaction(own));
    }
    ck_assert_int_eq(end_of(pid), RC_FAIL);
}

/* One process writes, waits while a sync fails in another one, and writes again. */
START_TEST(it_counts_for_every_process)
{
    int there[2], go_on[2];
    pid_t pid;
    char c;

    ck_assert_int_eq(pipe2(there, O_CLOEXEC), 0);
    ck_assert_int_eq(pipe2(go_on, O_CLOEXEC), 0);
    pid = fork();
    ck_assert_int_ge(pid, 0);
    if (pid == 0) {
        struct db *own = table_open(scratch.file, 0);

        if (table_add(own) || write(there[1], "", 1) != 1 || read(go_on[0], &c, 1) != 1)
            _exit(100);
        _exit(table_add(own));
    }
    ck_assert_int_eq(read(there[0], &c, 1), 1);
    meet_it_elsewhere();
    db = table_open(scratch.file, 0);
    assert_nothing_counts(db);
    ck_assert_int_eq(write(go_on[1], "", 1), 1);
    ck_assert_int_eq(end_of(pid), RC_FULL);
    assert_nothing_counts(db);
    db_close(db);
    db = table_open(scratch.file, 0);
    assert_all_is_well();
}
END_TEST

/* Closing any descriptor of a file drops all locks of the process on it. */
START_TEST(a_second_name_as_the_mark_costs_no_lock)
{
    int go_on[2];
    pid_t pid;
    char c;

    ck_assert_int_eq(pipe2(go_on, O_CLOEXEC), 0);
    pid = fork();
    ck_assert_int_ge(pid, 0);
    if (pid == 0) {
        if (read(go_on[0], &c, 1) == 1)
            db_close(table_open(scratch.file, 0));
        _exit(access(mark, F_OK) == 0 ? 0 : 100);
    }
    open_both();
    ck_assert_int_eq(table_add(db), RC_OK);
    ck_assert_int_eq(link(scratch.file, mark), 0);
    db_unsynced_set(db);
    ck_assert_int_eq(write(go_on[1], "", 1), 1);
    ck_assert_int_eq(end_of(pid), 0);
    assert_nothing_counts(other);
}
END_TEST

START_TEST(all_is_well_when_everybody_has_left)
{
    open_both();
    ck_assert_int_eq(table_add(db), RC_OK);
    meet_it(db);
    close_all();
    db = table_open(scratch.file, 0);
    ck_assert_int_eq(table_rows(db), 2);
    assert_all_is_well();
}
END_TEST

START_TEST(so_it_is_when_all_were_killed)
{
    meet_it_elsewhere();
    disk.waits = 0;
    db = table_open(scratch.file, 0);
    ck_assert_int_ge(disk.waits, 1);
    assert_all_is_well();
}
END_TEST

static off_t size_of(const char *path)
{
    struct stat st;

    ck_assert_int_eq(stat(path, &st), 0);
    return st.st_size;
}

/* After a power cut the part before the hole would be copied again. */
START_TEST(nobody_copies_a_log_with_a_hole)
{
    const off_t before = size_of(scratch.file);
    off_t log;

    open_both();
    for (int n = 0; n < 20; n++)
        ck_assert_int_eq(table_add_page(db), RC_OK);
    meet_it(db);
    log = size_of(log_path);
    close_all();
    ck_assert_int_eq(size_of(scratch.file), before);
    ck_assert_int_eq(size_of(log_path), log);
}
END_TEST

START_TEST(a_disk_that_refuses_on_is_read_from)
{
    meet_it_elsewhere();
    for (int n = 0; n < 2; n++) {
        disk.refusals = INT_MAX;
        db = table_open(scratch.file, 0);
        ck_assert_int_eq(table_rows(db), 2);
        assert_nothing_counts(db);
        close_all();
    }
    disk.refusals = 0;
    db = table_open(scratch.file, 0);
    assert_all_is_well();
}
END_TEST

/* Some file systems drop a page that they could not write: a read then returns the
 * former content of the disk. */
START_TEST(a_page_that_is_gone_takes_nothing_with_it)
{
    char old[FRAME] = { 0 };
    int64_t rows;
    int fd;

    open_both();
    for (int n = 0; n < 5; n++)
        ck_assert_int_eq(table_add_page(db), RC_OK);
    rows = table_rows(db);
    disk.refusals = 1;
    ck_assert_int_eq(table_add_page(db), RC_FAIL);
    fd = open(log_path, O_WRONLY | O_CLOEXEC);
    ck_assert_int_eq(pwrite(fd, old, FRAME, size_of(log_path) - FRAME), FRAME);
    close(fd);
    close_all();
    db = table_open(scratch.file, 0);
    ck_assert_int_eq(table_rows(db), rows);
    assert_all_is_well();
}
END_TEST

/* The commit itself is safe in the log. */
START_TEST(so_it_is_when_the_file_refuses)
{
    open_both();
    db->log_pages = 20;
    for (int n = 0; n < 19; n++)
        ck_assert_int_eq(table_add(db), RC_OK);
    disk.passes = 2; /* those of the log */
    disk.refusals = 1;
    ck_assert_int_eq(table_add(db), RC_OK);
    ck_assert_int_eq(disk.refusals, 0);
    assert_nothing_counts(other);
    close_all();
    db = table_open(scratch.file, 0);
    ck_assert_int_eq(table_rows(db), 20);
    assert_all_is_well();
}
END_TEST

/* For example after a broken database was replaced. */
START_TEST(a_mark_without_a_log_is_nothing)
{
    const int fd = open(mark, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);

    ck_assert_int_ge(fd, 0);
    close(fd);
    db = table_open(scratch.file, 0);
    assert_all_is_well();
}
END_TEST

/* Under valgrind a process that dies with its connection open counts as a leak. */
static void add_deaths(TCase *c)
{
    const char *fork = getenv("CK_FORK");

    if (fork && strcmp(fork, "no") == 0)
        return;
    tcase_add_test(c, it_counts_for_every_process);
    tcase_add_test(c, a_second_name_as_the_mark_costs_no_lock);
    tcase_add_test(c, so_it_is_when_all_were_killed);
    tcase_add_test(c, a_disk_that_refuses_on_is_read_from);
}

Suite *db_unsynced_suite(void)
{
    Suite *suite = suite_create("db unsynced");
    TCase *c = tcase_create("db unsynced");

    tcase_add_checked_fixture(c, setup, teardown);
    add_deaths(c);
    tcase_add_test(c, it_counts_for_every_connection);
    tcase_add_test(c, it_counts_when_no_file_can_be_opened);
    tcase_add_test(c, a_transaction_begun_before_fails);
    tcase_add_test(c, all_is_well_when_everybody_has_left);
    tcase_add_test(c, nobody_copies_a_log_with_a_hole);
    tcase_add_test(c, a_page_that_is_gone_takes_nothing_with_it);
    tcase_add_test(c, so_it_is_when_the_file_refuses);
    tcase_add_test(c, a_mark_without_a_log_is_nothing);
    suite_add_tcase(suite, c);
    return suite;
}
