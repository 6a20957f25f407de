/*
 * moderate.c - /admin/ and /admin/comments: the dashboard and the moderation queue
 */
#include "admin_view.h"
#include "app.h"
#include "number.h"
#include "pages.h"
#include "paging.h"
#include "queue_view.h"
#include "respond.h"
#include "seal.h"
#include "seen.h"
#include "session.h"

#define QUEUE_PAGE 50
#define DASHBOARD_POSTS 10
#define DASHBOARD_BATCHES 10

/* A count that the last action put into the address; -1: absent or malformed. */
static int64_t query_count(const struct request *rq, const char *name)
{
    const char *text = fields_get(&rq->query, name);
    uint64_t n;

    return text && parse_uint(text, DECISION_MAX, &n) ? (int64_t)n : -1;
}

/* GET /admin - the address as people type it. */
enum rc dashboard_enter(struct request *rq, struct response *rs)
{
    (void)rq;
    return respond_see_other(rs, "/admin/");
}

/* GET /admin/ */
enum rc dashboard_show(struct request *rq, struct response *rs)
{
    struct dashboard_view v = { .undone = -1 };
    struct decision_batch *recent;
    struct post *posts;
    struct page p = page_of_request(rq);
    enum rc rc = comment_count_by_state(rq->db, v.counts);

    if (seal_good(rq)) {
        v.undone = query_count(rq, "undone");
        v.unread = query_count(rq, "unread");
    }
    if (rc)
        return rc;
    rc = post_list_all(rq->db, rq->arena, DASHBOARD_POSTS, 0, &posts, &v.posts_n);
    if (rc)
        return rc;
    rc = post_count_drafts(rq->db, &v.drafts);
    if (rc)
        return rc;
    rc = post_count_awaiting(rq->db, rq->now, &v.awaiting);
    if (rc)
        return rc;
    rc = decision_recent(rq->db, rq->arena, DASHBOARD_BATCHES, &recent, &v.recent_n);
    if (rc)
        return rc;
    v.posts = posts;
    v.recent = recent;
    rc = dashboard_view(&p, &v, rs->body);
    return rc ? rc : respond_html(rq, rs, 200);
}

/* Reads from the address what the author's last action did. */
static void read_outcome(const struct request *rq, struct queue_view *v)
{
    v->undone = -1;
    if (!seal_good(rq))
        return;
    v->changed = query_count(rq, "changed");
    v->undone = query_count(rq, "undone");
    v->unread = query_count(rq, "unread");
    v->nothing_marked = fields_get(&rq->query, "marked") != NULL;
    action_parse(request_query(rq, "did"), &v->action);
    parse_id(request_query(rq, "batch"), &v->batch);
}

static bool read_queue(const struct request *rq, struct queue_view *v)
{
    const char *state = fields_get(&rq->query, "state");

    v->state = COMMENT_PENDING;
    v->page = 1;
    read_outcome(rq, v);
    return (!state || comment_state_parse(state, &v->state)) &&
           request_page(rq, &v->page);
}

static enum rc show_queue(struct request *rq, struct response *rs, struct queue_view *v,
                          int status)
{
    const struct paging paging = paging_of(v->page, QUEUE_PAGE);
    struct comment_entry *items;
    struct page p = page_of_request(rq);
    enum rc rc = comment_count_by_state(rq->db, v->counts);

    if (!rc)
        rc = comment_queue(rq->db, rq->arena, v->state, paging.limit, paging.offset,
                           &items, &v->n);
    if (!rc)
        rc = paging_cut(&paging, &v->n, &v->more);
    if (rc)
        return rc;
    v->items = items;
    if (!v->seen)
        v->seen = rq->now;
    rc = queue_view(&p, v, rs->body);
    return rc ? rc : respond_html(rq, rs, status);
}

/* GET /admin/comments?state=&page= */
enum rc queue_show(struct request *rq, struct response *rs)
{
    struct queue_view v = { 0 };

    return read_queue(rq, &v) ? show_queue(rq, rs, &v, 200) : RC_NOT_FOUND;
}

/* Sets *path to the list that the author came from, ready for query fields. */
static enum rc back_to(const struct request *rq, const char **path)
{
    const char *state = request_form(rq, "state");
    enum comment_state parsed;

