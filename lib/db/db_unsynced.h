/*
 * db_unsynced.h - what a failed sync leaves behind
 *
 * Inside lib/db.
 */
#ifndef DB_UNSYNCED_H
#define DB_UNSYNCED_H

#include "db_handle.h"

/* Notes that a sync has failed: sets db->unsynced and leaves the mark. */
void db_unsynced_set(struct db *db);
/* Before `db` opens the file: puts right what a failed sync left, if nobody has the
 * database open. Outcomes are logged. */
void db_unsynced_recover(struct db *db, const char *path);

#endif
