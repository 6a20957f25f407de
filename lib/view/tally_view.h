/*
 * tally_view.h - the tally in words, as a bar and as a table
 *
 * A caller that shows any of it asks tally_is_shown() first (post.h).
 */
#ifndef TALLY_VIEW_H
#define TALLY_VIEW_H

#include "page.h"
#include "post.h"

/* Comments that take a side. */
int64_t tally_sides(const struct tally *t);
/* Has the post its own labels for the sides? */
bool tally_own_labels(const struct post *post);
/* "19 comments for and 15 against; 21 people ... and 3 have changed sides." */
const char *tally_sentence(const struct page *p, const struct post *post);
/* Fills the section BAR with the widths of both sides; nothing without comments. */
void tally_bar(const struct page *p, struct tpl_dict *d, const struct tally *t);
/* "19 comments for", "15 against": with the post's own labels, if it has some. */
const char *tally_count_of(const struct page *p, const struct post *post,
                           enum side side);
/* Includes templates/tally.tpl at {{>TALLY}}: numbers, bar and sentence. */
void tally_fill(const struct page *p, struct tpl *t, struct tpl_dict *d,
                const struct post *post);
/* The same with people, shares and the table. Returns the table's dictionary, to which
 * timeline_fill() adds its days; NULL: there is nothing to count yet. */
struct tpl_dict *tally_fill_whole(const struct page *p, struct tpl *t,
                                  struct tpl_dict *d, const struct post *post);
/* "/counting", which explains how the tally is counted, in the page's language. */
const char *tally_counting_path(const struct page *p);
/* Includes templates/tally.tpl for a hidden tally: why, and when it will be shown. */
void tally_fill_hidden(const struct page *p, struct tpl *t, struct tpl_dict *d,
                       const struct post *post);
const char *tally_why_hidden(const struct page *p, const struct post *post);

#endif
