/*
 * post.c - GET /p/:slug and GET /p/:slug/comments/:id: a post, its tally, its threads,
 * the form
 */
#include "answer.h"
#include "app.h"
#include "choice_view.h"
#include "citation.h"
#include "comment.h"
#include "form_token.h"
#include "identity.h"
#include "mail_request.h"
#include "own_done.h"
#include "pages.h"
#include "pictures.h"
#include "post_page.h"
#include "post_view.h"
#include "seal.h"
#include "session.h"
#include "thread.h"
#include "thread_order.h"
#include "writer.h"

/* What the address asks for. */
struct wanted {
    struct choice choice; /* page 0: where `at` or `reply` stands, else the first */
    int64_t at, reply, after, done, held; /* comment ids, 0: none */
    int64_t older; /* of one comment's earlier texts, those before this one; 0: all */
};

/* A POST to a former address reaches the post: a redirect would lose what was typed. */
static enum rc settle_address(struct request *rq, const struct post *post)
{
    const char *slug = rq->arg[0], *below = rq->path + strlen("/p/") + strlen(slug);

    if (rq->method == METHOD_POST || strcmp(post->slug, slug) == 0)
        return RC_OK;
    rq->moved_to = arena_printf(rq->arena, "/p/%s%s%s%s", post->slug, below,
                                rq->raw_query[0] ? "?" : "", rq->raw_query);
    return RC_MOVED;
}

static enum rc load_post(struct request *rq, bool drafts, struct post **post)
{
    enum rc rc = post_by_slug(rq->db, rq->arena, rq->arg[0], drafts, post);

    if (rc)
        return rc;
    rq->lang = (*post)->lang;
    return settle_address(rq, *post);
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

/* A query field that knows two words, the first being what its absence means. */
static bool read_switch(const struct request *rq, const char *name, const char *off,
                        const char *on, bool *is_on)
{
    const char *text = fields_get(&rq->query, name);

    *is_on = text && strcmp(text, on) == 0;
    return !text || *is_on || strcmp(text, off) == 0;
}

/* Which comments, and how: what has to do with sides is there in debates only. */
static bool read_choice(const struct request *rq, const struct post *post,
                        struct choice *c)
{
    const bool debate = post->kind == POST_DEBATE;
    const char *side = fields_get(&rq->query, "side");
    const char *order = fields_get(&rq->query, "order");

    *c = (struct choice){ .order = choice_usual_order(post) };
    return (!side || side_parse(side, &c->only)) &&
           (!order || order_parse(order, &c->order)) &&
           read_switch(rq, "show", "all", "unanswered", &c->unanswered) &&
           read_switch(rq, "view", "thread", "columns", &c->columns) &&
           request_page(rq, &c->page) &&
           (debate ||
            (!c->only && !c->unanswered && !c->columns && c->order != ORDER_BALANCED));
}

static enum rc read_wanted(const struct request *rq, const struct post *post,
                           struct wanted *w)
{
    *w = (struct wanted){ 0 };
    if (!read_choice(rq, post, &w->choice) || !request_id(rq, "at", &w->at) ||
        !request_id(rq, "reply", &w->reply) || !request_id(rq, "after", &w->after) ||
        !request_id(rq, "done", &w->done) || !request_id(rq, "held", &w->held) ||
        !request_id(rq, "older", &w->older))
        return RC_NOT_FOUND;
    return RC_OK;
}

/* The comment when it is visible on this post; NULL else. */
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

/* Without a page, sets the one on which the comment stands in the usual order. In other
 * orders, and where the thread is cut, a redirect leads to the comment's own page. */
static enum rc settle_page(struct request *rq, const struct post *post,
                           struct wanted *w)
{
    struct comment *c;
    enum rc rc;

    if (w->choice.page) {
        w->at = 0;
        return RC_OK;
    }
    w->choice.page = 1;
    rc = visible_comment(rq, post, w->at ? w->at : w->reply, &c);
    if (rc || !c || !choice_is_usual(post, &w->choice))
        return rc;
    return thread_page_of(rq->db, rq->arena, c, post->kind == POST_DEBATE,
                          &w->choice.page);
}

/* The comment when it is visible there; NULL else. */
static const struct comment *on_page(const struct thread_page *page, int64_t id)
{
    for (size_t i = 0; i < page->n; i++)
        if (page->items[i].id == id && page->items[i].state == COMMENT_VISIBLE)
            return &page->items[i];
    return NULL;
}

static bool whole_on_page(const struct thread_page *page, int64_t id)
{
    const struct comment *c = on_page(page, id);

    return c && !c->shortened;
}

/* The frame of a post. */
static struct page frame(const struct request *rq, const struct post *post)
{
    struct page p = answer_page(rq);

