/*
 * comment_form_view.c - the form to write or edit a comment: see comment_form_view.h
 */
#include "comment_form.h"
#include "comment_form_view.h"
#include "message.h"
#include "side_view.h"

/* The problem of a field, tied to the field for assistive technology. */
static void fill_problem(struct tpl_dict *d, const struct problems *problems,
                         const char *field, const char *section, const char *invalid)
{
    const char *text = problem_of(problems, field);

    if (!text)
        return;
    tpl_text(tpl_section(d, section), "TEXT", text);
    tpl_show(d, invalid);
}

static void fill_sides(const struct page *p, struct tpl_dict *d,
                       const struct post *post, const struct comment_form *form)
{
    d = tpl_section(d, "SIDES");
    tpl_text(d, "LABEL_PRO", side_label(p, post, SIDE_PRO));
    tpl_text(d, "LABEL_CONTRA", side_label(p, post, SIDE_CONTRA));
    if (strcmp(form->side, side_name(SIDE_PRO)) == 0)
        tpl_show(d, "PRO_CHECKED");
    if (strcmp(form->side, side_name(SIDE_CONTRA)) == 0)
        tpl_show(d, "CONTRA_CHECKED");
    fill_problem(d, &form->problems, "side", "SIDE_PROBLEM", "SIDE_INVALID");
}

static void fill_mind(struct tpl_dict *d, const struct comment_form *form)
{
    d = tpl_section(d, "MIND");
    if (form->changed)
        tpl_show(d, "MIND_CHECKED");
    fill_problem(d, &form->problems, "changed", "MIND_PROBLEM", "MIND_INVALID");
}

static void fill_preview(const struct page *p, struct tpl_dict *d,
                         const struct post *post, const struct comment_form *form)
{
    const bool named = form->name_line && form->name_line[0];

    d = tpl_section(d, "PREVIEW");
    tpl_text(d, "NAME", named ? form->name_line : message(p->lang, MSG_FORM_NO_NAME));
    tpl_html(d, "BODY_HTML", form->markup.html);
    side_fill(p, d, post, form->side_value);
}

static void fill_fields(const struct page *p, struct tpl_dict *d,
                        const struct post *post, const struct form_state *s)
{
    const struct comment_form *form = s->form;

    tpl_text(d, "TOKEN", s->token);
    tpl_text(d, "BODY", form->body);
    tpl_text(d, "NAME", form->name);
    tpl_text(d, "WEBSITE", form->website);
    tpl_int(d, "MAX", (int64_t)s->body_max);
    tpl_text(d, "MAX_TEXT",
             message_fill(p->arena, p->lang, MSG_FORM_MAX, "n",
                          format_number(p->arena, p->lang, (int64_t)s->body_max),
                          NULL));
    if (post->kind == POST_DEBATE)
        fill_sides(p, d, post, form);
    if (s->mind)
        fill_mind(d, form);
    fill_problem(d, &form->problems, "body", "BODY_PROBLEM", "BODY_INVALID");
    fill_problem(d, &form->problems, "name", "NAME_PROBLEM", "NAME_INVALID");
    fill_problem(d, &form->problems, "website", "WEBSITE_PROBLEM", "WEBSITE_INVALID");
}

static void fill_mail(const struct page *p, struct tpl_dict *d,
                      const struct form_state *s)
{
    const struct comment_form *form = s->form;

    if (s->elsewhere)
        tpl_text(tpl_section(d, "ELSEWHERE"), "LANG", lang_code(p->lang));
    if (!s->mail)
        return;
    d = tpl_section(d, "MAIL");
    tpl_text(d, "EMAIL", form->email);
    tpl_show(d, form->notices == NOTICE_ANSWERS  ? "NOTIFY_ANSWERS"
                : form->notices == NOTICE_DEBATE ? "NOTIFY_DEBATE"
                                                 : "NOTIFY_NOTHING");
    fill_problem(d, &form->problems, "email", "EMAIL_PROBLEM", "EMAIL_INVALID");
}

/* Shows what replaces the form if the post takes no comments. Returns false if it takes
 * them. */
static bool fill_closed(const struct page *p, struct tpl_dict *d,
                        const struct post *post, const struct form_state *s)
{
    if (s->conflict)
        tpl_text(tpl_section(d, "CONFLICT"), "BODY", s->form->body);
    else if (post->state == POST_DRAFT)
        tpl_show(d, "DRAFT");
    else if (!post_is_open(post, p->now))
        tpl_show(d, post->kind == POST_DEBATE ? "CLOSED_DEBATE" : "CLOSED_POST");
    else
        return false;
    return true;
}

/* An edit, a reply, or a comment on the post. */
static void fill_purpose(const struct page *p, struct tpl_dict *d,
                         const struct post *post, const struct form_state *s)
{
    tpl_show(d, s->edits ? "EDIT" : "SIGNED");
    if (s->edits) {
        tpl_text(d, "EDITED",
                 arena_printf(p->arena, "/%lld/edit", (long long)s->edits->id));
    } else if (s->reply_to) {
        struct tpl_dict *reply = tpl_section(d, "REPLY");

        tpl_text(reply, "REPLY_NAME", s->reply_to->name);
        tpl_int(reply, "REPLY_ID", s->reply_to->id);
        tpl_int(tpl_section(d, "WITH_PARENT"), "PARENT", s->reply_to->id);
    } else {
        tpl_show(d, post->kind == POST_DEBATE ? "ARGUE" : "COMMENT");
    }
    if (s->no_reply)
        tpl_show(d, "NO_REPLY");
}

void comment_form_fill(const struct page *p, struct tpl *t, struct tpl_dict *d,
                       const char *marker, const struct post *post,
                       const struct form_state *s)
{
    struct tpl_dict *f = tpl_include(t, d, marker, "form");

    tpl_text(f, "SLUG", post->slug);
    tpl_int(f, "POST_ID", post->id); /* names the kept draft: the slug may change */
    if (fill_closed(p, f, post, s))
        return;
    f = tpl_section(f, "OPEN");
    fill_purpose(p, f, post, s);
    page_problems(t, f, &s->form->problems);
    if (s->preview)
        fill_preview(p, f, post, s->form);
    fill_fields(p, f, post, s);
    fill_mail(p, f, s);
}
