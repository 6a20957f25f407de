/*
 * thread_order.h - which threads a page shows, in each order
 *
 * For the files of this folder. Every order reads an index from its start, so that a
 * page costs what it holds.
 */
#ifndef THREAD_ORDER_H
#define THREAD_ORDER_H

#include "thread_page.h"

struct thread_root {
    struct comment first; /* of its thread; it may be hidden */
    int64_t size;         /* visible comments in the thread */
};
struct thread_order {
    struct thread_root items[THREAD_PAGE];
    size_t n;
    bool more;          /* a later page exists */
    int64_t slug_bytes; /* of the post's slug */
};

enum rc thread_order_page(struct db *db, struct arena *a, const struct thread_query *q,
                          struct thread_order *out) MUST_USE;
/* Sets *n to the bytes of a post's slug, which the links of its comments contain. */
enum rc thread_order_slug_bytes(struct db *db, int64_t post_id, int64_t *n) MUST_USE;
/* Counts the threads before this one in the default order, up to `max`: those of its
 * side if the post is a debate. */
enum rc thread_order_before(struct db *db, const struct comment *root, bool sides,
                            int64_t max, int64_t *n) MUST_USE;

/* thread_order_unanswered() counts up to here. */
#define THREAD_UNANSWERED_MAX 999

/* Lists the strongest arguments of a side: visible comments that start a thread, best
 * rank first, the older of two equals first, at most `limit`. */
enum rc thread_order_strongest(struct db *db, struct arena *a, int64_t post_id,
                               enum side side, int64_t limit, struct comment **out,
                               size_t *n) MUST_USE;
/* Counts the visible comments of a side that start a thread and have no answer from the
 * other side; THREAD_UNANSWERED_MAX + 1: more than that. */
enum rc thread_order_unanswered(struct db *db, int64_t post_id, enum side side,
                                int64_t *n) MUST_USE;

#endif
