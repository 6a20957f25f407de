/*
 * db_commit.c - a commit returns when it is on the disk
 */
#include "db_commit.h"
#include "db_handle.h"
#include "db_log.h"
#include "db_unsynced.h"
#include "log.h"

static int sync_log(sqlite3 *handle)
{
    sqlite3_file *log;
    const int code =
        sqlite3_file_control(handle, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);

    if (code != SQLITE_OK || !log->pMethods)
        return code; /* without methods: a database in memory has no file */
    return log->pMethods->xSync(log, SQLITE_SYNC_NORMAL);
}

/* Syncs the log, unless SQLite has done so (FULL) or a sync has failed already: callers
 * then look for the mark of a failed sync (db_unsynced), which all processes see. */
static int log_to_disk(struct db *db)
{
    int code;

    if (db->durability == DB_FULL || db->unsynced)
        return SQLITE_OK;
    code = sync_log(db->handle);
    if (code)
        db_unsynced_set(db);
    return code;
}

/*
 * SQLite calls this when a commit is in the log and the write lock is free again,
 * before the commit returns; the result is the commit's verdict. With synchronous=FULL
 * SQLite waits for the disk with the lock held, so each writer waits for all syncs
 * before its own; here one sync serves several writers. A commit that returned RC_OK is
 * as safe as with FULL. A checkpoint also syncs the log before it copies (NORMAL).
 */
static int reach_disk(void *of, sqlite3 *handle, const char *schema, int pages)
{
    struct db *db = of;
    int code = log_to_disk(db);

    (void)handle;
    (void)schema;
    if (!code && db_unsynced(db))
        code = SQLITE_IOERR_FSYNC;
    db->synced = code == SQLITE_OK;
    if (db->synced)
        db_log_bound(db, pages);
    return code;
}

enum rc db_sync(struct db *db)
{
    const enum rc rc = db_outcome(NULL, log_to_disk(db), "sync");

    return rc ? rc : db_writable(db, "sync");
}

enum rc db_writable(struct db *db, const char *doing)
{
    if (!db_unsynced(db))
        return RC_OK;
    log_error("database: %s: nothing is written since a sync has failed, until every "
              "process has closed the database; look at dmesg",
              doing);
    return RC_FULL;
}

enum rc db_durability(struct db *db, enum db_durability durability)
{
    db->durability = durability;
    return db_script(db, "durability",
                     durability == DB_FULL ? "PRAGMA synchronous = FULL"
                                           : "PRAGMA synchronous = NORMAL");
}

void db_commits_set(struct db *db)
{
    sqlite3_wal_hook(db->handle, reach_disk, db);
}
