/*
 * post_view.c - home, and a post with its tally, threads and comment form
 */
#include "clock.h"
#include "comment_view.h"
#include "comments_feed.h"
#include "linked_data.h"
#include "post_view.h"
#include "stance_view.h"

/* Below this many comments a percentage says less than it seems to. */
#define SHARES_FROM 10

static int64_t comments_with_side(const struct tally *t)
{
    return t->pro + t->contra;
}

/* Whole per cent of pro; never 0 or 100 while the other side has said something. */
static int64_t share_of_pro(const struct tally *t)
{
    const int64_t all = comments_with_side(t);
    const int64_t share = all ? (200 * t->pro + all) / (2 * all) : 50;

    if (t->pro && share == 0)
        return 1;
    return t->contra && share == 100 ? 99 : share;
}

static bool own_labels(const struct post *post)
{
    return post->label_pro[0] || post->label_contra[0];
}

/* "19 comentarios a favor", or "19 comentarios en «Dentro»" with the post's labels. */
static const char *count_pro(const struct page *p, const struct post *post)
{
    const int64_t n = post->tally.pro;

    if (!own_labels(post))
        return message_count(p->arena, p->lang, MSG_TALLY_PRO, n);
    return message_fill(p->arena, p->lang, MSG_TALLY_UNDER, "n",
                        message_count(p->arena, p->lang, MSG_TALLY_COMMENTS, n),
                        "label", side_label(p, post, SIDE_PRO), NULL);
}

static const char *number(const struct page *p, int64_t n)
{
    return format_number(p->arena, p->lang, n);
}

/* "15 en contra": of comments, of people or in per cent. */
static const char *of_side(const struct page *p, const struct post *post,
                           enum side side, const char *count)
{
    if (own_labels(post))
        return message_fill(p->arena, p->lang, MSG_TALLY_UNDER, "n", count, "label",
                            side_label(p, post, side), NULL);
    return message_fill(p->arena, p->lang,
                        side == SIDE_PRO ? MSG_TALLY_N_PRO : MSG_TALLY_N_CONTRA, "n",
                        count, NULL);
}

static const char *sentence(const struct page *p, const struct post *post)
{
    const struct tally *t = &post->tally;
    const char *changed =
        t->changed ? message_count(p->arena, p->lang, MSG_TALLY_CHANGED, t->changed)
                   : message(p->lang, MSG_TALLY_CHANGED_NOBODY);

    if (!comments_with_side(t))
        return message(p->lang, MSG_TALLY_NONE);
    return message_fill(p->arena, p->lang, MSG_TALLY_SENTENCE, "pro",
                        count_pro(p, post), "contra",
                        of_side(p, post, SIDE_CONTRA, number(p, t->contra)), "people",
                        message_count(p->arena, p->lang, MSG_TALLY_PEOPLE,
                                      t->voices_pro + t->voices_contra),
                        "changed", changed, NULL);
}

static const char *voices(const struct page *p, const struct post *post)
{
    const struct tally *t = &post->tally;

    return message_fill(p->arena, p->lang, MSG_TALLY_VOICES, "pro",
                        of_side(p, post, SIDE_PRO, number(p, t->voices_pro)), "contra",
                        of_side(p, post, SIDE_CONTRA, number(p, t->voices_contra)),
                        NULL);
}

static const char *percent(const struct page *p, int64_t n)
{
    return message_fill(p->arena, p->lang, MSG_TALLY_PERCENT, "n", number(p, n), NULL);
}

static const char *shares(const struct page *p, const struct post *post)
{
    const int64_t pro = share_of_pro(&post->tally);

    if (comments_with_side(&post->tally) < SHARES_FROM)
        return message(p->lang, MSG_TALLY_FEW);
    return message_fill(p->arena, p->lang, MSG_TALLY_SHARES, "pro",
                        of_side(p, post, SIDE_PRO, percent(p, pro)), "contra",
                        of_side(p, post, SIDE_CONTRA, percent(p, 100 - pro)), NULL);
}

