/*
 * thread.h - the comments of a page in reading order
 *
 * A page holds up to THREAD_PAGE threads, and of each as much as THREAD_PAGE_COMMENTS
 * leave room for, or fewer where they are long: all threads grow evenly until the page
 * is full, so that no long one takes the place of another. What is cut stands on the
 * page of the thread's first comment. Reading costs what is shown, not what is stored:
 * threads come from partial indexes, replies from (root_id, path).
 *
 * A page of threads that would be too heavy keeps its comments, so that addresses stay
 * good; its longest ones are `shortened`: the page shows how they begin, and leads to
 * their own pages. There each stands whole, and its replies come in parts.
 */
#ifndef THREAD_H
#define THREAD_H

#include "thread_page.h"

enum rc thread_page(struct db *db, struct arena *a, const struct thread_query *q,
                    struct thread_page *out) MUST_USE;
/* The page (from 1) that holds a comment's thread without a choice of order. Costs what
 * stands before it. */
enum rc thread_page_of(struct db *db, struct arena *a, const struct comment *c,
                       bool sides, int64_t *page) MUST_USE;

/* What a link to a comment has to know about that page. A comment that starts a thread
 * costs no more than a page to place, however many there are. */
struct thread_place {
    bool later; /* it is not the first page */
    bool shown; /* the comment itself is not cut there */
};
enum rc thread_place_of(struct db *db, struct arena *a, const struct comment *c,
                        bool sides, struct thread_place *out) MUST_USE;

/* One comment with its ancestors (outermost first) and THREAD_SINGLE of its replies, or
 * as many as a page has room for; or, with `after`, the replies that follow that one,
 * which may be the comment itself. Each part shows what is above its first comment. */
struct thread_part {
    struct thread_page page; /* the same shape; `more` and `rests` are not used */
    size_t at;               /* index of the comment */
    int64_t next;            /* `after` of the next part; 0: this is the last */
    int64_t previous;        /* `after` of the part before; 0: the first, or none */
};
/* RC_NOT_FOUND: the comment is not visible, and no tombstone either; or `after` (0: the
 * first part) is neither the comment nor a reply that is shown. */
enum rc thread_of(struct db *db, struct arena *a, const struct comment *c,
                  int64_t after, struct thread_part *out) MUST_USE;

/* Does anything visible hang below a comment, at any depth? */
enum rc thread_goes_on(struct db *db, const struct comment *c, bool *goes_on) MUST_USE;

/* This person's comments on a post that wait for review, oldest first. */
enum rc thread_waiting(struct db *db, struct arena *a, int64_t post_id,
                       int64_t person_id, struct comment **out, size_t *n) MUST_USE;

#endif
