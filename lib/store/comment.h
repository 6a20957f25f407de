/*
 * comment.h - comments on a post: what readers wrote and what the author decided
 *
 * Every change of a comment goes through comment_add, comment_set, comment_edit or
 * comment_withdraw, which keep every number that depends on it right in the same
 * transaction (settle.h). Any function may return RC_BUSY or RC_FAIL; others are named.
 */
#ifndef COMMENT_H
#define COMMENT_H

#include "db.h"
#include "debate.h"
#include "message.h"

#define COMMENT_DEPTH_MAX 64

struct comment {
    int64_t id, post_id;
    int64_t parent_id; /* 0: starts a thread */
    int64_t root_id;
    int64_t person_id;
    int depth; /* 0 .. COMMENT_DEPTH_MAX - 1 */
    bool by_author;
    const char *name;    /* UTF-8, 1..64 code points, as typed: never HTML */
    const char *website; /* http(s) or "" */
    /* Towards the post's question, never towards the parent. */
    enum side side;
    enum side moved_from; /* SIDE_NONE: never retagged */
    enum comment_state state;
    enum held_reason held;
    bool changed_mind; /* says that its parent made its writer take this side */
    struct html body;  /* cleaned when saved, by markdown_reader() */
    int64_t created;
    int64_t shown;     /* when it first became visible; 0: not yet */
    int64_t edited;    /* when its writer last changed it; 0: never */
    int64_t withdrawn; /* when its writer took it back, text and all; 0: not */
    /* What others make of it. */
    int64_t supports;  /* people who support it */
    int64_t opponents; /* people of the other side with a visible direct reply */
    int64_t moved;     /* people whose visible direct reply says changed_mind */
    int64_t cited;     /* visible comments that cite it */
    bool shortened;    /* on a page that all texts would make too heavy: see thread.h */
};

struct comment_draft {
    int64_t post_id, parent_id;
    int64_t person_id;        /* 0: a new person with key_digest */
    struct secret key_digest; /* of the new person's cookie key */
    bool by_author;
    const char *name, *website, *body_md;
    struct html body;
    int renderer;
    enum side side;
    bool changed_mind; /* with a parent and a side only */
    enum comment_state state;
    enum held_reason held;
    const int64_t *cites; /* comments it points to; others than visible ones of its */
    size_t cites_n;       /* post are passed over */
    struct secret submission; /* digest that makes a double click one comment */
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
enum rc comment_told(struct db *db, int64_t post_id, int64_t person_id,
                     bool *told) MUST_USE;

/* *id is another comment of this person on the post with the same text, whether visible
 * or waiting; 0: none. `but` does not count; it may be 0. */
enum rc comment_with_text(struct db *db, int64_t post_id, int64_t person_id,
                          const char *body_md, int64_t but, int64_t *id) MUST_USE;

/* What its writer makes of a comment afterwards. */
struct comment_edit {
    int64_t id, person_id; /* of whoever asks */
    const char *body_md;
    struct html body;
    int renderer;
    enum side side;
    enum comment_state state; /* as moderation decides about the new text */
    enum held_reason held;
    const int64_t *cites; /* as in struct comment_draft */
    size_t cites_n;
    int64_t now, window_s;
};
/* Why its writer cannot change a comment (any more). */
enum comment_lock {
    COMMENT_FREE,
    COMMENT_LOCK_CLOSED,   /* the post is */
    COMMENT_LOCK_LATE,     /* the window has passed */
    COMMENT_LOCK_ANSWERED, /* a visible comment answers it */
};
/* May this person change the comment now? RC_NOT_FOUND: it is not theirs, or neither
 * visible nor waiting. */
enum rc comment_lock(struct db *db, const struct comment *c, int64_t person_id,
                     int64_t now, int64_t window_s, enum comment_lock *lock) MUST_USE;
/* Inside a write transaction. The text that stood on the page becomes a revision. As
 * comment_lock; RC_CONFLICT with *lock set. */
enum rc comment_edit(struct db *db, struct arena *a, const struct comment_edit *in,
                     enum comment_lock *lock) MUST_USE;
/* Inside a write transaction: erases the text and what points from it; with replies, a
 * tombstone keeps its place. As comment_edit, but an answer is no obstacle. */
enum rc comment_withdraw(struct db *db, struct arena *a, int64_t id, int64_t person_id,
                         int64_t now, int64_t window_s,
                         enum comment_lock *lock) MUST_USE;
/* To fill the form of an edit. RC_NOT_FOUND. */
enum rc comment_source(struct db *db, struct arena *a, int64_t id,
                       const char **body_md) MUST_USE;

/* An earlier text of a comment. */
struct revision {
    int64_t n; /* 1 is the first text */
    enum side side;
    struct html body;
    int64_t until;
};
#define REVISIONS_BYTES 30000 /* of markup, shown at once */
struct revisions {
    const struct revision *items; /* oldest first */
    size_t n;
    int64_t total; /* there are */
    int64_t older; /* those before this one are left out; 0: none are */
};
/* The newest that fit; with `before`, of those older than that one, and one at least,
 * however long it is. */
enum rc comment_revisions(struct db *db, struct arena *a, int64_t id, int64_t before,
                          struct revisions *out) MUST_USE;

/* Is it a comment of this post, and visible? */
enum rc comment_visible(struct db *db, int64_t post_id, int64_t id,
                        bool *visible) MUST_USE;
#define CITERS_MAX 10 /* shown with a comment; the rest is a number */
/* Visible comments that cite it, oldest first, `limit` at most. */
enum rc comment_cited_by(struct db *db, int64_t id, int64_t *out, size_t limit,
                         size_t *n) MUST_USE;
/* The name under which this person last wrote, "" when they never did. */
enum rc comment_last_name(struct db *db, struct arena *a, int64_t person_id,
                          const char **name) MUST_USE;

/* Whatever its state. RC_NOT_FOUND. */
enum rc comment_by_id(struct db *db, struct arena *a, int64_t id,
                      struct comment **out) MUST_USE;

/* Inside a write transaction: sets state, side and moved_from of a comment and
 * everything that follows from them. */
enum rc comment_set(struct db *db, const struct comment *old, enum comment_state state,
                    enum side side, enum side moved_from, int64_t now) MUST_USE;

/* Of a post's visible comments, the one that became so last; 0 without any. No maximum:
 * an older comment may be approved later, and the id falls when the last one goes. */
enum rc comment_last_id(struct db *db, int64_t post_id, int64_t *id) MUST_USE;

/* A comment in a list outside its page: feeds and the admin queue. */
struct comment_entry {
    struct comment comment;
    const char *post_slug, *post_title;
    enum lang post_lang;
    const char *label_pro, *label_contra; /* the post's; "" means the default */
    const char *parent_name; /* "" at depth 0, or when it is not visible */
    int64_t writer_visible;  /* visible comments of its person, for the moderator */
};
/* Newest first in every state but pending, which is oldest first. */
enum rc comment_queue(struct db *db, struct arena *a, enum comment_state state,
                      int64_t limit, int64_t offset, struct comment_entry **out,
                      size_t *n) MUST_USE;
enum rc comment_count_by_state(struct db *db, int64_t counts[COMMENT_STATES]) MUST_USE;

#endif
