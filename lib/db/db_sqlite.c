/*
 * db_sqlite.c - the database behind db.h: SQLite 3.40
 */
#include <assert.h>

#include "clock.h"
#include "db_commit.h"
#include "db_handle.h"
#include "db_slow.h"
#include "db_wait.h"
#include "log.h"

static const struct sql BEGIN_WRITE = { "begin_write", "BEGIN IMMEDIATE" };
static const struct sql BEGIN_READ = { "begin_read", "BEGIN" };
static const struct sql COMMIT = { "commit", "COMMIT" };
static const struct sql ROLLBACK = { "rollback", "ROLLBACK" };
static const struct sql GET_VERSION = { "version", "PRAGMA user_version" };

enum rc db_script(struct db *db, const char *name, const char *text)
{
    const int code = sqlite3_exec(db->handle, text, NULL, NULL, NULL);

    db_wait_over(db);
    return db_outcome(db->handle, code, name);
}

struct db_value db_null(void)
{
    return (struct db_value){ .type = DB_NULL };
}

struct db_value db_i64(int64_t value)
{
    return (struct db_value){ .type = DB_INT, .i = value };
}

struct db_value db_id(int64_t id)
{
    return id ? db_i64(id) : db_null();
}

struct db_value db_text(const char *text)
{
    if (!text)
        return db_null();
    return (struct db_value){ .type = DB_TEXT, .p = text, .n = strlen(text) };
}

struct db_value db_html(struct html html)
{
    return db_text(html.s);
}

struct db_value db_bytes32(const struct bytes32 *s)
{
    return (struct db_value){ .type = DB_BLOB, .p = s->b, .n = sizeof(s->b) };
}

/* Do $1, $2, ... first appear in this order? See db.h. */
__attribute__((unused)) static bool parameters_in_order(const char *text)
{
    int seen = 0;

    for (const char *s = text; (s = strchr(s, '$')) != NULL; s++) {
        int number = 0;

        for (const char *d = s + 1; *d >= '0' && *d <= '9'; d++)
            number = number * 10 + (*d - '0');
        if (number < 1 || number > seen + 1)
            return false;
        if (number == seen + 1)
            seen++;
    }
    return true;
}

static struct db_statement *slot_of(struct db *db, const struct sql *sql)
{
    size_t i = ((uintptr_t)sql >> 4) % DB_STATEMENTS;

    for (size_t tries = 0; tries < DB_STATEMENTS; tries++) {
        struct db_statement *s = &db->statements[(i + tries) % DB_STATEMENTS];

        if (!s->sql || s->sql == sql)
            return s;
    }
    assert(0 && "more statements than DB_STATEMENTS");
    return NULL;
}

static enum rc prepared(struct db *db, const struct sql *sql, sqlite3_stmt **out)
{
    struct db_statement *slot = slot_of(db, sql);
    int code;

    if (!slot->sql) {
        assert(parameters_in_order(sql->text));
        code = sqlite3_prepare_v3(db->handle, sql->text, -1, SQLITE_PREPARE_PERSISTENT,
                                  &slot->stmt, NULL);
        if (code != SQLITE_OK)
            return db_outcome(db->handle, code, sql->name);
        slot->sql = sql;
    }
    assert(!sqlite3_stmt_busy(slot->stmt));
    *out = slot->stmt;
    return RC_OK;
}

static int bind(sqlite3_stmt *stmt, int at, const struct db_value *v)
{
    switch (v->type) {
    case DB_INT:
        return sqlite3_bind_int64(stmt, at, v->i);
    case DB_TEXT:
        return sqlite3_bind_text64(stmt, at, v->p, v->n, SQLITE_STATIC, SQLITE_UTF8);
    case DB_BLOB:
        return sqlite3_bind_blob64(stmt, at, v->p, v->n, SQLITE_STATIC);
    case DB_NULL:
        break;
    }
    return sqlite3_bind_null(stmt, at);
}

/* Is it BEGIN IMMEDIATE, or a writing statement outside a transaction? */
static bool begins_to_write(struct db *db, sqlite3_stmt *stmt)
{
    return sqlite3_get_autocommit(db->handle) && !sqlite3_stmt_readonly(stmt);
}

/* Begins a run of the statement with these arguments. */
static void run(struct rows *r, struct db_args args)
{
    sqlite3 *handle = r->db->handle;

    if (!r->rc && begins_to_write(r->db, r->statement))
        r->rc = db_writable(r->db, r->sql->name);
    if (r->rc)
        return;
    r->db->work.statements++;
    assert((size_t)sqlite3_bind_parameter_count(r->statement) == args.n);
    for (size_t i = 0; i < args.n && !r->rc; i++)
        r->rc = db_outcome(handle, bind(r->statement, (int)i + 1, &args.v[i]),
                           r->sql->name);
}

