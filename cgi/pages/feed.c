/*
 * feed.c - GET /feed.atom, /comments.atom, /p/:slug/comments.atom and /p/:slug/latest
 */
#include "comment.h"
#include "comment_feed.h"
#include "comments_feed.h"
#include "feed_view.h"
#include "pages.h"
#include "post_page.h"
#include "respond.h"

#define ATOM_TYPE "application/atom+xml; charset=utf-8"
#define FEED_POSTS 20
#define FEED_COMMENTS 50

/* Loads a part of the posts, each with the time of its last comment. */
static enum rc load_posts(const struct request *rq, struct posts_feed *feed)
{
    struct feed_post *list;
    struct post *posts;
    enum rc rc = post_list_whole(rq->db, rq->arena, rq->lang, FEED_POSTS, &feed->part,
                                 &posts, &feed->n);

    if (rc)
        return rc;
    feed->entries = list = ARENA_ARRAY(rq->arena, feed->n, struct feed_post);
    for (size_t i = 0; !rc && i < feed->n; i++) {
        list[i].post = &posts[i];
        rc = comment_feed_last(rq->db, posts[i].id, &list[i].last_comment);
    }
    return rc;
}

/* GET /feed.atom?lang=&before= */
enum rc feed_show(struct request *rq, struct response *rs)
{
    struct posts_feed feed = { 0 };
    struct page p;
    enum rc rc;

    if (!request_lang(rq) || !request_id(rq, "before", &feed.part.before))
        return RC_NOT_FOUND;
    if (respond_site_unchanged(rq, rs))
        return RC_OK;
    rc = load_posts(rq, &feed);
    if (rc)
        return rc;
    p = page_of_request(rq);
    if (rq->lang != rq->site->lang)
        p.feed_path =
            arena_printf(rq->arena, "/feed.atom?lang=%s", lang_code(rq->lang));
    rc = feed_view(&p, &feed, rs->body);
    return rc ? rc : respond_as(rq, rs, ATOM_TYPE);
}

/* `feed` selects the post, the side and the part. */
static enum rc show_comments(const struct request *rq, struct response *rs,
                             struct comments_feed *feed)
{
    const struct comment_feed_query query = { rq->lang, feed->post ? feed->post->id : 0,
                                              feed->only };
    struct page p = page_of_request(rq);
    struct comment_feed_entry *entries;
    enum rc rc = comment_feed_part(rq->db, rq->arena, &query, FEED_COMMENTS,
                                   &feed->part, &entries, &feed->n);

    if (rc)
        return rc;
    feed->entries = entries;
    p.feed_path = comments_feed_path(&p, feed->post, feed->only);
    rc = comments_feed_view(&p, feed, rs->body);
    return rc ? rc : respond_as(rq, rs, ATOM_TYPE);
}

/* GET /comments.atom?lang=&before= */
enum rc comments_feed_show(struct request *rq, struct response *rs)
{
    struct comments_feed feed = { .only = SIDE_NONE };

    if (!request_lang(rq) || !request_id(rq, "before", &feed.part.before))
        return RC_NOT_FOUND;
    if (respond_site_unchanged(rq, rs))
        return RC_OK;
    return show_comments(rq, rs, &feed);
}

/* GET /p/:slug/comments.atom?side=&before= - drafts have no feed, even for authors. */
enum rc post_comments_feed_show(struct request *rq, struct response *rs)
{
    const char *side = fields_get(&rq->query, "side");
    struct comments_feed feed = { .only = SIDE_NONE };
    struct post *post;
    enum rc rc = post_page_load(rq, &post);

    if (rc)
        return rc;
    if (post->state != POST_PUBLISHED ||
        (side && (post->kind != POST_DEBATE || !side_parse(side, &feed.only))) ||
        !request_id(rq, "before", &feed.part.before))
        return RC_NOT_FOUND;
    if (respond_unchanged(rq, rs, post_page_shown(rq, post)))
        return RC_OK;
    feed.post = post;
    return show_comments(rq, rs, &feed);
}

/* GET /p/:slug/latest - the same for every viewer, authors too, because scripts ask
 * without cookies: no drafts, and a hidden tally stays hidden. */
enum rc latest_show(struct request *rq, struct response *rs)
{
    struct post *post;
    int64_t last_id;
    enum rc rc = post_page_load_public(rq, &post);

    if (rc)
        return rc;
    if (respond_unchanged(rq, rs, post_page_shown(rq, post)))
        return RC_OK;
    rc = comment_last_id(rq->db, post->id, &last_id);
    if (!rc)
        rc = latest_view(post, last_id, rq->now, rs->body);
    return rc ? rc : respond_as(rq, rs, "application/json");
}
