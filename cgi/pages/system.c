/*
 * system.c - GET /robots.txt and GET /healthz: for crawlers and for whoever watches the
 * service
 */
#include "answer.h"
#include "pages.h"

/* GET /robots.txt */
enum rc robots_show(struct request *rq, struct response *rs)
{
    buf_str(rs->body, "User-agent: *\nDisallow: /admin/\n");
    return answer_as(rq, rs, "text/plain; charset=utf-8");
}

/* GET /healthz - that dispatch came here means that the database answered. */
enum rc health_show(struct request *rq, struct response *rs)
{
    enum rc rc;

    buf_str(rs->body, "ok\n");
    rc = answer_as(rq, rs, "text/plain; charset=utf-8");
    rs->cache = CACHE_NEVER;
    return rc;
}
