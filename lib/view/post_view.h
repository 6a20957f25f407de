/*
 * post_view.h - the page of a post: its text, tally, threads and comment form
 */
#ifndef POST_VIEW_H
#define POST_VIEW_H

#include "post_data.h"

enum rc post_view(const struct page *p, const struct post_view *v,
                  struct buf *out) MUST_USE;

#endif
