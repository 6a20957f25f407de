/*
 * follow_view.c - the forms that ask for an address: see follow_view.h
 */
#include "comments_feed.h"
#include "follow_view.h"
#include "message.h"
#include "side_view.h"

void address_form_fill(struct tpl_dict *d, const struct address_form *v)
{
    tpl_text(d, "TOKEN", v->token);
    tpl_text(d, "EMAIL", v->email);
    if (v->problems.n)
        tpl_show(d, "INVALID");
}

static void fill_follow(struct tpl *t, struct tpl_dict *d, const struct post *post,
                        const struct address_form *v)
{
    struct tpl_dict *mail = tpl_section(d, "MAIL");

    tpl_text(mail, "SLUG", post->slug);
    address_form_fill(mail, v);
    page_problems(t, d, &v->problems);
}

static void fill_feed(const struct page *p, struct tpl_dict *d, const struct post *post,
                      enum side only)
{
    d = tpl_section(d, "FEED");
    tpl_text(d, "PATH", comments_feed_path(p, post, only));
    tpl_text(d, "LABEL",
             only == SIDE_NONE
                 ? message(p->lang, MSG_FOLLOW_FEED_ALL)
                 : message_fill(p->arena, p->lang, MSG_FOLLOW_FEED_SIDE, "label",
                                side_label(p, post, only), NULL));
}

static void fill_feeds(const struct page *p, struct tpl_dict *d,
                       const struct post *post)
{
    d = tpl_section(d, "FEEDS");
    fill_feed(p, d, post, SIDE_NONE);
    if (post->kind != POST_DEBATE)
        return;
    fill_feed(p, d, post, SIDE_PRO);
    fill_feed(p, d, post, SIDE_CONTRA);
}

void follow_fill(const struct page *p, struct tpl *t, struct tpl_dict *d,
                 const struct post *post, const struct address_form *v)
{
    const bool debate = post->kind == POST_DEBATE;

    d = tpl_include(t, d, "FOLLOW", "follow");
    tpl_show(d, "PART");
    tpl_text(d, "TITLE",
             message(p->lang, debate ? MSG_FOLLOW_PLACE : MSG_FOLLOW_PLACE_POST));
    if (v)
        fill_follow(t, d, post, v);
    fill_feeds(p, d, post);
}

enum rc follow_view(const struct page *p, const struct post *post,
                    const struct address_form *v, struct buf *out)
{
    struct page page = *p;
    struct tpl_dict *d;
    struct tpl *t;

    page.problems = v->problems.n > 0;
    t = page_begin_private(&page, "follow",
                           message(p->lang, post->kind == POST_DEBATE
                                                ? MSG_FOLLOW_TITLE
                                                : MSG_FOLLOW_TITLE_POST),
                           &d);
    tpl_show(d, "WHOLE");
    tpl_text(d, "TITLE", page.title);
    fill_follow(t, d, post, v);
    return page_finish(t, out);
}
