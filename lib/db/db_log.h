/*
 * db_log.h - the bound of the write-ahead log
 *
 * Inside lib/db.
 */
#ifndef DB_LOG_H
#define DB_LOG_H

#include "db_handle.h"

/* Copies the log once it is long. Called after a commit that is on the disk; `pages` are
 * in the log now. */
void db_log_bound(struct db *db, int pages);

#endif