    p.title = post->title;
    p.post_id = post->id;
    p.description = post->summary;
    p.canonical = arena_printf(rq->arena, "/p/%s", post->slug);
    if (post->translation_slug)
        p.other_path = arena_printf(rq->arena, "/p/%s", post->translation_slug);
    p.noindex = post->state == POST_DRAFT;
    return p;
}

/* It bears the name under which the reader last wrote. */
static const struct comment_form *empty_form(const struct request *rq,
                                             const struct viewer *viewer)
{
    struct comment_form *form = ARENA_NEW(rq->arena, struct comment_form);

    form->side = form->body = form->website = form->email = form->notify = "";
    form->name = viewer->name;
    form->changed = request_query(rq, "changed")[0] != '\0';
    return form;
}

/* Somebody who has taken a side may say that a comment made them take the other. The
 * link to that opens the form in any case, which then says what it takes. */
static bool asks_mind(const struct post *post, const struct post_view *v,
                      const struct comment_form *form)
{
    const struct comment *to = v->form.reply_to;
    const struct voice *voice = &v->viewer.voice;

    if (!to || post->kind != POST_DEBATE || to->person_id == v->viewer.person_id)
        return false;
    return form->changed || voice->first != SIDE_NONE;
}

static struct form_state form_state(const struct request *rq,
                                    const struct post_page *in,
                                    const struct post_view *v)
{
    const struct comment_form *form = in->form ? in->form : empty_form(rq, &v->viewer);

    return (struct form_state){
        .form = form,
        .reply_to = v->form.reply_to,
        .no_reply = v->form.no_reply,
        .token = in->token ? in->token : form_token(rq, TOKEN_COMMENT, in->post->id),
        .body_max = (size_t)rq->app->config.comment_bytes,
        .mind = asks_mind(in->post, v, form),
        .mail = config_has_mail(&rq->app->config) && !rq->session,
        .elsewhere = config_has_mail(&rq->app->config) && !rq->person_id,
        .preview = in->preview,
        .conflict = in->conflict,
    };
}

/* Authors are told by their own way: /admin/account. */
static const struct address_form *follow(const struct request *rq,
                                         const struct post *post)
{
    struct address_form *v;

    if (!config_has_mail(&rq->app->config) || rq->session ||
        post->state != POST_PUBLISHED)
        return NULL;
    v = ARENA_NEW(rq->arena, struct address_form);
    v->email = "";
    v->token = mail_token(rq, post->id);
    return v;
}

/* The tally over time is loaded for those only who may see it. */
static enum rc load_days(struct request *rq, const struct post *post,
                         struct post_view *v)
{
    struct tally_day *days;
    enum rc rc;

    if (post->kind != POST_DEBATE || !v->tally || v->single)
        return RC_OK;
    rc = tally_days(rq->db, rq->arena, post->id, &days, &v->days_n);
    v->days = days;
    return rc;
}

/* What the bar and the pair above the threads show. */
static enum rc load_bar(struct request *rq, struct post_view *v)
{
    const struct post *post = v->post;
    enum rc rc = RC_OK;

