/*
 * tally.h - the running numbers of a post, kept in the transaction that changes a
 * comment
 */
#ifndef TALLY_H
#define TALLY_H

#include "db.h"
#include "debate.h"

struct tally {
    int64_t comments;                  /* visible, any side */
    int64_t pro, contra;               /* visible comments per side: the headline */
    int64_t voices_pro, voices_contra; /* distinct people, by their latest side */
    int64_t changed;                   /* people whose latest side is not their first */
};

/* What counts of a comment: nothing at all unless it is visible. */
struct tally_item {
    int64_t post_id, person_id;
    enum comment_state state;
    enum side side;
};

enum rc tally_create(struct db *db, int64_t post_id) MUST_USE;
/* Inside a write transaction, once the comment's row holds `after`. `before` and
 * `after` are the same comment; a new one was COMMENT_PENDING before. */
enum rc tally_move(struct db *db, const struct tally_item *before,
                   const struct tally_item *after) MUST_USE;

#endif
