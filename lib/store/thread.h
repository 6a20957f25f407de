/*
 * thread.h - the comments of a page in reading order
 *
 * A page holds up to THREAD_PAGE threads with up to THREAD_PAGE_COMMENTS visible
 * comments, fewer if they are long. All threads grow evenly until the page is full, so
 * that a long one displaces no other. The rest of a thread is on the page of its first
 * comment. Reading costs what is shown, not what is stored: threads come from partial
 * indexes, replies from (root_id, path).
 *
 * A page of threads that would be too heavy keeps its comments, so that links to them
 * stay valid, but its longest ones are `shortened`: it shows their beginning and links
 * to their own pages. Those show the whole text, and the replies in parts.
 */
#ifndef THREAD_H
#define THREAD_H

#include "thread_page.h"

enum rc thread_page(struct db *db, struct arena *a, const struct thread_query *q,
                    struct thread_page *out) MUST_USE;
/* The page (from 1) that holds a comment's thread in the default order. Costs what
 * precedes it. */
enum rc thread_page_of(struct db *db, struct arena *a, const struct comment *c,
                       bool sides, int64_t *page) MUST_USE;

/* A link to a comment depends on the page that shows its thread. For a first comment this
 * costs at most as much as a page, however many threads there are. */
struct thread_place {
    bool later; /* the page is not the first one */
    bool shown; /* the page shows the comment itself */
};
enum rc thread_place_of(struct db *db, struct arena *a, const struct comment *c,
                        bool sides, struct thread_place *out) MUST_USE;

/* One comment with its ancestors (outermost first) and up to THREAD_SINGLE replies, as
 * many as a page has room for. With `after`: the replies that follow that one, which
 * may be the comment itself. Each part shows the ancestors of its first comment. */
struct thread_part {
    struct thread_page page; /* `more` and `rests` are not used */
    size_t at;               /* index of the comment */
    int64_t next;            /* `after` of the next part; 0: this is the last */
    int64_t previous;        /* `after` of the part before; 0: the first, or none */
};
/* RC_NOT_FOUND: the comment is neither visible nor a tombstone, or `after` (0: the
 * first part) is neither the comment nor a reply that is shown. */
enum rc thread_of(struct db *db, struct arena *a, const struct comment *c,
                  int64_t after, struct thread_part *out) MUST_USE;

/* Does a comment have a visible descendant? */
enum rc thread_goes_on(struct db *db, const struct comment *c, bool *goes_on) MUST_USE;

/* Lists this person's pending comments on a post, oldest first. */
enum rc thread_waiting(struct db *db, struct arena *a, int64_t post_id,
                       int64_t person_id, struct comment **out, size_t *n) MUST_USE;

#endif
