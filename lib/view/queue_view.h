/*
 * queue_view.h - the moderation queue: comments that an author decides about
 */
#ifndef QUEUE_VIEW_H
#define QUEUE_VIEW_H

#include "comment_queue.h"
#include "decision.h"
#include "page.h"

struct queue_view {
    enum comment_state state;
    int64_t counts[COMMENT_STATES];
    const struct comment_entry *items;
    size_t n;
    int64_t page;
    bool more;
    int64_t batch;       /* a batch just applied, to offer its undo; 0: none */
    int64_t changed;     /* comments in it */
    enum action action;  /* of the button */
    int64_t undone;      /* comments an undo put back; -1: there was no undo */
    int64_t unread;      /* comments left out: their text has changed; 0 or -1: none */
    bool nothing_marked; /* the button was used without a mark */
    /* The marks to show again after a request that failed. */
    const int64_t *marked;
    size_t marked_n;
    int64_t seen; /* when the author was shown the comments */
    struct problems problems;
};
enum rc queue_view(const struct page *p, const struct queue_view *v,
                   struct buf *out) MUST_USE;

#endif
