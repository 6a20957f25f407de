/*
 * comment_form_view.h - the form to write or edit a comment
 */
#ifndef COMMENT_FORM_VIEW_H
#define COMMENT_FORM_VIEW_H

#include "post_data.h"

/* Includes templates/form.tpl at {{>marker}} of `d`. */
void comment_form_fill(const struct page *p, struct tpl *t, struct tpl_dict *d,
                       const char *marker, const struct post *post,
                       const struct form_state *s);

#endif
