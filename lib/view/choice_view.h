/*
 * choice_view.h - what a post's page shows of its comments, and the links that change it
 */
#ifndef CHOICE_VIEW_H
#define CHOICE_VIEW_H

#include "post_data.h"

/* The order of a post's page that nobody chose: only sides can be balanced. */
enum order choice_usual_order(const struct post *post);
/* Is it what the page shows without a choice? */
bool choice_is_usual(const struct post *post, const struct choice *c);
/* "side=pro&page=2", "" for the usual page. */
const char *choice_query(struct arena *a, const struct post *post,
                         const struct choice *c);
/* "/p/slug?side=pro&page=2" */
const char *choice_path(struct arena *a, const struct post *post,
                        const struct choice *c);
/* Includes templates/choices.tpl at {{>CHOICES}}. A link keeps what else was chosen, up
 * to the page; "All" gives up both filters. */
void choices_fill(const struct page *p, struct tpl *t, struct tpl_dict *d,
                  const struct post_view *v);

#endif
