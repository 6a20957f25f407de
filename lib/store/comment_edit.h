/*
 * comment_edit.h - a writer's changes to their comment: a new text, or withdrawal
 *
 * Any function may return RC_BUSY or RC_FAIL; others are named.
 */
#ifndef COMMENT_EDIT_H
#define COMMENT_EDIT_H

#include "comment_row.h"

/* A new text for a comment, from its writer. */
struct comment_edit {
    int64_t id, person_id; /* the comment, and the person of this request */
    struct comment_text text;
    enum side side;
    enum comment_state state; /* as moderation decided about the new text */
    enum held_reason held;
    int64_t now, window_s;
};
/* Why a writer cannot change a comment (any more). */
enum comment_lock {
    COMMENT_FREE,
    COMMENT_LOCK_CLOSED,   /* the post is */
    COMMENT_LOCK_LATE,     /* the window has passed */
    COMMENT_LOCK_ANSWERED, /* a visible comment answers it */
};
/* Sets *lock: may this person change the comment now? The window starts when the
 * comment was created. RC_NOT_FOUND: the comment is not theirs, or neither visible nor
 * pending. */
enum rc comment_lock(struct db *db, const struct comment *c, int64_t person_id,
                     int64_t now, int64_t window_s, enum comment_lock *lock) MUST_USE;
/* Inside a write transaction. Replaces the text; a visible text becomes a revision.
 * RC_NOT_FOUND: as comment_lock(). RC_CONFLICT: *lock says why. */
enum rc comment_edit(struct db *db, struct arena *a, const struct comment_edit *in,
                     enum comment_lock *lock) MUST_USE;
/* Inside a write transaction. Erases the text, its revisions and what it cites; a
 * tombstone keeps its place above replies. Returns as comment_edit(), but an answer
 * does not prevent it. */
enum rc comment_withdraw(struct db *db, struct arena *a, int64_t id, int64_t person_id,
                         int64_t now, int64_t window_s,
                         enum comment_lock *lock) MUST_USE;
/* The Markdown source, for the edit form. RC_NOT_FOUND. */
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
    int64_t total; /* of the comment */
    int64_t older; /* revisions before this number are left out; 0: none */
};
/* The newest revisions that fit. With `before` (else 0): those older than that one, and
 * at least one, however long it is. */
enum rc comment_revisions(struct db *db, struct arena *a, int64_t id, int64_t before,
                          struct revisions *out) MUST_USE;

#endif
