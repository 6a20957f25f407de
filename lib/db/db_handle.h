/*
 * db_handle.h - a connection to SQLite, as the files of this folder see it
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
    bool synced;     /* what the transaction could see is on the disk */
    const struct sql *volatile running; /* a signal handler reads it */
    struct db_work work;
    /* db_slow.c */
    int64_t slow_ms;                /* from this on a statement is slow; 0: none is */
    int64_t slow_minute;            /* that the next two belong to; monotonic */
    unsigned slow_lines, slow_more; /* logged, and left out */
    /* db_wait.c */
    int places;        /* 0: as many may wait as like */
    struct turn place; /* ours while we wait */
    char *places_path; /* beside the database; NULL in memory */
    /* db_log.c */
    int log_pages;       /* of the log before it is made to start over */
    int log_rest;        /* grows with each wait for that in vain */
    int64_t log_rest_ms; /* nobody is made to wait before; monotonic */
    /* db_unsynced.c */
    char *mark; /* path; NULL in memory */
    bool unsynced;
    /* Open addressing by the address of sql. */
    struct db_statement statements[DB_STATEMENTS];
};

#define DB_OPEN_FLAGS                                                                  \
    (SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE |          \
     SQLITE_OPEN_EXRESCODE)

/* Maps an outcome of SQLite, and logs what is nobody's expectation. `handle` may be
 * NULL. */
enum rc db_outcome(sqlite3 *handle, int code, const char *doing) MUST_USE;
/* Nothing in a file can make SQLite run code or allocate without end. */
void db_harden(sqlite3 *handle);

#endif
