/*
 * thread_order.h - which threads stand on a page, in each order
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
/* Of a post's slug, which the links of its comments bear. */
enum rc thread_order_slug_bytes(struct db *db, int64_t post_id, int64_t *n) MUST_USE;
/* Threads that stand before this one in the order of a post's page without a choice:
 * of its side when the post is a debate. Counted up to `max`. */
enum rc thread_order_before(struct db *db, const struct comment *root, bool sides,
                            int64_t max, int64_t *n) MUST_USE;

/* Up to here they are counted. */
#define THREAD_UNANSWERED_MAX 999

/* The strongest arguments of a side: visible comments that start a thread, the best
 * rank first and the older of two alike, `limit` at most. */
enum rc thread_order_strongest(struct db *db, struct arena *a, int64_t post_id,
                               enum side side, int64_t limit, struct comment **out,
                               size_t *n) MUST_USE;
/* Visible comments of a side that start a thread and that nobody of the other side has
 * answered; THREAD_UNANSWERED_MAX + 1: more than that. */
enum rc thread_order_unanswered(struct db *db, int64_t post_id, enum side side,
                                int64_t *n) MUST_USE;

#endif
