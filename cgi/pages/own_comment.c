/*
 * own_comment.c - /p/:slug/comments/:id/edit and .../delete, for the comment's writer
 *
 * The cookie or the session identifies the writer. Other viewers get RC_NOT_FOUND.
 */
#include "app.h"
#include "cite.h"
#include "clock.h"
#include "comment.h"
#include "form_limits.h"
#include "form_token.h"
#include "identity.h"
#include "moderation_case.h"
#include "own_comment_view.h"
#include "pages.h"
#include "participant.h"
#include "post_page.h"
#include "rate.h"
#include "respond.h"
#include "session.h"
#include "site_path.h"

/* Purposes of the forms' tokens, which are bound to the comment. */
#define TOKEN_EDIT "edit"
#define TOKEN_DELETE "delete"

/* A request of a writer to change or delete a comment. */
struct own {
    struct request *rq;
    struct response *rs;
    struct post *post;
    struct comment *comment;
    const char *source; /* its current text */
    enum comment_lock lock;
    bool gone; /* the viewer's own, but neither visible nor waiting any more */
    struct comment_form form;
    int64_t twin; /* the writer's other comment with the same text; 0: none */
    int64_t wait_s;
};

static int64_t window_s(const struct request *rq)
{
    return rq->app->config.edit_minutes * MINUTE_S;
}

/* Loads the comment of rq->id_arg, which may be locked. RC_NOT_FOUND: it is not the
 * viewer's, or o->gone. */
static enum rc load(struct own *o, struct request *rq, struct response *rs)
{
    enum rc rc;

    *o = (struct own){ .rq = rq, .rs = rs, .form = { .body = "" } };
    rc = post_page_load(rq, &o->post);
    if (!rc)
        rc = comment_by_id(rq->db, rq->arena, rq->id_arg, &o->comment);
    if (!rc && o->comment->post_id != o->post->id)
        rc = RC_NOT_FOUND;
    if (rc)
        return rc;
    rc = comment_lock(rq->db, o->comment, rq->person_id, rq->now, window_s(rq),
                      &o->lock);
    o->gone = rc == RC_NOT_FOUND && rq->person_id == o->comment->person_id;
    if (!rc)
        rc = comment_source(rq->db, rq->arena, rq->id_arg, &o->source);
    return rc;
}

/* The address of a comment of the writer. `news`: the page confirms that the comment
 * was changed or waits. */
static const char *path_of(const struct own *o, int64_t id, enum comment_state state,
                           bool news)
{
    struct arena *a = o->rq->arena;
    const char *slug = o->post->slug;

    if (state == COMMENT_VISIBLE)
        return post_page_of_comment(o->rq, o->post, id,
                                    news ? arena_printf(a, "done=%lld", (long long)id)
                                         : "");
    if (state != COMMENT_PENDING)
        return path_post_place(a, slug, "comments");
    if (news)
        return path_held(a, slug, id, "");
    return path_post_place(a, slug, "held");
}

static const char *lock_words(const struct own *o)
{
    const struct request *rq = o->rq;

    if (o->gone)
        return message(rq->lang, MSG_OWN_GONE);
    switch (o->lock) {
    case COMMENT_FREE:
        break;
    case COMMENT_LOCK_CLOSED:
        return message(rq->lang, MSG_OWN_CLOSED);
    case COMMENT_LOCK_LATE:
        if (!window_s(rq))
            return message(rq->lang, MSG_OWN_NEVER);
        return message_count(rq->arena, rq->lang, MSG_OWN_LATE,
                             rq->app->config.edit_minutes);
    case COMMENT_LOCK_ANSWERED:
        return message(rq->lang, MSG_OWN_ANSWERED);
    }
    return NULL;
}

static void fill_view(struct own *o, const char *purpose, struct own_comment_view *v)
{
    const struct request *rq = o->rq;

    *v = (struct own_comment_view){
        .post = o->post,
        .comment = o->comment,
        .window_s = window_s(rq),
        .form = { .form = &o->form,
                  .edits = o->comment,
                  .token = form_token(rq, purpose, o->comment->id),
                  .body_max = (size_t)rq->app->config.comment_bytes },
        .back = path_of(o, o->comment->id, o->comment->state, false),
    };
}

static struct page page_base(const struct own *o, enum message title)
{
    struct page p = page_of_request(o->rq);