/* Widths in hundredths of a per cent would be noise: tenths are half a pixel on a wide
 * screen. */
static void fill_bar(const struct page *p, struct tpl_dict *d, const struct tally *t)
{
    const int64_t all = comments_with_side(t);
    const int64_t tenths = all ? (2000 * t->pro + all) / (2 * all) : 0;

    if (!all)
        return;
    d = tpl_section(d, "BAR");
    tpl_text(d, "PRO_WIDTH",
             arena_printf(p->arena, "%d.%d", (int)(tenths / 10), (int)(tenths % 10)));
    tpl_text(d, "CONTRA_WIDTH",
             arena_printf(p->arena, "%d.%d", (int)((1000 - tenths) / 10),
                          (int)((1000 - tenths) % 10)));
}

/* Includes templates/tally.tpl at {{>TALLY}}; `whole` adds people, shares and the
 * table. */
static void tally_fill(const struct page *p, struct tpl *t, struct tpl_dict *d,
                       const struct post *post, bool whole)
{
    const struct tally *tally = &post->tally;

    d = tpl_include(t, d, "TALLY", "tally");
    tpl_text(d, "LABEL_PRO", side_label(p, post, SIDE_PRO));
    tpl_text(d, "LABEL_CONTRA", side_label(p, post, SIDE_CONTRA));
    tpl_text(d, "PRO", number(p, tally->pro));
    tpl_text(d, "CONTRA", number(p, tally->contra));
    tpl_text(d, "SENTENCE", sentence(p, post));
    fill_bar(p, d, tally);
    if (!whole || !comments_with_side(tally))
        return;
    d = tpl_section(d, "WHOLE");
    tpl_text(d, "SHARES", shares(p, post));
    tpl_text(d, "VOICES", voices(p, post));
    tpl_text(d, "VOICES_PRO", number(p, tally->voices_pro));
    tpl_text(d, "VOICES_CONTRA", number(p, tally->voices_contra));
    tpl_text(d, "CHANGED", number(p, tally->changed));
}

const char *post_heading(const struct post *post)
{
    return post->kind == POST_DEBATE && post->question[0] ? post->question
                                                          : post->title;
}

static void fill_date(const struct page *p, struct tpl_dict *d, const struct post *post)
{
    char *stamp = arena_alloc(p->arena, 21);
    const int64_t at = post->published ? post->published : post->created;

    clock_rfc3339(at, stamp);
    tpl_text(d, "STAMP", stamp);
    tpl_text(d, "DATE", format_date(p->arena, p->lang, at));
}

static void fill_article(const struct page *p, struct tpl_dict *d,
                         const struct post *post)
{
    d = tpl_section(d, "ARTICLE");
    if (strcmp(post->title, post_heading(post)) != 0)
        tpl_text(tpl_section(d, "KICKER"), "TITLE", post->title);
    fill_date(p, d, post);
    if (post->author[0])
        tpl_text(tpl_section(d, "BYLINE"), "AUTHOR", post->author);
    if (post->state == POST_DRAFT)
        tpl_show(d, "DRAFT");
    if (post->kind == POST_DEBATE)
        tpl_show(d, post_is_open(post, p->now) ? "OPEN" : "CLOSED");
    tpl_html(d, "BODY_HTML", post->body);
}

/* A link of a list of choices; the chosen one is marked. */
static void fill_filter(struct tpl_dict *d, const char *query, const char *label,
                        const char *count, bool chosen)
{
    d = tpl_section(d, "FILTER");
    if (query)
        tpl_text(tpl_section(d, "ONLY"), "SIDE_NAME", query);
    tpl_text(d, "FILTER_LABEL", label);
    tpl_text(d, "FILTER_COUNT", count);
    if (chosen)
        tpl_show(d, "CHOSEN");
}

