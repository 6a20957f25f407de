/*
 * test_db_file.c - opening files, their settings, and two connections at once
 */
#include <check.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "db.h"
#include "scratch.h"

Suite *db_file_suite(void);

static struct scratch scratch;
static struct arena *arena;

static void setup(void)
{
    arena = arena_new();
    scratch_make(&scratch);
}

static void teardown(void)
{
    scratch_remove(&scratch);
    arena_free(arena);
}

static struct db *open_file(enum db_mode mode)
{
    struct db *db;

    ck_assert_int_eq(db_open(&db, scratch.file, mode, 0), RC_OK);
    return db;
}

/* Makes a file with one row. */
static struct db *new_file(void)
{
    struct db *db = open_file(DB_CREATE);

    ck_assert_int_eq(db_script(db, "new",
                               "CREATE TABLE n (i INTEGER) STRICT;"
                               "INSERT INTO n VALUES (1);"),
                     RC_OK);
    return db;
}

static enum rc add(struct db *db)
{
    static const struct sql ADD = { "add", "INSERT INTO n VALUES (1)" };

    return db_run(db, &ADD, DB_NO_ARGS);
}

static int64_t sum(struct db *db)
{
    static const struct sql SUM = { "sum", "SELECT sum(i) FROM n" };
    int64_t n = -1;

    ck_assert_int_eq(db_get_i64(db, &SUM, DB_NO_ARGS, &n), RC_OK);
    return n;
}

static const char *pragma(struct db *db, const struct sql *sql)
{
    struct rows r;
    const char *value;

    db_query(&r, db, sql, DB_NO_ARGS);
    ck_assert(db_next(&r));
    value = row_text(&r, 0, arena);
    ck_assert_int_eq(db_done(&r), RC_OK);
    return value;
}

static void write_file(const char *text)
{
    FILE *f = fopen(scratch.file, "w");

    ck_assert_ptr_nonnull(f);
    ck_assert_int_ge(fputs(text, f), 0);
    ck_assert_int_eq(fclose(f), 0);
}

static unsigned mode_of(const char *suffix)
{
    struct stat st;

    ck_assert_int_eq(stat(arena_printf(arena, "%s%s", scratch.file, suffix), &st), 0);
    return st.st_mode & 07777;
}

START_TEST(a_missing_file_is_not_made)
{
    struct db *db;

    ck_assert_int_eq(db_open(&db, scratch.file, DB_READ_WRITE, 0), RC_NOT_FOUND);
    ck_assert_int_ne(access(scratch.file, F_OK), 0);
}
END_TEST

START_TEST(a_path_through_a_file_is_a_failure)
{
    struct db *db;
    const char *below = arena_printf(arena, "%s/site.db", scratch.file);

    write_file("");
    ck_assert_int_eq(db_open(&db, below, DB_READ_WRITE, 0), RC_FAIL);
    ck_assert_int_eq(db_open(&db, below, DB_CREATE, 0), RC_FAIL);
    ck_assert_int_eq(db_open(&db, scratch.folder, DB_READ_WRITE, 0), RC_FAIL);
}
END_TEST

START_TEST(an_existing_file_is_not_overwritten)
{
    struct db *db;

    db_close(new_file());
    ck_assert_int_eq(db_open(&db, scratch.file, DB_CREATE, 0), RC_CONFLICT);
    db = open_file(DB_READ_WRITE);
    ck_assert_int_eq(sum(db), 1);
    db_close(db);
}
END_TEST

START_TEST(a_dangling_link_is_not_followed)
{
    struct db *db;
    const char *target = arena_printf(arena, "%s/elsewhere", scratch.folder);

    ck_assert_int_eq(symlink(target, scratch.file), 0);
    ck_assert_int_eq(db_open(&db, scratch.file, DB_CREATE, 0), RC_CONFLICT);
    ck_assert_int_ne(access(target, F_OK), 0);
}
END_TEST

