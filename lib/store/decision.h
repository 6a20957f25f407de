/*
 * decision.h - what authors decide about comments: applied in batches, each undone as
 * one
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
    ACTION_PRO,     /* filed on the wrong side */
    ACTION_CONTRA
};

bool action_parse(const char *name, enum action *action);
const char *action_name(enum action action);

#define DECISION_MAX 1000 /* comments in one batch */

/* A decision to be made: the action, its author, and the page that they saw. */
struct ruling {
    enum action action;
    int64_t account_id; /* 0: no account's */
    int64_t now;
    int64_t seen; /* when the page was made whose button was pressed */
};
/* The result of a decision or of its undoing. */
struct outcome {
    int64_t batch;   /* names it; 0: nothing changed */
    int64_t changed; /* comments */
    int64_t unread;  /* comments left as they were, because nobody read their text */
};
/* Applies to each comment that exists and that the action changes. A comment that would
 * become visible is left as it was when its writer has changed the text since the page
 * was made, or in the same second. One transaction. Debates only for pro and contra. */
enum rc decision_apply(struct db *db, struct arena *a, const struct ruling *ruling,
                       const int64_t *ids, size_t n, struct outcome *out) MUST_USE;
/* Puts back every comment of the batch that nobody changed since, with `seen` as above;
 * out->batch stays 0. RC_NOT_FOUND: no such batch, or undone already. */
enum rc decision_undo(struct db *db, struct arena *a, int64_t batch, int64_t now,
                      int64_t seen, struct outcome *out) MUST_USE;

struct decision_batch {
    int64_t batch, at, comments;
    enum action action;
    const char *account;                /* "" when the account is gone */
    const char *writer;                 /* of its first comment */
    const char *post_slug, *post_title; /* where that stands */
    bool undone;
};
/* Newest first. */
enum rc decision_recent(struct db *db, struct arena *a, int64_t limit,
                        struct decision_batch **out, size_t *n) MUST_USE;

#endif
