/*
 * tally.h - the running numbers of a post, kept in the transaction that changes a
 * comment
 */
#ifndef TALLY_H
#define TALLY_H

#include "db.h"
#include "debate.h"

struct tally {
    int64_t comments;    /* visible, any side */
    int64_t pro, contra; /* visible comments per side: the headline */
    /* Distinct people by their latest word: a visible comment or a stand. */
    int64_t people_pro, people_contra, people_undecided;
    int64_t changed; /* people whose latest word is for the other side than the first */
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
enum rc tally_update(struct db *db, const struct tally_item *before,
                     const struct tally_item *after) MUST_USE;
/* The same once a row of table stance was added. */
enum rc tally_count_stance(struct db *db, int64_t post_id, int64_t person_id) MUST_USE;

/* Somebody's position in a debate; `known` false: they have said nothing. */
struct person_stance {
    bool known;
    enum side first;  /* the first side they took; SIDE_NONE: only ever undecided */
    enum side latest; /* SIDE_NONE: undecided */
};
enum rc person_stance_of(struct db *db, int64_t post_id, int64_t person_id,
                         struct person_stance *out) MUST_USE;
/* Could a comment have brought them to this side? Only from the other one. */
bool person_stance_may_change(const struct person_stance *v, enum side to);

/* Visible comments by the day (of UTC) on which they became visible, oldest first. */
struct tally_day {
    int64_t day; /* days since 1970-01-01 */
    int64_t pro, contra;
};
enum rc tally_days(struct db *db, struct arena *a, int64_t post_id,
                   struct tally_day **out, size_t *n) MUST_USE;

#endif
