/*
 * citation.h - comments that cite comments of the same post
 *
 * Any function may return RC_BUSY or RC_FAIL.
 */
#ifndef CITATION_H
#define CITATION_H

#include "thread_page.h"

#define CITERS_MAX 10 /* shown with a comment; the rest is a number */

/* Inside a write transaction: sets what a comment cites, of `to` those that are visible
 * and of its post. When it is visible itself, each of them counts one citation more. */
enum rc citation_set(struct db *db, const struct comment *c, const int64_t *to,
                     size_t n) MUST_USE;
/* Inside a write transaction: the comment cites nothing any more. */
enum rc citation_clear(struct db *db, const struct comment *c) MUST_USE;
/* Inside a write transaction, once the comment has become visible or has stopped being
 * so: its citations count, or do not. */
enum rc citation_show(struct db *db, const struct comment *c) MUST_USE;

/* Visible comments that cite this one, oldest first, `limit` at most. */
enum rc citation_of(struct db *db, int64_t id, int64_t *out, size_t limit,
                    size_t *n) MUST_USE;

struct citers {
    int64_t comment_id; /* the cited one */
    int64_t id[CITERS_MAX];
    size_t n;
};
/* Of the visible comments that somebody cites, in the order of the page. Costs nothing
 * for the others. */
enum rc citation_of_page(struct db *db, struct arena *a, const struct thread_page *page,
                         struct citers **out, size_t *n) MUST_USE;

#endif
