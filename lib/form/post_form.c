/*
 * post_form.c - the form of the post editor
 */
#include <string.h>

#include "clock.h"
#include "field_check.h"
#include "markdown.h"
#include "number.h"
#include "post_form.h"
#include "slug.h"
#include "text.h"

/* Code points; lengths that schema.sql checks. */
#define TITLE_MAX 200
#define QUESTION_MAX 300
#define POST_LABEL_MAX 40

static const struct line_rule TITLE = { "title", TITLE_MAX, true,
                                        MSG_FORM_TITLE_MISSING,
                                        MSG_FORM_TITLE_TOO_LONG };
static const struct line_rule LABEL_PRO = { .field = "label_pro",
                                            .points = POST_LABEL_MAX,
                                            .too_long = MSG_FORM_LABEL_TOO_LONG };
static const struct line_rule LABEL_CONTRA = { .field = "label_contra",
                                               .points = POST_LABEL_MAX,
                                               .too_long = MSG_FORM_LABEL_TOO_LONG };

static bool kind_parse(const char *name, enum post_kind *kind)
{
    *kind = strcmp(name, "debate") == 0 ? POST_DEBATE : POST_PLAIN;
    return *kind == POST_DEBATE || strcmp(name, "plain") == 0;
}

static bool state_parse(const char *name, enum post_state *state)
{
    *state = strcmp(name, "published") == 0 ? POST_PUBLISHED : POST_DRAFT;
    return *state == POST_PUBLISHED || strcmp(name, "draft") == 0;
}

/* Reads the selects. An absent one has a default; an unknown option is a problem. */
static void read_choices(const struct check *c, struct post_form *out)
{
    struct post_draft *draft = &out->draft;

    draft->kind = POST_PLAIN;
    draft->state = POST_DRAFT;
    draft->lang = c->lang;
    draft->policy = POLICY_SITE;
    draft->open = strcmp(out->open, "0") != 0;
    draft->tally_shown = TALLY_ALWAYS;
    if (out->kind[0] && !kind_parse(out->kind, &draft->kind))
        check_problem(c, "kind", MSG_FORM_BAD_CHOICE);
    if (out->state[0] && !state_parse(out->state, &draft->state))
        check_problem(c, "state", MSG_FORM_BAD_CHOICE);
    if (out->lang[0] && !lang_parse(out->lang, &draft->lang))
        check_problem(c, "lang", MSG_FORM_BAD_CHOICE);
    if (out->policy[0] && !policy_parse(out->policy, &draft->policy))
        check_problem(c, "policy", MSG_FORM_BAD_CHOICE);
    if (out->open[0] && draft->open && strcmp(out->open, "1") != 0)
        check_problem(c, "open", MSG_FORM_BAD_CHOICE);
    if (out->tally_shown[0] &&
        !tally_shown_parse(out->tally_shown, &draft->tally_shown))
        check_problem(c, "tally_shown", MSG_FORM_BAD_CHOICE);
    /* A post without sides has no numbers to hide. */
    if (draft->kind != POST_DEBATE)
        draft->tally_shown = TALLY_ALWAYS;
}

static void read_closing(const struct check *c, struct post_form *out)
{
    const char *text = text_line(c->arena, out->closes);
    int64_t at = 0;

    if (!text[0])
        return;
    switch (clock_local_read(text, &at)) {
    case CLOCK_READ:
        out->draft.closes = at;
        break;
    case CLOCK_UNREADABLE:
        check_problem(c, "closes", MSG_FORM_CLOSES_BAD);
        break;
    case CLOCK_SKIPPED:
        check_problem(c, "closes", MSG_FORM_CLOSES_SKIPPED);
        break;
    }
}

static void read_question(const struct check *c, struct post_form *out)
{
    const struct line_rule rule = { "question", QUESTION_MAX, true,
                                    MSG_FORM_QUESTION_MISSING,
                                    MSG_FORM_QUESTION_TOO_LONG };

    out->draft.question =
        out->draft.kind == POST_DEBATE ? check_line(c, &rule, out->question) : "";
}

static void read_slug(const struct check *c, struct post_form *out)
{
    const char *slug = text_line(c->arena, out->slug);
    const bool made = !slug[0];

    if (made)
        slug = slug_from_title(c->arena, out->draft.title);
    out->draft.slug = slug;
    out->draft.take_slug = slug[0] && strcmp(slug, out->take) == 0;
    /* Without a title its own problem is enough. */
    if (!slug_valid(slug) && !(made && problem_of(c->problems, "title")))
        check_problem(c, "slug", made ? MSG_FORM_SLUG_MISSING : MSG_FORM_SLUG_BAD);
}

