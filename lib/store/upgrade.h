/*
 * upgrade.h - creates a database and upgrades older files to schema.sql
 */
#ifndef UPGRADE_H
#define UPGRADE_H

#include "db.h"

#define SCHEMA_VERSION 5

/* Returns the first words of a comment from its Markdown, at most COMMENT_EXCERPT_MAX
 * code points. The result may lie in the arena. */
typedef const char *(*schema_excerpt)(struct arena *a, const char *source);

/* Runs schema.sql in an empty database. */
enum rc schema_create(struct db *db) MUST_USE;
/* RC_OK: the file is current. RC_CONFLICT: older, "tertulia upgrade" is needed.
 * RC_INVALID: newer than this program. Both are logged with what to do. */
enum rc schema_require_current(struct db *db) MUST_USE;
/* Runs the numbered steps (steps/N.sql leads to version N) in one transaction;
 * `excerpt` fills the excerpts of a file without them. RC_INVALID: the file is newer.
 * RC_CONFLICT: the file is not a site's. */
enum rc schema_upgrade(struct db *db, schema_excerpt excerpt) MUST_USE;

#endif
