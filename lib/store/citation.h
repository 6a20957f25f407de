/*
 * citation.h - who cites the comments of a page
 */
#ifndef CITATION_H
#define CITATION_H

#include "thread.h"

struct citers {
    int64_t comment_id; /* the cited one */
    int64_t id[CITERS_MAX];
    size_t n;
};
/* Of the visible comments that somebody cites, in the order of the page. Costs nothing
 * for the others. */
enum rc citers_of(struct db *db, struct arena *a, const struct thread_page *page,
                  struct citers **out, size_t *n) MUST_USE;

#endif
