/*
 * post_view.c - the page of a post: its text, tally, threads and comment form
 */
#include "comment_form_view.h"
#include "comment_view.h"
#include "comments_feed.h"
#include "linked_data.h"
#include "message.h"
#include "post_facts_view.h"
#include "post_view.h"
#include "side_view.h"
#include "site_path.h"
#include "stance_view.h"
#include "tally_view.h"
#include "timeline_view.h"
#include "top_arguments_view.h"
#include "view_options.h"

static void fill_tally(const struct page *p, struct tpl *t, struct tpl_dict *d,
                       const struct post_view *v)
{
    d = tally_fill_whole(p, t, d, v->post);
    if (!d || !v->days)
        return;
    tpl_text(tpl_section(d, "SHEET"), "SLUG", v->post->slug);
    timeline_fill(p, d, v->post, v->days, v->days_n);
}

static void fill_conclusion(const struct page *p, struct tpl *t, struct tpl_dict *d,
                            const struct post_view *v)
{
    tpl_html(d, "CONCLUSION_HTML", v->post->conclusion);
    fill_tally(p, t, d, v);
    top_arguments_fill(p, t, d, v->post, &v->top);
}

static void fill_article(const struct page *p, struct tpl *t, struct tpl_dict *d,
                         const struct post_view *v)
{
    const struct post *post = v->post;

    d = tpl_section(d, "ARTICLE");
    if (strcmp(post->title, post_heading(post)) != 0)
        tpl_text(tpl_section(d, "KICKER"), "TITLE", post->title);
    post_date_fill(p, d, post);
    if (post->author[0])
        tpl_text(tpl_section(d, "BYLINE"), "AUTHOR", post->author);
    if (post->state == POST_DRAFT)
        tpl_show(d, "DRAFT");
    post_state_fill(p, d, post);
    tpl_html(d, "BODY_HTML", post->body);
    if (post_is_concluded(post, p->now))
        fill_conclusion(p, t, tpl_section(d, "CONCLUDED"), v);
    else if (post->kind == POST_DEBATE)
        tpl_show(d, "TO_DEBATE"); /* the debate may be far below */
}

/* Path of a page of threads; NULL if there is none. */
static const char *thread_page_path(const struct page *p, const struct post_view *v,
                                    int64_t number, bool exists)
{
    struct view_options to = v->options;

    to.page = number;
    return exists ? view_options_path(p->arena, v->post, &to) : NULL;
}

/* The words where comments, or those of one side, are missing. A viewer whose comment
 * waits has written already. */
static void fill_silence(const struct page *p, struct tpl_dict *d,
                         const struct post_view *v)
{
    const struct post *post = v->post;
    const struct tally *t = &post->tally;

    if (!post_is_open(post, p->now))
        return;
    if (!t->comments && (v->held || v->viewer.waiting_n))
        return;
    if (!t->comments)
        tpl_show(d, "NOBODY");
    else if (v->tally && post->kind == POST_DEBATE && (!t->pro || !t->contra))
        tpl_text(tpl_section(d, "ONE_SIDED"), "TEXT",
                 tally_own_labels(post)
                     ? message_fill(
                           p->arena, p->lang, MSG_THREAD_NOBODY_LABEL, "label",
                           side_label(p, post, t->pro ? SIDE_CONTRA : SIDE_PRO), NULL)
                     : message(p->lang, t->pro ? MSG_THREAD_NOBODY_CONTRA
                                               : MSG_THREAD_NOBODY_PRO));
}

/* The names of the columns. Screen readers skip them: each comment names its side. */
static void fill_heads(const struct page *p, struct tpl_dict *d,
                       const struct post_view *v)
{
    if (!v->options.columns || v->options.only != SIDE_NONE || !v->threads->n)
        return;
    d = tpl_section(d, "HEADS");
    tpl_text(d, "LABEL_PRO", side_label(p, v->post, SIDE_PRO));
    tpl_text(d, "LABEL_CONTRA", side_label(p, v->post, SIDE_CONTRA));
}

static void fill_done(const struct page *p, struct tpl_dict *d, enum own_done done)
{
    if (done == OWN_GONE || done == OWN_GAP)
        tpl_text(
            tpl_section(d, "DONE"), "TEXT",
            message(p->lang, done == OWN_GAP ? MSG_OWN_DONE_GAP : MSG_OWN_DONE_GONE));
}

