/*
 * db_unsynced.h - the mark of a failed sync
 *
 * Private to lib/db.
 */
#ifndef DB_UNSYNCED_H
#define DB_UNSYNCED_H

#include "db_handle.h"

/* Records that a sync has failed: sets db->unsynced and makes the mark. */
void db_unsynced_set(struct db *db);
/* Call before `db` opens the file: recovers from a failed sync if no process has the
 * database open. Logs the outcome. */
void db_unsynced_recover(struct db *db, const char *path);

#endif
