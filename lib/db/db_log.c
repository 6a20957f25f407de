/*
 * db_log.c - bounds the write-ahead log: copies it into the file and restarts it
 *
 * The log starts over if all of it is in the file and no connection reads from it.
 * While several processes write, there is always one that has just added to the log or
 * still reads its end, so it would grow without limit: past a bound one process makes
 * the others wait.
 */
#include <unistd.h>

#include "clock.h"
#include "db_handle.h"
#include "db_log.h"
#include "db_unsynced.h"
#include "db_wait.h"
#include "log.h"

#define STEPS 4 /* of the bound; above it the log is copied once a step */
#define PATIENCE_MS 250
#define PAUSE_US 200
#define REST_MAX 32 /* the longest pause, in lengths of the wait that timed out */

static int wait_briefly(void *nothing, int tries)
{
    (void)nothing;
    if ((int64_t)tries * PAUSE_US >= PATIENCE_MS * 1000)
        return 0;
    usleep(PAUSE_US);
    return 1;
}

static int copy(struct db *db, int mode)
{
    return sqlite3_wal_checkpoint_v2(db->handle, "main", mode, NULL, NULL);
}

static int sync_file(struct db *db)
{
    sqlite3_file *file;
    const int code =
        sqlite3_file_control(db->handle, "main", SQLITE_FCNTL_FILE_POINTER, &file);

    return code ? code : file->pMethods->xSync(file, SQLITE_SYNC_NORMAL);
}

/* Postpones the next restart. A reader can stay for minutes, as a back-up does: the
 * longer it stays, the smaller the share of time that writers lose to vain waits. */
static void rest(struct db *db, int64_t waited_ms)
{
    if (waited_ms == 0)
        return; /* another process is copying */
    db->log_rest = 2 * db->log_rest + 2;
    if (db->log_rest > REST_MAX)
        db->log_rest = REST_MAX;
    db->log_rest_ms = clock_monotonic_ms() + waited_ms * db->log_rest;
}

/* Holds the write lock until no connection reads from the log. It waits only for
 * current readers; a page takes some milliseconds. */
static int start_over(struct db *db)
{
    const int64_t begun_ms = clock_monotonic_ms();
    int code;

    if (begun_ms < db->log_rest_ms)
        return SQLITE_OK;
    sqlite3_busy_handler(db->handle, wait_briefly, NULL);
    code = copy(db, SQLITE_CHECKPOINT_RESTART);
    db_wait_set(db);
    if (code == SQLITE_BUSY)
        rest(db, clock_monotonic_ms() - begun_ms);
    else
        db->log_rest = 0;
    return code;
}

/* First copies what it can while others write, so that they wait only for the rest. */
static int copy_log(struct db *db)
{
    int code = copy(db, SQLITE_CHECKPOINT_PASSIVE);

    if (!code)
        code = sync_file(db);
    return code ? code : start_over(db);
}

/* Returns the pages that this connection has written since the last call. */
static int pages_written(struct db *db)
{
    int n = 0, peak;

    sqlite3_db_status(db->handle, SQLITE_DBSTATUS_CACHE_WRITE, &n, &peak, 1);
    return n;
}

void db_log_bound(struct db *db, int pages)
{
    const int step = db->log_pages / STEPS, before = pages - pages_written(db);
    int code;

    /* Exactly one commit passes each step, in whichever process. */
    if (pages < db->log_pages || pages / step == before / step)
        return;
    code = copy_log(db);
    if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
        return; /* another process copies, or a statement here still reads */
    if (code == SQLITE_IOERR_FSYNC)
        db_unsynced_set(db);
    if (db_outcome(db->handle, code, "copy of the log"))
        log_warning("database: the log grows until it can be copied into the file");
}