/* Ends the run. A writing statement runs to its end first: a reset would commit it
 * without the wait for the disk (db_commit.c). */
static void end_run(struct rows *r)
{
    sqlite3_stmt *stmt = r->statement;
    int code;

    while (sqlite3_stmt_busy(stmt) && !sqlite3_stmt_readonly(stmt) && db_next(r))
        ;
    code = sqlite3_reset(stmt);
    if (!r->rc)
        r->rc = db_outcome(r->db->handle, code, r->sql->name);
}

static void begin_rows(struct rows *r, struct db *db, const struct sql *sql)
{
    sqlite3_stmt *stmt = NULL;

    *r = (struct rows){ .db = db, .sql = sql };
    r->rc = prepared(db, sql, &stmt);
    r->statement = stmt;
}

void db_query(struct rows *r, struct db *db, const struct sql *sql, struct db_args args)
{
    begin_rows(r, db, sql);
    run(r, args);
}

void db_query_each(struct rows *r, struct db *db, const struct sql *sql, size_t n,
                   const struct db_args *args)
{
    begin_rows(r, db, sql);
    assert(r->rc || sqlite3_stmt_readonly(r->statement));
    r->sets = args;
    r->sets_n = n;
}

bool db_next_set(struct rows *r)
{
    if (!r->rc)
        end_run(r);
    if (r->rc || !r->sets_n)
        return false;
    run(r, *r->sets);
    r->sets++;
    r->sets_n--;
    return !r->rc;
}

/* sqlite3_step, timed only if slow statements are logged. */
static int step(struct rows *r)
{
    const bool timed = r->db->slow_ms > 0;
    const int64_t begun = timed ? clock_coarse_ms() : 0;
    const int code = sqlite3_step(r->statement);

    if (timed)
        r->ms += clock_coarse_ms() - begun;
    return code;
}

bool db_next(struct rows *r)
{
    int code;

    if (r->rc)
        return false;
    r->db->running = r->sql;
    code = step(r);
    r->db->running = NULL;
    db_wait_over(r->db);
    if (code == SQLITE_ROW) {
        r->db->work.rows++;
        return true;
    }
    if (code == SQLITE_ERROR)
        code = sqlite3_reset(r->statement); /* returns the code of a failed commit */
    r->rc = db_outcome(r->db->handle, code, r->sql->name);
    return false;
}

enum rc db_done(struct rows *r)
{
    if (!r->statement)
        return r->rc;
    end_run(r);
    sqlite3_clear_bindings(r->statement);
    db_slow_look(r);
    r->statement = NULL;
    return r->rc;
}

struct db_work db_work(const struct db *db)
{
    return db->work;
}

int64_t db_changes(const struct db *db)
{
    return sqlite3_changes64(db->handle);
}

const char *db_running(const struct db *db)
{
    const struct sql *sql = db->running;

    return sql ? sql->name : NULL;
}

int64_t row_i64(const struct rows *r, int column)
{
    return sqlite3_column_int64(r->statement, column);
}

bool row_is_null(const struct rows *r, int column)
{
    return sqlite3_column_type(r->statement, column) == SQLITE_NULL;
}

const char *row_text_or_null(const struct rows *r, int column, struct arena *a)
{
    const char *s = (const char *)sqlite3_column_text(r->statement, column);

    return s ? arena_strndup(a, s, (size_t)sqlite3_column_bytes(r->statement, column))
             : NULL;
}

const char *row_text(const struct rows *r, int column, struct arena *a)
{
    const char *s = row_text_or_null(r, column, a);

    return s ? s : "";
}

struct html row_html(const struct rows *r, int column, struct arena *a)
{
    return (struct html){ row_text(r, column, a) };
}

bool row_bytes32(const struct rows *r, int column, struct bytes32 *out)
{
    const void *p = sqlite3_column_blob(r->statement, column);

    if (!p || sqlite3_column_bytes(r->statement, column) != SECRET_BYTES)
        return false;
    memcpy(out->b, p, SECRET_BYTES);
    return true;
}

enum rc db_version(struct db *db, int64_t *version)
{
    return db_get_i64(db, &GET_VERSION, DB_NO_ARGS, version);
}

enum rc db_set_version(struct db *db, int version)
{
    char text[64]; /* a pragma takes no parameters */

    snprintf(text, sizeof(text), "PRAGMA user_version = %d", version);
    return db_script(db, "set_version", text);
}