static void fill_comments(const struct page *p, struct tpl *t, struct tpl_dict *d,
                          const struct post_view *v)
{
    bool placed;

    tpl_text(d, "COUNT", post_count_text(p, v->post, v->tally));
    fill_done(p, d, v->done);
    waiting_fill(p, d, v);
    fill_silence(p, d, v);
    view_options_fill(p, t, d, v);
    tpl_int(d, "TALLIED", v->tally ? tally_sides(&v->post->tally) : 0);
    if (!post_is_concluded(v->post, p->now))
        top_arguments_fill(p, t, d, v->post, &v->top);
    fill_heads(p, d, v);
    placed = threads_fill(p, t, d, v);
    if (v->options.unanswered && !v->threads->n)
        tpl_show(d, "EVERY_ANSWERED");
    pager_fill(d, v->options.page,
               thread_page_path(p, v, v->options.page - 1, v->options.page > 1),
               thread_page_path(p, v, v->options.page + 1, v->threads->more));
    /* The typed text is shown even if the comment that it answers is not. */
    if (!placed)
        comment_form_fill(p, t, d, "FORM", v->post, &v->form);
    if (v->post->state == POST_PUBLISHED)
        follow_fill(p, t, d, v->post, v->follow);
}

/* The elements and words that scripts add to the page, ready to be cloned. */
static void fill_comfort(const struct page *p, struct tpl *t, struct tpl_dict *d)
{
    d = tpl_include(t, d, "COMFORT", "comfort");
    tpl_text(d, "SHOW_ONE", message(p->lang, MSG_COMFORT_SHOW_ONE));
    tpl_text(d, "SHOW_MANY", message(p->lang, MSG_COMFORT_SHOW_MANY));
}

/* The frame of a post, with the data for programs. */
static struct page post_frame(const struct page *p, const struct post_view *v)
{
    const struct post *post = v->post;
    struct page frame = *p;

    frame.published = post->published;
    frame.updated = post->updated > post->published ? post->updated : 0;
    frame.comments_path = comments_feed_path(p, post, SIDE_NONE);
    frame.comments_title = comments_feed_title(p, post, SIDE_NONE);
    if (post->kind == POST_DEBATE) {
        frame.picture = path_post_part(p->arena, post->slug, "tally.png");
        frame.picture_text = tally_is_shown(post, p->now, false)
                                 ? tally_sentence(p, post)
                                 : post_heading(post);
    }
    if (!v->single)
        frame.microformat = "h-entry";
    return frame;
}

static void fill_debate(const struct page *p, struct tpl *t, struct tpl_dict *d,
                        const struct post_view *v)
{
    if (v->tally)
        fill_tally(p, t, d, v);
    else
        tally_fill_hidden(p, t, d, v->post);
    if (post_is_open(v->post, p->now))
        tpl_show(d, tally_own_labels(v->post) ? "TAKE_PART" : "ARGUE");
    stance_fill(p, t, d, v);
}

/* Links to the parts of a comment's replies before and after this part. */
static void fill_parts(const struct page *p, struct tpl_dict *d,
                       const struct post_view *v)
{
    const char *slug = v->post->slug;
    const int64_t id = v->single->id;

    if (!v->after && !v->next)
        return;
    d = tpl_section(d, "PARTS");
    if (v->after)
        tpl_text(tpl_section(d, "EARLIER"), "PATH",
                 v->previous ? path_comment_after(p->arena, slug, id, v->previous)
                             : path_comment(p->arena, slug, id));
    if (v->next)
        tpl_text(tpl_section(d, "LATER"), "PATH",
                 path_comment_after(p->arena, slug, id, v->next));
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
        tpl_text(tpl_section(d, "REACTION"), "TOKEN", v->reaction_token);
    if (v->single) {
        d = tpl_section(d, "SINGLE");
        if (!threads_fill(p, t, d, v) && v->form.reply_to)
            comment_form_fill(p, t, d, "FORM", v->post, &v->form);
        fill_parts(p, d, v);
        return page_finish(t, out);
    }
    fill_article(p, t, d, v);
    if (v->post->kind == POST_DEBATE && !post_is_concluded(v->post, p->now))
        fill_debate(p, t, tpl_section(d, "DEBATE"), v);
    /* Search engines read only one of the views of a page. */
    if (!p->noindex)
        tpl_html(tpl_section(d, "LINKED"), "DATA_HTML", linked_data_post(p, v));
    fill_comments(p, t, tpl_section(d, "COMMENTS"), v);
    return page_finish(t, out);
}
