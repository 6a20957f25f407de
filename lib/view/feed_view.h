/*
 * feed_view.h - what machines read: Atom and JSON
 */
#ifndef FEED_VIEW_H
#define FEED_VIEW_H

#include "page.h"
#include "post.h"

/* Atom (RFC 4287) of the newest posts. Their ids are tag URIs (RFC 4151) of base_url's
 * host, the day of creation and the post's id: whatever an editor changes, feed readers
 * know them again. */
enum rc feed_view(const struct page *p, const struct post *posts, size_t n,
                  struct buf *out) MUST_USE;
/* GET /p/:slug/latest */
enum rc latest_view(const struct post *post, int64_t last_id, int64_t now,
                    struct buf *out) MUST_USE;

#endif
