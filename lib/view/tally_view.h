/*
 * tally_view.h - how the sides stand, in words, as a bar and as a table
 *
 * Whoever shows any of it asks tally_is_shown() first (post.h).
 */
#ifndef TALLY_VIEW_H
#define TALLY_VIEW_H

#include "page.h"
#include "post.h"

/* Comments that take a side. */
int64_t tally_sides(const struct tally *t);
/* Does the post name its sides itself? */
bool tally_own_labels(const struct post *post);
/* As the page's language writes it. */
const char *tally_number(const struct page *p, int64_t n);
/* "19 comments for and 15 against, from 21 people; 3 have changed sides." */
const char *tally_sentence(const struct page *p, const struct post *post);
/* Fills the section BAR with the widths of both sides; nothing without comments. */
void tally_bar(const struct page *p, struct tpl_dict *d, const struct tally *t);
/* Includes templates/tally.tpl at {{>TALLY}}; `whole` adds people, shares and the
 * table. */
void tally_fill(const struct page *p, struct tpl *t, struct tpl_dict *d,
                const struct post *post, bool whole);
/* The same while it is hidden: why, and when it is shown. */
void tally_fill_hidden(const struct page *p, struct tpl *t, struct tpl_dict *d,
                       const struct post *post);
const char *tally_why_hidden(const struct page *p, const struct post *post);

#endif
