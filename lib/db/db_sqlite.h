/*
 * db_sqlite.h - what the files of this folder share about SQLite
 */
#ifndef DB_SQLITE_H
#define DB_SQLITE_H

#include <sqlite3.h>

#include "db.h"

#define DB_STATEMENTS 512 /* slots of the statement table; the program has about 200 */

struct db_statement {
    const struct sql *sql;
    sqlite3_stmt *stmt;
};

struct db {
    sqlite3 *handle;
    int busy_timeout_ms;
    bool rebuilding;   /* foreign keys are off until the transaction ends */
    bool writing;      /* between db_begin_write and db_end */
    bool settled;      /* what the transaction could see is on the disk */
    bool log_has_hole; /* see db_commit.c */
    /* Open addressing by the address of sql. */
    struct db_statement statements[DB_STATEMENTS];
};

/* Maps an outcome of SQLite, and logs what is nobody's expectation. `handle` may be
 * NULL. */
enum rc db_outcome(sqlite3 *handle, int code, const char *doing) MUST_USE;
/* Writers wait for each other up to the time-out, each commit for the disk. */
void db_commits_set(struct db *db, int busy_timeout_ms);
/* A new, private, empty file. RC_CONFLICT: it is there already. Logged. */
enum rc db_create_file(const char *path) MUST_USE;

#endif
