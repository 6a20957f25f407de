/*
 * thread_fill.h - fills a page of comments within its limit of bytes
 *
 * For the files of this folder. A page weighs less than 150 KB, whatever people write.
 */
#ifndef THREAD_FILL_H
#define THREAD_FILL_H

#include "thread_page.h"

/* Bytes of markup for which a page of comments is planned. */
#define THREAD_FILL_BYTES 105000
#define THREAD_FILL_NONE SIZE_MAX /* no comment of the page */

struct thread_fill {
    struct db *db;
    struct arena *arena;
    struct thread_page *page;
    int64_t slug_bytes;               /* of the post's slug */
    int64_t left;                     /* bytes for further comments */
    int64_t at[COMMENT_DEPTH_MAX];    /* last id at each depth; 0: none yet */
    int64_t names[COMMENT_DEPTH_MAX]; /* bytes of its writer's name */
    int64_t *weights;                 /* bytes of the page's comments */
};

/* Bytes of a comment besides its writer's texts, and all bytes of a shortened one
 * except its writer's name. */
int64_t thread_fill_frame(int64_t slug_bytes);
int64_t thread_fill_short(int64_t slug_bytes);
/* Returns the most bytes that a visible comment takes on a page; `above`: bytes of the
 * name of its parent's writer. */
int64_t thread_fill_weight(const struct comment *c, int64_t slug_bytes, int64_t above);

/* Returns an empty page for `room` comments without a limit of bytes. The caller sets
 * slug_bytes, and `left` if there is a limit. */
struct thread_fill thread_fill_new(struct db *db, struct arena *a,
                                   struct thread_page *page, size_t room);
/* Appends a comment. A hidden one becomes a tombstone. */
void thread_fill_put(struct thread_fill *f, const struct comment *c);
/* Appends a visible comment, after the ancestors that the page lacks: hidden ones, and
 * the beginning of a thread that comes in parts, which may be shortened. Appends nothing
 * and sets *fits to false if more than `max` ancestors are missing, or if too few bytes
 * are left on a page that is not empty. */
enum rc thread_fill_below(struct thread_fill *f, const struct comment *c, int64_t max,
                          bool *fits) MUST_USE;
/* Shortens the longest comments until the page is light enough. The one at `keep`,
 * which may be THREAD_FILL_NONE, stays whole and does not count. */
void thread_fill_shorten(struct thread_fill *f, size_t keep);

#endif
