/*
 * recent.h - the comments that anybody may read, newest first, for feeds
 */
#ifndef RECENT_H
#define RECENT_H

#include "comment.h"
#include "feed_part.h"
#include "post.h"

struct recent {
    struct comment comment;
    /* Of its post: id, slug, kind, lang, title, question, labels and created alone. */
    struct post post;
    int64_t parent_created; /* 0: starts a thread, or its parent is not visible */
};

struct recent_query {
    enum lang lang;  /* of the posts, unless one is named */
    int64_t post_id; /* 0: every published post */
    enum side only;  /* of one post; SIDE_NONE: both */
};

/* Visible comments among which one part is sought. Where most are in another language
 * or on the other side, a part may hold few or none and others still follow. */
#define RECENT_WINDOW 3000

/* Visible comments of published posts, up to `limit` or FEED_BYTES; first the one that
 * became visible last, so that what an author approves late is new for everybody. Any
 * id is a place to begin at, whether its comment was ever visible or not. */
enum rc recent_comments(struct db *db, struct arena *a, const struct recent_query *q,
                        int64_t limit, struct feed_part *part, struct recent **out,
                        size_t *n) MUST_USE;
/* When the newest visible comment of a post appeared; 0 without any. */
enum rc recent_last(struct db *db, int64_t post_id, int64_t *at) MUST_USE;

#endif