static void fill_filters(const struct page *p, struct tpl_dict *d,
                         const struct post_view *v)
{
    const struct tally *t = &v->post->tally;

    if (v->post->kind != POST_DEBATE || !t->comments)
        return;
    d = tpl_section(d, "FILTERS");
    fill_filter(d, NULL, message(p->lang, MSG_THREAD_ALL), number(p, t->comments),
                v->only == SIDE_NONE);
    fill_filter(d, side_name(SIDE_PRO), side_label(p, v->post, SIDE_PRO),
                number(p, t->pro), v->only == SIDE_PRO);
    fill_filter(d, side_name(SIDE_CONTRA), side_label(p, v->post, SIDE_CONTRA),
                number(p, t->contra), v->only == SIDE_CONTRA);
}

static void fill_pager(struct tpl_dict *d, int64_t page, bool more, enum side only)
{
    if (page <= 1 && !more)
        return;
    d = tpl_section(d, "PAGER");
    tpl_int(d, "PAGE", page);
    if (only != SIDE_NONE)
        tpl_text(tpl_section(d, "ONLY"), "SIDE_NAME", side_name(only));
    if (page > 1)
        tpl_int(tpl_section(d, "PREVIOUS"), "TO", page - 1);
    if (more)
        tpl_int(tpl_section(d, "FOLLOWING"), "TO", page + 1);
}

/* What an empty or one-sided debate says instead of comments. */
static void fill_silence(const struct page *p, struct tpl_dict *d,
                         const struct post *post)
{
    const struct tally *t = &post->tally;

    if (!post_is_open(post, p->now))
        return;
    if (!t->comments)
        tpl_show(d, "NOBODY");
    else if (post->kind == POST_DEBATE && (!t->pro || !t->contra))
        tpl_text(tpl_section(d, "ONE_SIDED"), "TEXT",
                 own_labels(post)
                     ? message_fill(
                           p->arena, p->lang, MSG_THREAD_NOBODY_LABEL, "label",
                           side_label(p, post, t->pro ? SIDE_CONTRA : SIDE_PRO), NULL)
                     : message(p->lang, t->pro ? MSG_THREAD_NOBODY_CONTRA
                                               : MSG_THREAD_NOBODY_PRO));
}

static void fill_comments(const struct page *p, struct tpl *t, struct tpl_dict *d,
                          const struct post_view *v)
{
    bool placed;

    tpl_text(
        d, "COUNT",
        message_count(p->arena, p->lang, MSG_TALLY_COMMENTS, v->post->tally.comments));
    waiting_fill(p, d, v);
    fill_silence(p, d, v->post);
    fill_filters(p, d, v);
    tpl_int(d, "TALLIED", comments_with_side(&v->post->tally));
    placed = threads_fill(p, t, d, v);
    fill_pager(d, v->page, v->threads->more, v->only);
    /* What was typed is shown, wherever the comment went that it answers. */
    if (!placed)
        comment_form_fill(p, t, d, "FORM", v->post, &v->form);
}

/* What scripts add to the page, ready to be cloned, and the words they say. */
static void fill_comfort(const struct page *p, struct tpl *t, struct tpl_dict *d)
{
    d = tpl_include(t, d, "COMFORT", "comfort");
    tpl_text(d, "SHOW_ONE", message(p->lang, MSG_COMFORT_SHOW_ONE));
    tpl_text(d, "SHOW_MANY", message(p->lang, MSG_COMFORT_SHOW_MANY));
}

/* What machines read in the frame of a post. */
static struct page post_frame(const struct page *p, const struct post_view *v)
{
    const struct post *post = v->post;
    struct page frame = *p;

