/*
 * post_facts_view.h - the facts of a post in lists and pages: date, state, comments
 */
#ifndef POST_FACTS_VIEW_H
#define POST_FACTS_VIEW_H

#include "page.h"
#include "post.h"

/* Fills DATE and STAMP: when the post was published. */
void post_date_fill(const struct page *p, struct tpl_dict *d, const struct post *post);
/* For a published debate, fills one of the sections OPEN, OPEN_UNTIL, CLOSED and
 * CLOSED_ON. */
void post_state_fill(const struct page *p, struct tpl_dict *d, const struct post *post);
/* "34 comments"; "Comments" while the viewer may not see the tally. */
const char *post_count_text(const struct page *p, const struct post *post, bool tally);

#endif
