/*
 * tally.c - GET /p/:slug/tally.svg and tally.png: pictures; GET /counting: the rules
 */
#include "audit.h"
#include "counting_view.h"
#include "message.h"
#include "pages.h"
#include "post_page.h"
#include "respond.h"
#include "tally_picture.h"
#include "tally_view.h"

/* GET /counting?lang= - changes only with the program's version, part of every ETag. */
enum rc counting_show(struct request *rq, struct response *rs)
{
    struct page p;
    enum rc rc;

    if (!request_lang(rq))
        return RC_NOT_FOUND;
    if (respond_unchanged(rq, rs, ""))
        return RC_OK;
    p = page_of_request(rq);
    p.title = message(rq->lang, MSG_COUNTING_TITLE);
    p.description = message(rq->lang, MSG_COUNTING_INTRO);
    p.canonical = tally_counting_path(&p);
    p.other_path =
        arena_printf(rq->arena, "/counting?lang=%s", lang_code(lang_other(rq->lang)));
    rc = counting_view(&p, audit_recount(), rs->body);
    return rc ? rc : respond_html(rq, rs, 200);
}

typedef enum rc drawing(const struct page *p, const struct post *post, struct buf *out);

/* Pictures are the same for every viewer, authors too: other sites embed them. */
static enum rc show_picture(struct request *rq, struct response *rs, drawing *draw,
                            const char *type, enum cache cache)
{
    struct post *post;
    struct page p;
    enum rc rc = post_page_load_public(rq, &post);

    if (!rc && post->kind != POST_DEBATE)
        rc = RC_NOT_FOUND;
    rs->picture = !rc || rc == RC_REDIRECT;
    if (rc)
        return rc;
    if (respond_unchanged(rq, rs, post_page_shown(rq, post))) {
        rs->cache = cache;
        return RC_OK;
    }
    p = page_of_request(rq);
    rc = draw(&p, post, rs->body);
    if (!rc)
        rc = respond_as(rq, rs, type);
    rs->picture = !rc;
    rs->cache = cache;
    return rc;
}

/* GET /p/:slug/tally.svg */
enum rc tally_svg_show(struct request *rq, struct response *rs)
{
    return show_picture(rq, rs, tally_picture_svg, "image/svg+xml", CACHE_SHARED);
}

/* GET /p/:slug/tally.png - cached for a minute: a delay is cheaper than drawing a
 * picture for every link preview. */
enum rc tally_png_show(struct request *rq, struct response *rs)
{
    return show_picture(rq, rs, tally_picture_png, "image/png", CACHE_MINUTE);
}
