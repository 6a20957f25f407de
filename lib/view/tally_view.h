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
/* "19 comments for and 15 against; 21 people have taken a side and 3 have changed sides." */
const char *tally_sentence(const struct page *p, const struct post *post);
/* Fills the section BAR with the widths of both sides; nothing without comments. */
void tally_bar(const struct page *p, struct tpl_dict *d, const struct tally *t);
/* "19 comments for", "15 against": with the post's own labels, if it has some. */
const char *tally_count_of(const struct page *p, const struct post *post,
                           enum side side);
/* Includes templates/tally.tpl at {{>TALLY}}: numbers, bar and sentence. */
void tally_fill(const struct page *p, struct tpl *t, struct tpl_dict *d,
                const struct post *post);
/* The same with people, shares and the table. Returns the dictionary of the table, where
 * timeline_fill() adds its days; NULL: nobody has said anything yet. */
struct tpl_dict *tally_fill_whole(const struct page *p, struct tpl *t,
                                  struct tpl_dict *d, const struct post *post);
/* "/counting", where the way of counting is explained, in the page's language. */
const char *tally_counting_path(const struct page *p);
/* The same while it is hidden: why, and when it is shown. */
void tally_fill_hidden(const struct page *p, struct tpl *t, struct tpl_dict *d,
                       const struct post *post);
const char *tally_why_hidden(const struct page *p, const struct post *post);

#endif
