/*
 * stance.h - what readers say without writing: a stand in a debate, support for a
 * comment
 *
 * Each is idempotent: a double click changes nothing. Inside a write transaction. Any
 * function may return RC_BUSY or RC_FAIL; others are named.
 */
#ifndef STANCE_H
#define STANCE_H

#include "db.h"
#include "debate.h"

/* Who presses a button. */
struct presser {
    int64_t person_id;        /* 0: a new person with key_digest */
    struct secret key_digest; /* of the new person's cookie key */
    int64_t now;
};

/* Takes or changes a stand; SIDE_NONE is undecided. RC_NOT_FOUND: no such debate.
 * RC_CONFLICT: it is closed. */
enum rc stance_take(struct db *db, const struct presser *who, int64_t post_id,
                    enum side side) MUST_USE;

enum support_change { SUPPORT_ADD, SUPPORT_REMOVE, SUPPORT_TOGGLE };
/* RC_NOT_FOUND: the comment is not visible on that post. RC_CONFLICT: the post is
 * closed. RC_FORBIDDEN: it is the person's own. */
enum rc support_change(struct db *db, const struct presser *who, int64_t post_id,
                       int64_t comment_id, enum support_change change) MUST_USE;
/* Which of a post's visible comments this person supports, ascending. */
enum rc support_of(struct db *db, struct arena *a, int64_t post_id, int64_t person_id,
                   int64_t **ids, size_t *n) MUST_USE;

#endif
