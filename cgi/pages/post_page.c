/*
 * post_page.c - the page of a post: see post_page.h
 */
#include "app.h"
#include "citation.h"
#include "comment.h"
#include "comment_edit.h"
#include "form_token.h"
#include "identity.h"
#include "mail_request.h"
#include "own_comment_done.h"
#include "participant.h"
#include "pictures.h"
#include "post_page.h"
#include "post_view.h"
#include "respond.h"
#include "seal.h"
#include "session.h"
#include "site_path.h"
#include "thread.h"
#include "thread_order.h"
#include "top_arguments.h"
#include "view_options.h"
#include "viewer.h"

/* A POST to a former address reaches the post: a redirect would lose what was typed. */
static enum rc redirect_former_slug(struct request *rq, const struct post *post)
{
    const char *slug = rq->arg[0], *below = rq->path + strlen("/p/") + strlen(slug);

    if (rq->method == METHOD_POST || strcmp(post->slug, slug) == 0)
        return RC_OK;
    rq->redirect_to = path_post_renamed(rq->arena, post->slug, below, rq->raw_query);
    return RC_REDIRECT;
}

static enum rc load_post(struct request *rq, bool drafts, struct post **post)
{
    enum rc rc = post_by_slug(rq->db, rq->arena, rq->arg[0], drafts, post);

    if (rc)
        return rc;
    rq->lang = (*post)->lang;
    return redirect_former_slug(rq, *post);
}

enum rc post_page_load(struct request *rq, struct post **post)
{
    return load_post(rq, rq->session != NULL, post);
}

enum rc post_page_load_public(struct request *rq, struct post **post)
{
    return load_post(rq, false, post);
}

const char *post_page_shown(const struct request *rq, const struct post *post)
{
    return arena_printf(rq->arena, "%lld %lld %d", (long long)post->id,
                        (long long)post->version, post_is_open(post, rq->now));
}

/* Sets *out to the comment if it is visible on this post, else to NULL. */
static enum rc visible_comment(struct request *rq, const struct post *post, int64_t id,
                               struct comment **out)
{
    struct comment *c;
    enum rc rc;

    *out = NULL;
    if (!id)
        return RC_OK;
    rc = comment_by_id(rq->db, rq->arena, id, &c);
    if (!rc && c->post_id == post->id && c->state == COMMENT_VISIBLE)
        *out = c;
    return rc == RC_NOT_FOUND ? RC_OK : rc;
}

/* Returns the comment if it is visible on the page, else NULL. */
static const struct comment *on_page(const struct thread_page *page, int64_t id)
{
    for (size_t i = 0; i < page->n; i++)
        if (page->items[i].id == id && page->items[i].state == COMMENT_VISIBLE)
            return &page->items[i];
    return NULL;
}

/* The form has the signature of the viewer's last comment. */
static const struct comment_form *empty_form(const struct request *rq,
                                             const struct viewer *viewer)
{
    struct comment_form *form = ARENA_NEW(rq->arena, struct comment_form);

    form->side = form->body = form->email = form->notify = "";
    form->name = viewer->signature.name;
    form->website = viewer->signature.website;
    form->changed = request_query(rq, "changed")[0] != '\0';
    return form;
}

/* A viewer who has taken a side may say that a comment made them change it. The link
 * for that (changed=1) always opens the form, which then explains the condition. */
static bool asks_mind(const struct post *post, const struct comment *reply_to,
                      const struct viewer *viewer, const struct comment_form *form)
{
    if (!reply_to || post->kind != POST_DEBATE ||
        reply_to->person_id == viewer->person_id)
        return false;
    return form->changed || viewer->stance.first != SIDE_NONE;
}

/* Completes the form below a post, once its viewer is known. */
static void fill_form(const struct request *rq, const struct post_page *in,
                      const struct viewer *viewer, struct form_state *s)
{
    const bool mail = config_has_mail(&rq->app->config);

    s->form = in->form ? in->form : empty_form(rq, viewer);
    s->token = in->token ? in->token : form_token(rq, TOKEN_COMMENT, in->post->id);
    s->body_max = (size_t)rq->app->config.comment_bytes;
    s->mind = asks_mind(in->post, s->reply_to, viewer, s->form);
    s->mail = mail && !rq->session;
    s->elsewhere = mail && !rq->person_id;
    s->preview = in->preview;
    s->conflict = in->conflict;
}

/* NULL for authors: they choose their mails at /admin/account. */
static const struct address_form *follow(const struct request *rq,
                                         const struct post *post)
{
    struct address_form *form;

    if (!config_has_mail(&rq->app->config) || rq->session ||
        post->state != POST_PUBLISHED)
        return NULL;
    form = ARENA_NEW(rq->arena, struct address_form);
    form->email = "";
    form->token = mail_token(rq, post->id);
    return form;
}