/* A folder where the log should be, as a failed copy leaves it. */
START_TEST(a_file_that_cannot_be_opened_is_not_left_behind)
{
    struct db *db;
    const char *wal = arena_printf(arena, "%s-wal", scratch.file);

    ck_assert_int_eq(mkdir(wal, 0700), 0);
    ck_assert_int_eq(db_open(&db, scratch.file, DB_CREATE, 0), RC_FAIL);
    ck_assert_int_ne(access(scratch.file, F_OK), 0);
    ck_assert_int_eq(rmdir(wal), 0);
    db_close(new_file());
}
END_TEST

START_TEST(what_is_no_database_is_refused_and_kept)
{
    struct db *db;
    struct stat st;
    const char *text =
        "These are not the bytes of a database, but of somebody's letter, which "
        "nobody wants to lose because a path was mistyped in a file.";

    write_file(text);
    ck_assert_int_eq(db_open(&db, scratch.file, DB_READ_WRITE, 0), RC_FAIL);
    ck_assert_int_eq(stat(scratch.file, &st), 0);
    ck_assert_int_eq(st.st_size, (off_t)strlen(text));
}
END_TEST

START_TEST(files_belong_to_their_owner_alone)
{
    mode_t before = umask(0);
    struct db *db = new_file();

    umask(before);
    ck_assert_uint_eq(mode_of(""), 0600);
    ck_assert_uint_eq(mode_of("-wal"), 0600);
    ck_assert_uint_eq(mode_of("-shm"), 0600);
    db_close(db);
}
END_TEST

START_TEST(every_connection_is_durable_and_strict)
{
    static const struct sql JOURNAL = { "journal", "PRAGMA journal_mode" };
    static const struct sql SYNCHRONOUS = { "synchronous", "PRAGMA synchronous" };
    static const struct sql KEYS = { "keys", "PRAGMA foreign_keys" };
    static const struct sql TRUSTED = { "trusted", "PRAGMA trusted_schema" };
    struct db *db;

    db_close(new_file());
    db = open_file(DB_READ_WRITE);
    ck_assert_str_eq(pragma(db, &JOURNAL), "wal");
    ck_assert_str_eq(pragma(db, &SYNCHRONOUS), "1"); /* NORMAL: see db_commit.c */
    ck_assert_str_eq(pragma(db, &KEYS), "1");
    ck_assert_str_eq(pragma(db, &TRUSTED), "0");
    db_close(db);
}
END_TEST

START_TEST(a_second_writer_is_told_to_wait)
{
    struct db *one = new_file(), *two = open_file(DB_READ_WRITE);

    ck_assert_int_eq(db_begin_write(one), RC_OK);
    ck_assert_int_eq(add(one), RC_OK);
    ck_assert_int_eq(db_begin_write(two), RC_BUSY);
    ck_assert_int_eq(add(two), RC_BUSY);
    ck_assert_int_eq(sum(two), 1);
    ck_assert_int_eq(db_end(one, RC_OK), RC_OK);
    ck_assert_int_eq(db_begin_write(two), RC_OK);
    ck_assert_int_eq(add(two), RC_OK);
    ck_assert_int_eq(db_end(two, RC_OK), RC_OK);
    ck_assert_int_eq(sum(one), 3);
    db_close(one);
    db_close(two);
}
END_TEST

START_TEST(a_read_transaction_sees_one_moment)
{
    struct db *one = new_file(), *two = open_file(DB_READ_WRITE);

    ck_assert_int_eq(db_begin_read(one), RC_OK);
    ck_assert_int_eq(sum(one), 1);
    ck_assert_int_eq(add(two), RC_OK);
    ck_assert_int_eq(sum(one), 1);
    ck_assert_int_eq(add(one),
                     RC_BUSY); /* its snapshot is old: a write would lose a change */
    ck_assert_int_eq(db_end(one, RC_OK), RC_OK);
    ck_assert_int_eq(sum(one), 2);
    db_close(one);
    db_close(two);
}
END_TEST

