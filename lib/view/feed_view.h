/*
 * feed_view.h - what machines read: Atom and JSON
 */
#ifndef FEED_VIEW_H
#define FEED_VIEW_H

#include "feed_part.h"
#include "page.h"
#include "post.h"

struct feed_post {
    const struct post *post; /* with its body */
    int64_t last_comment;    /* when its newest one appeared; 0: none */
};
struct posts_feed {
    const struct feed_post *entries;
    size_t n;
    struct feed_part part;
};
/* Atom of posts, each with the way to its comments. */
enum rc feed_view(const struct page *p, const struct posts_feed *feed,
                  struct buf *out) MUST_USE;
/* GET /p/:slug/latest: the same for everybody. "comments", "voices" and "changed" are
 * null as long as anybody may not see them (tally_is_shown). */
enum rc latest_view(const struct post *post, int64_t last_id, int64_t now,
                    struct buf *out) MUST_USE;

#endif
