/*
 * support.h - support of a person for a comment
 *
 * Any function may return RC_BUSY or RC_FAIL; others are named.
 */
#ifndef SUPPORT_H
#define SUPPORT_H

#include "db.h"
#include "person.h"

/* Inside a write transaction. Adds the actor's support (`on`) or removes it; repeating
 * it changes nothing. RC_NOT_FOUND: the comment is not visible on that post.
 * RC_CONFLICT: the post is closed. RC_FORBIDDEN: it is the person's own comment. */
enum rc support_set(struct db *db, const struct actor *who, int64_t post_id,
                    int64_t comment_id, bool on) MUST_USE;
/* Lists the post's visible comments that this person supports, by ascending id. */
enum rc support_of(struct db *db, struct arena *a, int64_t post_id, int64_t person_id,
                   int64_t **ids, size_t *n) MUST_USE;

#endif
