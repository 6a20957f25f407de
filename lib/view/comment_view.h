/*
 * comment_view.h - threads inside a post's page
 */
#ifndef COMMENT_VIEW_H
#define COMMENT_VIEW_H

#include "post_data.h"

/* Nesting of lists on the page; deeper replies stay at this level and say whom they
 * answer. */
#define COMMENT_INDENT 8

/* Includes templates/threads.tpl at {{>THREADS}}: one flat pass over the page's
 * comments of any depth. The form goes under the comment that it answers; returns false
 * if that comment is not among them. */
bool threads_fill(const struct page *p, struct tpl *t, struct tpl_dict *d,
                  const struct post_view *v);
/* Fills the section WAITING: the viewer's comments that wait for approval. */
void waiting_fill(const struct page *p, struct tpl_dict *d, const struct post_view *v);

#endif
