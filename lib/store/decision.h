/*
 * decision.h - decisions of authors about comments, applied and undone in batches
 */
#ifndef DECISION_H
#define DECISION_H

#include "db.h"

enum action {
    ACTION_NONE,
    ACTION_APPROVE, /* pending, rejected or spam becomes visible */
    ACTION_REJECT,
    ACTION_SPAM,
    ACTION_DELETE,
    ACTION_RESTORE, /* rejected, spam or deleted goes back to visible */
    ACTION_PRO,     /* retags the comment to this side */
    ACTION_CONTRA
};

bool action_parse(const char *name, enum action *action);
const char *action_name(enum action action);

#define DECISION_MAX 1000 /* comments in one batch */

/* A decision to be made: the action, its author, and the page that they saw. */
struct ruling {
    enum action action;
    int64_t account_id; /* 0: none */
    int64_t now;
    int64_t seen; /* when the page with the pressed button was made */
};
/* The result of a decision or of its undoing. */
struct outcome {
    int64_t batch;   /* names it; 0: nothing changed */
    int64_t changed; /* comments */
    int64_t unread;  /* comments left unchanged: the author has not seen their text */
};
/* In its own transaction. Applies the action to those of the comments that exist and are
 * not yet as it makes them; pro and contra only in debates. A comment does not become visible if its
 * writer changed the text after the page was made, or in the same second. RC_INVALID: n
 * is above DECISION_MAX. */
enum rc decision_apply(struct db *db, struct arena *a, const struct ruling *ruling,
                       const int64_t *ids, size_t n, struct outcome *out) MUST_USE;
/* Restores every comment of the batch that has not changed since, with `seen` as above;
 * out->batch stays 0. RC_NOT_FOUND: no such batch, or undone already. */
enum rc decision_undo(struct db *db, struct arena *a, int64_t batch, int64_t now,
                      int64_t seen, struct outcome *out) MUST_USE;

struct decision_batch {
    int64_t batch, at, comments;
    enum action action;
    const char *account;                /* "" when the account is gone */
    const char *writer;                 /* of its first comment */
    const char *post_slug, *post_title; /* the post of that comment */
    bool undone;
};
/* Lists the batches, newest first, at most `limit`. */
enum rc decision_recent(struct db *db, struct arena *a, int64_t limit,
                        struct decision_batch **out, size_t *n) MUST_USE;

#endif
