/*
 * db_log.h - the bound of the write-ahead log
 *
 * Private to lib/db.
 */
#ifndef DB_LOG_H
#define DB_LOG_H

#include "db_handle.h"

/* Copies the log if it is long. Call after a commit that is on the disk; `pages` is the
 * length of the log. */
void db_log_bound(struct db *db, int pages);

#endif
