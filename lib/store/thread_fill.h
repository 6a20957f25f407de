/*
 * thread_fill.h - a page of comments while it is filled, within its weight
 *
 * For the files of this folder. A page weighs less than 150 KB, whatever people write.
 */
#ifndef THREAD_FILL_H
#define THREAD_FILL_H

#include "thread_page.h"

/* Of markup, for a page's comments when it is planned. */
#define THREAD_FILL_BYTES 105000
#define THREAD_FILL_NONE SIZE_MAX /* of a page's comments */

struct thread_fill {
    struct db *db;
    struct arena *arena;
    struct thread_page *page;
    int64_t slug_bytes;               /* of the post's slug */
    int64_t left;                     /* bytes for further comments */
    int64_t at[COMMENT_DEPTH_MAX];    /* the last one at each depth; 0: none yet */
    int64_t names[COMMENT_DEPTH_MAX]; /* bytes of its name */
    int64_t *weights;                 /* of the page's comments */
};

/* Bytes that a comment takes besides what its writer wrote; and all of one that is shown
 * in short, but its writer's name. */
int64_t thread_fill_frame(int64_t slug_bytes);
int64_t thread_fill_short(int64_t slug_bytes);
/* Bytes that a visible comment takes on a page at most; `above` bytes has the name of the
 * one that it answers. */
int64_t thread_fill_weight(const struct comment *c, int64_t slug_bytes, int64_t above);

/* An empty page for `room` comments, without a limit of bytes: set slug_bytes, and `left`
 * where there is one. */
struct thread_fill thread_fill_new(struct db *db, struct arena *a,
                                   struct thread_page *page, size_t room);
/* Appends a comment. A hidden one becomes a tombstone. */
void thread_fill_put(struct thread_fill *f, const struct comment *c);
/* Appends a visible comment below what hangs above it and is not there yet: hidden ones,
 * and the beginning of a thread that comes in parts, which may be shown in short. Where
 * that is more than `max` comments, or more bytes than are left, it puts nothing, and
 * *fits is false. */
enum rc thread_fill_below(struct thread_fill *f, const struct comment *c, int64_t max,
                          bool *fits) MUST_USE;
/* Shows the longest comments in short until all are as light as they have to be, but
 * never the one at `keep`, whose weight does not count; it may be THREAD_FILL_NONE. */
void thread_fill_shorten(struct thread_fill *f, size_t keep);

#endif
