/*
 * db_open.c - opening and closing a database
 */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "db_commit.h"
#include "db_handle.h"
#include "db_open.h"
#include "db_slow.h"
#include "db_unsynced.h"
#include "db_wait.h"
#include "log.h"

enum rc db_create_file(const char *path)
{
    const int fd = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);

    if (fd >= 0 && close(fd) == 0)
        return RC_OK;
    log_error("database: cannot create %s: %s", path, strerror(errno));
    return errno == EEXIST ? RC_CONFLICT : RC_FAIL;
}

static bool in_memory(const char *path)
{
    return strcmp(path, ":memory:") == 0;
}

static enum rc path_usable(const char *path, enum db_mode mode)
{
    if (in_memory(path))
        return RC_OK;
    if (mode == DB_CREATE)
        return db_create_file(path);
    if (access(path, F_OK) == 0)
        return RC_OK;
    if (errno != ENOENT) {
        log_error("database: cannot reach %s: %s", path, strerror(errno));
        return RC_FAIL;
    }
    log_error("database: there is no %s; 'tertulia init' creates it", path);
    return RC_NOT_FOUND;
}

/* Switches to WAL and checks the mode that SQLite returns: it may keep another one. */
static enum rc use_log(struct db *db, const char *path)
{
    const char *wanted = in_memory(path) ? "memory" : "wal", *mode = "";
    sqlite3_stmt *stmt;
    int code =
        sqlite3_prepare_v2(db->handle, "PRAGMA journal_mode = WAL", -1, &stmt, NULL);
    enum rc rc;

    if (!code)
        code = sqlite3_step(stmt);
    rc = db_outcome(db->handle, code, path);
    if (!rc)
        mode = (const char *)sqlite3_column_text(stmt, 0);
    if (!rc && strcmp(mode, wanted) != 0) {
        log_error(
            "database: %s: SQLite's journal mode is \"%s\" there, not \"%s\", and "
            "what is saved could be lost; put it on a local disk, see [paths] "
            "database",
            path, mode, wanted);
        rc = RC_FAIL;
    }
    sqlite3_finalize(stmt);
    return rc;
}

static enum rc set_up(struct db *db, const char *path, int busy_timeout_ms)
{
    enum rc rc;

    db_harden(db->handle);
    db->busy_timeout_ms = busy_timeout_ms;
    db_wait_set(db);
    db_commits_set(db);
    rc = use_log(db, path);
    return rc ? rc
              : db_script(db, "open",
                          "PRAGMA synchronous = NORMAL;"
                          "PRAGMA foreign_keys = ON;"
                          "PRAGMA journal_size_limit = 33554432;"
                          "PRAGMA temp_store = MEMORY;"
                          "PRAGMA cache_size = -4096;");
}

/* Sets the names of the files beside the database. Returns false without memory. */
static bool name_files(struct db *db, const char *path)
{
    db->mark = sqlite3_mprintf("%s-unsynced", path);
    db->places_path = sqlite3_mprintf("%s-writers", path);
    return db->mark && db->places_path;
}

static struct db *db_new(const char *path)
{
    struct db *db = calloc(1, sizeof(*db));

    if (!db)
        return NULL;
    db->place.fd = -1;
    db->log_pages = DB_LOG_PAGES;
    if (in_memory(path) || name_files(db, path))
        return db;
    db_close(db);
    return NULL;
}

static enum rc open_handle(struct db **out, const char *path, int busy_timeout_ms)
{
    struct db *db = db_new(path);
    enum rc rc;
    int code;

    if (!db) {
        log_error("database: out of memory");
        return RC_FAIL;
    }
    db_unsynced_recover(db, path);
    code = sqlite3_open_v2(path, &db->handle, DB_OPEN_FLAGS, NULL);
    rc = db_outcome(db->handle, code, path);
    if (!rc)
        rc = set_up(db, path, busy_timeout_ms);
    if (rc) {
        db_close(db);
        return rc;
    }
    *out = db;
    return RC_OK;
}

enum rc db_open(struct db **out, const char *path, enum db_mode mode,
                int busy_timeout_ms)
{
    enum rc rc = path_usable(path, mode);

    if (rc)
        return rc;
    rc = open_handle(out, path, busy_timeout_ms);
    if (rc && mode == DB_CREATE && !in_memory(path))
        unlink(path); /* it is empty and would stop the next attempt */
    return rc;
}

void db_close(struct db *db)
{
    if (!db)
        return;
    db_slow_end(db);
    for (size_t i = 0; i < DB_STATEMENTS; i++)
        sqlite3_finalize(db->statements[i].stmt);
    /* The last connection to close copies the log into the file; after a failed sync it
     * must not. */
    if (db_unsynced(db))
        sqlite3_db_config(db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    sqlite3_close(db->handle);
    sqlite3_free(db->mark);
    sqlite3_free(db->places_path);
    free(db);
}
