/*
 * db_unsynced.c - stops all writing after a failed sync, in every process
 *
 * The kernel reports once that it could not write a page, then counts it as written:
 * the next sync succeeds, and on some file systems the page is gone from memory, too.
 * From then on the log may have a hole on the disk. A power cut would lose a commit
 * behind the hole. If the log were copied, it would damage the whole database: after
 * the cut the part before the hole would be copied again, over later content.
 *
 * So a mark file is made beside the database, and while it exists no process writes or
 * copies. When no process has the database open, the next one to open it writes the log
 * again, byte by byte, and syncs it. Only then does the disk hold what can be read from
 * the log. SQLite then recovers the log up to the first frame with a wrong checksum, as
 * after a crash, and copies all of it.
 */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "db_handle.h"
#include "db_unsynced.h"
#include "log.h"

#define PIECE 16384

static bool is_marked(const struct db *db)
{
    return db->mark && access(db->mark, F_OK) == 0;
}

bool db_unsynced(struct db *db)
{
    db->unsynced = db->unsynced || is_marked(db);
    return db->unsynced;
}

/* Makes the mark as a hard link to the database: it needs no descriptor, no inode. */
static bool link_mark(struct db *db)
{
    return link(sqlite3_db_filename(db->handle, "main"), db->mark) == 0 ||
           errno == EEXIST;
}

void db_unsynced_set(struct db *db)
{
    int fd;

    db->unsynced = true;
    if (!db->mark)
        return;
    /* O_EXCL: opening and closing such a link would drop our locks on the database. */
    fd = open(db->mark, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    if (fd >= 0)
        close(fd);
    else if (!link_mark(db))
        log_error("database: cannot create %s: %m; create it by hand at once, then "
                  "restart tertulia: the disk refused to keep what was written",
                  db->mark);
}

static int write_again(sqlite3_file *log)
{
    char piece[PIECE];
    sqlite3_int64 size = 0, at = 0;
    int code = log->pMethods->xFileSize(log, &size);

    while (!code && at < size) {
        const int n = size - at < PIECE ? (int)(size - at) : PIECE;

        code = log->pMethods->xRead(log, piece, n, at);
        if (!code)
            code = log->pMethods->xWrite(log, piece, n, at);
        at += n;
    }
    return code ? code : log->pMethods->xSync(log, SQLITE_SYNC_NORMAL);
}

/* Locks the database. SQLITE_BUSY: another connection has it open. */
static int take_whole(sqlite3 *handle)
{
    db_harden(handle);
    /* Otherwise the close of this connection would copy the log. */
    sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    return sqlite3_exec(handle,
                        "PRAGMA locking_mode = EXCLUSIVE;"
                        "SELECT count(*) FROM sqlite_schema;",
                        NULL, NULL, NULL);
}

static int recover(sqlite3 *handle)
{
    sqlite3_file *log;
    int code = take_whole(handle);

    if (!code)
        code = sqlite3_file_control(handle, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
    return code || !log->pMethods ? code : write_again(log);
}

void db_unsynced_recover(struct db *db, const char *path)
{
    sqlite3 *handle = NULL;
    int code;

    if (!is_marked(db))
        return;
    code = sqlite3_open_v2(path, &handle, DB_OPEN_FLAGS, NULL);
    if (!code)
        code = recover(handle);
    if ((code & 0xff) == SQLITE_BUSY)
        log_warning("database: a sync of %s has failed; nothing is written to it "
                    "before every process has closed it",
                    path);
    else if (db_outcome(handle, code, "recover") == RC_OK) {
        unlink(db->mark);
        log_warning("database: a sync of %s had failed; its log is on the disk now",
                    path);
    }
    sqlite3_close(handle);
}
