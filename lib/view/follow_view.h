/*
 * follow_view.h - the forms that ask for an address: to follow a debate by mail
 */
#ifndef FOLLOW_VIEW_H
#define FOLLOW_VIEW_H

#include "page.h"
#include "post.h"

/* A form with one address. */
struct address_form {
    const char *email; /* as typed */
    const char *token;
    struct problems problems;
};
/* Fills TOKEN, EMAIL and, with problems, INVALID. */
void address_form_fill(struct tpl_dict *d, const struct address_form *v);
/* "Follow this debate" as a separate page, with the problems. */
enum rc follow_view(const struct page *p, const struct post *post,
                    const struct address_form *v, struct buf *out) MUST_USE;
/* The same inside the page of the post, with its feeds: templates/follow.tpl at
 * {{>FOLLOW}}. `v` NULL: the site sends no mail. */
void follow_fill(const struct page *p, struct tpl *t, struct tpl_dict *d,
                 const struct post *post, const struct address_form *v);

#endif
