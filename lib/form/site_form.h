/*
 * site_form.h - the form of the site's settings
 */
#ifndef SITE_FORM_H
#define SITE_FORM_H

#include "fields.h"
#include "form.h"
#include "lang.h"
#include "site.h"

struct site_form {
    const char *title, *tagline, *lang, *policy; /* as typed */
    /* As read; valid where no problem names the field. */
    const char *title_line, *tagline_line;
    enum lang lang_value;
    enum policy policy_value; /* never POLICY_SITE */
    struct problems problems;
};
/* `lang` is the language of the admin pages before the change. */
void site_form_read(struct arena *a, enum lang lang, const struct fields *in,
                    struct site_form *out);
/* The form of the stored row, to edit it. */
void site_form_from(const struct site *site, struct site_form *out);

#endif
