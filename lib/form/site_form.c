/*
 * site_form.c - the form of the site's settings
 */
#include "field_check.h"
#include "site_form.h"

void site_form_read(struct arena *a, enum lang lang, const struct fields *in,
                    struct site_form *out)
{
    static const struct line_rule title = { "title", SITE_TITLE_MAX, true,
                                            MSG_FORM_TITLE_MISSING,
                                            MSG_FORM_TITLE_TOO_LONG };
    static const struct line_rule tagline = { .field = "tagline",
                                              .points = SITE_TAGLINE_MAX,
                                              .too_long = MSG_FORM_TAGLINE_TOO_LONG };
    const struct check check = { a, lang, &out->problems };

    *out = (struct site_form){
        .title = fields_text(in, "title"),
        .tagline = fields_text(in, "tagline"),
        .lang = fields_text(in, "lang"),
        .policy = fields_text(in, "policy"),
    };
    out->title_line = check_line(&check, &title, out->title);
    out->tagline_line = check_line(&check, &tagline, out->tagline);
    if (!lang_parse(out->lang, &out->lang_value))
        check_problem(&check, "lang", MSG_FORM_BAD_CHOICE);
    if (!policy_parse(out->policy, &out->policy_value) ||
        out->policy_value == POLICY_SITE)
        check_problem(&check, "policy", MSG_FORM_BAD_CHOICE);
}

void site_form_from(const struct site *site, struct site_form *out)
{
    *out = (struct site_form){
        .title = site->title,
        .tagline = site->tagline,
        .lang = lang_code(site->lang),
        .policy = policy_name(site->policy),
        .title_line = site->title,
        .tagline_line = site->tagline,
        .lang_value = site->lang,
        .policy_value = site->policy,
    };
}
