/*
 * linked_data.h - describes a page to search engines: JSON-LD of schema.org
 *
 * One data block of a page, with only what the page shows. It goes right before the
 * comments that it repeats, where compression finds them again. A debate meets what
 * search engines require of a DiscussionForumPosting
 * (developers.google.com/search/docs/appearance/structured-data/discussion-forum).
 */
#ifndef LINKED_DATA_H
#define LINKED_DATA_H

#include "html.h"
#include "post_data.h"

/* Limits of the comments included, from the first on: twenty add 8 KB to a page of a
 * hundred, 1 KB compressed. Each text gets an equal share of LINKED_TEXT_POINTS, code
 * points, at most LINKED_TEXT_MAX. */
#define LINKED_COMMENTS_MAX 20
#define LINKED_TEXT_MAX 500
#define LINKED_TEXT_POINTS 3000

/* JSON without any '<', safe inside <script>; "" if it cannot be made. */
struct html linked_data_post(const struct page *p, const struct post_view *v);
/* Of home: the open debate on top, or NULL, and `n` posts. */
struct html linked_data_home(const struct page *p, const struct post *debate,
                             const struct post *posts, size_t n);

#endif