    p.title = message(o->rq->lang, title);
    p.noindex = true;
    p.problems = o->form.problems.n > 0;
    return p;
}

static enum rc show_edit(struct own *o, int status)
{
    const struct page p = page_base(o, MSG_OWN_EDIT_TITLE);
    struct own_comment_view v;
    enum rc rc;

    fill_view(o, TOKEN_EDIT, &v);
    v.form.preview = o->form.preview && status == 200;
    v.why = lock_words(o);
    rc = own_comment_edit_view(&p, &v, o->rs->body);
    return rc ? rc : respond_html(o->rq, o->rs, status);
}

/* A comment with an answer can be deleted, but not edited. */
static bool may_erase(const struct own *o)
{
    return !o->gone && (o->lock == COMMENT_FREE || o->lock == COMMENT_LOCK_ANSWERED);
}

static enum rc show_delete(struct own *o, int status)
{
    const struct page p = page_base(o, MSG_OWN_DELETE_TITLE);
    struct own_comment_view v;
    enum rc rc;

    fill_view(o, TOKEN_DELETE, &v);
    v.why = may_erase(o) ? NULL : lock_words(o);
    rc = own_comment_delete_view(&p, &v, o->rs->body);
    return rc ? rc : respond_html(o->rq, o->rs, status);
}

static void check_token(struct own *o, const char *purpose)
{
    if (!form_token_good(o->rq, purpose, o->comment->id))
        problem_add(&o->form.problems, "", message(o->rq->lang, MSG_OWN_EXPIRED));
}

/* Shows the page again with the problem. */
static enum rc refuse(struct own *o, enum rc rc, enum rc show(struct own *, int))
{
    int status;

    o->gone = rc == RC_NOT_FOUND;
    if (o->gone || (rc == RC_CONFLICT && o->lock != COMMENT_FREE))
        return show(o, 409);
    if (rc == RC_TOO_MANY) {
        problem_add(&o->form.problems, "",
                    rate_wait_words(o->rq, MSG_REACTION_WAIT_SECONDS,
                                    MSG_REACTION_WAIT_MINUTES, o->wait_s));
        o->rs->retry_after_s = (int)o->wait_s;
        return show(o, 429);
    }
    status = respond_unsaved(o->rq, o->rs, rc, &o->form.problems);
    return status ? show(o, status) : rc;
}

/* GET /p/:slug/comments/:id/edit */
enum rc own_comment_edit(struct request *rq, struct response *rs)
{
    struct own o;
    enum rc rc = load(&o, rq, rs);

    if (rc)
        return rc;
    edit_form_from(o.comment, o.source, &o.form);
    return show_edit(&o, o.lock == COMMENT_FREE ? 200 : 409);
}

/* Moderation decides about the new text. A comment held for another reason than its
 * links stays held: no author has decided about it yet. */
static enum rc decide(struct own *o, struct comment_edit *edit)
{
    const struct comment *c = o->comment;
    const struct moderation_case editing = {
        .site = o->rq->site->policy,
        .post = o->post->policy,
        .person_id = o->rq->person_id,
        .by_author = o->rq->session != NULL,
        .form = &o->form,
    };
    struct verdict verdict;
    const enum rc rc = moderation_case_decide(o->rq->db, &editing, &verdict);

    edit->state = verdict.state;
    edit->held = verdict.reason;
    if (c->state == COMMENT_PENDING && c->held != HELD_LINKS && !editing.by_author) {
        edit->state = c->state;
        edit->held = c->held;
    }
    return rc;
}

static struct comment_edit edit_of(const struct own *o)
{
    const struct comment_form *f = &o->form;

    return (struct comment_edit){
        .id = o->comment->id,
        .person_id = o->rq->person_id,
        .text = comment_form_text(f),
        .side = f->side_value,
        .now = o->rq->now,
        .window_s = window_s(o->rq),
    };
}

/* Inside the transaction. The edit takes the current time: an author who looked while
 * it waited for the lock saw the earlier text. */
static enum rc save_within(struct own *o, struct comment_edit *edit)
{
    struct request *rq = o->rq;
    enum rc rc = decide(o, edit);

