/*
 * timeline_view.h - the tally over time, drawn and as a table
 */
#ifndef TIMELINE_VIEW_H
#define TIMELINE_VIEW_H

#include "page.h"
#include "post.h"

/* Fills the section OVER_TIME; nothing without days. */
void timeline_fill(const struct page *p, struct tpl_dict *d, const struct post *post,
                   const struct tally_day *days, size_t n);

#endif
