/*
 * comment_view.h - threads inside a post's page
 */
#ifndef COMMENT_VIEW_H
#define COMMENT_VIEW_H

#include "post_view.h"

/* Nesting of lists on the page; deeper replies stay at this level and say whom they
 * answer. */
#define COMMENT_INDENT 8

/* The word for a side: the post's own label, or the language's. "" for SIDE_NONE. */
const char *side_label(const struct page *p, const struct post *post, enum side side);
/* The same where there is no page; labels "": none of the post's own. */
const char *side_words(enum lang lang, enum side side, const char *label_pro,
                       const char *label_contra);
/* The mark of a comment's side: SIDE_NAME, SIDE_LABEL and the section SIDE; nothing for
 * SIDE_NONE. */
void side_fill(const struct page *p, struct tpl_dict *d, const struct post *post,
               enum side side);

/* Includes templates/threads.tpl at {{>THREADS}}: one flat pass over the page's
 * comments, whatever their depth. The form stands under the comment that it answers;
 * false: it is not among them. */
bool threads_fill(const struct page *p, struct tpl *t, struct tpl_dict *d,
                  const struct post_view *v);
/* Fills the section WAITING: the viewer's comments that nobody else sees. */
void waiting_fill(const struct page *p, struct tpl_dict *d, const struct post_view *v);

#endif
