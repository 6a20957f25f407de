/*
 * comment_edit.h - what its writer makes of a comment afterwards: another text, nothing
 *
 * Any function may return RC_BUSY or RC_FAIL; others are named.
 */
#ifndef COMMENT_EDIT_H
#define COMMENT_EDIT_H

#include "comment_row.h"

/* What its writer makes of a comment afterwards. */
struct comment_edit {
    int64_t id, person_id; /* of whoever asks */
    struct comment_text text;
    enum side side;
    enum comment_state state; /* as moderation decides about the new text */
    enum held_reason held;
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
                       const char **source) MUST_USE;

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

#endif
