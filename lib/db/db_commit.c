/*
 * db_commit.c - how writers wait for each other, and when a commit is on the disk
 */
#include <unistd.h>

#include "db_sqlite.h"

#define LOG_PAGES 1000 /* as SQLite's own: then the log is copied into the file */
#define SOON_US 200
#define SOON_TRIES 50
#define LATER_US 2000

/*
 * A writer holds the lock for some 0.1 ms, so whoever waits looks again soon. SQLite's
 * own pauses grow to 100 ms, and meanwhile others overtake: with eight writers the
 * slowest waited a second.
 */
static int wait_for_turn(void *to, int tries)
{
    const struct db *db = to;
    const bool soon = tries < SOON_TRIES;
    const int64_t waited_us =
        soon ? (int64_t)tries * SOON_US
             : SOON_TRIES * SOON_US + (int64_t)(tries - SOON_TRIES) * LATER_US;

    if (waited_us >= (int64_t)db->busy_timeout_ms * 1000)
        return 0;
    usleep(soon ? SOON_US : LATER_US);
    return 1;
}

static int sync_log(sqlite3 *handle, const char *schema)
{
    sqlite3_file *log;
    const int code =
        sqlite3_file_control(handle, schema, SQLITE_FCNTL_JOURNAL_POINTER, &log);

    if (code != SQLITE_OK || !log->pMethods)
        return code; /* without methods: a database in memory has no file */
    return log->pMethods->xSync(log, SQLITE_SYNC_NORMAL);
}

/* What the disk refused, the kernel may forget, and what follows a hole in the log is
 * lost with it: then nothing counts until the whole log is in the file. */
static int log_to_disk(struct db *db, const char *schema, int pages)
{
    int logged = 0, copied = 0;
    const int code = sync_log(db->handle, schema);

    db->log_has_hole |= code != SQLITE_OK;
    if (!db->log_has_hole && pages < LOG_PAGES)
        return SQLITE_OK;
    if (sqlite3_wal_checkpoint_v2(db->handle, schema, SQLITE_CHECKPOINT_PASSIVE,
                                  &logged, &copied) == SQLITE_OK &&
        logged == copied && code == SQLITE_OK)
        db->log_has_hole = false;
    return db->log_has_hole && code == SQLITE_OK ? SQLITE_IOERR_FSYNC : code;
}

/*
 * SQLite calls this when a commit is in the log and the write lock is free again,
 * before the commit returns; what it answers is the commit's verdict. With
 * synchronous=FULL SQLite would wait for the disk with the lock held, so writers would
 * queue for it one by one; here the disk takes what several of them wrote at once. A
 * commit that has returned is as safe as with FULL. Whoever copies the log into the
 * file (NORMAL) waits for the disk before, too.
 */
static int reach_disk(void *of, sqlite3 *handle, const char *schema, int pages)
{
    struct db *db = of;
    const int code = log_to_disk(db, schema, pages);

    (void)handle;
    db->settled = code == SQLITE_OK;
    return code;
}

enum rc db_settle(struct db *db)
{
    return db_outcome(NULL, log_to_disk(db, "main", 0), "settle");
}

void db_commits_set(struct db *db, int busy_timeout_ms)
{
    db->busy_timeout_ms = busy_timeout_ms;
    sqlite3_busy_handler(db->handle, wait_for_turn, db);
    sqlite3_wal_hook(db->handle, reach_disk, db);
}
