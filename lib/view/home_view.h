/*
 * home_view.h - home: the open debate and the latest posts
 */
#ifndef HOME_VIEW_H
#define HOME_VIEW_H

#include "page.h"
#include "post.h"

struct home_view {
    const struct post *debate; /* open debate on top, or NULL */
    const struct post *posts;  /* newest first, without the debate on top */
    size_t n;
    int64_t page; /* from 1 */
    bool more;
};
enum rc home_view(const struct page *p, const struct home_view *v,
                  struct buf *out) MUST_USE;

#endif
