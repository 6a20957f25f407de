/*
 * write.c - /admin/posts: the list of posts and their plain editor
 */
#include "admin_view.h"
#include "app.h"
#include "form_limits.h"
#include "identity.h"
#include "message.h"
#include "pages.h"
#include "paging.h"
#include "post_edit_view.h"
#include "respond.h"
#include "seal.h"
#include "session.h"

#define ADMIN_POSTS_PER_PAGE 50

/* GET /admin/posts */
enum rc posts_show(struct request *rq, struct response *rs)
{
    struct posts_view v = { .page = 1 };
    struct page p = page_of_request(rq);
    struct paging paging;
    struct post *posts;
    enum rc rc;

    if (!request_page(rq, &v.page))
        return RC_NOT_FOUND;
    paging = paging_of(v.page, ADMIN_POSTS_PER_PAGE);
    rc = post_list_all(rq->db, rq->arena, paging.limit, paging.offset, &posts, &v.n);
    if (!rc)
        rc = paging_cut(&paging, &v.n, &v.more);
    if (rc)
        return rc;
    v.posts = posts;
    rc = posts_view(&p, &v, rs->body);
    return rc ? rc : respond_html(rq, rs, 200);
}

static enum rc show_editor(struct request *rq, struct response *rs,
                           struct post_edit_view *v, int status)
{
    struct page p = page_of_request(rq);
    enum rc rc;

    rc = post_edit_view(&p, v, rs->body);
    return rc ? rc : respond_html(rq, rs, status);
}

/* GET /admin/posts/new */
enum rc write_new(struct request *rq, struct response *rs)
{
    struct post empty = {
        .slug = "",
        .kind = POST_DEBATE,
        .lang = rq->site->lang,
        .open = true,
        .title = "",
        .question = "",
        .label_pro = "",
        .label_contra = "",
        .author = rq->session->account.name,
        .body_md = "",
        .summary = "",
    };
    struct post_form form = { 0 };
    struct post_edit_view v = { .form = &form, .slug = "" };

    post_form_from(rq->arena, &empty, &form);
    return show_editor(rq, rs, &v, 200);
}

/* GET /admin/posts/:id/edit */
enum rc write_edit(struct request *rq, struct response *rs)
{
    struct post_form form = { 0 };
    struct post_edit_view v = { .form = &form,
                                .saved =
                                    request_query(rq, "saved")[0] && seal_good(rq) };
    struct post *post;
    enum rc rc = post_for_edit(rq->db, rq->arena, rq->id_arg, &post);

    if (rc)
        return rc;
    v.id = post->id;
    v.slug = post->slug;
    post_form_from(rq->arena, post, &form);
    return show_editor(rq, rs, &v, 200);
}

/* The post was saved elsewhere meanwhile. The form gets the new revision: sending it
 * again, after this warning, replaces what was saved. */
static enum rc show_conflict(struct request *rq, struct response *rs,
                             struct post_edit_view *v, struct post_form *form)
{
    struct post *stored;
    enum rc rc = post_for_edit(rq->db, rq->arena, v->id, &stored);

    if (rc)
        return rc;
    form->revision = stored->revision;
    v->conflict = true;
    return show_editor(rq, rs, v, 409);
}

/* Shows the form with its long text again, whatever the failure. */
static enum rc not_saved(struct request *rq, struct response *rs,
                         struct post_edit_view *v, struct post_form *form, enum rc rc)
{
    int status;

    if (rc == RC_FORBIDDEN) {
        problem_add(&form->problems, "kind", message(rq->lang, MSG_FORM_KIND_FIXED));
        return show_editor(rq, rs, v, 422);
    }
    status = respond_unsaved(rq, rs, rc, &form->problems);
    return status ? show_editor(rq, rs, v, status) : rc;
}

/* Sending the form again takes over a slug that is only another post's former one. */
static enum rc slug_taken(struct request *rq, struct response *rs,
                          struct post_edit_view *v, struct post_form *form)
{
    const char *slug = form->draft.slug, *why = message(rq->lang, MSG_FORM_SLUG_TAKEN);
    struct post *other;
    enum rc rc = post_by_slug(rq->db, rq->arena, slug, true, &other);

    if (rc && rc != RC_NOT_FOUND)
        return rc;
    if (!rc && strcmp(other->slug, slug) != 0) {
        form->take = slug;
        why = message_fill(rq->arena, rq->lang, MSG_FORM_SLUG_LEADS, "title",
                           other->title, NULL);
    }
    problem_add(&form->problems, "slug", why);
    return show_editor(rq, rs, v, 422);
}

