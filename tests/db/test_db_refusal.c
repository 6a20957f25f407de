/*
 * test_db_refusal.c - errors of the system, and the codes that db.h makes of them
 */
#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>

#include "array.h"
#include "disk.h"
#include "scratch.h"
#include "table.h"

Suite *db_refusal_suite(void);

static struct scratch scratch;
static struct db *db;

static void setup(void)
{
    disk = (struct disk){ 0 };
    scratch_make(&scratch);
    db = table_make(scratch.file, 0);
}

static void teardown(void)
{
    db_close(db);
    scratch_remove(&scratch);
}

/* Errors of a write: RC_FULL if no write can succeed for now, else RC_FAIL. */
static const struct refusal {
    int error;
    enum rc rc;
} refusals[] = {
    { ENOSPC, RC_FULL }, { EDQUOT, RC_FULL }, { EROFS, RC_FULL }, { EIO, RC_FAIL }
};
#define REFUSALS ((int)ARRAY_LEN(refusals))

static void refuse(int i, const char *end)
{
    disk.refused_write = refusals[i].error;
    disk.refused_end = end;
}

START_TEST(a_write_that_cannot_be_now_is_told_from_a_fault)
{
    refuse(_i, "-wal");
    ck_assert_int_eq(table_add_in_transaction(db), refusals[_i].rc);
    ck_assert_int_eq(table_add(db), refusals[_i].rc);
    ck_assert_int_eq(table_rows(db), 0);
    disk.refused_write = 0;
    ck_assert_int_eq(table_add_in_transaction(db), RC_OK);
    ck_assert_int_eq(table_rows(db), 1);
    table_assert_sound(db);
}
END_TEST

/* The commits are in the log. */
START_TEST(a_file_that_cannot_take_the_log_refuses_no_commit)
{
    refuse(_i, "site.db");
    for (int n = 0; n < 20; n++)
        ck_assert_int_eq(table_add_page(db), RC_OK);
    ck_assert_int_eq(db_script(db, "copy", "PRAGMA wal_checkpoint"), refusals[_i].rc);
    ck_assert_int_eq(table_add_page(db), RC_OK);
    disk.refused_write = 0;
    ck_assert_int_eq(db_script(db, "copy", "PRAGMA wal_checkpoint"), RC_OK);
    ck_assert_int_eq(table_rows(db), 21);
    table_assert_sound(db);
}
END_TEST

START_TEST(nor_does_opening)
{
    struct db *opened;

    db_close(db);
    db = NULL;
    refuse(_i, "-shm");
    ck_assert_int_eq(db_open(&opened, scratch.file, DB_READ_WRITE, 0), refusals[_i].rc);
}
END_TEST

/* open() on a file system where no file can be created. */
static int open_old(const char *path, int flags, int mode)
{
    if (flags & O_CREAT && access(path, F_OK) != 0) {
        errno = EROFS;
        return -1;
    }
    return open(path, flags, mode);
}

START_TEST(a_log_that_cannot_be_made_now_is_told_from_a_fault)
{
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
    struct db *opened;

    db_close(db);
    db = NULL;
    vfs->xSetSystemCall(vfs, "open", (sqlite3_syscall_ptr)open_old);
    ck_assert_int_eq(db_open(&opened, scratch.file, DB_READ_WRITE, 0), RC_FAIL);
    disk.is_read_only = true;
    ck_assert_int_eq(db_open(&opened, scratch.file, DB_READ_WRITE, 0), RC_FULL);
    vfs->xSetSystemCall(vfs, "open", NULL);
}
END_TEST

static int (*real_vfs_open)(sqlite3_vfs *, const char *, sqlite3_file *, int, int *);

/* Some network file systems have no shared memory: their files lack version 2 of the
 * methods. */
static int open_without_sharing(sqlite3_vfs *vfs, const char *name, sqlite3_file *file,
                                int flags, int *got)
{
    static sqlite3_io_methods methods;
    const int code = real_vfs_open(vfs, name, file, flags, got);

    if (!code) {
        methods = *file->pMethods;
        methods.iVersion = 1;
        file->pMethods = &methods;
    }
    return code;
}

static sqlite3_vfs unshared;

static void stop_sharing(void)
{
    unshared = *sqlite3_vfs_find(NULL);
    real_vfs_open = unshared.xOpen;
    unshared.zName = "without sharing";
    unshared.xOpen = open_without_sharing;
    unshared.pNext = NULL;
    ck_assert_int_eq(sqlite3_vfs_register(&unshared, 1), SQLITE_OK);
}

START_TEST(without_a_log_nothing_opens)
{
    struct db *opened;

    db_close(db);
    db = NULL;
    stop_sharing();
    ck_assert_int_eq(db_open(&opened, scratch.file, DB_READ_WRITE, 0), RC_FAIL);
    ck_assert_int_eq(unlink(scratch.file), 0);
    ck_assert_int_eq(db_open(&opened, scratch.file, DB_CREATE, 0), RC_FAIL);
    ck_assert_int_eq(access(scratch.file, F_OK), -1);
    ck_assert_int_eq(db_open(&opened, ":memory:", DB_CREATE, 0), RC_OK);
    db_close(opened);
    ck_assert_int_eq(sqlite3_vfs_unregister(&unshared), SQLITE_OK);
}
END_TEST

Suite *db_refusal_suite(void)
{
    Suite *suite = suite_create("db refusal");
    TCase *c = tcase_create("db refusal");

    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_loop_test(c, a_write_that_cannot_be_now_is_told_from_a_fault, 0,
                        REFUSALS);
    tcase_add_loop_test(c, a_file_that_cannot_take_the_log_refuses_no_commit, 0,
                        REFUSALS);
    tcase_add_loop_test(c, nor_does_opening, 0, REFUSALS);
    tcase_add_test(c, a_log_that_cannot_be_made_now_is_told_from_a_fault);
    tcase_add_test(c, without_a_log_nothing_opens);
    suite_add_tcase(suite, c);
    return suite;
}
