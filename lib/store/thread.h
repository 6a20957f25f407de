/*
 * thread.h - the comments of a page in reading order
 *
 * A page holds up to THREAD_PAGE threads: half of them pro and half contra, alternating
 * (balanced), or all of one side. Reading costs what is shown, not what is stored:
 * roots come from a partial index, replies from (root_id, path).
 */
#ifndef THREAD_H
#define THREAD_H

#include "comment.h"

#define THREAD_PAGE 50 /* threads on a page; 25 of each side when balanced */
/* Comments on a page at most: a long thread is cut, and leaves a fiftieth of them to
 * each thread below it. */
#define THREAD_PAGE_REPLIES 1000

struct thread_query {
    int64_t post_id;
    bool sides;     /* the post is a debate: balanced unless `only` is set */
    enum side only; /* SIDE_NONE: both */
    int64_t page;   /* from 1 */
};

struct thread_page {
    /* Depth first, replies oldest first; hidden ones only where a visible reply hangs
     * below (tombstones): look at `state`. */
    struct comment *items;
    size_t n;
    bool more; /* a later page exists */
    bool cut;  /* some thread goes on elsewhere */
};

enum rc thread_page(struct db *db, struct arena *a, const struct thread_query *q,
                    struct thread_page *out) MUST_USE;
/* One comment with its ancestors (outermost first) and replies, the same shape; *at is
 * its index. RC_NOT_FOUND: not visible, and no tombstone either. */
enum rc thread_of(struct db *db, struct arena *a, const struct comment *c,
                  struct thread_page *out, size_t *at) MUST_USE;
/* Page (from 1) on which a comment's thread stands, in the balanced order. */
enum rc thread_page_of(struct db *db, const struct comment *c, bool sides,
                       int64_t *page) MUST_USE;
/* The strongest arguments of a side: visible comments that start a thread, the best
 * rank first, `limit` at most. */
enum rc thread_strongest(struct db *db, struct arena *a, int64_t post_id,
                         enum side side, int64_t limit, struct comment **out,
                         size_t *n) MUST_USE;
/* This person's comments on a post that wait for review, oldest first. */
enum rc thread_waiting(struct db *db, struct arena *a, int64_t post_id,
                       int64_t person_id, struct comment **out, size_t *n) MUST_USE;

#endif
