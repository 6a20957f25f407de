/*
 * feed_view.h - Atom and JSON, for programs
 */
#ifndef FEED_VIEW_H
#define FEED_VIEW_H

#include "feed_part.h"
#include "page.h"
#include "post.h"

struct feed_post {
    const struct post *post; /* with its body */
    int64_t last_comment;    /* time of its newest comment; 0: none */
};
struct posts_feed {
    const struct feed_post *entries;
    size_t n;
    struct feed_part part;
};
/* Atom of posts, each with a link to the feed of its comments. */
enum rc feed_view(const struct page *p, const struct posts_feed *feed,
                  struct buf *out) MUST_USE;
/* GET /p/:slug/latest: the same for all readers. "comments", "voices" and "changed" are
 * null while some readers may not see them (tally_is_shown). */
enum rc latest_view(const struct post *post, int64_t last_id, int64_t now,
                    struct buf *out) MUST_USE;

#endif
