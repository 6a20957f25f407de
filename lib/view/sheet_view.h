/*
 * sheet_view.h - a debate for printing: numbers, conclusion, each side's best arguments
 */
#ifndef SHEET_VIEW_H
#define SHEET_VIEW_H

#include "comment_row.h"
#include "page.h"
#include "post.h"

#define SHEET_ARGUMENTS 5 /* of each side, at most */
/* Bytes of markup of one side's arguments, at most; the first is shown in any case. */
#define SHEET_BYTES 60000

struct sheet_view {
    const struct post *post;
    bool tally;                    /* the viewer may see the tally */
    const struct comment *best[2]; /* pro, contra; the strongest first */
    size_t best_n[2];
};
enum rc sheet_view(const struct page *p, const struct sheet_view *v,
                   struct buf *out) MUST_USE;

#endif