    frame.published = post->published;
    frame.updated = post->updated > post->published ? post->updated : 0;
    frame.comments_path = comments_feed_path(p, post, SIDE_NONE);
    frame.comments_title = comments_feed_title(p, post, SIDE_NONE);
    if (post->kind == POST_DEBATE) {
        frame.picture = arena_printf(p->arena, "/p/%s/tally.png", post->slug);
        frame.picture_text =
            post_tally_is_public(post, p->now) ? sentence(p, post) : post_heading(post);
    }
    if (v->single)
        return frame;
    frame.microformat = "h-entry";
    /* Of several views of one page, search engines read one. */
    if (!p->noindex)
        frame.linked_data = linked_data_post(p, v);
    return frame;
}

enum rc post_view(const struct page *p, const struct post_view *v, struct buf *out)
{
    const struct page frame = post_frame(p, v);
    struct tpl_dict *d;
    struct tpl *t = page_begin(&frame, "post", &d);

    tpl_text(d, "SLUG", v->post->slug);
    tpl_text(d, "HEADING", post_heading(v->post));
    fill_comfort(p, t, d);
    if (post_is_open(v->post, p->now))
        tpl_text(tpl_section(d, "PRESS"), "TOKEN", v->press_token);
    if (v->single) {
        d = tpl_section(d, "SINGLE");
        if (!threads_fill(p, t, d, v) && v->form.reply_to)
            comment_form_fill(p, t, d, "FORM", v->post, &v->form);
        return page_finish(t, out);
    }
    fill_article(p, d, v->post);
    if (v->post->kind == POST_DEBATE) {
        struct tpl_dict *debate = tpl_section(d, "DEBATE");
        tally_fill(p, t, debate, v->post, true);
        if (post_is_open(v->post, p->now))
            tpl_show(debate, own_labels(v->post) ? "TAKE_PART" : "ARGUE");
        stance_fill(p, t, debate, v);
    }
    fill_comments(p, t, tpl_section(d, "COMMENTS"), v);
    return page_finish(t, out);
}

static void fill_post_line(const struct page *p, struct tpl_dict *d,
                           const struct post *post)
{
    d = tpl_section(d, "POST");
    tpl_text(d, "SLUG", post->slug);
    tpl_text(d, "TITLE", post->title);
    tpl_text(d, "SUMMARY", post->summary);
    fill_date(p, d, post);
    tpl_text(
        d, "COUNT",
        message_count(p->arena, p->lang, MSG_TALLY_COMMENTS, post->tally.comments));
    if (post->kind != POST_DEBATE)
        return;
    tpl_show(d, post_is_open(post, p->now) ? "OPEN" : "CLOSED");
    if (comments_with_side(&post->tally)) {
        d = tpl_section(d, "SIDES");
        tpl_text(d, "PRO", number(p, post->tally.pro));
        tpl_text(d, "CONTRA", number(p, post->tally.contra));
        tpl_text(d, "LABEL_PRO", side_label(p, post, SIDE_PRO));
        tpl_text(d, "LABEL_CONTRA", side_label(p, post, SIDE_CONTRA));
        fill_bar(p, d, &post->tally);
    }
}

static void fill_open_debate(const struct page *p, struct tpl *t, struct tpl_dict *d,
                             const struct post *debate)
{
    d = tpl_section(d, "DEBATE");
    tpl_text(d, "SLUG", debate->slug);
    tpl_text(d, "QUESTION", post_heading(debate));
    tpl_text(d, "SUMMARY", debate->summary);
    tally_fill(p, t, d, debate, false);
}

static struct page home_frame(const struct page *p, const struct home_view *v)
{
    struct page frame = *p;

    frame.microformat = "h-feed";
    frame.comments_path = comments_feed_path(p, NULL, SIDE_NONE);
    frame.comments_title = comments_feed_title(p, NULL, SIDE_NONE);
    if (!p->noindex)
        frame.linked_data = linked_data_home(p, v);
    return frame;
}

enum rc home_view(const struct page *p, const struct home_view *v, struct buf *out)
{
    const struct page frame = home_frame(p, v);
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
    tpl_text(d, "LANG", lang_code(p->lang));
    fill_pager(d, v->page, v->more, SIDE_NONE);
    return page_finish(t, out);
}