    if (rc)
        return rc;
    edit->now = clock_now();
    rc = comment_edit(rq->db, rq->arena, edit, &o->lock);
    if (rc)
        return rc;
    rc = comment_with_text(rq->db, o->post->id, rq->person_id, edit->text.source,
                           edit->id, &o->twin);
    if (rc || o->twin)
        return rc ? rc : RC_CONFLICT;
    return rate_count(rq, rate_of_reactions(rq), &o->wait_s);
}

static enum rc point_at_twin(struct own *o)
{
    struct comment *twin;
    enum rc rc = comment_by_id(o->rq->db, o->rq->arena, o->twin, &twin);

    if (rc)
        return rc;
    problem_add_link(&o->form.problems, "body",
                     message(o->rq->lang, MSG_FORM_DUPLICATE),
                     path_of(o, twin->id, twin->state, false));
    return show_edit(o, 422);
}

static enum rc save(struct own *o)
{
    struct comment_edit edit = edit_of(o);
    enum rc rc = db_begin_write(o->rq->db);

    if (!rc)
        rc = db_end(o->rq->db, save_within(o, &edit));
    if (rc == RC_CONFLICT && o->twin)
        return point_at_twin(o);
    if (rc)
        return refuse(o, rc, show_edit);
    return respond_see_other(o->rs, path_of(o, edit.id, edit.state, true));
}

/* POST /p/:slug/comments/:id/edit */
enum rc own_comment_save(struct request *rq, struct response *rs)
{
    const struct form_limits limits = form_limits(&rq->app->config);
    struct cite cite;
    struct own o;
    enum rc rc = load(&o, rq, rs);
    int status;

    if (rc && !o.gone)
        return rc;
    cite_begin(rq->db, rq->arena, rq->app->config.base_url, o.post,
               request_form(rq, "body"), &cite);
    edit_form_read(rq->arena, rq->lang, &rq->form, o.post->kind == POST_DEBATE,
                   o.comment, &limits, &cite.below, &o.form);
    if (o.gone || o.lock != COMMENT_FREE)
        return show_edit(&o, 409);
    if (cite.rc) {
        status = respond_untried(rq, rs, cite.rc, &o.form.problems);
        return status ? show_edit(&o, status) : cite.rc;
    }
    if (!o.form.preview)
        check_token(&o, TOKEN_EDIT);
    if (o.form.problems.n)
        return show_edit(&o, 422);
    if (o.form.preview)
        return show_edit(&o, 200);
    if (strcmp(o.form.body_text, o.source) != 0 || o.form.side_value != o.comment->side)
        return save(&o);
    /* Nothing to save, or the first of two clicks has saved it: durable either way. */
    rc = db_sync(rq->db);
    if (rc)
        return refuse(&o, rc, show_edit);
    return respond_see_other(
        rs, path_of(&o, o.comment->id, o.comment->state, o.comment->edited != 0));
}

/* GET /p/:slug/comments/:id/delete */
enum rc own_comment_delete(struct request *rq, struct response *rs)
{
    struct own o;
    const enum rc rc = load(&o, rq, rs);

    return rc ? rc : show_delete(&o, may_erase(&o) ? 200 : 409);
}

/* Inside the transaction. */
static enum rc erase_within(struct own *o)
{
    struct request *rq = o->rq;
    const enum rc rc = comment_withdraw(rq->db, rq->arena, o->comment->id,
                                        rq->person_id, rq->now, window_s(rq), &o->lock);

    return rc ? rc : rate_count(rq, rate_of_reactions(rq), &o->wait_s);
}

/* POST /p/:slug/comments/:id/delete - after the page that asks for confirmation. */
enum rc own_comment_erase(struct request *rq, struct response *rs)
{
    struct own o;
    enum rc rc = load(&o, rq, rs);

    if (o.gone && o.comment->withdrawn) {
        rc = db_sync(rq->db); /* the second of two clicks promises what the first did */
    } else if (rc) {
        return rc;
    } else if (!may_erase(&o)) {
        return show_delete(&o, 409);
    } else {
        check_token(&o, TOKEN_DELETE);
        if (o.form.problems.n)
            return show_delete(&o, 422);
        rc = db_begin_write(rq->db);
        if (!rc)
            rc = db_end(rq->db, erase_within(&o));
    }
    if (rc)
        return refuse(&o, rc, show_delete);
    return respond_see_other(rs, path_gone(rq->arena, o.post->slug, o.comment->id));
}
