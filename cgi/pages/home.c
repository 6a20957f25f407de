/*
 * home.c - GET /: the open debate on top, the newest posts below
 */
#include "app.h"
#include "home_view.h"
#include "pages.h"
#include "paging.h"
#include "post.h"
#include "respond.h"

#define HOME_POSTS_PER_PAGE 8

/* Page 1 shows the open debate on top and leaves it out of the list. A later page lists
 * it, and may hold nothing else. */
static enum rc load(const struct request *rq, struct home_view *v)
{
    const struct paging paging = paging_of(v->page, HOME_POSTS_PER_PAGE);
    struct post *debate = NULL, *list;
    size_t n, kept = 0;
    enum rc rc = post_open_debate(rq->db, rq->arena, rq->lang, rq->now, &debate);

    if (rc && rc != RC_NOT_FOUND)
        return rc;
    rc = post_list(rq->db, rq->arena, rq->lang, paging.limit, paging.offset, &list, &n);
    if (!rc)
        rc = paging_cut(&paging, &n, &v->more);
    if (rc)
        return rc;
    v->debate = v->page == 1 ? debate : NULL;
    for (size_t i = 0; i < n; i++)
        if (!v->debate || list[i].id != v->debate->id)
            list[kept++] = list[i];
    v->posts = list;
    v->n = kept;
    return RC_OK;
}

/* GET /?lang=&page= */
enum rc home_show(struct request *rq, struct response *rs)
{
    struct home_view v = { .page = 1 };
    struct page p;
    const char *other;
    bool both;
    enum rc rc;

    if (!request_page(rq, &v.page))
        return RC_NOT_FOUND;
    if (!request_lang(rq))
        return RC_NOT_FOUND;
    if (respond_site_unchanged(rq, rs))
        return RC_OK;
    rc = load(rq, &v);
    if (!rc)
        rc = post_languages(rq->db, &both);
    if (rc)
        return rc;
    p = page_of_request(rq);
    p.description = rq->site->tagline;
    p.canonical = page_home_path(&p);
    other = lang_code(lang_other(rq->lang));
    if (both)
        p.other_path = arena_printf(rq->arena, "/?lang=%s", other);
    p.noindex = v.page > 1;
    rc = home_view(&p, &v, rs->body);
    return rc ? rc : respond_html(rq, rs, 200);
}
