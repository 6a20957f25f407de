/*
 * comments_feed.h - Atom of comments of a site, a post or a side (threads: RFC 4685)
 */
#ifndef COMMENTS_FEED_H
#define COMMENTS_FEED_H

#include "comment_feed.h"
#include "page.h"

struct comments_feed {
    const struct post *post; /* whose comments; NULL: all in p->lang */
    enum side only;          /* SIDE_NONE: both */
    const struct comment_feed_entry *entries;
    size_t n;
    struct feed_part part;
};
/* p->feed_path is this feed's. An entry's category is its side: the scheme belongs to
 * the post, whose question the side is about; the term is "pro" or "contra". */
enum rc comments_feed_view(const struct page *p, const struct comments_feed *feed,
                           struct buf *out) MUST_USE;

/* Path and title of a feed; `post` and `only` as above. */
const char *comments_feed_path(const struct page *p, const struct post *post,
                               enum side only);
const char *comments_feed_title(const struct page *p, const struct post *post,
                                enum side only);

#endif
