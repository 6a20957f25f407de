/*
 * db_commit.h - makes a commit wait for the disk
 *
 * Private to lib/db.
 */
#ifndef DB_COMMIT_H
#define DB_COMMIT_H

#include "db_handle.h"

/* Installs the hook that makes each commit wait for the disk. */
void db_commits_set(struct db *db);
/* RC_FULL (logged): a sync has failed, so writing is refused. */
enum rc db_writable(struct db *db, const char *doing) MUST_USE;

#endif
