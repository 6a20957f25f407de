/*
 * side_view.h - the words and marks of a side
 */
#ifndef SIDE_VIEW_H
#define SIDE_VIEW_H

#include "page.h"
#include "post.h"

/* The word for a side: the post's own label, or the language's. "" for SIDE_NONE. */
const char *side_label(const struct page *p, const struct post *post, enum side side);
/* The same without a page; label_pro and label_contra: the post's own, or "". */
const char *side_words(enum lang lang, enum side side, const char *label_pro,
                       const char *label_contra);
/* The mark of a comment's side: SIDE_NAME, SIDE_LABEL and the section SIDE; nothing for
 * SIDE_NONE. */
void side_fill(const struct page *p, struct tpl_dict *d, const struct post *post,
               enum side side);

#endif
