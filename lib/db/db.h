/*
 * db.h - connection, statement, rows, transaction
 *
 * SQLite behind an interface that another engine can serve: nothing above this folder
 * includes sqlite3.h. A statement is a constant struct sql, prepared once per
 * connection and kept. Its parameters $1, $2, ... first appear in that order (db_query
 * asserts it), because SQLite numbers them by appearance and PostgreSQL by digit.
 * Failures are logged once here, with the statement's name and what to do, and mapped:
 * BUSY and LOCKED to RC_BUSY; READONLY, a full disk, a used-up quota, a file system
 * that went read-only and an earlier failed sync to RC_FULL; a UNIQUE or PRIMARY KEY
 * constraint to RC_CONFLICT (expected, not logged); everything else to RC_FAIL, after
 * which a commit may have happened or not.
 */
#ifndef DB_H
#define DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "html.h"
#include "rc.h"
#include "secret.h"

struct db;

struct sql {
    const char *name; /* for the log and the statement table */
    const char *text;
};

enum db_mode {
    DB_READ_WRITE, /* the file must exist */
    DB_CREATE      /* the file must not exist: RC_CONFLICT */
};

/* Opens with WAL, foreign keys, DEFENSIVE, no double-quoted strings, no extensions,
 * bounded lengths and a busy timeout (milliseconds). Each process opens its own, after
 * fork. A commit that returned RC_OK is on the disk. `path` may be ":memory:" with
 * DB_CREATE. RC_NOT_FOUND: no such file. RC_FAIL also if SQLite cannot keep a
 * write-ahead log beside the file. Logs every failure, RC_NOT_FOUND and RC_CONFLICT,
 * too; a failure leaves no new file behind. */
enum rc db_open(struct db **out, const char *path, enum db_mode mode,
                int busy_timeout_ms) MUST_USE;
void db_close(struct db *db);

/* How a commit reaches the disk. With both it survives a power cut if it is RC_OK. */
enum db_durability {
    DB_GROUPED, /* one sync for the commits of several processes; the default */
    DB_FULL     /* SQLite's synchronous=FULL: one commit after the other */
};
enum rc db_durability(struct db *db, enum db_durability durability) MUST_USE;

/* Of this machine's connections with such a limit, at most n wait for the write lock at
 * a time, so that other processes answer readers; the next one gets RC_BUSY after about
 * 10 ms. The places are turns (turn.h) on a file beside the database. n 0: no limit. */
void db_wait_places(struct db *db, int n);

/* Has a sync failed, here or in another process? Reads then go on, but every write
 * returns RC_FULL and no commit RC_OK until all processes have closed the database and
 * one opens it again. */
bool db_unsynced(struct db *db);

/* Runs a script of many statements (the schema, upgrade steps, pragmas). */
enum rc db_script(struct db *db, const char *name, const char *text) MUST_USE;

enum db_type { DB_NULL, DB_INT, DB_TEXT, DB_BLOB };
struct db_value {
    enum db_type type;
    int64_t i;
    const void *p; /* borrowed until db_done */
    size_t n;      /* bytes at p */
};
struct db_value db_null(void);
struct db_value db_i64(int64_t value);
struct db_value db_id(int64_t id);         /* 0 is stored as NULL */
struct db_value db_text(const char *text); /* NULL is stored as NULL */
struct db_value db_html(struct html html);
struct db_value db_bytes32(const struct bytes32 *s);
struct db_args {
    size_t n;
    const struct db_value *v;
};
#define DB_ARGS(...)                                                                   \
    ((struct db_args){ sizeof((struct db_value[]){ __VA_ARGS__ }) /                    \
                           sizeof(struct db_value),                                    \
                       (const struct db_value[]){ __VA_ARGS__ } })
#define DB_NO_ARGS ((struct db_args){ 0, NULL })

/* A running statement, on the caller's stack; latches its first failure. */
struct rows {
    struct db *db;
    const struct sql *sql;
    void *statement;            /* of the engine */
    const struct db_args *sets; /* of db_query_each: those not yet run */
    size_t sets_n;
    enum rc rc;
    int64_t ms; /* spent in the engine, if the connection logs slow statements */
};
void db_query(struct rows *r, struct db *db, const struct sql *sql,
              struct db_args args);
/* Runs one read-only statement for each of n arguments; an engine behind a network
 * sends them together. `args` and their values are borrowed until db_done. Rows come in
 * the order of the arguments:
 *     db_query_each(&r, db, &REPLIES, n, args);
 *     while (db_next_set(&r))
 *         while (db_next(&r))
 *             ...
 *     rc = db_done(&r); */