    if (post->kind != POST_DEBATE)
        return RC_OK;
    if (v->tally)
        rc = thread_order_unanswered(rq->db, post->id, SIDE_PRO, &v->unanswered_pro);
    if (!rc && v->tally)
        rc = thread_order_unanswered(rq->db, post->id, SIDE_CONTRA,
                                     &v->unanswered_contra);
    if (!rc && choice_is_usual(post, &v->choice))
        rc = pair_load(rq, post, &v->pair);
    return rc;
}

/* Readers' pictures are links: only the author's are shown. */
static const char *img_sources(const struct request *rq, const struct post *post)
{
    const struct html texts[] = { post->body, post->conclusion };

    return picture_sources(rq->arena, texts, post_is_concluded(post, rq->now) ? 2 : 1);
}

static enum rc render(struct request *rq, struct response *rs,
                      const struct post_page *in, struct post_view *v)
{
    struct page p = frame(rq, in->post);
    struct citers *citers;
    enum rc rc = viewer_load(rq, in->post, &v->viewer);

    if (!rc)
        rc = citation_of_page(rq->db, rq->arena, v->threads, &citers, &v->citers_n);
    if (rc)
        return rc;
    v->post = in->post;
    /* Authors see what they moderate. */
    v->tally = tally_is_shown(in->post, rq->now, rq->session || v->viewer.voice.known);
    v->citers = citers;
    v->form = form_state(rq, in, v);
    v->press_token = writer_press_token(rq, in->post->id);
    v->follow = follow(rq, in->post);
    rc = v->single ? RC_OK : load_bar(rq, v);
    if (rc)
        return rc;
    p.problems = v->form.form->problems.n > 0;
    /* Filters and form states are views of one page. So is a single comment, but people
     * cite it: it may be found, and names the whole page as its canonical address. */
    p.noindex = p.noindex || !choice_is_usual(in->post, &v->choice) ||
                v->form.reply_to || v->form.no_reply || v->held || v->done ||
                v->after || v->older;
    if (!v->single)
        rs->img_sources = img_sources(rq, in->post);
    rc = load_days(rq, in->post, v);
    if (!rc)
        rc = post_view(&p, v, rs->body);
    return rc ? rc : answer_html(rq, rs, in->status);
}

/* RC_NOT_FOUND: such a page has no threads. */
static enum rc load_threads(struct request *rq, const struct post *post,
                            const struct choice *c, struct thread_page *out)
{
    const struct thread_query query = {
        .post_id = post->id,
        .sides = post->kind == POST_DEBATE,
        .only = c->only,
        .order = c->order,
        .unanswered = c->unanswered,
        .page = c->page,
    };
    enum rc rc = thread_page(rq->db, rq->arena, &query, out);

    return !rc && c->page > 1 && out->n == 0 ? RC_NOT_FOUND : rc;
}

static enum rc see_reply(struct request *rq, struct response *rs,
                         const struct post *post, const struct comment *c)
{
    const bool changed = request_query(rq, "changed")[0];

    return answer_see_other(
        rs,
        arena_printf(rq->arena, "/p/%s/comments/%lld?reply=%lld%s#reply", post->slug,
                     (long long)c->id, (long long)c->id, changed ? "&changed=1" : ""));
}

/* To the comment's own page, which says what the address of this one says: `done`, and
 * with a seal where this one bears one. */
static enum rc see_whole(struct request *rq, struct response *rs,
                         const struct post *post, const struct comment *c, int64_t done)
{
    const long long id = (long long)c->id;
    const char *query =
        done ? arena_printf(rq->arena, "?done=%lld", (long long)done) : "";
    const char *path = arena_printf(rq->arena, "/p/%s/comments/%lld%s#c%lld",
                                    post->slug, id, query, id);

    return done && seal_good(rq) ? seal_see_other(rq, rs, path)
                                 : answer_see_other(rs, path);
}

static enum rc show_page(struct request *rq, struct response *rs,
                         const struct post_page *in, const struct wanted *w)
{
    struct thread_page threads;
    struct comment *reply_to, *at;
    struct post_view v = { .choice = w->choice };
    enum rc rc = load_threads(rq, in->post, &w->choice, &threads);

    if (!rc)
        rc = visible_comment(rq, in->post, w->reply, &reply_to);
    if (!rc)
        rc = visible_comment(rq, in->post, w->at ? w->at : w->done, &at);
    if (rc)
        return rc;
    if (reply_to && !in->form && !on_page(&threads, reply_to->id))
        return see_reply(rq, rs, in->post, reply_to);
    if (at && !whole_on_page(&threads, at->id))
        return see_whole(rq, rs, in->post, at, w->done);
    v.threads = &threads;
    v.form.reply_to = reply_to;
    v.form.no_reply = w->reply && !reply_to;
    rc = own_done_load(rq, in->post, w->held, w->done, &v);
    return rc ? rc : render(rq, rs, in, &v);
}

/* The usual choice, where nothing was asked for. */
static struct choice usual_choice(const struct post *post, int64_t page)
{
    return (struct choice){ .order = choice_usual_order(post), .page = page };
}

enum rc post_page_show(struct request *rq, struct response *rs,
                       const struct post_page *in)
{
    struct wanted w = { .choice = usual_choice(in->post, 0),
                        .reply = in->form ? in->form->parent : 0 };
    enum rc rc = settle_page(rq, in->post, &w);

    return rc ? rc : show_page(rq, rs, in, &w);
}

static enum rc load(struct request *rq, struct post **post, struct wanted *w)
{
    enum rc rc = post_page_load(rq, post);