/* Loads what a debate shows around its threads: the strongest arguments and, for
 * viewers who may see the tally, the numbers of the filters and the tally over time. */
static enum rc load_debate(struct request *rq, struct post_view *v)
{
    const struct post *post = v->post;
    struct tally_day *days;
    enum rc rc = RC_OK;

    if (v->tally)
        rc = thread_order_unanswered(rq->db, post->id, SIDE_PRO, &v->unanswered_pro);
    if (!rc && v->tally)
        rc = thread_order_unanswered(rq->db, post->id, SIDE_CONTRA,
                                     &v->unanswered_contra);
    if (!rc && view_options_are_default(post, &v->options))
        rc = top_arguments_load(rq, post, &v->top);
    if (rc || !v->tally)
        return rc;
    rc = tally_days(rq->db, rq->arena, post->id, &days, &v->days_n);
    v->days = days;
    return rc;
}

/* Only the author's texts show pictures; in comments a picture is a link. */
static const char *img_sources(const struct request *rq, const struct post *post)
{
    const struct html texts[] = { post->body, post->conclusion };

    return picture_sources(rq->arena, texts, post_is_concluded(post, rq->now) ? 2 : 1);
}

/* Search engines leave out filtered views and states of the form. They may list a
 * single comment, because people cite it; its canonical address is the whole page. */
static bool is_one_view_of_many(const struct post_view *v)
{
    return !view_options_are_default(v->post, &v->options) || v->form.reply_to ||
           v->form.no_reply || v->held || v->done || v->after || v->older;
}

static struct page page_base(const struct request *rq, const struct post_view *v)
{
    const struct post *post = v->post;
    struct page p = page_of_request(rq);

    p.title = post->title;
    p.post_id = post->id;
    p.description = post->summary;
    p.canonical = path_post(rq->arena, post->slug);
    if (post->translation_slug)
        p.other_path = path_post(rq->arena, post->translation_slug);
    p.noindex = post->state == POST_DRAFT || is_one_view_of_many(v);
    p.problems = v->form.form->problems.n > 0;
    return p;
}

/* Completes and shows the view; its threads, options and query fields are set. */
static enum rc show(struct request *rq, struct response *rs, const struct post_page *in,
                    struct post_view *v)
{
    struct citers *citers;
    struct page p;
    enum rc rc = viewer_load(rq, in->post, &v->viewer);

    if (!rc)
        rc = citation_of_page(rq->db, rq->arena, v->threads, &citers, &v->citers_n);
    if (rc)
        return rc;
    v->post = in->post;
    v->citers = citers;
    /* Authors see what they moderate. */
    v->tally = tally_is_shown(in->post, rq->now, rq->session || v->viewer.stance.known);
    v->reaction_token = reaction_token(rq, in->post->id);
    v->follow = follow(rq, in->post);
    fill_form(rq, in, &v->viewer, &v->form);
    if (!v->single && in->post->kind == POST_DEBATE)
        rc = load_debate(rq, v);
    if (rc)
        return rc;
    if (!v->single)
        rs->img_sources = img_sources(rq, in->post);
    p = page_base(rq, v);
    rc = post_view(&p, v, rs->body);
    return rc ? rc : respond_html(rq, rs, in->status);
}

/* Finds the page that holds the comment in the default order. In other orders, and
 * where the thread is cut, post_page_threads() redirects to the comment's own page. */
static enum rc resolve_page(struct request *rq, const struct post *post,
                            const struct post_query *q, int64_t *page)
{
    struct comment *c;
    enum rc rc;

    *page = q->options.page ? q->options.page : 1;
    if (q->options.page || !view_options_are_default(post, &q->options))
        return RC_OK;
    rc = visible_comment(rq, post, q->at ? q->at : q->reply, &c);
    if (rc || !c)
        return rc;
    return thread_page_of(rq->db, rq->arena, c, post->kind == POST_DEBATE, page);
}

/* RC_NOT_FOUND: the page is behind the last one. */
static enum rc load_threads(struct request *rq, const struct post *post,
                            const struct view_options *o, struct thread_page *out)
{
    const struct thread_query query = {
        .post_id = post->id,
        .sides = post->kind == POST_DEBATE,
        .only = o->only,
        .order = o->order,
        .unanswered = o->unanswered,
        .page = o->page,
    };
    enum rc rc = thread_page(rq->db, rq->arena, &query, out);

    return !rc && o->page > 1 && out->n == 0 ? RC_NOT_FOUND : rc;
}

