/*
 * comment_counters.h - what follows when a comment changes: every number that depends
 * on it
 *
 * Inside lib/store: comment.c and comment_edit.c end each change with it.
 */
#ifndef COMMENT_COUNTERS_H
#define COMMENT_COUNTERS_H

#include "comment_row.h"

/* Inside a write transaction, once the comment's row holds `after`. Both are the same
 * comment; a new one was COMMENT_PENDING before. State, side, changed_mind and `shown`
 * may differ. Thread size, tally, voices, days, what its parent and the comments that
 * it cites know of it. */
enum rc comment_counters_apply(struct db *db, const struct comment *before,
                               const struct comment *after) MUST_USE;
/* What the post shows is new. A comment that nobody saw, before or now, changes
 * nothing: a new version would tell that it waits, or was refused. */
enum rc comment_counters_touch(struct db *db, const struct comment *before,
                               const struct comment *after) MUST_USE;
/* The rank that follows from supports and opponents of a comment. */
enum rc comment_counters_rank(struct db *db, int64_t id) MUST_USE;

#endif
