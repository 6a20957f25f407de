/*
 * post_edit_view.c - the post editor
 */
#include "admin_frame.h"
#include "array.h"
#include "post_edit_view.h"
#include "site_path.h"

static void edit_texts(struct tpl_dict *d, const struct post_form *f)
{
    tpl_text(d, "TITLE", f->title);
    tpl_text(d, "QUESTION", f->question);
    tpl_text(d, "SLUG", f->slug);
    tpl_text(d, "BODY", f->body);
    tpl_text(d, "LABEL_PRO", f->label_pro);
    tpl_text(d, "LABEL_CONTRA", f->label_contra);
    tpl_text(d, "AUTHOR", f->author);
    tpl_text(d, "CLOSES", f->closes);
    tpl_text(d, "CONCLUSION", f->conclusion);
    if (f->take && f->take[0])
        tpl_text(tpl_section(d, "TAKE"), "FORMER_SLUG", f->take);
    tpl_int(d, "REVISION", f->revision);
}

static void edit_choices(struct tpl_dict *d, const struct post_form *f)
{
    static const struct admin_choice KINDS[] = { { "debate", "DEBATE" },
                                                 { "plain", "PLAIN" } };
    static const struct admin_choice STATES[] = { { "draft", "DRAFT" },
                                                  { "published", "PUBLISHED" } };
    static const struct admin_choice LANGUAGES[] = { { "es", "ES" }, { "en", "EN" } };
    static const struct admin_choice POLICIES[] = {
        { "site", "SITE" },
        { "all", "ALL" },
        { "first", "FIRST" },
        { "none", "NONE" },
    };
    static const struct admin_choice OPEN[] = { { "1", "OPEN" }, { "0", "SHUT" } };
    static const struct admin_choice SHOWN[] = {
        { "always", "ALWAYS" },
        { "stand", "STAND" },
        { "close", "CLOSE" },
    };

    admin_choose(d, f->kind, KINDS, ARRAY_LEN(KINDS));
    admin_choose(d, f->state, STATES, ARRAY_LEN(STATES));
    admin_choose(d, f->lang, LANGUAGES, ARRAY_LEN(LANGUAGES));
    admin_choose(d, f->policy, POLICIES, ARRAY_LEN(POLICIES));
    admin_choose(d, f->open, OPEN, ARRAY_LEN(OPEN));
    admin_choose(d, f->tally_shown, SHOWN, ARRAY_LEN(SHOWN));
}

static void edit_problems(struct tpl_dict *d, const struct problems *problems)
{
    static const struct admin_field FIELDS[] = {
        { "title", "TITLE_PROBLEM" },
        { "question", "QUESTION_PROBLEM" },
        { "slug", "SLUG_PROBLEM" },
        { "body", "BODY_PROBLEM" },
        { "label_pro", "LABEL_PRO_PROBLEM" },
        { "label_contra", "LABEL_CONTRA_PROBLEM" },
        { "author", "AUTHOR_PROBLEM" },
        { "kind", "KIND_PROBLEM" },
        { "state", "STATE_PROBLEM" },
        { "lang", "LANG_PROBLEM" },
        { "policy", "POLICY_PROBLEM" },
        { "open", "OPEN_PROBLEM" },
        { "closes", "CLOSES_PROBLEM" },
        { "tally_shown", "SHOWN_PROBLEM" },
        { "conclusion", "CONCLUSION_PROBLEM" },
    };

    admin_field_problems(d, problems, FIELDS, ARRAY_LEN(FIELDS));
}

/* Links to the post's page; only signed-in authors can see a draft. */
static void edit_stored(const struct admin_page *a, const struct post_edit_view *v)
{
    const char *url = path_post(a->page->arena, v->slug);

    if (v->slug[0])
        tpl_text(tpl_section(a->content, "STORED"), "VIEW_URL", url);
    if (v->saved)
        tpl_text(tpl_section(a->content, "SAVED"), "VIEW_URL", url);
}

enum rc post_edit_view(const struct page *p, const struct post_edit_view *v,
                       struct buf *out)
{
    const struct post_form *f = v->form;
    struct admin_page a = admin_begin(
        p, "admin_post_edit", v->id ? MSG_ADMIN_EDIT_TITLE : MSG_ADMIN_EDIT_TITLE_NEW,
        &f->problems);
    const char *action = "/admin/posts/new";

    if (v->id)
        action = arena_printf(p->arena, "/admin/posts/%lld/edit", (long long)v->id);
    tpl_text(a.content, "ACTION_URL", action);
    if (v->conflict)
        tpl_text(tpl_section(a.content, "CONFLICT"), "STORED_URL", action);
    edit_stored(&a, v);
    edit_texts(a.content, f);
    edit_choices(a.content, f);
    edit_problems(a.content, &f->problems);
    return page_finish(a.tpl, out);
}