static bool same(const struct post *post, const struct post_draft *in)
{
    return post->kind == in->kind && post->state == in->state &&
           post->lang == in->lang && post->policy == in->policy &&
           post->open == in->open && post->closes == in->closes &&
           post->tally_shown == in->tally_shown && strcmp(post->slug, in->slug) == 0 &&
           strcmp(post->title, in->title) == 0 &&
           strcmp(post->question, in->question) == 0 &&
           strcmp(post->label_pro, in->label_pro) == 0 &&
           strcmp(post->label_contra, in->label_contra) == 0 &&
           strcmp(post->author, in->author) == 0 &&
           strcmp(post->body_md, in->body_md) == 0 &&
           strcmp(post->conclusion_md, in->conclusion_md) == 0;
}

/* The conflict may come from an earlier POST of the same form, whose answer was an
 * error or never arrived. Sets *id to the post that it saved, or to 0. */
static enum rc find_saved(const struct request *rq, const struct post_draft *in,
                          int64_t *id)
{
    struct post *post = NULL;
    enum rc rc = RC_OK;

    *id = in->id;
    if (!in->id) {
        rc = post_by_slug(rq->db, rq->arena, in->slug, true, &post);
        *id = post ? post->id : 0;
    }
    if (!rc)
        rc = post_for_edit(rq->db, rq->arena, *id, &post);
    if (rc || !same(post, in))
        *id = 0;
    return rc == RC_NOT_FOUND ? RC_OK : rc;
}

static enum rc save(struct request *rq, struct response *rs, struct post_edit_view *v,
                    struct post_form *form)
{
    bool taken = false;
    int64_t id;
    enum rc rc;

    form->draft.id = v->id;
    form->draft.account_id = rq->session->account.id;
    form->draft.now = rq->now;
    if (!form->draft.author[0])
        form->draft.author = rq->session->account.name;
    rc = post_save(rq->db, &form->draft, &id, &taken);
    if (rc == RC_CONFLICT) {
        rc = find_saved(rq, &form->draft, &id);
        if (!rc && !id)
            rc = RC_CONFLICT;
    }
    if (rc == RC_OK)
        return seal_see_other(
            rq, rs,
            arena_printf(rq->arena, "/admin/posts/%lld/edit?saved=1", (long long)id));
    if (rc != RC_CONFLICT)
        return not_saved(rq, rs, v, form, rc);
    return taken ? slug_taken(rq, rs, v, form) : show_conflict(rq, rs, v, form);
}

/* A past date is a mistake, unless it is the post's stored one: to close a debate at
 * once, the form has another field. */
static void check_closing(const struct request *rq, int64_t stored,
                          struct post_form *form)
{
    const int64_t closes = form->draft.closes;

    if (closes && closes <= rq->now && closes != stored)
        problem_add(&form->problems, "closes", message(rq->lang, MSG_FORM_CLOSES_PAST));
}

/* `closes` is that of the stored post; 0: none. */
static enum rc read_and_save(struct request *rq, struct response *rs,
                             struct post_edit_view *v, int64_t closes)
{
    struct form_limits limits = form_limits(&rq->app->config);
    struct post_form *form = ARENA_NEW(rq->arena, struct post_form);

    post_form_read(rq->arena, rq->lang, &rq->form, &limits, form);
    check_closing(rq, closes, form);
    v->form = form;
    if (form->problems.n)
        return show_editor(rq, rs, v, 422);
    return save(rq, rs, v, form);
}

/* POST /admin/posts/new */
enum rc write_create(struct request *rq, struct response *rs)
{
    struct post_edit_view v = { .slug = "" };

    return read_and_save(rq, rs, &v, 0);
}

/* POST /admin/posts/:id/edit */
enum rc write_save(struct request *rq, struct response *rs)
{
    struct post_edit_view v = { .id = rq->id_arg };
    struct post *post;
    enum rc rc = post_for_edit(rq->db, rq->arena, rq->id_arg, &post);

    if (rc)
        return rc;
    v.slug = post->slug;
    return read_and_save(rq, rs, &v, post->closes);
}

/* POST /admin/posts/new and /admin/posts/:id/edit, if the session has ended or the
 * token is of another session. A long text must not be lost: the form comes back with a
 * token that the next POST can use. */
enum rc write_refuse(struct request *rq, struct response *rs)
{
    struct post_form form = { 0 };
    struct post_edit_view v = { .form = &form, .id = rq->id_arg, .slug = "" };
    struct post *post;

    if (rq->session && v.id) {
        const enum rc rc = post_for_edit(rq->db, rq->arena, v.id, &post);

        if (rc)
            return rc;
        v.slug = post->slug;
    }
    post_form_typed(&rq->form, &form);
    problem_add(&form.problems, "",
                message(rq->lang, rq->session ? MSG_ADMIN_EDIT_STALE
                                              : MSG_ADMIN_EDIT_SIGNED_OUT));
    return show_editor(rq, rs, &v, 403);
}
