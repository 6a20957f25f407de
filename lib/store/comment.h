/*
 * comment.h - comments on a post: what readers wrote and what the author decided
 *
 * Every change of a comment goes through comment_add, comment_set, comment_edit or
 * comment_withdraw, which keep every number that depends on it right in the same
 * transaction (comment_counters.h). Any function may return RC_BUSY or RC_FAIL; others are
 * named.
 */
#ifndef COMMENT_H
#define COMMENT_H

#include "comment_row.h"
#include "db.h"
#include "debate.h"

struct comment_draft {
    int64_t post_id, parent_id;
    int64_t person_id;         /* 0: a new person with key_digest */
    struct bytes32 key_digest; /* of the new person's cookie key */
    bool by_author;
    const char *name, *website;
    struct comment_text text;
    enum side side;
    bool changed_mind; /* with a parent and a side only */
    enum comment_state state;
    enum held_reason held;
    struct bytes32 submission; /* digest that makes a double click one comment */
    int64_t now;
};

/* What stands in the way of a draft, checked in the transaction that saves it. */
enum comment_refusal {
    COMMENT_ACCEPTED,
    COMMENT_DUPLICATE, /* *id is the comment that this submission made already */
    COMMENT_SAME_TEXT, /* *id is this person's comment with the same text */
    /* The post closed, is gone, or became a debate or stopped being one. */
    COMMENT_CLOSED,
    COMMENT_PARENT_GONE, /* the parent is not visible any more, or of another post */
    COMMENT_TOO_DEEP,
    /* changed_mind, but its writer has not taken the other side before, or the parent
     * is their own. */
    COMMENT_SAME_MIND
};

/* Inside a write transaction. Saves the draft and sets *id; RC_CONFLICT with *refusal
 * set when it must not be saved. */
enum rc comment_add(struct db *db, struct arena *a, const struct comment_draft *in,
                    int64_t *id, enum comment_refusal *refusal) MUST_USE;

/* Has this person a visible comment anywhere? */
enum rc comment_known_writer(struct db *db, int64_t person_id, bool *known) MUST_USE;

/* Has this person said on the post whose comment changed their mind? Also when that
 * waits for review. */
enum rc comment_says_mind_changed(struct db *db, int64_t post_id, int64_t person_id,
                                  bool *says) MUST_USE;

/* *id is another comment of this person on the post with the same text, whether visible
 * or waiting; 0: none. `but` does not count; it may be 0. */
enum rc comment_with_text(struct db *db, int64_t post_id, int64_t person_id,
                          const char *source, int64_t but, int64_t *id) MUST_USE;

/* Is it a comment of this post, and visible? */
enum rc comment_visible(struct db *db, int64_t post_id, int64_t id,
                        bool *visible) MUST_USE;
/* The name under which this person last wrote, "" when they never did. */
enum rc comment_last_name(struct db *db, struct arena *a, int64_t person_id,
                          const char **name) MUST_USE;

/* Whatever its state. RC_NOT_FOUND. */
enum rc comment_by_id(struct db *db, struct arena *a, int64_t id,
                      struct comment **out) MUST_USE;

/* Inside a write transaction: sets state, side and retagged_from of a comment and
 * everything that follows from them. */
enum rc comment_set(struct db *db, const struct comment *old, enum comment_state state,
                    enum side side, enum side retagged_from, int64_t now) MUST_USE;

/* Of a post's visible comments, the one that became so last; 0 without any. No maximum:
 * an older comment may be approved later, and the id falls when the last one goes. */
enum rc comment_last_id(struct db *db, int64_t post_id, int64_t *id) MUST_USE;

#endif
