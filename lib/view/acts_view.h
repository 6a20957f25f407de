/*
 * acts_view.h - the actions of a viewer on a comment: the line below its text
 */
#ifndef ACTS_VIEW_H
#define ACTS_VIEW_H

#include "post_data.h"

/* Fills .acts of templates/threads.tpl for the section of one comment. */
void acts_fill(const struct page *p, struct tpl_dict *d, const struct post_view *v,
               const struct comment *c);
/* The time until which its writer may change a comment. */
int64_t acts_own_end(const struct post *post, const struct comment *c,
                     int64_t window_s);
/* Links to edit and delete a comment, while its writer may. A reply on another page may
 * be overlooked: the page behind the link checks again. */
void acts_fill_own(const struct page *p, struct tpl_dict *d, const struct post_view *v,
                   const struct comment *c);

#endif
