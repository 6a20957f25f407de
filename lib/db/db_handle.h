/*
 * db_handle.h - a connection to SQLite, private to lib/db
 */
#ifndef DB_HANDLE_H
#define DB_HANDLE_H

#include <sqlite3.h>

#include "db.h"
#include "turn.h"

#define DB_STATEMENTS 512 /* slots of the statement table; the program has about 200 */
#define DB_LOG_PAGES 4000 /* 16 MB */

struct db_statement {
    const struct sql *sql;
    sqlite3_stmt *stmt;
};

struct db {
    sqlite3 *handle;
    int busy_timeout_ms;
    enum db_durability durability;
    bool rebuilding; /* foreign keys are off until the transaction ends */
    bool writing;    /* between db_begin_write and db_end */
    bool synced;     /* all that the transaction could see is on the disk */
    const struct sql *volatile running; /* a signal handler reads it */
    struct db_work work;
    /* db_slow.c */
    int64_t slow_ms;                /* least time of a slow statement; 0: none is */
    int64_t slow_minute;            /* of the next two fields; monotonic */
    unsigned slow_lines, slow_more; /* lines logged and left out in that minute */
    /* db_wait.c */
    int places;        /* processes that may wait for long; 0: no limit */
    struct turn place; /* held by this connection while it waits */
    char *places_path; /* file beside the database; NULL in memory */
    /* db_log.c */
    int log_pages;       /* length at which the log is made to start over */
    int log_rest;        /* factor of the pause; grows with each failed restart */
    int64_t log_rest_ms; /* no restart before this time; monotonic */
    /* db_unsynced.c */
    char *mark; /* path of the mark; NULL in memory */
    bool unsynced;
    /* Open addressing by the address of sql. */
    struct db_statement statements[DB_STATEMENTS];
};

#define DB_OPEN_FLAGS                                                                  \
    (SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE |          \
     SQLITE_OPEN_EXRESCODE)

/* Maps SQLite's result code; logs failures except RC_CONFLICT. `handle` may be NULL. */
enum rc db_outcome(sqlite3 *handle, int code, const char *doing) MUST_USE;
/* Keeps a hostile file from making SQLite run code or allocate without limit. */
void db_harden(sqlite3 *handle);

#endif
