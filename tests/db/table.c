/*
 * table.c - a database with one table: see table.h
 */
#include <check.h>

#include "table.h"

struct db *table_make(const char *path, int busy_timeout_ms)
{
    struct db *db;

    ck_assert_int_eq(db_open(&db, path, DB_CREATE, busy_timeout_ms), RC_OK);
    ck_assert_int_eq(
        db_script(db, "new", "CREATE TABLE n (i INTEGER PRIMARY KEY, b BLOB) STRICT;"),
        RC_OK);
    return db;
}

struct db *table_open(const char *path, int busy_timeout_ms)
{
    struct db *db;

    ck_assert_int_eq(db_open(&db, path, DB_READ_WRITE, busy_timeout_ms), RC_OK);
    return db;
}

enum rc table_add(struct db *db)
{
    static const struct sql ADD = { "add", "INSERT INTO n (b) VALUES (NULL)" };

    return db_run(db, &ADD, DB_NO_ARGS);
}

enum rc table_add_in_transaction(struct db *db)
{
    enum rc rc = db_begin_write(db);

    return rc ? rc : db_end(db, table_add(db));
}

enum rc table_add_page(struct db *db)
{
    static const struct sql ADD_PAGE = { "add_page",
                                         "INSERT INTO n (b) VALUES (zeroblob(3000))" };

    return db_run(db, &ADD_PAGE, DB_NO_ARGS);
}

int64_t table_rows(struct db *db)
{
    static const struct sql COUNT = { "count", "SELECT count(*) FROM n" };
    int64_t n = -1;

    ck_assert_int_eq(db_get_i64(db, &COUNT, DB_NO_ARGS, &n), RC_OK);
    return n;
}

static void complain(void *nothing, const char *what)
{
    (void)nothing;
    ck_abort_msg("%s", what);
}

void table_assert_sound(struct db *db)
{
    ck_assert_int_eq(db_integrity(db, complain, NULL), RC_OK);
}
