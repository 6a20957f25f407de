/*
 * settle.h - what follows when a comment changes: every number that depends on it
 *
 * Inside lib/store: comment.c and edit.c end each change with it.
 */
#ifndef SETTLE_H
#define SETTLE_H

#include "comment.h"

/* Inside a write transaction, once the comment's row holds `after`. Both are the same
 * comment; a new one was COMMENT_PENDING before. State, side, changed_mind and `shown`
 * may differ. Thread size, tally, voices, days, what its parent and the comments that
 * it cites know of it. */
enum rc comment_settle(struct db *db, const struct comment *before,
                       const struct comment *after) MUST_USE;
/* What the post shows is new. A comment that nobody saw, before or now, changes
 * nothing: a new version would tell that it waits, or was refused. */
enum rc comment_touch(struct db *db, const struct comment *before,
                      const struct comment *after) MUST_USE;
/* The rank that follows from supports and opponents of a comment. */
enum rc comment_rank(struct db *db, int64_t id) MUST_USE;
/* Sets what the comment cites; those that are visible and of its post. Adds +1 to what
 * they know of it when the comment is visible. */
enum rc citations_set(struct db *db, const struct comment *c, const int64_t *to,
                      size_t n) MUST_USE;
enum rc citations_clear(struct db *db, const struct comment *c) MUST_USE;

#endif
