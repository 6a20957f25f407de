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

#include "comment.h"

#define THREAD_PAGE 50           /* threads on a page; 25 of each side when balanced */
#define THREAD_PAGE_COMMENTS 100 /* visible ones on a page of threads */
/* Visible comments on a page of one thread. The ancestors of the first one come on top,
 * and tombstones, as many again at most. */
#define THREAD_SINGLE 100
/* Up to here they are counted. */
#define THREAD_UNANSWERED_MAX 999

struct thread_query {
    int64_t post_id;
    bool sides;       /* the post is a debate */
    enum side only;   /* SIDE_NONE: both */
    enum order order; /* balanced is one of each side in turn, unless `only` is set */
    bool unanswered; /* threads whose first comment nobody of the other side answered */
    int64_t page;    /* from 1 */
};

/* A thread that does not stand on its page as a whole. */
struct thread_rest {
    int64_t root_id;
    int64_t more; /* visible comments that the page leaves out */
};

struct thread_page {
    /* Depth first, replies oldest first; hidden ones only where a visible reply hangs
     * below, or the rest of the thread (tombstones): look at `state`. */
    struct comment *items;
    size_t n;
    bool more;                       /* a later page exists */
    const struct thread_rest *rests; /* in the order of the page */
    size_t rests_n;
};

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

/* The strongest arguments of a side: visible comments that start a thread, the best
 * rank first and the older of two alike, `limit` at most. */
enum rc thread_strongest(struct db *db, struct arena *a, int64_t post_id,
                         enum side side, int64_t limit, struct comment **out,
                         size_t *n) MUST_USE;
/* Visible comments of a side that start a thread and that nobody of the other side has
 * answered; THREAD_UNANSWERED_MAX + 1: more than that. */
enum rc thread_count_unanswered(struct db *db, int64_t post_id, enum side side,
                                int64_t *n) MUST_USE;
/* This person's comments on a post that wait for review, oldest first. */
enum rc thread_waiting(struct db *db, struct arena *a, int64_t post_id,
                       int64_t person_id, struct comment **out, size_t *n) MUST_USE;

#endif