    return rc ? rc : read_wanted(rq, *post, w);
}

/* GET /p/:slug */
enum rc post_show(struct request *rq, struct response *rs)
{
    struct post *post;
    struct wanted w;
    enum rc rc = load(rq, &post, &w);

    if (rc)
        return rc;
    if (answer_unchanged(rq, rs, post_page_shown(rq, post)))
        return RC_OK;
    rc = settle_page(rq, post, &w);
    if (rc)
        return rc;
    return show_page(rq, rs, &(struct post_page){ .post = post, .status = 200 }, &w);
}

static enum rc show_single(struct request *rq, struct response *rs,
                           const struct post *post, const struct wanted *w)
{
    struct post_page in = { .post = post, .status = 200 };
    struct thread_part part;
    struct comment *c, *reply_to;
    struct post_view v = { .choice = usual_choice(post, 1),
                           .after = w->after,
                           .older = w->older };
    enum rc rc = comment_by_id(rq->db, rq->arena, rq->id_arg, &c);

    if (!rc && c->post_id != post->id)
        rc = RC_NOT_FOUND;
    if (!rc)
        rc = thread_of(rq->db, rq->arena, c, w->after, &part);
    if (!rc)
        rc = visible_comment(rq, post, w->reply, &reply_to);
    if (rc)
        return rc;
    /* The page of the whole post says why it cannot be answered, or finds it. */
    if (w->reply && !(reply_to && on_page(&part.page, reply_to->id)))
        return answer_see_other(rs, arena_printf(rq->arena, "/p/%s?reply=%lld#reply",
                                                 post->slug, (long long)w->reply));
    rc = own_done_load(rq, post, 0, w->done, &v);
    if (!rc && !w->after && c->state == COMMENT_VISIBLE)
        rc = comment_revisions(rq->db, rq->arena, c->id, w->older, &v.revisions);
    if (rc)
        return rc;
    /* One long text is enough for a page. */
    if (w->older && strlen(c->body.s) > REVISIONS_BYTES)
        part.page.items[part.at].shortened = true;
    v.threads = &part.page;
    v.previous = part.previous;
    v.next = part.next;
    v.single = &part.page.items[part.at];
    v.form.reply_to = reply_to;
    return render(rq, rs, &in, &v);
}

/* GET /p/:slug/comments/:id - one comment with its ancestors and replies. */
enum rc comment_show(struct request *rq, struct response *rs)
{
    struct post *post;
    struct wanted w;
    enum rc rc = load(rq, &post, &w);

    if (rc)
        return rc;
    if (answer_unchanged(rq, rs, post_page_shown(rq, post)))
        return RC_OK;
    return show_single(rq, rs, post, &w);
}

/* Finds out where a comment stands. */
static enum rc place_of(struct request *rq, const struct post *post, int64_t comment_id,
                        struct thread_place *place)
{
    struct comment *c;
    const enum rc rc = comment_by_id(rq->db, rq->arena, comment_id, &c);

    return rc ? rc
              : thread_place_of(rq->db, rq->arena, c, post->kind == POST_DEBATE, place);
}

const char *post_page_of_comment(struct request *rq, const struct post *post,
                                 int64_t comment_id, const char *query)
{
    const long long id = (long long)comment_id;
    const char *first = query[0] ? "?" : "", *next = query[0] ? "&" : "";
    struct thread_place place;

    if (place_of(rq, post, comment_id, &place) || !place.shown)
        return arena_printf(rq->arena, "/p/%s/comments/%lld%s%s#c%lld", post->slug, id,
                            first, query, id);
    if (place.later)
        return arena_printf(rq->arena, "/p/%s?at=%lld%s%s#c%lld", post->slug, id, next,
                            query, id);
    return arena_printf(rq->arena, "/p/%s%s%s#c%lld", post->slug, first, query, id);
}
