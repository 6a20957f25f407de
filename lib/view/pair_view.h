/*
 * pair_view.h - the strongest argument of each side, beside each other
 */
#ifndef PAIR_VIEW_H
#define PAIR_VIEW_H

#include "post_data.h"

/* Includes templates/pair.tpl at {{>PAIR}}; nothing without a pair. */
void pair_fill(const struct page *p, struct tpl *t, struct tpl_dict *d,
               const struct post *post, const struct pair *pair);

#endif
