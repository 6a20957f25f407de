/*
 * system.c - GET /robots.txt, /sitemap.xml and /healthz, for crawlers and monitoring
 */
#include "app.h"
#include "pages.h"
#include "respond.h"
#include "sitemap_view.h"

/* GET /robots.txt - crawlers skip the reply forms: pages without new content. */
enum rc robots_show(struct request *rq, struct response *rs)
{
    buf_printf(rs->body,
               "User-agent: *\nDisallow: /admin/\nDisallow: /*?reply=\n\nSitemap: "
               "%s/sitemap.xml\n",
               rq->app->config.base_url);
    return respond_as(rq, rs, "text/plain; charset=utf-8");
}

/* GET /sitemap.xml */
enum rc sitemap_show(struct request *rq, struct response *rs)
{
    const struct page p = page_of_request(rq);
    struct sitemap_post *posts;
    size_t n;
    enum rc rc;

    if (respond_site_unchanged(rq, rs))
        return RC_OK;
    rc = sitemap_posts(rq->db, rq->arena, &posts, &n);
    if (!rc)
        rc = sitemap_view(&p, posts, n, rs->body);
    return rc ? rc : respond_as(rq, rs, "application/xml; charset=utf-8");
}

/* GET /healthz - dispatch reaches this handler only if the database answers. */
enum rc health_show(struct request *rq, struct response *rs)
{
    enum rc rc;

    buf_str(rs->body, "ok\n");
    rc = respond_as(rq, rs, "text/plain; charset=utf-8");
    rs->cache = CACHE_NEVER;
    return rc;
}
