/*
 * citation.h - comments that cite comments of the same post
 *
 * Any function may return RC_BUSY or RC_FAIL.
 */
#ifndef CITATION_H
#define CITATION_H

#include "thread_page.h"

#define CITERS_MAX 10 /* listed with a comment; beyond that only their number */

/* Inside a write transaction. Stores what c cites: the comments of `to` that are
 * visible and of its post. If c is visible, each of them counts one more citation. */
enum rc citation_set(struct db *db, const struct comment *c, const int64_t *to,
                     size_t n) MUST_USE;
/* Inside a write transaction. Deletes what the comment cites. */
enum rc citation_clear(struct db *db, const struct comment *c) MUST_USE;
/* Inside a write transaction, after the comment became visible or hidden: its citations
 * start or stop counting. */
enum rc citation_show(struct db *db, const struct comment *c) MUST_USE;

/* Lists the visible comments that cite comment `id`, oldest first, at most `limit`. */
enum rc citation_of(struct db *db, int64_t id, int64_t *out, size_t limit,
                    size_t *n) MUST_USE;

struct citers {
    int64_t comment_id; /* the cited one */
    int64_t id[CITERS_MAX];
    size_t n;
};
/* Lists the citers of each visible and cited comment, in the order of the page. The
 * other comments cost no query. */
enum rc citation_of_page(struct db *db, struct arena *a, const struct thread_page *page,
                         struct citers **out, size_t *n) MUST_USE;

#endif
