/*
 * tally.h - the running counts of a post, updated in the transaction of each change
 */
#ifndef TALLY_H
#define TALLY_H

#include "db.h"
#include "debate.h"

struct tally {
    int64_t comments;    /* visible, any side */
    int64_t pro, contra; /* visible comments per side: the headline */
    /* People by their latest visible comment or stance. */
    int64_t people_pro, people_contra, people_undecided;
    int64_t changed; /* people now on the other side than their first */
};

/* What the tally counts of a comment, if it is visible. */
struct tally_item {
    int64_t post_id, person_id;
    enum comment_state state;
    enum side side;
};

enum rc tally_create(struct db *db, int64_t post_id) MUST_USE;
/* Inside a write transaction, once the comment's row holds `after`. `before` and
 * `after` are the same comment; a new one was COMMENT_PENDING before. */
enum rc tally_update(struct db *db, const struct tally_item *before,
                     const struct tally_item *after) MUST_USE;
/* The same, after a row was added to table stance. */
enum rc tally_count_stance(struct db *db, int64_t post_id, int64_t person_id) MUST_USE;

/* A person's position in a debate; `known` false: they have taken none. */
struct person_stance {
    bool known;
    enum side first;  /* the first side they took; SIDE_NONE: only ever undecided */
    enum side latest; /* SIDE_NONE: undecided */
};
enum rc person_stance_of(struct db *db, int64_t post_id, int64_t person_id,
                         struct person_stance *out) MUST_USE;
/* Could a comment have brought this person to side `to`? Only from the other one. */
bool person_stance_may_change(const struct person_stance *v, enum side to);

/* Visible comments by the day (of UTC) on which they became visible, oldest first. */
struct tally_day {
    int64_t day; /* days since 1970-01-01 */
    int64_t pro, contra;
};
enum rc tally_days(struct db *db, struct arena *a, int64_t post_id,
                   struct tally_day **out, size_t *n) MUST_USE;

#endif
