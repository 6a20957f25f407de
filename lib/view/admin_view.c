/*
 * admin_view.c - sign-in, one-time link, dashboard, list of posts, settings, account
 */
#include "admin_frame.h"
#include "admin_view.h"
#include "array.h"
#include "message.h"
#include "site_form.h"

enum rc login_view(const struct page *p, const struct login_view *v, struct buf *out)
{
    static const struct admin_field FIELDS[] = {
        { "name", "NAME_PROBLEM" },
        { "password", "PASSWORD_PROBLEM" },
    };
    struct admin_page a =
        admin_begin(p, "admin_login", MSG_ADMIN_LOGIN_TITLE, &v->problems);

    tpl_text(a.content, "NAME", v->name);
    tpl_text(a.content, "NEXT", v->next);
    tpl_text(a.content, "TOKEN", v->token);
    admin_field_problems(a.content, &v->problems, FIELDS, ARRAY_LEN(FIELDS));
    return page_finish(a.tpl, out);
}

static void new_password_fields(const struct admin_page *a,
                                const struct problems *problems)
{
    static const struct admin_field FIELDS[] = {
        { "current", "CURRENT_PROBLEM" },
        { "password", "PASSWORD_PROBLEM" },
        { "again", "AGAIN_PROBLEM" },
    };

    tpl_text(a->content, "PASSWORD_HINT",
             message_fill(a->page->arena, a->page->lang, MSG_ADMIN_PASSWORD_HINT, "n",
                          format_number(a->page->arena, a->page->lang, PASSWORD_MIN),
                          NULL));
    admin_field_problems(a->content, problems, FIELDS, ARRAY_LEN(FIELDS));
}

enum rc welcome_view(const struct page *p, const struct welcome_view *v,
                     struct buf *out)
{
    struct admin_page a =
        admin_begin(p, "admin_welcome", MSG_ADMIN_WELCOME_TITLE, &v->problems);

    tpl_text(a.content, "GREETING",
             message_fill(p->arena, p->lang, MSG_ADMIN_WELCOME_GREETING, "name",
                          v->name, NULL));
    tpl_text(a.content, "NAME", v->name);
    tpl_text(a.content, "KEY", v->key);
    new_password_fields(&a, &v->problems);
    return page_finish(a.tpl, out);
}

/* One line of the list of waiting work; none if n is 0. */
static void waiting_line(const struct admin_page *a, struct tpl_dict *list,
                         enum message words, int64_t n, const char *url)
{
    struct tpl_dict *d;

    if (!n)
        return;
    d = tpl_section(list, "ITEM");
    tpl_text(d, "WORDS", message_count(a->page->arena, a->page->lang, words, n));
    tpl_text(d, "URL", url);
}

static void dashboard_waiting(const struct admin_page *a,
                              const struct dashboard_view *v)
{
    struct tpl_dict *list;

    if (!v->counts[COMMENT_PENDING] && !v->counts[COMMENT_SPAM] && !v->drafts &&
        !v->awaiting) {
        tpl_show(a->content, "NOTHING_WAITS");
        return;
    }
    list = tpl_section(a->content, "WAITING");
    waiting_line(a, list, MSG_ADMIN_WAITING_PENDING, v->counts[COMMENT_PENDING],
                 "/admin/comments?state=pending");
    waiting_line(a, list, MSG_ADMIN_WAITING_SPAM, v->counts[COMMENT_SPAM],
                 "/admin/comments?state=spam");
    waiting_line(a, list, MSG_ADMIN_WAITING_DRAFTS, v->drafts, "/admin/posts");
    waiting_line(a, list, MSG_ADMIN_WAITING_CONCLUSIONS, v->awaiting, "/admin/posts");
}

static void dashboard_recent(const struct admin_page *a, const struct dashboard_view *v)
{
    struct tpl_dict *list;

    if (!v->recent_n) {
        tpl_show(a->content, "NO_RECENT");
        return;
    }
    list = tpl_section(a->content, "RECENT");
    for (size_t i = 0; i < v->recent_n; i++) {
        const struct decision_batch *b = &v->recent[i];
        struct tpl_dict *d = tpl_section(list, "DECISION");

        tpl_text(d, "WORDS", admin_done(a->page, b->action, b->comments));
        tpl_text(d, "WRITER", b->writer);
        tpl_text(d, "POST_SLUG", b->post_slug);
        tpl_text(d, "POST_TITLE", b->post_title);
        if (b->comments > 1)
            tpl_show(d, "OTHERS");
        admin_time(a->page, d, b->at);
        if (b->account[0])
            tpl_text(tpl_section(d, "BY"), "NAME", b->account);
        if (b->undone)
            tpl_show(d, "UNDONE");
        else
            tpl_int(tpl_section(d, "UNDO"), "BATCH", b->batch);
    }
}

