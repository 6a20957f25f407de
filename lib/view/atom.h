/*
 * atom.h - what all our Atom feeds are put together from (RFC 4287, RFC 4685)
 *
 * ctemplate's XML context does not hold against hostile bytes, so feeds are written with
 * buf_escape: stored text has no control characters. Ids are tag URIs (RFC 4151) of
 * base_url's host, the day of creation and the number of a post or comment: whatever an
 * editor changes, feed readers know them again.
 */
#ifndef ATOM_H
#define ATOM_H

#include "page.h"
#include "post.h"

/* Root element, id, title and links of a feed at p->feed_path; `alternate` is the path
 * of the page that shows the same. */
void atom_begin(const struct page *p, const char *title, const char *alternate,
                struct buf *out);
void atom_end(struct buf *out);

void atom_element(struct buf *out, const char *name, const char *text);
void atom_time(struct buf *out, const char *name, int64_t at);
void atom_author(struct buf *out, const char *name, const char *website);
void atom_content(struct buf *out, struct html html);
/* name="base_url and path" */
void atom_address(struct buf *out, const struct page *p, const char *name,
                  const char *path);
/* <link .../> to a path on this site. */
void atom_link(struct buf *out, const struct page *p, const char *rel, const char *type,
               const char *path);
/* The tag URI alone. */
void atom_post_tag(struct buf *out, const struct page *p, const struct post *post);
void atom_comment_tag(struct buf *out, const struct page *p, int64_t id,
                      int64_t created);

#endif
