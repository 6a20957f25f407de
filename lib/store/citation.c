/*
 * citation.c - who cites the comments of a page: see citation.h
 */
#include "citation.h"

static bool is_cited(const struct comment *c)
{
    return c->state == COMMENT_VISIBLE && c->cited;
}

enum rc citers_of(struct db *db, struct arena *a, const struct thread_page *page,
                  struct citers **out, size_t *n)
{
    size_t cited = 0;
    enum rc rc = RC_OK;

    for (size_t i = 0; i < page->n; i++)
        cited += is_cited(&page->items[i]);
    *out = ARENA_ARRAY(a, cited, struct citers);
    *n = 0;
    for (size_t i = 0; !rc && i < page->n; i++) {
        struct citers *next = &(*out)[*n];

        if (!is_cited(&page->items[i]))
            continue;
        next->comment_id = page->items[i].id;
        rc = comment_cited_by(db, next->comment_id, next->id, CITERS_MAX, &next->n);
        (*n)++;
    }
    return rc;
}