void db_query_each(struct rows *r, struct db *db, const struct sql *sql, size_t n,
                   const struct db_args *args);
/* Goes to the rows of the first argument, then of each next one; skips unread rows.
 * Returns false after the last argument or a failure. */
bool db_next_set(struct rows *r);
bool db_next(struct rows *r);
/* Ends the statement and returns the verdict: a row can arrive before its insert fails.
 * Must be called once after every db_query and db_query_each. */
enum rc db_done(struct rows *r) MUST_USE;
/* db_query, every row skipped, db_done. */
enum rc db_run(struct db *db, const struct sql *sql, struct db_args args) MUST_USE;
/* Reads the first column of the first row; RC_NOT_FOUND without a row. */
enum rc db_get_i64(struct db *db, const struct sql *sql, struct db_args args,
                   int64_t *out) MUST_USE;
/* The same, but without a row it sets *out to 0 and returns RC_OK. */
enum rc db_get_i64_or_zero(struct db *db, const struct sql *sql, struct db_args args,
                           int64_t *out) MUST_USE;
/* Is there a row? */
enum rc db_exists(struct db *db, const struct sql *sql, struct db_args args,
                  bool *yes) MUST_USE;
/* Rows changed by the last statement that ended. */
int64_t db_changes(const struct db *db);
/* Name of the statement in execution; NULL: none. Safe in a signal handler. */
const char *db_running(const struct db *db);

int64_t row_i64(const struct rows *r, int column);
bool row_is_null(const struct rows *r, int column);
/* Copies into the arena; a NULL column gives "" (row_text_or_null: NULL). */
const char *row_text(const struct rows *r, int column, struct arena *a);
const char *row_text_or_null(const struct rows *r, int column, struct arena *a);
struct html row_html(const struct rows *r, int column, struct arena *a);
/* Returns false unless the column has exactly SECRET_BYTES bytes. */
bool row_bytes32(const struct rows *r, int column, struct bytes32 *out);

/* The schema version that db_set_version stored last; 0: none yet. */
enum rc db_version(struct db *db, int64_t *version) MUST_USE;
/* Inside the transaction that changes the schema. */
enum rc db_set_version(struct db *db, int version) MUST_USE;

/* BEGIN IMMEDIATE: for transactions that may write. Keep them short. */
enum rc db_begin_write(struct db *db) MUST_USE;
/* The same with foreign keys off until db_end: for upgrade steps that rebuild tables. A
 * step must leave no broken reference, see db_integrity. */
enum rc db_begin_rebuild(struct db *db) MUST_USE;
/* Begins a snapshot, for pages whose reads must agree. */
enum rc db_begin_read(struct db *db) MUST_USE;
/* Commits if rc is RC_OK, else rolls back; returns the final verdict. After a commit or
 * a rollback of db_begin_write, all that the transaction could see is on the disk. */
enum rc db_end(struct db *db, enum rc rc) MUST_USE;
/* Other connections see a commit a moment before it is on the disk. This waits until
 * all that was readable so far is on the disk: for a response that confirms what
 * another request wrote. */
enum rc db_sync(struct db *db) MUST_USE;

/* Reports the query plan of every statement that this connection has used so far, one
 * call of `found` per step: "SEARCH comment USING INDEX ..." or "SCAN comment". For
 * tests and measurements. */
enum rc db_plans(struct db *db,
                 void (*found)(void *to, const char *name, const char *step),
                 void *to) MUST_USE;

/* Steps of SQLite's virtual machine in all statements of this connection so far: a cost
 * that does not depend on the computer or its load. For tests and measurements. */
int64_t db_steps(const struct db *db);

/* Work of this connection so far, for a trace. */
struct db_work {
    int64_t statements; /* begun */
    int64_t rows;       /* read */
};
struct db_work db_work(const struct db *db);
/* Logs a warning for each statement that takes `ms` or longer, waits for the lock and
 * the disk included, up to DB_SLOW_LINES a minute. 0: none, as after db_open(). */
void db_slow_after(struct db *db, int64_t ms);

/* Makes a consistent copy in a new file while others read and write. RC_CONFLICT: the
 * file exists (logged). A failure leaves no file behind. */
enum rc db_backup(struct db *db, const char *path) MUST_USE;

/* "PRAGMA integrity_check" and "foreign_key_check": one call of `found` per finding. */
enum rc db_integrity(struct db *db, void (*found)(void *to, const char *what),
                     void *to) MUST_USE;

#endif
