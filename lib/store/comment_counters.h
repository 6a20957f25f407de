/*
 * comment_counters.h - updates every number that depends on a comment
 *
 * For lib/store alone: comment.c, comment_edit.c and support.c call it after each change.
 */
#ifndef COMMENT_COUNTERS_H
#define COMMENT_COUNTERS_H

#include "comment_row.h"

/* Inside a write transaction, once the comment's row holds `after`. Both are the same
 * comment; a new one was COMMENT_PENDING before. State, side, changed_mind and `shown`
 * may differ. Updates thread size, tally, stances and days, and the counts of its
 * parent and of the comments that it cites. */
enum rc comment_counters_apply(struct db *db, const struct comment *before,
                               const struct comment *after) MUST_USE;
/* Raises the version of the post, unless the comment was never visible: a new version
 * would reveal that it waits or was rejected. */
enum rc comment_counters_touch(struct db *db, const struct comment *before,
                               const struct comment *after) MUST_USE;
/* Computes a comment's rank from its supports and opponents. */
enum rc comment_counters_rank(struct db *db, int64_t id) MUST_USE;

#endif