/* Redirects to the comment's own page, with the same `done` and, if this address has a
 * seal, with a new seal. */
static enum rc see_whole(struct request *rq, struct response *rs,
                         const struct post *post, const struct comment *c, int64_t done)
{
    const char *query =
        done ? arena_printf(rq->arena, "done=%lld", (long long)done) : "";
    const char *path = path_comment_place(rq->arena, post->slug, c->id, query);

    return done && seal_good(rq) ? seal_see_other(rq, rs, path)
                                 : respond_see_other(rs, path);
}

enum rc post_page_threads(struct request *rq, struct response *rs,
                          const struct post_page *in, const struct post_query *q)
{
    /* If the address names a page, `at` is ignored. */
    const int64_t to = q->at && !q->options.page ? q->at : q->done;
    struct post_view v = { .options = q->options };
    struct comment *reply_to, *at;
    struct thread_page threads;
    enum rc rc = resolve_page(rq, in->post, q, &v.options.page);

    if (!rc)
        rc = load_threads(rq, in->post, &v.options, &threads);
    if (!rc)
        rc = visible_comment(rq, in->post, q->reply, &reply_to);
    if (!rc)
        rc = visible_comment(rq, in->post, to, &at);
    if (rc)
        return rc;
    if (reply_to && !in->form && !on_page(&threads, reply_to->id))
        return respond_see_other(
            rs, path_reply(rq->arena, in->post->slug, reply_to->id,
                           request_query(rq, "changed")[0] ? "changed=1" : ""));
    if (at) {
        const struct comment *shown = on_page(&threads, at->id);

        if (!shown || shown->shortened)
            return see_whole(rq, rs, in->post, at, q->done);
    }
    v.threads = &threads;
    v.form.reply_to = reply_to;
    v.form.no_reply = q->reply && !reply_to;
    rc = own_comment_done_load(rq, in->post, q->held, q->done, &v);
    return rc ? rc : show(rq, rs, in, &v);
}

enum rc post_page_form(struct request *rq, struct response *rs,
                       const struct post_page *in)
{
    struct post_query q = post_query_none(in->post);

    q.reply = in->form->parent;
    return post_page_threads(rq, rs, in, &q);
}

enum rc post_page_comment(struct request *rq, struct response *rs,
                          const struct post_page *in, int64_t id,
                          const struct post_query *q)
{
    const struct post *post = in->post;
    struct post_view v = { .options = post_query_none(post).options,
                           .after = q->after,
                           .older = q->older };
    struct comment *c, *reply_to;
    struct thread_part part;
    enum rc rc = comment_by_id(rq->db, rq->arena, id, &c);

    if (!rc && c->post_id != post->id)
        rc = RC_NOT_FOUND;
    if (!rc)
        rc = thread_of(rq->db, rq->arena, c, q->after, &part);
    if (!rc)
        rc = visible_comment(rq, post, q->reply, &reply_to);
    if (rc)
        return rc;
    /* The page of the whole post finds the comment, or says why it takes no answer. */
    if (q->reply && !(reply_to && on_page(&part.page, reply_to->id)))
        return respond_see_other(rs,
                                 path_reply_on_post(rq->arena, post->slug, q->reply));
    rc = own_comment_done_load(rq, post, 0, q->done, &v);
    if (!rc && !q->after && c->state == COMMENT_VISIBLE)
        rc = comment_revisions(rq->db, rq->arena, c->id, q->older, &v.revisions);
    if (rc)
        return rc;
    /* One long text is enough for a page. */
    if (q->older && strlen(c->body.s) > REVISIONS_BYTES)
        part.page.items[part.at].shortened = true;
    v.threads = &part.page;
    v.single = &part.page.items[part.at];
    v.previous = part.previous;
    v.next = part.next;
    v.form.reply_to = reply_to;
    return show(rq, rs, in, &v);
}

/* Finds the place of a comment on its post's page. */
static enum rc place_of(struct request *rq, const struct post *post, int64_t comment_id,
                        struct thread_place *place)
{
    struct comment *c;
    const enum rc rc = comment_by_id(rq->db, rq->arena, comment_id, &c);

    if (rc)
        return rc;
    return thread_place_of(rq->db, rq->arena, c, post->kind == POST_DEBATE, place);
}

const char *post_page_of_comment(struct request *rq, const struct post *post,
                                 int64_t comment_id, const char *query)
{
    struct thread_place place;

    if (place_of(rq, post, comment_id, &place) || !place.shown)
        return path_comment_place(rq->arena, post->slug, comment_id, query);
    if (place.later)
        return path_comment_at(rq->arena, post->slug, comment_id, query);
    return path_comment_first(rq->arena, post->slug, comment_id, query);
}