START_TEST(closing_undoes_what_was_not_committed)
{
    struct db *db = new_file();

    ck_assert_int_eq(db_begin_write(db), RC_OK);
    ck_assert_int_eq(add(db), RC_OK);
    db_close(db);
    db_close(NULL);
    db = open_file(DB_READ_WRITE);
    ck_assert_int_eq(sum(db), 1);
    db_close(db);
}
END_TEST

START_TEST(damage_is_reported_not_followed)
{
    struct db *db = new_file();
    char zeros[4096];
    int fd;

    ck_assert_int_eq(db_script(db, "fold", "PRAGMA wal_checkpoint(TRUNCATE)"), RC_OK);
    db_close(db);
    memset(zeros, 0xee, sizeof(zeros));
    fd = open(scratch.file, O_WRONLY | O_CLOEXEC);
    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(pwrite(fd, zeros, sizeof(zeros), 4096), sizeof(zeros));
    ck_assert_int_eq(close(fd), 0);
    db = open_file(DB_READ_WRITE);
    ck_assert_int_eq(add(db), RC_FAIL);
    db_close(db);
}
END_TEST

START_TEST(a_backup_is_whole_while_somebody_writes)
{
    const char *path = arena_printf(arena, "%s/copy.db", scratch.folder);
    struct db *one = new_file(), *two = open_file(DB_READ_WRITE), *copy;

    ck_assert_int_eq(db_begin_write(two), RC_OK);
    ck_assert_int_eq(add(two), RC_OK);
    ck_assert_int_eq(db_backup(one, path), RC_OK);
    ck_assert_int_eq(db_end(two, RC_OK), RC_OK);
    ck_assert_int_eq(db_open(&copy, path, DB_READ_WRITE, 0), RC_OK);
    ck_assert_int_eq(sum(copy), 1);
    ck_assert_int_eq(sum(one), 2);
    ck_assert_int_eq(add(copy), RC_OK);
    db_close(copy);
    db_close(one);
    db_close(two);
}
END_TEST

START_TEST(a_backup_overwrites_nothing_and_leaves_no_half)
{
    const char *nowhere = arena_printf(arena, "%s/none/copy.db", scratch.folder);
    struct db *db = new_file();

    ck_assert_int_eq(db_backup(db, scratch.file), RC_CONFLICT);
    ck_assert_int_eq(sum(db), 1);
    ck_assert_int_eq(db_backup(db, nowhere), RC_FAIL);
    ck_assert_int_ne(access(nowhere, F_OK), 0);
    db_close(db);
}
END_TEST

Suite *db_file_suite(void)
{
    Suite *s = suite_create("db file");
    TCase *tc = tcase_create("db file");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, a_missing_file_is_not_made);
    tcase_add_test(tc, a_path_through_a_file_is_a_failure);
    tcase_add_test(tc, an_existing_file_is_not_overwritten);
    tcase_add_test(tc, a_dangling_link_is_not_followed);
    tcase_add_test(tc, a_file_that_cannot_be_opened_is_not_left_behind);
    tcase_add_test(tc, what_is_no_database_is_refused_and_kept);
    tcase_add_test(tc, files_belong_to_their_owner_alone);
    tcase_add_test(tc, every_connection_is_durable_and_strict);
    tcase_add_test(tc, a_second_writer_is_told_to_wait);
    tcase_add_test(tc, a_read_transaction_sees_one_moment);
    tcase_add_test(tc, closing_undoes_what_was_not_committed);
    tcase_add_test(tc, damage_is_reported_not_followed);
    tcase_add_test(tc, a_backup_is_whole_while_somebody_writes);
    tcase_add_test(tc, a_backup_overwrites_nothing_and_leaves_no_half);
    suite_add_tcase(s, tc);
    return s;
}
