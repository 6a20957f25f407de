/*
 * comment.h - comments on a post: what readers wrote and what the author decided
 *
 * Every change of a comment goes through comment_add, comment_set, comment_edit or
 * comment_withdraw, which update every number that depends on it in the same
 * transaction (comment_counters.h). Any function may return RC_BUSY or RC_FAIL; others
 * are named.
 */
#ifndef COMMENT_H
#define COMMENT_H

#include "comment_row.h"
#include "db.h"
#include "debate.h"

struct comment_draft {
    int64_t post_id, parent_id;
    int64_t person_id;         /* 0: the person of key_digest, who may be new */
    struct bytes32 key_digest; /* of the key in the browser's cookie */
    bool by_author;
    const char *name, *website;
    struct comment_text text;
    enum side side;
    bool changed_mind; /* needs a parent and a side */
    enum comment_state state;
    enum held_reason held;
    struct bytes32 submission; /* digest that makes a double click one comment */
    int64_t now;
};

/* Why a draft is refused, checked in the transaction that saves it. */
enum comment_refusal {
    COMMENT_ACCEPTED,
    COMMENT_DUPLICATE, /* *id is the comment that this submission made already */
    COMMENT_SAME_TEXT, /* *id is this person's comment with the same text */
    /* The post closed, is gone, or became a debate or stopped being one. */
    COMMENT_CLOSED,
    COMMENT_PARENT_GONE, /* the parent is not visible any more, or of another post */
    COMMENT_TOO_DEEP,
    /* changed_mind, but the writer has not taken the other side before, or the parent
     * is their own comment. */
    COMMENT_SAME_MIND
};

/* Inside a write transaction. Saves the draft and sets *id; RC_CONFLICT with *refusal
 * set when it must not be saved. */
enum rc comment_add(struct db *db, struct arena *a, const struct comment_draft *in,
                    int64_t *id, enum comment_refusal *refusal) MUST_USE;

/* Does this person have a visible comment on any post? */
enum rc comment_known_writer(struct db *db, int64_t person_id, bool *known) MUST_USE;

/* Does a visible or pending comment of this person on the post say changed_mind? */
enum rc comment_says_mind_changed(struct db *db, int64_t post_id, int64_t person_id,
                                  bool *says) MUST_USE;

/* Sets *id to a visible or pending comment of this person on the post with the same
 * text, or to 0 if there is none. The comment `but` does not count; it may be 0. */
enum rc comment_with_text(struct db *db, int64_t post_id, int64_t person_id,
                          const char *source, int64_t but, int64_t *id) MUST_USE;

/* Is `id` a visible comment of this post? */
enum rc comment_visible(struct db *db, int64_t post_id, int64_t id,
                        bool *visible) MUST_USE;
/* Name and website, as in a comment; "": none. */
struct signature {
    const char *name, *website;
};
/* Of the posts on which this person commented, takes the newest, and there the signature
 * of their last comment. */
enum rc comment_last_signature(struct db *db, struct arena *a, int64_t person_id,
                               struct signature *out) MUST_USE;

/* Finds a comment in any state. RC_NOT_FOUND. */
enum rc comment_by_id(struct db *db, struct arena *a, int64_t id,
                      struct comment **out) MUST_USE;

/* Inside a write transaction. Sets state, side and retagged_from of a comment and
 * updates all that depends on them. */
enum rc comment_set(struct db *db, const struct comment *old, enum comment_state state,
                    enum side side, enum side retagged_from, int64_t now) MUST_USE;

/* Sets *id to the visible comment of the post that became visible last; 0: none is. The
 * id may fall: an older comment may be approved later, and the last one may be
 * hidden. */
enum rc comment_last_id(struct db *db, int64_t post_id, int64_t *id) MUST_USE;

#endif
