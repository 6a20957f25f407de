/*
 * counting_view.h - how the tally is counted, with the query that recounts it
 */
#ifndef COUNTING_VIEW_H
#define COUNTING_VIEW_H

#include "page.h"

/* The page of tally_counting_path(); `query` is the SQL that recounts. */
enum rc counting_view(const struct page *p, const char *query,
                      struct buf *out) MUST_USE;

#endif
