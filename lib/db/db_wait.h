/*
 * db_wait.h - how a writer waits for the write lock
 *
 * Private to lib/db.
 */
#ifndef DB_WAIT_H
#define DB_WAIT_H

#include "db_handle.h"

/* Installs the handler that waits for the write lock, up to the time-out. */
void db_wait_set(struct db *db);
/* Gives back the place that a waiting statement took, if it took one. */
void db_wait_over(struct db *db);

#endif
