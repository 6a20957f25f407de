/*
 * view_options.h - which comments a post's page shows, and the links that change it
 */
#ifndef VIEW_OPTIONS_H
#define VIEW_OPTIONS_H

#include "post_data.h"

/* The default order of a post's comments: only sides can be balanced. */
enum order view_options_default_order(const struct post *post);
/* Are these the options of the page without a query? */
bool view_options_are_default(const struct post *post, const struct view_options *c);
/* "side=pro&page=2", "" for the default options. */
const char *view_options_query(struct arena *a, const struct post *post,
                               const struct view_options *c);
/* "/p/slug?side=pro&page=2" */
const char *view_options_path(struct arena *a, const struct post *post,
                              const struct view_options *c);
/* Includes templates/view_options.tpl at {{>VIEW_OPTIONS}}. A link keeps the other
 * options except the page; "All" drops both filters. */
void view_options_fill(const struct page *p, struct tpl *t, struct tpl_dict *d,
                       const struct post_view *v);

#endif
