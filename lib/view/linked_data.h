/*
 * linked_data.h - what a page is about, for search engines: JSON-LD of schema.org
 *
 * One data block of a page, which says nothing that the page does not show. It stands
 * right before the comments that it repeats: there compression finds them again.
 * A debate follows what search engines ask of a DiscussionForumPosting
 * (developers.google.com/search/docs/appearance/structured-data/discussion-forum).
 */
#ifndef LINKED_DATA_H
#define LINKED_DATA_H

#include "html.h"
#include "post_data.h"

/* How much of a page's comments goes in, first ones first: twenty cost a page of a
 * hundred 8 KB, 1 KB compressed. Each text gets an even share of the points, and
 * LINKED_TEXT_MAX at most. */
#define LINKED_COMMENTS_MAX 20
#define LINKED_TEXT_MAX 500
#define LINKED_TEXT_POINTS 3000

/* JSON without any '<', fit to stand in <script>; "" when it cannot be made. */
struct html linked_data_post(const struct page *p, const struct post_view *v);
/* Of home: the open debate on top, or NULL, and `n` posts. */
struct html linked_data_home(const struct page *p, const struct post *debate,
                             const struct post *posts, size_t n);

#endif
