/*
 * home_view.c - home: the open debate and the latest posts
 */
#include "clock.h"
#include "comments_feed.h"
#include "home_view.h"
#include "linked_data.h"
#include "message.h"
#include "post_facts_view.h"
#include "side_view.h"
#include "tally_view.h"

/* Short words: "ends 30 Nov" for an open debate, or that it is open or closed. */
static void fill_ends(const struct page *p, struct tpl_dict *d, const struct post *post)
{
    const int64_t at = post->closes;
    const char *day;

    if (!post_is_open(post, p->now) || !at) {
        tpl_show(d, post_is_open(post, p->now) ? "OPEN" : "CLOSED");
        return;
    }
    /* A date that is months away needs its year. */
    day = at - p->now < 300 * DAY_S ? format_day(p->arena, p->lang, at)
                                    : format_date(p->arena, p->lang, at);
    d = tpl_section(d, "ENDS");
    tpl_text(d, "CLOSING_STAMP", page_stamp(p, at));
    tpl_text(d, "WORDS",
             message_fill(p->arena, p->lang, MSG_HOME_ENDS, "day", day, NULL));
}

static void fill_post_line(const struct page *p, struct tpl_dict *d,
                           const struct post *post)
{
    const bool tally = tally_is_shown(post, p->now, false);

    d = tpl_section(d, "POST");
    tpl_text(d, "SLUG", post->slug);
    tpl_text(d, "TITLE", post->title);
    tpl_text(d, "SUMMARY", post->summary);
    post_date_fill(p, d, post);
    tpl_text(d, "COUNT", post_count_text(p, post, tally));
    if (post->kind != POST_DEBATE)
        return;
    fill_ends(p, d, post);
    if (tally && tally_sides(&post->tally)) {
        d = tpl_section(d, "SIDES");
        tpl_text(d, "PRO", page_number(p, post->tally.pro));
        tpl_text(d, "CONTRA", page_number(p, post->tally.contra));
        tpl_text(d, "LABEL_PRO", side_label(p, post, SIDE_PRO));
        tpl_text(d, "LABEL_CONTRA", side_label(p, post, SIDE_CONTRA));
        tally_bar(p, d, &post->tally);
    }
}

static void fill_open_debate(const struct page *p, struct tpl *t, struct tpl_dict *d,
                             const struct post *debate)
{
    d = tpl_section(d, "DEBATE");
    tpl_text(d, "SLUG", debate->slug);
    tpl_text(d, "QUESTION", post_heading(debate));
    tpl_text(d, "SUMMARY", debate->summary);
    fill_ends(p, d, debate);
    if (tally_is_shown(debate, p->now, false))
        tally_fill(p, t, d, debate);
    else
        tally_fill_hidden(p, t, d, debate);
}

static struct page home_frame(const struct page *p)
{
    struct page frame = *p;

    frame.microformat = "h-feed";
    frame.comments_path = comments_feed_path(p, NULL, SIDE_NONE);
    frame.comments_title = comments_feed_title(p, NULL, SIDE_NONE);
    return frame;
}

static const char *home_page_path(const struct page *p, int64_t number, bool exists)
{
    return exists ? arena_printf(p->arena, "/?lang=%s&page=%lld", lang_code(p->lang),
                                 (long long)number)
                  : NULL;
}

enum rc home_view(const struct page *p, const struct home_view *v, struct buf *out)
{
    const struct page frame = home_frame(p);
    struct tpl_dict *d;
    struct tpl *t = page_begin(&frame, "home", &d);

    tpl_text(d, "SITE_TITLE", p->site->title);
    if (p->site->tagline[0])
        tpl_text(tpl_section(d, "INTRO"), "TAGLINE", p->site->tagline);
    if (v->debate)
        fill_open_debate(p, t, d, v->debate);
    if (v->n) {
        struct tpl_dict *posts = tpl_section(d, "POSTS");
        for (size_t i = 0; i < v->n; i++)
            fill_post_line(p, posts, &v->posts[i]);
    } else if (!v->debate) {
        tpl_show(d, "EMPTY");
    }
    if (!p->noindex)
        tpl_html(tpl_section(d, "LINKED"), "DATA_HTML",
                 linked_data_home(p, v->debate, v->posts, v->n));
    pager_fill(d, v->page, home_page_path(p, v->page - 1, v->page > 1),
               home_page_path(p, v->page + 1, v->more));
    return page_finish(t, out);
}
