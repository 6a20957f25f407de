/*
 * thread_page.h - a page of threads: the query and the result
 */
#ifndef THREAD_PAGE_H
#define THREAD_PAGE_H

#include "comment_row.h"

#define THREAD_PAGE 50           /* threads on a page; 25 of each side when balanced */
#define THREAD_PAGE_COMMENTS 100 /* visible ones on a page of threads */
/* Visible comments on a page of one thread. The ancestors of the first one are added,
 * and at most THREAD_SINGLE tombstones. */
#define THREAD_SINGLE 100

struct thread_query {
    int64_t post_id;
    bool sides;       /* the post is a debate */
    enum side only;   /* SIDE_NONE: both */
    enum order order; /* balanced is one of each side in turn, unless `only` is set */
    bool unanswered; /* threads whose first comment has no answer from the other side */
    int64_t page;    /* from 1 */
};

/* A thread of which its page leaves out a part. */
struct thread_rest {
    int64_t root_id;
    int64_t more; /* visible comments that the page leaves out */
};

struct thread_page {
    /* Depth first, replies oldest first. A hidden comment (see `state`) is a tombstone:
     * it is present only above a visible reply, or above the rest of its thread. */
    struct comment *items;
    size_t n;
    bool more;                       /* a later page exists */
    const struct thread_rest *rests; /* in the order of the page */
    size_t rests_n;
};

#endif
