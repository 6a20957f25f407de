/*
 * atom.h - the parts of all our Atom feeds (RFC 4287, 4685, 5005)
 *
 * ctemplate's XML context does not withstand hostile bytes, so feeds are written with
 * buf_escape: stored text has no control characters. Ids are tag URIs (RFC 4151) of
 * base_url's host, the day of creation and the number of a post or comment: no edit
 * changes them.
 */
#ifndef ATOM_H
#define ATOM_H

#include "feed_part.h"
#include "page.h"
#include "post.h"

struct atom_feed {
    const char *id; /* as permanent as an entry's */
    const char *title;
    const char *alternate; /* path of the page that shows the same */
    struct feed_part part;
};
/* Root element, id, title and links of a feed at p->feed_path, including those to its
 * other parts. */
void atom_begin(const struct page *p, const struct atom_feed *feed, struct buf *out);
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
/* Tag URIs. */
const char *atom_post_tag(const struct page *p, const struct post *post);
const char *atom_comment_tag(const struct page *p, int64_t id, int64_t created);
/* Id of a feed whose path has no slug and never changes: the site's feeds. */
const char *atom_address_id(const struct page *p);

#endif