    if (!state[0]) {
        *path = "/admin/?";
        return RC_OK;
    }
    if (!comment_state_parse(state, &parsed))
        return RC_INVALID;
    *path = arena_printf(rq->arena, "/admin/comments?state=%s&",
                         comment_state_name(parsed));
    return RC_OK;
}

/* Shows the list again with its marks, if the form came from a list. The marks refer to
 * the texts that the author saw, so the page keeps that time. */
static enum rc not_done(struct request *rq, struct response *rs, const int64_t *ids,
                        size_t n, enum rc rc)
{
    struct queue_view v = {
        .page = 1, .changed = -1, .undone = -1, .marked = ids, .marked_n = n
    };
    int status;

    if (!comment_state_parse(request_form(rq, "state"), &v.state) ||
        !seen_read(rq, &v.seen))
        return rc;
    if (!parse_id(request_form(rq, "page"), &v.page) || v.page > REQUEST_PAGE_MAX)
        v.page = 1;
    status = respond_unsaved(rq, rs, rc, &v.problems);
    if (!status)
        return rc;
    rc = show_queue(rq, rs, &v, status);
    if (rc != RC_NOT_FOUND)
        return rc;
    v.page = 1; /* decisions stored after all may have emptied the last page */
    return show_queue(rq, rs, &v, status);
}

/* Query field with the number of comments left out as unread; "": none. */
static const char *unread(const struct request *rq, const struct outcome *done)
{
    return done->unread
               ? arena_printf(rq->arena, "&unread=%lld", (long long)done->unread)
               : "";
}

static enum rc undo(struct request *rq, struct response *rs, const char *back)
{
    struct outcome done;
    int64_t batch, seen;
    enum rc rc;

    if (!parse_id(request_form(rq, "batch"), &batch) || !seen_read(rq, &seen))
        return RC_INVALID;
    rc = decision_undo(rq->db, rq->arena, batch, rq->now, seen, &done);
    if (rc)
        return rc == RC_NOT_FOUND ? RC_CONFLICT : not_done(rq, rs, NULL, 0, rc);
    return seal_see_other(rq, rs,
                          arena_printf(rq->arena, "%sundone=%lld%s", back,
                                       (long long)done.changed, unread(rq, &done)));
}

static enum rc read_ids(const struct request *rq, int64_t **ids, size_t *n)
{
    size_t count = fields_count(&rq->form, "ids");

    if (count > DECISION_MAX)
        return RC_INVALID;
    *ids = ARENA_ARRAY(rq->arena, count + 1, int64_t);
    *n = 0;
    for (size_t i = 0; i < rq->form.n; i++) {
        const struct field *f = &rq->form.items[i];

        if (strcmp(f->name, "ids") == 0 && !parse_id(f->value, &(*ids)[(*n)++]))
            return RC_INVALID;
    }
    return RC_OK;
}

static enum rc apply(struct request *rq, struct response *rs, const char *back)
{
    struct ruling ruling = { .account_id = rq->session->account.id, .now = rq->now };
    struct outcome done;
    const char *batch = "";
    int64_t *ids;
    size_t n;
    enum rc rc;

    if (!action_parse(request_form(rq, "do"), &ruling.action) ||
        !seen_read(rq, &ruling.seen))
        return RC_INVALID;
    rc = read_ids(rq, &ids, &n);
    if (rc)
        return rc;
    if (n == 0)
        return seal_see_other(rq, rs, arena_printf(rq->arena, "%smarked=0", back));
    rc = decision_apply(rq->db, rq->arena, &ruling, ids, n, &done);
    if (rc)
        return not_done(rq, rs, ids, n, rc);
    if (done.batch)
        batch = arena_printf(rq->arena, "batch=%lld&", (long long)done.batch);
    return seal_see_other(rq, rs,
                          arena_printf(rq->arena, "%s%schanged=%lld&did=%s%s", back,
                                       batch, (long long)done.changed,
                                       action_name(ruling.action), unread(rq, &done)));
}

/* POST /admin/comments */
enum rc queue_decide(struct request *rq, struct response *rs)
{
    const char *back;
    enum rc rc = back_to(rq, &back);

    if (rc)
        return rc;
    return strcmp(request_form(rq, "do"), "undo") == 0 ? undo(rq, rs, back)
                                                       : apply(rq, rs, back);
}
