/*
 * mailbox_view.c - pages that links in mails open: see mailbox_view.h
 */
#include "mailbox_view.h"
#include "message.h"
#include "side_view.h"

enum rc ask_view(const struct page *p, const struct ask_view *v, struct buf *out)
{
    struct page page = *p;
    struct tpl_dict *d;
    struct tpl *t =
        page_begin_private(&page, "mail_ask", message(p->lang, v->heading), &d);

    tpl_text(d, "HEADING", page.title);
    tpl_text(d, "TEXT", message(p->lang, v->text));
    tpl_text(d, "BUTTON", message(p->lang, v->button));
    tpl_text(d, "ACTION", v->action);
    tpl_text(d, "KEY", v->key);
    if (v->n) {
        struct tpl_dict *lines = tpl_section(d, "LINES");
        for (size_t i = 0; i < v->n; i++)
            tpl_text(tpl_section(lines, "LINE"), "TEXT", v->lines[i]);
    }
    return page_finish(t, out);
}

static void fill_request(const struct confirm_view *v, const struct confirm_request *r,
                         struct tpl_dict *d)
{
    tpl_text(d, "KEY", v->key);
    tpl_int(d, "ID", r->id);
    tpl_text(d, "WHO", r->who);
    if (r->href)
        tpl_text(tpl_section(d, "COMMENT"), "HREF", r->href);
    if (r->n) {
        struct tpl_dict *lines = tpl_section(d, "LINES");
        for (size_t i = 0; i < r->n; i++)
            tpl_text(tpl_section(lines, "LINE"), "TEXT", r->lines[i]);
    }
    if (r->joins)
        tpl_show(d, "JOINS");
    if (r->taken)
        tpl_show(d, "TAKEN");
    if (r->notices)
        tpl_show(d, r->joins ? "NOTICES_ONLY" : "NOTICES");
}

enum rc confirm_view(const struct page *p, const struct confirm_view *v,
                     struct buf *out)
{
    struct page page = *p;
    struct tpl_dict *d;
    struct tpl *t = page_begin_private(&page, "mail_confirm",
                                       message(p->lang, MSG_MAILBOX_REQUEST_TITLE), &d);

    for (size_t i = 0; i < v->n; i++)
        fill_request(v, &v->list[i], tpl_section(d, "REQUEST"));
    return page_finish(t, out);
}

enum rc result_view(const struct page *p, const struct result_view *v, struct buf *out)
{
    struct page page = *p;
    struct tpl_dict *d;
    struct tpl *t =
        page_begin_private(&page, "mail_result", message(p->lang, v->heading), &d);

    tpl_text(d, "HEADING", page.title);
    tpl_text(d, "TEXT", v->text);
    tpl_text(d, "HREF", v->href ? v->href : page_home_path(p));
    tpl_text(d, "LINK", message(p->lang, v->href ? v->link : MSG_MAILBOX_HOME));
    return page_finish(t, out);
}

static void fill_followed(const struct page *p, struct tpl_dict *d,
                          const struct manage_view *v)
{
    d = tpl_section(d, "FOLLOWED");
    for (size_t i = 0; i < v->n; i++) {
        const struct subscription *s = &v->list[i];
        struct tpl_dict *item = tpl_section(d, "POST");

        tpl_int(item, "POST_ID", s->post_id);
        tpl_text(item, "SLUG", s->post_slug);
        tpl_text(item, "TITLE", s->post_title);
        tpl_text(item, "WHAT",
                 s->whole ? message(p->lang, MSG_MAILBOX_MANAGE_WHOLE)
                          : message_count(p->arena, p->lang, MSG_MAILBOX_MANAGE_ANSWERS,
                                          s->comments));
    }
}

enum rc manage_view(const struct page *p, const struct manage_view *v, struct buf *out)
{
    struct page page = *p;
    struct tpl_dict *d;
    struct tpl *t = page_begin_private(&page, "mail_manage",
                                       message(p->lang, MSG_MAILBOX_MANAGE_TITLE), &d);

    tpl_text(d, "KEY", v->key);
    if (v->saved)
        tpl_show(d, "SAVED");
    if (v->n)
        fill_followed(p, d, v);
    else
        tpl_show(d, "NONE");
    return page_finish(t, out);
}

enum rc identity_link_view(const struct page *p, const struct address_form *v,
                           struct buf *out)
{
    struct page page = *p;
    struct tpl_dict *d;
    struct tpl *t;

    page.problems = v->problems.n > 0;
    t = page_begin_private(&page, "identity_link",
                           message(p->lang, MSG_MAILBOX_IDENTITY_LINK_TITLE), &d);
    tpl_text(d, "LANG", lang_code(p->lang));
    address_form_fill(d, v);
    page_problems(t, d, &v->problems);
    return page_finish(t, out);
}

static enum message moderation_heading(enum action action)
{
    return action == ACTION_APPROVE  ? MSG_MAILBOX_MODERATION_APPROVE
           : action == ACTION_REJECT ? MSG_MAILBOX_MODERATION_REJECT
                                     : MSG_MAILBOX_MODERATION_SPAM;
}

static enum message moderation_button(enum action action)
{
    return action == ACTION_APPROVE  ? MSG_ADMIN_DO_APPROVE
           : action == ACTION_REJECT ? MSG_ADMIN_DO_REJECT
                                     : MSG_ADMIN_DO_SPAM;
}

enum rc mail_moderation_view(const struct page *p, const struct mail_moderation_view *v,
                             struct buf *out)
{
    const struct comment *c = &v->about->comment;
    struct page page = *p;
    struct tpl_dict *d;
    struct tpl *t = page_begin_private(
        &page, "mail_moderation", message(p->lang, moderation_heading(v->action)), &d);

    tpl_text(d, "HEADING", page.title);
    if (v->unread)
        tpl_text(tpl_section(d, "UNREAD"), "WORDS",
                 message_count(p->arena, p->lang, MSG_ADMIN_DONE_UNREAD, v->unread));
    tpl_text(d, "NAME", c->name);
    tpl_text(d, "SIDE_NAME", side_name(c->side));
    if (c->side != SIDE_NONE)
        tpl_text(
            tpl_section(d, "SIDE"), "SIDE_LABEL",
            side_words(p->lang, c->side, v->about->label_pro, v->about->label_contra));
    tpl_text(d, "SLUG", v->about->post_slug);
    tpl_text(d, "TITLE", v->about->post_title);
    tpl_html(d, "BODY_HTML", c->body);
    tpl_text(d, "KEY", v->key);
    tpl_int(d, "SEEN", p->now);
    tpl_text(d, "DO", action_name(v->action));
    tpl_text(d, "BUTTON", message(p->lang, moderation_button(v->action)));
    return page_finish(t, out);
}
