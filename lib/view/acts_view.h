/*
 * acts_view.h - what a viewer can do with a comment: the line below its text
 */
#ifndef ACTS_VIEW_H
#define ACTS_VIEW_H

#include "post_data.h"

/* Fills .acts of templates/threads.tpl for the section of one comment. */
void acts_fill(const struct page *p, struct tpl_dict *d, const struct post_view *v,
               const struct comment *c);
/* When its writer's time to change a comment is over. */
int64_t acts_own_end(const struct post *post, const struct comment *c,
                     int64_t window_s);
/* Links to edit and delete it, as long as its writer may. A view that is wrong about an
 * answer on another page costs nothing: the page behind the link says so. */
void acts_fill_own(const struct page *p, struct tpl_dict *d, const struct post_view *v,
                   const struct comment *c);

#endif
