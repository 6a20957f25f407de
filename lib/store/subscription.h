/*
 * subscription.h - what an address is told of: answers to a comment, or all of a debate
 */
#ifndef SUBSCRIPTION_H
#define SUBSCRIPTION_H

#include "db.h"

/* Inside a write transaction. `comment_id` 0: everything in the debate. One that is
 * there already is not doubled. */
enum rc subscription_add(struct db *db, int64_t email_id, int64_t post_id,
                         int64_t comment_id, int64_t now) MUST_USE;

/* A debate that an address follows. */
struct subscription {
    int64_t post_id;
    const char *post_slug, *post_title;
    bool whole;       /* everything in it */
    int64_t comments; /* else: answers to so many comments */
};
#define SUBSCRIPTIONS_MAX 200
/* What the owner of this row's address follows of what is published, confirmed or this
 * row's own; `own`: of this row alone. The latest first. */
enum rc subscription_list(struct db *db, struct arena *a, int64_t email_id, bool own,
                          struct subscription **out, size_t *n) MUST_USE;
/* Ends what this row's address follows on a post; `post_id` 0: on all. *n counts. */
enum rc subscription_stop(struct db *db, int64_t email_id, int64_t post_id, int64_t now,
                          int64_t *n) MUST_USE;
/* Why the owner of this row's address is told of a comment: *whole for all of the
 * debate, else it answers a comment of theirs. RC_NOT_FOUND: no more. */
enum rc subscription_reason(struct db *db, int64_t email_id, int64_t comment_id,
                            bool *whole) MUST_USE;

#endif
