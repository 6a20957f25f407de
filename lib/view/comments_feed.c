/*
 * comments_feed.c - Atom of comments: see comments_feed.h
 */
#include "atom.h"
#include "comments_feed.h"
#include "message.h"
#include "side_view.h"
#include "site_path.h"

const char *comments_feed_path(const struct page *p, const struct post *post,
                               enum side only)
{
    if (post)
        return path_post_feed(p->arena, post->slug, side_name(only));
    return p->lang == p->site->lang
               ? "/comments.atom"
               : arena_printf(p->arena, "/comments.atom?lang=%s", lang_code(p->lang));
}

const char *comments_feed_title(const struct page *p, const struct post *post,
                                enum side only)
{
    const char *title = message_fill(p->arena, p->lang, MSG_FEED_COMMENTS, "title",
                                     post ? post_heading(post) : p->site->title, NULL);

    return only == SIDE_NONE
               ? title
               : arena_printf(p->arena, "%s: %s", title, side_label(p, post, only));
}

/* The visible comment that the entry answers, else the post. */
static void in_reply_to(const struct page *p, const struct comment_feed_entry *e,
                        struct buf *out)
{
    const struct post *post = &e->post;
    const bool reply = e->parent_created != 0;

    buf_str(out, "<thr:in-reply-to ref=\"");
    buf_escape(out, reply ? atom_comment_tag(p, e->comment.parent_id, e->parent_created)
                          : atom_post_tag(p, post));
    buf_str(out, "\" type=\"text/html\"");
    atom_address(out, p, "href",
                 reply ? path_comment_at(p->arena, post->slug, e->comment.parent_id, "")
                       : path_post(p->arena, post->slug));
    if (reply)
        atom_address(out, p, "source", comments_feed_path(p, post, SIDE_NONE));
    buf_str(out, "/>\n");
}

static void category(const struct page *p, const struct comment_feed_entry *e,
                     struct buf *out)
{
    const enum side side = e->comment.side;

    if (side == SIDE_NONE)
        return;
    buf_str(out, "<category scheme=\"");
    buf_escape(out, atom_post_tag(p, &e->post));
    buf_printf(out, "/side\" term=\"%s\" label=\"", side_name(side));
    buf_escape(out, side_label(p, &e->post, side));
    buf_str(out, "\"/>\n");
}

static const char *title(const struct page *p, const struct comment_feed_entry *e)
{
    const char *label = side_label(p, &e->post, e->comment.side);

    return message_fill(p->arena, p->lang, MSG_FEED_COMMENT, "name",
                        label[0]
                            ? arena_printf(p->arena, "%s (%s)", e->comment.name, label)
                            : e->comment.name,
                        "title", post_heading(&e->post), NULL);
}

static int64_t updated(const struct comment *c)
{
    return c->edited > c->shown ? c->edited : c->shown;
}

static void entry(const struct page *p, const struct comment_feed_entry *e,
                  struct buf *out)
{
    const struct comment *c = &e->comment;

    buf_str(out, "<entry>\n");
    atom_element(out, "id", atom_comment_tag(p, c->id, c->created));
    atom_element(out, "title", title(p, e));
    atom_link(out, p, "alternate", "text/html",
              path_comment_at(p->arena, e->post.slug, c->id, ""));
    in_reply_to(p, e, out);
    category(p, e, out);
    atom_time(out, "published", c->shown); /* "first availability": RFC 4287, 4.2.9 */
    atom_time(out, "updated", updated(c));
    atom_author(out, c->name, c->website);
    atom_content(out, c->body);
    buf_str(out, "</entry>\n");
}

/* Without comments: when the post appeared, or 1970 for a site's feed. */
static int64_t last_update(const struct comments_feed *feed)
{
    int64_t last = feed->post ? feed->post->published : 0;

    for (size_t i = 0; i < feed->n; i++)
        if (updated(&feed->entries[i].comment) > last)
            last = updated(&feed->entries[i].comment);
    return last;
}

/* The id does not depend on the post's slug. */
static const char *feed_id(const struct page *p, const struct comments_feed *feed)
{
    const char *side = feed->only == SIDE_NONE ? "" : side_name(feed->only);

    return feed->post
               ? arena_printf(p->arena, "%s/comments%s%s", atom_post_tag(p, feed->post),
                              side[0] ? "/" : "", side)
               : atom_address_id(p);
}

/* Path of the page with the same comments. */
static const char *page_path(const struct page *p, const struct comments_feed *feed)
{
    if (!feed->post)
        return page_home_path(p);
    if (feed->only == SIDE_NONE)
        return path_post(p->arena, feed->post->slug);
    return path_post_view(p->arena, feed->post->slug,
                          arena_printf(p->arena, "side=%s", side_name(feed->only)));
}

enum rc comments_feed_view(const struct page *p, const struct comments_feed *feed,
                           struct buf *out)
{
    const struct atom_feed head = {
        .id = feed_id(p, feed),
        .title = comments_feed_title(p, feed->post, feed->only),
        .alternate = page_path(p, feed),
        .part = feed->part,
    };

    atom_begin(p, &head, out);
    atom_time(out, "updated", last_update(feed));
    for (size_t i = 0; i < feed->n; i++)
        entry(p, &feed->entries[i], out);
    atom_end(out);
    return out->rc;
}
