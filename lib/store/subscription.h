/*
 * subscription.h - what a mail address follows: answers to a comment, or a debate
 */
#ifndef SUBSCRIPTION_H
#define SUBSCRIPTION_H

#include "db.h"

/* Inside a write transaction. `comment_id` 0: the whole debate. An existing
 * subscription is not doubled. */
enum rc subscription_add(struct db *db, int64_t email_id, int64_t post_id,
                         int64_t comment_id, int64_t now) MUST_USE;

/* A debate that an address follows. */
struct subscription {
    int64_t post_id;
    const char *post_slug, *post_title;
    bool whole;       /* everything in it */
    int64_t comments; /* number of comments whose answers it follows */
};
#define SUBSCRIPTIONS_MAX 200
/* Lists the published debates that the owner of this address follows, latest first: with
 * this row and with every confirmed row of the address; with `own`, with this row only. */
enum rc subscription_list(struct db *db, struct arena *a, int64_t email_id, bool own,
                          struct subscription **out, size_t *n) MUST_USE;
/* Ends the subscriptions of this row's address to a post; `post_id` 0: to all. *n
 * counts them. */
enum rc subscription_stop(struct db *db, int64_t email_id, int64_t post_id, int64_t now,
                          int64_t *n) MUST_USE;
/* Why the owner of this row's address gets a mail about a comment: they follow the
 * debate (*whole), or a comment that it answers. RC_NOT_FOUND: neither any more. */
enum rc subscription_reason(struct db *db, int64_t email_id, int64_t comment_id,
                            bool *whole) MUST_USE;

#endif
