/*
 * db.h - connection, statement, rows, transaction
 *
 * SQLite behind an interface that another engine can serve: nothing above this folder
 * includes sqlite3.h. A statement is a constant struct sql, prepared once per
 * connection and kept. Its parameters $1, $2, ... first appear in that order (db_query
 * asserts it), because SQLite numbers them by appearance and PostgreSQL by digit.
 * Failures are logged once here, with the statement's name and what to do, and mapped:
 * BUSY and LOCKED to RC_BUSY; to RC_FULL whatever lets nobody write for now (READONLY, a
 * full disk, a used-up quota, a file system that went read-only, a failed sync before);
 * a UNIQUE or PRIMARY KEY constraint to RC_CONFLICT (expected, not logged); everything
 * else to RC_FAIL, after which a commit may have happened or not.
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
 * bounded lengths and a busy timeout (milliseconds). After fork only. A commit that
 * returned RC_OK is on the disk. `path` may be ":memory:" with DB_CREATE. RC_NOT_FOUND:
 * no such file. RC_FAIL, too, where SQLite cannot keep a log beside the file. Every
 * failure is logged; none leaves a new file behind. */
enum rc db_open(struct db **out, const char *path, enum db_mode mode,
                int busy_timeout_ms) MUST_USE;
void db_close(struct db *db);

/* How a commit reaches the disk. Both keep what returned RC_OK through a power cut. */
enum db_durability {
    DB_GROUPED, /* the disk takes at once what several processes wrote; the default */
    DB_FULL     /* SQLite's own synchronous=FULL: one commit after the other */
};
enum rc db_durability(struct db *db, enum db_durability durability) MUST_USE;

/* Of the connections of this machine that say so, at most n wait for the write lock at a
 * time, so that others answer readers; the next one gets RC_BUSY after some 10 ms. The
 * places are turns on a file beside the database. */
void db_wait_places(struct db *db, int n);

/* A sync has failed, here or in another process. Reading goes on; nothing is written any
 * more (RC_FULL), and no commit returns RC_OK, until every process has closed the
 * database and one opens it again. */
bool db_unsynced(struct db *db);

/* Runs a script of many statements (schema and upgrade steps only). */
enum rc db_script(struct db *db, const char *name, const char *text) MUST_USE;

enum db_type { DB_NULL, DB_INT, DB_TEXT, DB_BLOB };
struct db_value {
    enum db_type type;
    int64_t i;
    const void *p; /* borrowed until the rows are done */
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

/* A running statement; on the caller's stack. The first failure is latched. */
struct rows {
    struct db *db;
    const struct sql *sql;
    void *statement;            /* the engine's own */
    const struct db_args *sets; /* of db_query_each: those still to come */
    size_t sets_n;
    enum rc rc;
    int64_t ms; /* spent in the engine, if the connection logs slow statements */
};
void db_query(struct rows *r, struct db *db, const struct sql *sql,
              struct db_args args);
/* Runs one statement, which only reads, for each of n arguments; an engine behind a
 * network sends them together. `args` and their values are borrowed until db_done. Rows
 * come in the order of the arguments:
 *     db_query_each(&r, db, &REPLIES, n, args);
 *     while (db_next_set(&r))
 *         while (db_next(&r))
 *             ...
 *     rc = db_done(&r); */
void db_query_each(struct rows *r, struct db *db, const struct sql *sql, size_t n,
                   const struct db_args *args);
/* Goes to the rows of the first argument, then of the next one; rows left unread are
 * skipped. false: all arguments have had their turn, or something failed. */
bool db_next_set(struct rows *r);
bool db_next(struct rows *r);
/* Ends the statement and gives the verdict: a row can arrive before its insert fails.
 * Must be called once after every db_query and db_query_each. */
enum rc db_done(struct rows *r) MUST_USE;
/* db_query, every row skipped, db_done. */
enum rc db_run(struct db *db, const struct sql *sql, struct db_args args) MUST_USE;
/* The first column of the first row; RC_NOT_FOUND without a row. */
enum rc db_get_i64(struct db *db, const struct sql *sql, struct db_args args,
                   int64_t *out) MUST_USE;
/* The same where no row is an answer, too: *out is 0 then. */
enum rc db_get_i64_or_zero(struct db *db, const struct sql *sql, struct db_args args,
                           int64_t *out) MUST_USE;
/* Is there a row? */
enum rc db_exists(struct db *db, const struct sql *sql, struct db_args args,
                  bool *yes) MUST_USE;
/* Rows changed by the last statement that ended. */
int64_t db_changes(const struct db *db);
/* Name of the statement that the engine is carrying out, NULL: none. A signal handler
 * may ask. */
const char *db_running(const struct db *db);

int64_t row_i64(const struct rows *r, int column);
bool row_is_null(const struct rows *r, int column);
/* Copied into the arena; NULL columns give "" (row_text_or_null gives NULL). */
const char *row_text(const struct rows *r, int column, struct arena *a);
const char *row_text_or_null(const struct rows *r, int column, struct arena *a);
struct html row_html(const struct rows *r, int column, struct arena *a);
/* false unless the column holds exactly SECRET_BYTES bytes. */
bool row_bytes32(const struct rows *r, int column, struct bytes32 *out);

/* The number that the schema of this database was given last; 0: none yet. */
enum rc db_version(struct db *db, int64_t *version) MUST_USE;
/* In the transaction that changes the schema. */
enum rc db_set_version(struct db *db, int version) MUST_USE;

/* BEGIN IMMEDIATE: for anything that may write. Kept short. */
enum rc db_begin_write(struct db *db) MUST_USE;
/* The same with foreign keys off until db_end: an upgrade step makes tables anew. The
 * step leaves no broken reference, see db_integrity. */
enum rc db_begin_rebuild(struct db *db) MUST_USE;
/* A snapshot for pages that need several reads to agree. */
enum rc db_begin_read(struct db *db) MUST_USE;
/* Commits when rc is RC_OK, else rolls back; returns the final verdict. After
 * db_begin_write, all that the transaction could see is on the disk either way. */
enum rc db_end(struct db *db, enum rc rc) MUST_USE;
/* Others see a commit a moment before it is on the disk. This waits until all that
 * could be read so far is there: for an answer that promises what another request
 * wrote. */
enum rc db_sync(struct db *db) MUST_USE;

/* How the engine carries out every statement that this connection has used so far, a
 * line per step: "SEARCH comment USING INDEX ..." or "SCAN comment". For tests and
 * measurements. */
enum rc db_plans(struct db *db,
                 void (*found)(void *to, const char *name, const char *step),
                 void *to) MUST_USE;

/* Steps that the engine's machine has made in all statements that this connection has
 * used: what work costs, alike on every machine and however busy it is. For tests and
 * measurements. */
int64_t db_steps(const struct db *db);

/* What this connection has done so far, for a trace. */
struct db_work {
    int64_t statements; /* begun */
    int64_t rows;       /* read */
};
struct db_work db_work(const struct db *db);
/* From now on a statement that keeps the engine busy for `ms` or longer, the waits for
 * the lock and for the disk included, is logged as a warning, so many a minute. 0: none,
 * as after db_open(). */
void db_slow_after(struct db *db, int64_t ms);

/* A consistent copy in a new file, made while others read and write. RC_CONFLICT: the
 * file is there already (logged). Nothing is left behind on failure. */
enum rc db_backup(struct db *db, const char *path) MUST_USE;

/* "PRAGMA integrity_check" and "foreign_key_check": one call of `found` per finding. */
enum rc db_integrity(struct db *db, void (*found)(void *to, const char *what),
                     void *to) MUST_USE;

#endif
