/*
 * stance_view.h - "Where do you stand?" beside the tally, and what a press that was not
 * taken says
 */
#ifndef STANCE_VIEW_H
#define STANCE_VIEW_H

#include "post_data.h"

/* The word for a stand: a side's label, or "Undecided" for SIDE_NONE. */
const char *stance_label(const struct page *p, const struct post *post, enum side side);

/* Includes templates/stance.tpl at {{>STANCE}}. */
void stance_fill(const struct page *p, struct tpl *t, struct tpl_dict *d,
                 const struct post_view *v);

struct reaction_view {
    const char *text; /* why it was not taken */
    const char *back; /* path of where the button stands */
    /* The same press once more; `value` NULL: it would be of no use. */
    const char *action, *field, *value, *label, *token;
};
enum rc reaction_view(const struct page *p, const struct reaction_view *v,
                      struct buf *out) MUST_USE;

#endif
