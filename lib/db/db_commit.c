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
 * A writer holds the lock for some 0.1 ms, so whoever waits looks again soon. SQLite's own
 * pauses grow to 100 ms, and meanwhile others overtake: with eight writers the slowest
 * waited a second.
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

/*
 * SQLite calls this when a commit is in the log and the write lock is free again, before
 * the commit returns; what it answers is the commit's verdict. synchronous=FULL would wait
 * for the disk with the lock held, so writers would queue for it one by one; here the disk
 * takes what several of them wrote at once. A commit that has returned is as safe as with
 * FULL. Whoever copies the log into the file (NORMAL) waits for the disk before, too.
 */
static int reach_disk(void *unused, sqlite3 *handle, const char *schema, int pages)
{
    sqlite3_file *log;
    int code = sqlite3_file_control(handle, schema, SQLITE_FCNTL_JOURNAL_POINTER, &log);

    (void)unused;
    if (code == SQLITE_OK)
        code = log->pMethods->xSync(log, SQLITE_SYNC_NORMAL);
    /* What the disk refused, the kernel may forget: the log starts over once it is in the
     * file. A copy that fails takes nothing from this commit; the next one tries again. */
    if (code != SQLITE_OK || pages >= LOG_PAGES)
        sqlite3_wal_checkpoint_v2(handle, schema, SQLITE_CHECKPOINT_PASSIVE, NULL,
                                  NULL);
    return code;
}

void db_commits_set(struct db *db, int busy_timeout_ms)
{
    db->busy_timeout_ms = busy_timeout_ms;
    sqlite3_busy_handler(db->handle, wait_for_turn, db);
    sqlite3_wal_hook(db->handle, reach_disk, NULL);
}
