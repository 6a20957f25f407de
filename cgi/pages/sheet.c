/*
 * sheet.c - GET /p/:slug/sheet: a debate for printing
 */
#include "identity.h"
#include "pages.h"
#include "pictures.h"
#include "post_page.h"
#include "respond.h"
#include "sheet_view.h"
#include "site_path.h"
#include "thread_order.h"

/* Returns how many arguments fit on the sheet: at least one, unless there is none. */
static size_t that_fit(const struct comment *list, size_t n)
{
    size_t bytes = 0, fit = 0;

    while (fit < n && (bytes += strlen(list[fit].body.s)) <= SHEET_BYTES)
        fit++;
    return n && !fit ? 1 : fit;
}

static enum rc load(struct request *rq, struct sheet_view *v)
{
    struct person_stance stance;
    struct comment *pro, *contra;
    enum rc rc = person_stance_of(rq->db, v->post->id, rq->person_id, &stance);

    if (!rc)
        rc = thread_order_strongest(rq->db, rq->arena, v->post->id, SIDE_PRO,
                                    SHEET_ARGUMENTS, &pro, &v->best_n[0]);
    if (!rc)
        rc = thread_order_strongest(rq->db, rq->arena, v->post->id, SIDE_CONTRA,
                                    SHEET_ARGUMENTS, &contra, &v->best_n[1]);
    if (rc)
        return rc;
    v->best[0] = pro;
    v->best[1] = contra;
    v->best_n[0] = that_fit(pro, v->best_n[0]);
    v->best_n[1] = that_fit(contra, v->best_n[1]);
    v->tally = tally_is_shown(v->post, rq->now, rq->session || stance.known);
    return RC_OK;
}

/* GET /p/:slug/sheet */
enum rc sheet_show(struct request *rq, struct response *rs)
{
    struct sheet_view v = { 0 };
    struct post *post;
    struct page p;
    enum rc rc = post_page_load(rq, &post);

    if (!rc && post->kind != POST_DEBATE)
        rc = RC_NOT_FOUND;
    if (rc)
        return rc;
    if (respond_unchanged(rq, rs, post_page_shown(rq, post)))
        return RC_OK;
    v.post = post;
    rc = load(rq, &v);
    if (rc)
        return rc;
    p = page_of_request(rq);
    p.title = post->title;
    p.description = post->summary;
    p.canonical = path_post(rq->arena, post->slug);
    p.noindex = true; /* a view of the debate's page */
    if (post_is_concluded(post, rq->now))
        rs->img_sources = picture_sources(rq->arena, &post->conclusion, 1);
    rc = sheet_view(&p, &v, rs->body);
    return rc ? rc : respond_html(rq, rs, 200);
}
