/*
 * db_handle.c - maps SQLite's result codes; limits what a file can make SQLite do
 */
#include <errno.h>
#include <sys/statvfs.h>

#include "array.h"
#include "db_handle.h"
#include "log.h"

#define VALUE_BYTES_MAX (4 * 1024 * 1024)

/* A file that cannot be created is only SQLITE_CANTOPEN: finds the cause. */
static int hindrance_of_folder(sqlite3 *handle)
{
    const char *path = sqlite3_db_filename(handle, "main");
    struct statvfs fs;

    if (!path || statvfs(path, &fs) != 0)
        return 0;
    return fs.f_flag & ST_RDONLY ? EROFS : fs.f_bavail == 0 ? ENOSPC : 0;
}

/* Returns why the system refuses all writes for now: ENOSPC, EDQUOT, EROFS; else 0.
 * SQLite names only a full disk, and not always; errno still has the value of its last
 * system call. A failed sync is another matter: the bytes are written already. */
static int hindrance(sqlite3 *handle, int code)
{
    switch (code) {
    case SQLITE_FULL:
        return ENOSPC;
    case SQLITE_CANTOPEN:
        return handle ? hindrance_of_folder(handle) : 0;
    case SQLITE_IOERR_WRITE:
    case SQLITE_IOERR_TRUNCATE:
    case SQLITE_IOERR_SHMSIZE:
        return errno == ENOSPC || errno == EDQUOT || errno == EROFS ? errno : 0;
    }
    return 0;
}

static const char *advice(int code, int hindrance)
{
    switch (hindrance) {
    case ENOSPC:
        return "the disk is full: free some space";
    case EDQUOT:
        return "the quota of the user that runs tertulia is used up: free some space "
               "or raise it";
    case EROFS:
        return "the file system can only be read: look at dmesg, then mount it for "
               "writing";
    }
    switch (code) {
    case SQLITE_IOERR_SHMOPEN:
    case SQLITE_IOERR_SHMMAP:
    case SQLITE_IOERR_SHMLOCK:
    case SQLITE_IOERR_LOCK:
        return "put the database on a local disk: this file system lacks what several "
               "processes need to share one";
    }
    switch (code & 0xff) {
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        return "check that the file and its folder belong to the user that runs "
               "tertulia";
    case SQLITE_IOERR:
        return "the disk answers with errors: look at dmesg, then at the last back-up";
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return "the file is damaged: restore the last back-up";
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return "another process holds the database for long";
    default:
        return "this should not happen: report it with this line";
    }
}

enum rc db_outcome(sqlite3 *handle, int code, const char *doing)
{
    const int why = hindrance(handle, code);

    if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE)
        return RC_OK;
    if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY)
        return RC_CONFLICT;
    log_error("database: %s: %s (%d); %s", doing,
              handle ? sqlite3_errmsg(handle) : sqlite3_errstr(code), code,
              advice(code, why));
    if (why)
        return RC_FULL;
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return RC_BUSY;
    case SQLITE_READONLY:
        return RC_FULL;
    default:
        return RC_FAIL;
    }
}

void db_harden(sqlite3 *h)
{
    static const struct {
        int id, value;
    } limits[] = {
        { SQLITE_LIMIT_LENGTH, VALUE_BYTES_MAX },
        { SQLITE_LIMIT_SQL_LENGTH, 100000 },
        { SQLITE_LIMIT_ATTACHED, 0 },
        { SQLITE_LIMIT_WORKER_THREADS, 0 },
        { SQLITE_LIMIT_TRIGGER_DEPTH, 10 },
    };

    sqlite3_db_config(h, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(h, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(h, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    sqlite3_db_config(h, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(h, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
    for (size_t i = 0; i < ARRAY_LEN(limits); i++)
        sqlite3_limit(h, limits[i].id, limits[i].value);
}
