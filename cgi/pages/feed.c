/*
 * feed.c - GET /feed.atom and GET /p/:slug/latest: what machines read
 */
#include "answer.h"
#include "comment.h"
#include "feed_view.h"
#include "pages.h"
#include "post_page.h"
#include "site.h"

#define FEED_POSTS 20

/* GET /feed.atom?lang= */
enum rc feed_show(struct request *rq, struct response *rs)
{
    struct post *posts;
    struct page p;
    size_t n;
    enum rc rc;

    if (fields_get(&rq->query, "lang") &&
        !lang_parse(request_query(rq, "lang"), &rq->lang))
        return RC_NOT_FOUND;
    if (answer_unchanged(rq, rs, rq->site->version))
        return RC_OK;
    rc = post_list_whole(rq->db, rq->arena, rq->lang, FEED_POSTS, &posts, &n);
    if (rc)
        return rc;
    p = answer_page(rq);
    if (rq->lang != rq->site->lang)
        p.feed_path =
            arena_printf(rq->arena, "/feed.atom?lang=%s", lang_code(rq->lang));
    rc = feed_view(&p, posts, n, rs->body);
    return rc ? rc : answer_as(rq, rs, "application/atom+xml; charset=utf-8");
}

/* GET /p/:slug/latest */
enum rc latest_show(struct request *rq, struct response *rs)
{
    struct post *post;
    int64_t last_id;
    enum rc rc = post_page_load(rq, &post);

    if (rc)
        return rc;
    if (answer_unchanged(rq, rs, post_page_version(rq, post)))
        return RC_OK;
    rc = comment_last_id(rq->db, post->id, &last_id);
    if (!rc)
        rc = latest_view(post, last_id, rq->now, rs->body);
    return rc ? rc : answer_as(rq, rs, "application/json");
}
