/*
 * post_form.h - the form of a post in the editor
 */
#ifndef POST_FORM_H
#define POST_FORM_H

#include "fields.h"
#include "form.h"
#include "lang.h"
#include "post_save.h"

struct post_form {
    const char *title, *question, *slug, *body, *label_pro, *label_contra, *author;
    const char *kind, *state, *lang, *policy, *open; /* the choices, as typed */
    const char *closes, *tally_shown, *conclusion;
    /* Former slug of another post, already shown as a conflict: saving again takes it.
     * "" or NULL: none. */
    const char *take;
    int64_t revision;
    struct post_draft draft; /* strings of the form, cleaned; valid without problems */
    struct problems problems;
};
/* `lang` is the editor's. An empty slug is made from the title; absent choices make a
 * plain draft in the editor's language, open, under the site's policy, its tally always
 * shown. `closes` is in the process's time zone. The draft lacks id, account_id,
 * translation_id and now; its author may be "". */
void post_form_read(struct arena *a, enum lang lang, const struct fields *in,
                    const struct form_limits *limits, struct post_form *out);
/* The fields as typed, to show them again: nothing is read, checked or rendered. */
void post_form_typed(const struct fields *in, struct post_form *out);
/* The form of an existing post, to edit it. */
void post_form_from(struct arena *a, const struct post *post, struct post_form *out);

#endif