static void read_body(const struct check *c, size_t bytes, struct post_form *out)
{
    struct post_draft *draft = &out->draft;
    struct post_markup markup = { .html = { "" }, .summary = "" };

    draft->body_md = text_lines(c->arena, out->body);
    if (check_size(c, "body", draft->body_md, bytes))
        check_markdown(c, "body", markdown_post(c->arena, draft->body_md, &markup));
    draft->body = markup.html;
    draft->summary = markup.summary;
    draft->renderer = MARKDOWN_VERSION;
}

static void read_conclusion(const struct check *c, size_t bytes, struct post_form *out)
{
    struct post_draft *draft = &out->draft;
    struct post_markup markup = { .html = { "" } };

    draft->conclusion_md =
        draft->kind == POST_DEBATE ? text_lines(c->arena, out->conclusion) : "";
    if (draft->conclusion_md[0] &&
        check_size(c, "conclusion", draft->conclusion_md, bytes))
        check_markdown(c, "conclusion",
                       markdown_post(c->arena, draft->conclusion_md, &markup));
    draft->conclusion = markup.html;
}

void post_form_typed(const struct fields *in, struct post_form *out)
{
    uint64_t revision = 0;

    *out = (struct post_form){
        .title = fields_text(in, "title"),
        .question = fields_text(in, "question"),
        .slug = fields_text(in, "slug"),
        .body = fields_text(in, "body"),
        .label_pro = fields_text(in, "label_pro"),
        .label_contra = fields_text(in, "label_contra"),
        .author = fields_text(in, "author"),
        .kind = fields_text(in, "kind"),
        .state = fields_text(in, "state"),
        .lang = fields_text(in, "lang"),
        .policy = fields_text(in, "policy"),
        .open = fields_text(in, "open"),
        .closes = fields_text(in, "closes"),
        .tally_shown = fields_text(in, "tally_shown"),
        .conclusion = fields_text(in, "conclusion"),
        .take = fields_text(in, "take"),
    };
    if (parse_uint(fields_text(in, "revision"), INT64_MAX, &revision))
        out->revision = (int64_t)revision;
}

void post_form_read(struct arena *a, enum lang lang, const struct fields *in,
                    const struct form_limits *limits, struct post_form *out)
{
    const struct check check = { a, lang, &out->problems };
    const struct line_rule author = { .field = "author",
                                      .points = limits->name_points,
                                      .too_long = MSG_FORM_AUTHOR_TOO_LONG };

    post_form_typed(in, out);
    out->draft.revision = out->revision;
    read_choices(&check, out);
    out->draft.title = check_line(&check, &TITLE, out->title);
    read_question(&check, out);
    read_slug(&check, out);
    read_body(&check, limits->post_bytes, out);
    read_closing(&check, out);
    read_conclusion(&check, limits->post_bytes, out);
    out->draft.label_pro = check_line(&check, &LABEL_PRO, out->label_pro);
    out->draft.label_contra = check_line(&check, &LABEL_CONTRA, out->label_contra);
    out->draft.author = check_line(&check, &author, out->author);
}

static const char *closing_text(struct arena *a, int64_t closes)
{
    char text[17] = "";

    if (closes)
        clock_local(closes, text);
    return arena_strdup(a, text);
}

void post_form_from(struct arena *a, const struct post *post, struct post_form *out)
{
    *out = (struct post_form){
        .title = post->title,
        .question = post->question,
        .slug = post->slug,
        .body = post->body_md ? post->body_md : "",
        .label_pro = post->label_pro,
        .label_contra = post->label_contra,
        .author = post->author,
        .kind = post->kind == POST_DEBATE ? "debate" : "plain",
        .state = post->state == POST_PUBLISHED ? "published" : "draft",
        .lang = lang_code(post->lang),
        .policy = policy_name(post->policy),
        .open = post->open ? "1" : "0",
        .closes = closing_text(a, post->closes),
        .tally_shown = tally_shown_name(post->tally_shown),
        .conclusion = post->conclusion_md ? post->conclusion_md : "",
        .revision = post->revision,
    };
}
