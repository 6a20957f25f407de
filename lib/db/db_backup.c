/*
 * db_backup.c - a copy of a database in use, through SQLite's backup interface
 */
#include <sqlite3.h>
#include <unistd.h>

#include "db.h"
#include "db_handle.h"
#include "db_open.h"

static enum rc copy(struct db *db, sqlite3 *to, const char *path)
{
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", db->handle, "main");
    int step, code;

    if (!backup)
        return db_outcome(to, sqlite3_errcode(to), path);
    /* All at once: in WAL mode a reader does not block writers, and a copy in steps
     * starts over at each write. */
    step = sqlite3_backup_step(backup, -1);
    /* Returns SQLITE_OK even if the step found the source busy. */
    code = sqlite3_backup_finish(backup);
    return db_outcome(to, step == SQLITE_DONE ? code : step, path);
}

enum rc db_backup(struct db *db, const char *path)
{
    sqlite3 *to = NULL;
    enum rc rc = db_create_file(path);
    int code;

    if (rc)
        return rc;
    code = sqlite3_open_v2(path, &to, SQLITE_OPEN_READWRITE, NULL);
    rc = db_outcome(to, code, path);
    if (!rc)
        rc = copy(db, to, path);
    sqlite3_close(to);
    if (rc)
        unlink(path);
    return rc;
}
