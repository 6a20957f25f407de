/*
 * upgrade.h - creates a database and brings older files up to schema.sql
 */
#ifndef UPGRADE_H
#define UPGRADE_H

#include "db.h"

#define SCHEMA_VERSION 5

/* A comment's first words, of its Markdown: COMMENT_EXCERPT_MAX code points at most. The
 * result may lie in the arena. */
typedef const char *(*schema_excerpt)(struct arena *a, const char *source);

/* schema.sql, run in an empty database. */
enum rc schema_create(struct db *db) MUST_USE;
/* RC_OK: the file is current. RC_CONFLICT: older, "tertulia upgrade" is needed.
 * RC_INVALID: newer than this program. Both are logged with what to do. */
enum rc schema_require_current(struct db *db) MUST_USE;
/* Runs the numbered steps (steps/N.sql leads to version N) in one transaction, with
 * `excerpt` for the comments of a file that kept none. RC_INVALID: the file is newer.
 * RC_CONFLICT: it is no site's. */
enum rc schema_upgrade(struct db *db, schema_excerpt excerpt) MUST_USE;

#endif
