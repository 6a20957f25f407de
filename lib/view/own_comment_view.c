/*
 * own_comment_view.c - editing and deleting one's own comment: see own_comment_view.h
 */
#include "acts_view.h"
#include "comment_form_view.h"
#include "message.h"
#include "own_comment_view.h"
#include "side_view.h"

static struct tpl *begin(const struct page *p, const struct own_comment_view *v,
                         struct tpl_dict **d)
{
    struct tpl *t = page_begin(p, "own_comment", d);

    tpl_text(*d, "HEADING", post_heading(v->post));
    tpl_text(*d, "TITLE", p->title);
    tpl_text(*d, "BACK", v->back);
    return t;
}

/* Shows the typed text for copying. */
static void fill_refusal(struct tpl_dict *d, const struct own_comment_view *v)
{
    d = tpl_section(d, "REFUSED");
    tpl_text(d, "WHY", v->why);
    if (v->form.form && v->form.form->body[0])
        tpl_text(tpl_section(d, "KEPT"), "BODY", v->form.form->body);
}

static const char *until(const struct page *p, const struct own_comment_view *v,
                         enum message words)
{
    const int64_t end = acts_own_end(v->post, v->comment, v->window_s);

    return message_fill(p->arena, p->lang, words, "until",
                        format_until(p->arena, p->lang, end, p->now), NULL);
}

enum rc own_comment_edit_view(const struct page *p, const struct own_comment_view *v,
                              struct buf *out)
{
    struct tpl_dict *d;
    struct tpl *t = begin(p, v, &d);

    if (v->why) {
        fill_refusal(d, v);
    } else {
        tpl_text(tpl_section(d, "EDIT"), "UNTIL", until(p, v, MSG_OWN_EDIT_UNTIL));
        comment_form_fill(p, t, d, "FORM", v->post, &v->form);
    }
    return page_finish(t, out);
}

static void fill_question(const struct page *p, struct tpl *t, struct tpl_dict *d,
                          const struct own_comment_view *v)
{
    const struct comment *c = v->comment;

    d = tpl_section(d, "DELETE");
    page_problems(t, d, &v->form.form->problems);
    tpl_text(d, "SLUG", v->post->slug);
    tpl_int(d, "ID", c->id);
    tpl_text(d, "TOKEN", v->form.token);
    tpl_text(d, "UNTIL", until(p, v, MSG_OWN_DELETE_UNTIL));
    tpl_text(d, "NAME", c->name);
    tpl_html(d, "BODY_HTML", c->body);
    side_fill(p, d, v->post, c->side);
}

enum rc own_comment_delete_view(const struct page *p, const struct own_comment_view *v,
                                struct buf *out)
{
    struct tpl_dict *d;
    struct tpl *t = begin(p, v, &d);

    if (v->why)
        fill_refusal(d, v);
    else
        fill_question(p, t, d, v);
    return page_finish(t, out);
}