enum rc dashboard_view(const struct page *p, const struct dashboard_view *v,
                       struct buf *out)
{
    struct admin_page a =
        admin_begin(p, "admin_dashboard", MSG_ADMIN_DASHBOARD_TITLE, NULL);

    tpl_int(a.content, "SEEN", p->now);
    if (v->undone > 0 || (v->undone == 0 && v->unread <= 0))
        tpl_text(tpl_section(a.content, "STATUS"), "WORDS", admin_undone(p, v->undone));
    admin_unread(&a, v->unread);
    dashboard_waiting(&a, v);
    admin_post_list(&a, v->posts, v->posts_n);
    dashboard_recent(&a, v);
    return page_finish(a.tpl, out);
}

enum rc posts_view(const struct page *p, const struct posts_view *v, struct buf *out)
{
    struct admin_page a = admin_begin(p, "admin_posts", MSG_ADMIN_POSTS_TITLE, NULL);

    admin_post_list(&a, v->posts, v->n);
    admin_pager(&a, "/admin/posts?page=", v->page, v->more);
    return page_finish(a.tpl, out);
}

enum rc settings_view(const struct page *p, const struct settings_view *v,
                      struct buf *out)
{
    static const struct admin_field FIELDS[] = {
        { "title", "TITLE_PROBLEM" },
        { "tagline", "TAGLINE_PROBLEM" },
        { "lang", "LANG_PROBLEM" },
        { "policy", "POLICY_PROBLEM" },
    };
    static const struct admin_choice LANGUAGES[] = { { "es", "ES" }, { "en", "EN" } };
    static const struct admin_choice POLICIES[] = {
        { "all", "ALL" },
        { "first", "FIRST" },
        { "none", "NONE" },
    };
    const struct site_form *f = v->form;
    struct admin_page a =
        admin_begin(p, "admin_settings", MSG_ADMIN_SETTINGS_TITLE, &f->problems);

    if (v->saved)
        tpl_show(a.content, "SAVED");
    tpl_text(a.content, "TITLE", f->title);
    tpl_text(a.content, "TAGLINE", f->tagline);
    admin_choose(a.content, f->lang, LANGUAGES, ARRAY_LEN(LANGUAGES));
    admin_choose(a.content, f->policy, POLICIES, ARRAY_LEN(POLICIES));
    admin_field_problems(a.content, &f->problems, FIELDS, ARRAY_LEN(FIELDS));
    return page_finish(a.tpl, out);
}

static void fill_account_mail(const struct admin_page *a, const struct account_view *v)
{
    static const struct admin_field FIELDS[] = { { "email", "EMAIL_PROBLEM" } };
    static const struct admin_choice CHOICES[] = {
        { "nothing", "NOTHING" },
        { "each", "EACH" },
        { "daily", "DAILY" },
    };
    struct tpl_dict *d;

    if (!v->has_mail) {
        tpl_show(a->content, "MAIL_OFF");
        return;
    }
    d = tpl_section(a->content, "MAIL");
    tpl_text(d, "EMAIL", v->mail.address);
    if (v->mail.address[0] && !v->mail.confirmed && !v->problems.n)
        tpl_show(d, "MAIL_WAITS");
    admin_choose(d, notify_name(v->mail.notify), CHOICES, ARRAY_LEN(CHOICES));
    admin_field_problems(d, &v->problems, FIELDS, ARRAY_LEN(FIELDS));
}

enum rc account_view(const struct page *p, const struct account_view *v,
                     struct buf *out)
{
    struct admin_page a =
        admin_begin(p, "admin_account", MSG_ADMIN_ACCOUNT_TITLE, &v->problems);

    if (strcmp(v->saved, "password") == 0)
        tpl_show(a.content, "PASSWORD_SAVED");
    else if (strcmp(v->saved, "mail") == 0)
        tpl_show(a.content, "MAIL_SAVED");
    tpl_text(a.content, "SESSIONS",
             message_count(p->arena, p->lang, MSG_ADMIN_ACCOUNT_SESSIONS, v->sessions));
    fill_account_mail(&a, v);
    new_password_fields(&a, &v->problems);
    return page_finish(a.tpl, out);
}
