/*
 * comment_form.c - the form under a post
 */
#include <string.h>

#include "address.h"
#include "comment_form.h"
#include "comment_row.h"
#include "debate.h"
#include "field_check.h"
#include "number.h"
#include "text.h"
#include "url.h"
#include "utf8.h"

static void read_side(const struct check *c, bool debate, struct comment_form *out)
{
    out->side_value = SIDE_NONE;
    if (!debate || side_parse(out->side, &out->side_value))
        return;
    if (!out->preview)
        check_problem(c, "side", MSG_FORM_NO_SIDE);
}

static void read_body(const struct check *c, size_t bytes,
                      const struct references *below, struct comment_form *out)
{
    out->body_text = text_lines(c->arena, out->body);
    if (!check_size(c, "body", out->body_text, bytes) ||
        !check_markdown(
            c, "body", markdown_comment(c->arena, out->body_text, below, &out->markup)))
        return;
    /* Link definitions alone make no markup. */
    if (!out->markup.html.s[0])
        check_problem(c, "body", MSG_FORM_EMPTY);
}

static void check_reason(const struct check *c, const struct comment_form *form)
{
    const size_t points = utf8_length(form->body_text);

    if (form->changed && points < FORM_REASON_MIN && !problem_of(c->problems, "body"))
        check_count(c, "body", MSG_MIND_TOO_SHORT, FORM_REASON_MIN - points);
}

static void read_name(const struct check *c, size_t points, struct comment_form *out)
{
    const struct line_rule rule = { "name", points, !out->preview,
                                    MSG_FORM_NAME_MISSING, MSG_FORM_NAME_TOO_LONG };

    out->name_line = check_line(c, &rule, out->name);
}

static void read_website(const struct check *c, size_t bytes, struct comment_form *out)
{
    const char *line = text_line(c->arena, out->website);

    if (line[0] && !strstr(line, "://"))
        line = arena_printf(c->arena, "https://%s", line);
    out->website_line = line;
    if (!line[0] || url_is_web(line, bytes))
        return;
    if (strlen(line) > bytes)
        check_problem(c, "website", MSG_FORM_WEBSITE_TOO_LONG);
    else
        check_problem(c, "website", MSG_FORM_WEBSITE_BAD);
}

static enum notice_choice notice_choice_parse(const char *name)
{
    return strcmp(name, "answers") == 0  ? NOTICE_ANSWERS
           : strcmp(name, "debate") == 0 ? NOTICE_DEBATE
                                         : NOTICE_NONE;
}

/* Only mails need an address; one that is given must be valid. */
static void read_email(const struct check *c, struct comment_form *out)
{
    const bool given = out->email[strspn(out->email, " \t")] != '\0';

    out->notices = notice_choice_parse(out->notify);
    if (given)
        out->address = address_parse(c->arena, out->email);
    if (out->address || out->preview)
        return;
    if (given)
        check_problem(c, "email", MSG_FORM_EMAIL_BAD);
    else if (out->notices != NOTICE_NONE)
        check_problem(c, "email", MSG_FORM_EMAIL_MISSING);
}

enum rc comment_form_read(struct arena *a, enum lang lang, const struct fields *in,
                          bool debate, const struct form_limits *limits,
                          const struct references *below, struct comment_form *out)
{
    const struct check check = { a, lang, &out->problems };
    const char *parent = fields_text(in, "parent");

    *out = (struct comment_form){
        .side = fields_text(in, "side"),
        .body = fields_text(in, "body"),
        .name = fields_text(in, "name"),
        .website = fields_text(in, "website"),
        .email = limits->mail ? fields_text(in, "email") : "",
        .notify = limits->mail ? fields_text(in, "notify") : "",
        .preview = strcmp(fields_text(in, "action"), "preview") == 0,
        .honeypot = fields_text(in, "url")[0] != '\0',
        .markup = { .html = { "" }, .excerpt = "" },
    };
    if (parent[0] && !parse_id(parent, &out->parent))
        return RC_NOT_FOUND;
    read_side(&check, debate, out);
    out->changed = debate && out->parent && fields_text(in, "changed")[0];
    read_body(&check, limits->comment_bytes, below, out);
    if (!out->preview)
        check_reason(&check, out);
    read_name(&check, limits->name_points, out);
    read_website(&check, limits->website_bytes, out);
    read_email(&check, out);
    return RC_OK;
}

void edit_form_from(const struct comment *c, const char *body_md,
                    struct comment_form *out)
{
    *out = (struct comment_form){
        .side = side_name(c->side),
        .body = body_md,
        .name = c->name,
        .website = c->website,
        .side_value = c->side,
        .name_line = c->name,
        .website_line = c->website,
        .body_text = body_md,
        .markup = { .html = c->body, .excerpt = c->excerpt },
    };
}

void edit_form_read(struct arena *a, enum lang lang, const struct fields *in,
                    bool debate, const struct comment *c,
                    const struct form_limits *limits, const struct references *below,
                    struct comment_form *out)
{
    const struct check check = { a, lang, &out->problems };

    edit_form_from(c, fields_text(in, "body"), out);
    out->side = fields_text(in, "side");
    out->preview = strcmp(fields_text(in, "action"), "preview") == 0;
    out->markup = (struct comment_markup){ .html = { "" }, .excerpt = "" };
    read_side(&check, debate, out);
    out->changed = c->changed_mind && out->side_value == c->side;
    read_body(&check, limits->comment_bytes, below, out);
    if (!out->preview)
        check_reason(&check, out);
}

_Static_assert(MARKDOWN_EXCERPT_MAX <= COMMENT_EXCERPT_MAX, "an excerpt fits");

struct comment_text comment_form_text(const struct comment_form *form)
{
    return (struct comment_text){
        .source = form->body_text,
        .html = form->markup.html,
        .excerpt = form->markup.excerpt,
        .renderer = MARKDOWN_VERSION,
        .cites = form->markup.named.id,
        .cites_n = form->markup.named.n,
    };
}
