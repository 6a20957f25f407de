/*
 * comment_feed.h - visible comments, newest first, for feeds
 */
#ifndef COMMENT_FEED_H
#define COMMENT_FEED_H

#include "comment_row.h"
#include "feed_part.h"
#include "post.h"

struct comment_feed_entry {
    struct comment comment;
    /* Of its post, only id, slug, kind, lang, title, question, labels and created. */
    struct post post;
    int64_t parent_created; /* 0: starts a thread, or its parent is not visible */
};

struct comment_feed_query {
    enum lang lang;  /* of the posts, if post_id is 0 */
    int64_t post_id; /* 0: every published post */
    enum side only;  /* with post_id; SIDE_NONE: both */
};

/* The visible comments that one part searches. If most are in another language or on
 * the other side, a part may hold few or none although others follow. */
#define COMMENT_FEED_WINDOW 3000

/* Lists visible comments of published posts, up to `limit` or FEED_BYTES. The one that
 * became visible last comes first, so that a comment approved late is new for every
 * reader. part->before may be any id, even of a comment that was never visible. */
enum rc comment_feed_part(struct db *db, struct arena *a,
                          const struct comment_feed_query *q, int64_t limit,
                          struct feed_part *part, struct comment_feed_entry **out,
                          size_t *n) MUST_USE;
/* When a comment of the post last became visible; 0: none is visible. */
enum rc comment_feed_last(struct db *db, int64_t post_id, int64_t *at) MUST_USE;

#endif
