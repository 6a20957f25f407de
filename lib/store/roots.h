/*
 * roots.h - which threads stand on a page, in each order
 *
 * For the files of this folder. Every order reads an index from its start, so that a
 * page costs what it holds.
 */
#ifndef ROOTS_H
#define ROOTS_H

#include "thread.h"

struct root {
    struct comment first; /* of its thread; it may be hidden */
    int64_t size;         /* visible comments in the thread */
};
struct roots {
    struct root items[THREAD_PAGE];
    size_t n;
    bool more;          /* a later page exists */
    int64_t slug_bytes; /* of the post's slug */
};

enum rc roots_of_page(struct db *db, struct arena *a, const struct thread_query *q,
                      struct roots *out) MUST_USE;
/* Of a post's slug, which the links of its comments bear. */
enum rc roots_slug_bytes(struct db *db, int64_t post_id, int64_t *n) MUST_USE;
/* Threads that stand before this one in the order of a post's page without a choice:
 * of its side when the post is a debate. Counted up to `max`. */
enum rc roots_before(struct db *db, const struct comment *root, bool sides, int64_t max,
                     int64_t *n) MUST_USE;

#endif
