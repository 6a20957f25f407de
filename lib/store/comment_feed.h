/*
 * comment_feed.h - the comments that anybody may read, newest first, for feeds
 */
#ifndef COMMENT_FEED_H
#define COMMENT_FEED_H

#include "comment_row.h"
#include "feed_part.h"
#include "post.h"

struct comment_feed_entry {
    struct comment comment;
    /* Of its post: id, slug, kind, lang, title, question, labels and created alone. */
    struct post post;
    int64_t parent_created; /* 0: starts a thread, or its parent is not visible */
};

struct comment_feed_query {
    enum lang lang;  /* of the posts, unless one is named */
    int64_t post_id; /* 0: every published post */
    enum side only;  /* of one post; SIDE_NONE: both */
};

/* Visible comments among which one part is sought. Where most are in another language
 * or on the other side, a part may hold few or none and others still follow. */
#define COMMENT_FEED_WINDOW 3000

/* Visible comments of published posts, up to `limit` or FEED_BYTES; first the one that
 * became visible last, so that what an author approves late is new for everybody. Any
 * id is a place to begin at, whether its comment was ever visible or not. */
enum rc comment_feed_part(struct db *db, struct arena *a,
                          const struct comment_feed_query *q, int64_t limit,
                          struct feed_part *part, struct comment_feed_entry **out,
                          size_t *n) MUST_USE;
/* When the newest visible comment of a post appeared; 0 without any. */
enum rc comment_feed_last(struct db *db, int64_t post_id, int64_t *at) MUST_USE;

#endif
