/*
 * top_arguments_view.h - the strongest argument of each side, beside each other
 */
#ifndef TOP_ARGUMENTS_VIEW_H
#define TOP_ARGUMENTS_VIEW_H

#include "post_data.h"

/* Includes templates/top_arguments.tpl at {{>TOP_ARGUMENTS}}, if there are any. */
void top_arguments_fill(const struct page *p, struct tpl *t, struct tpl_dict *d,
                        const struct post *post, const struct top_arguments *top);

#endif
