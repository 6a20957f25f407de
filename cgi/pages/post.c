/*
 * post.c - GET /p/:slug and GET /p/:slug/comments/:id: a post, or one of its comments
 */
#include "pages.h"
#include "post_page.h"
#include "respond.h"

/* GET /p/:slug */
enum rc post_show(struct request *rq, struct response *rs)
{
    struct post_page page = { .status = 200 };
    struct post_query query;
    struct post *post;
    enum rc rc = post_page_load(rq, &post);

    if (!rc)
        rc = post_query_read(rq, post, &query);
    if (rc)
        return rc;
    if (respond_unchanged(rq, rs, post_page_shown(rq, post)))
        return RC_OK;
    page.post = post;
    return post_page_threads(rq, rs, &page, &query);
}

/* GET /p/:slug/comments/:id - one comment with its ancestors and replies. */
enum rc comment_show(struct request *rq, struct response *rs)
{
    struct post_page page = { .status = 200 };
    struct post_query query;
    struct post *post;
    enum rc rc = post_page_load(rq, &post);

    if (!rc)
        rc = post_query_read(rq, post, &query);
    if (rc)
        return rc;
    if (respond_unchanged(rq, rs, post_page_shown(rq, post)))
        return RC_OK;
    page.post = post;
    return post_page_comment(rq, rs, &page, rq->id_arg, &query);
}
