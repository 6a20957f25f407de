/*
 * db_open.h - opening, creating and closing a database file
 *
 * Private to lib/db.
 */
#ifndef DB_OPEN_H
#define DB_OPEN_H

#include "db_handle.h"

/* Makes a private, empty file. RC_CONFLICT: it exists. Logs every failure. */
enum rc db_create_file(const char *path) MUST_USE;

#endif
