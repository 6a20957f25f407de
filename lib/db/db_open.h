/*
 * db_open.h - opening, creating and closing a database file
 *
 * Inside lib/db.
 */
#ifndef DB_OPEN_H
#define DB_OPEN_H

#include "db_handle.h"

/* A new, private, empty file. RC_CONFLICT: it is there already. Logged. */
enum rc db_create_file(const char *path) MUST_USE;

#endif
