/*
 * stance_view.h - the stance form beside the tally, and the page of a refused reaction
 */
#ifndef STANCE_VIEW_H
#define STANCE_VIEW_H

#include "post_data.h"

/* The word for a stance: a side's label, or "Undecided" for SIDE_NONE. */
const char *stance_label(const struct page *p, const struct post *post, enum side side);

/* Includes templates/stance.tpl at {{>STANCE}}. */
void stance_fill(const struct page *p, struct tpl *t, struct tpl_dict *d,
                 const struct post_view *v);

struct refused_reaction_view {
    const char *text; /* why the reaction was refused */
    const char *back; /* path of the page with the button */
    /* The form to send it again; `value` NULL: it would be refused again. */
    const char *action, *field, *value, *label, *token;
};
enum rc refused_reaction_view(const struct page *p, const struct refused_reaction_view *v,
                      struct buf *out) MUST_USE;

#endif
