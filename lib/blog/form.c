/*
 * form.c - problems, what the forms share, and the form of the site's settings
 */
#include <string.h>

#include "field_check.h"
#include "form.h"
#include "utf8.h"

void problem_add_link(struct problems *p, const char *field, const char *text,
                      const char *href)
{
    if (p->n < PROBLEMS_MAX)
        p->items[p->n++] =
            (struct problem){ .field = field, .text = text, .href = href };
}

void problem_add(struct problems *p, const char *field, const char *text)
{
    problem_add_link(p, field, text, NULL);
}

const char *problem_of(const struct problems *p, const char *field)
{
    for (size_t i = 0; i < p->n; i++) {
        if (strcmp(p->items[i].field, field) == 0)
            return p->items[i].text;
    }
    return NULL;
}

void check_problem(const struct check *c, const char *field, enum message id)
{
    problem_add(c->problems, field, message(c->lang, id));
}

void check_count(const struct check *c, const char *field, enum message id, size_t n)
{
    problem_add(c->problems, field, message_count(c->arena, c->lang, id, (int64_t)n));
}

const char *check_line(const struct check *c, const struct line_rule *rule,
                       const char *typed)
{
    const char *line = utf8_line(c->arena, typed);
    const size_t points = utf8_length(line);

    if (points > rule->points)
        check_count(c, rule->field, rule->too_long, points - rule->points);
    else if (rule->required && !points)
        check_problem(c, rule->field, rule->missing);
    return line;
}

bool check_size(const struct check *c, const char *field, const char *text,
                size_t bytes)
{
    size_t kept = bytes;

    if (strlen(text) <= bytes)
        return true;
    while (kept && (text[kept] & 0xC0) == 0x80)
        kept--;
    check_count(c, field, MSG_FORM_TOO_LONG, utf8_length(text + kept));
    return false;
}

bool check_markdown(const struct check *c, const char *field, enum rc rc)
{
    if (rc)
        check_problem(c, field,
                      rc == RC_INVALID    ? MSG_FORM_TOO_NESTED
                      : rc == RC_TOO_MANY ? MSG_FORM_TOO_DENSE
                                          : MSG_FORM_TOO_HEAVY);
    return !rc;
}

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