enum rc db_begin_write(struct db *db)
{
    const enum rc rc = db_run(db, &BEGIN_WRITE, DB_NO_ARGS);

    db->writing = !rc;
    db->synced = false;
    return rc;
}

/* Call outside a transaction: SQLite ignores this pragma inside one. */
static enum rc foreign_keys(struct db *db, bool on)
{
    return db_script(db, "foreign_keys",
                     on ? "PRAGMA foreign_keys = ON" : "PRAGMA foreign_keys = OFF");
}

enum rc db_begin_rebuild(struct db *db)
{
    enum rc rc = foreign_keys(db, false);

    db->rebuilding = !rc;
    return rc ? rc : db_begin_write(db);
}

enum rc db_begin_read(struct db *db)
{
    return db_run(db, &BEGIN_READ, DB_NO_ARGS);
}

enum rc db_end(struct db *db, enum rc rc)
{
    const enum rc asked = rc;

    if (!rc)
        rc = db_run(db, &COMMIT, DB_NO_ARGS);
    /* A failed commit leaves the transaction open; a full disk may have ended it
     * already. */
    if (!sqlite3_get_autocommit(db->handle)) {
        enum rc undone = db_run(db, &ROLLBACK, DB_NO_ARGS);

        rc = rc ? rc : undone;
    }
    if (db->rebuilding) {
        enum rc restored = foreign_keys(db, true);

        db->rebuilding = false;
        rc = rc ? rc : restored;
    }
    /* It wrote nothing, but its caller may respond with what it read. */
    if (db->writing && !db->synced && rc == asked) {
        enum rc synced = db_sync(db);

        rc = synced ? synced : rc;
    }
    db->writing = false;
    return rc;
}

static enum rc findings(struct db *db, const char *pragma,
                        bool is_finding(sqlite3_stmt *), const char *format,
                        void (*found)(void *to, const char *what), void *to)
{
    sqlite3_stmt *stmt;
    int code = sqlite3_prepare_v2(db->handle, pragma, -1, &stmt, NULL);

    while (code == SQLITE_OK || code == SQLITE_ROW) {
        code = sqlite3_step(stmt);
        if (code == SQLITE_ROW && is_finding(stmt)) {
            char *line = sqlite3_mprintf(format, sqlite3_column_text(stmt, 0),
                                         sqlite3_column_text(stmt, 1));

            found(to, line ? line : pragma);
            sqlite3_free(line);
        }
    }
    sqlite3_finalize(stmt);
    return db_outcome(db->handle, code, pragma);
}

static bool not_ok(sqlite3_stmt *stmt)
{
    const char *text = (const char *)sqlite3_column_text(stmt, 0);

    return !text || strcmp(text, "ok") != 0;
}

static bool always(sqlite3_stmt *stmt)
{
    (void)stmt;
    return true;
}

/* Reports the plan of one statement, one call of `found` per step. */
static enum rc explain(struct db *db, const struct sql *sql,
                       void (*found)(void *to, const char *name, const char *step),
                       void *to)
{
    char *text = sqlite3_mprintf("EXPLAIN QUERY PLAN %s", sql->text);
    sqlite3_stmt *stmt;
    int code = sqlite3_prepare_v2(db->handle, text, -1, &stmt, NULL);

    sqlite3_free(text);
    while (code == SQLITE_OK || code == SQLITE_ROW) {
        code = sqlite3_step(stmt);
        if (code == SQLITE_ROW)
            found(to, sql->name, (const char *)sqlite3_column_text(stmt, 3));
    }
    sqlite3_finalize(stmt);
    return db_outcome(db->handle, code, sql->name);
}

enum rc db_plans(struct db *db,
                 void (*found)(void *to, const char *name, const char *step), void *to)
{
    enum rc rc = RC_OK;

    for (size_t i = 0; !rc && i < DB_STATEMENTS; i++)
        if (db->statements[i].sql)
            rc = explain(db, db->statements[i].sql, found, to);
    return rc;
}

int64_t db_steps(const struct db *db)
{
    int64_t steps = 0;

    for (size_t i = 0; i < DB_STATEMENTS; i++)
        if (db->statements[i].stmt)
            steps += sqlite3_stmt_status(db->statements[i].stmt,
                                         SQLITE_STMTSTATUS_VM_STEP, 0);
    return steps;
}

enum rc db_integrity(struct db *db, void (*found)(void *to, const char *what), void *to)
{
    enum rc rc =
        findings(db, "PRAGMA integrity_check(20)", not_ok, "integrity: %s", found, to);

    if (rc)
        return rc;
    return findings(db, "PRAGMA foreign_key_check", always,
                    "foreign key: table %s, row %s points to nothing", found, to);
}
