/*
 * comment.h - comments on a post: what readers wrote and what the author decided
 *
 * Every change of a comment goes through comment_add or comment_set, which keep thread
 * sizes, voices and the tally right in the same transaction. Any function may return
 * RC_BUSY or RC_FAIL; others are named.
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
    struct html body; /* cleaned when saved, by markdown_reader() */
    int64_t created;
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
    enum comment_state state;
    enum held_reason held;
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
    COMMENT_TOO_DEEP
};

/* Inside a write transaction. Saves the draft and sets *id; RC_CONFLICT with *refusal
 * set when it must not be saved. */
enum rc comment_add(struct db *db, struct arena *a, const struct comment_draft *in,
                    int64_t *id, enum comment_refusal *refusal) MUST_USE;

/* Has this person a visible comment anywhere? */
enum rc comment_known_writer(struct db *db, int64_t person_id, bool *known) MUST_USE;

/* Whatever its state. RC_NOT_FOUND. */
enum rc comment_by_id(struct db *db, struct arena *a, int64_t id,
                      struct comment **out) MUST_USE;

/* Inside a write transaction: sets state, side and moved_from of a comment and
 * everything that follows from them. */
enum rc comment_set(struct db *db, const struct comment *old, enum comment_state state,
                    enum side side, enum side moved_from, int64_t now) MUST_USE;

/* Greatest id among the visible comments of a post, 0 without any. */
enum rc comment_last_id(struct db *db, int64_t post_id, int64_t *id) MUST_USE;

/* A comment in a list outside its page: feeds and the admin queue. */
struct comment_entry {
    struct comment comment;
    const char *post_slug, *post_title;
    enum lang post_lang;
    const char *parent_name; /* "" at depth 0 */
    int64_t writer_visible;  /* visible comments of its person, for the moderator */
};
/* Newest first in every state but pending, which is oldest first. */
enum rc comment_queue(struct db *db, struct arena *a, enum comment_state state,
                      int64_t limit, int64_t offset, struct comment_entry **out,
                      size_t *n) MUST_USE;
enum rc comment_count_by_state(struct db *db, int64_t counts[COMMENT_STATES]) MUST_USE;

#endif
