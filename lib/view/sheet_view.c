/*
 * sheet_view.c - a debate for printing: see sheet_view.h
 */
#include "message.h"
#include "post_facts_view.h"
#include "sheet_view.h"
#include "side_view.h"
#include "site_path.h"
#include "tally_view.h"

static void fill_argument(const struct page *p, struct tpl_dict *d,
                          const struct comment *c)
{
    d = tpl_section(d, "ARGUMENT");
    tpl_int(d, "ID", c->id);
    tpl_text(d, "NAME", c->name);
    tpl_text(d, "STAMP", page_stamp(p, c->created));
    tpl_text(d, "WHEN", format_date(p->arena, p->lang, c->created));
    tpl_html(d, "BODY_HTML", c->body);
}

/* Why a side has no argument: only comments that start a thread are arguments. */
static enum message nothing(const struct page *p, const struct post *post,
                            enum side side)
{
    if (side == SIDE_PRO ? post->tally.pro : post->tally.contra)
        return MSG_SHEET_ONLY_REPLIES;
    return post->state == POST_PUBLISHED && !post_is_open(post, p->now)
               ? MSG_SHEET_NOTHING_CLOSED
               : MSG_SHEET_NOTHING;
}

static void fill_column(const struct page *p, struct tpl_dict *d,
                        const struct sheet_view *v, enum side side)
{
    const size_t i = side == SIDE_PRO ? 0 : 1;

    d = tpl_section(d, "COLUMN");
    tpl_text(d, "SIDE_NAME", side_name(side));
    tpl_text(d, "SIDE_LABEL", side_label(p, v->post, side));
    if (!v->best_n[i]) {
        tpl_text(tpl_section(d, "NOTHING"), "WHY",
                 message(p->lang, nothing(p, v->post, side)));
        return;
    }
    d = tpl_section(d, "ARGUMENTS");
    for (size_t n = 0; n < v->best_n[i]; n++)
        fill_argument(p, d, &v->best[i][n]);
}

/* Two columns beside each other. Without comments the tally says so. */
static void fill_arguments(const struct page *p, struct tpl_dict *d,
                           const struct sheet_view *v)
{
    const struct post *post = v->post;
    struct tpl_dict *columns;

    if (!post->tally.comments) {
        if (post->state == POST_DRAFT || post_is_open(post, p->now))
            tpl_show(d, "EMPTY");
        return;
    }
    columns = tpl_section(d, "COLUMNS");
    fill_column(p, columns, v, SIDE_PRO);
    fill_column(p, columns, v, SIDE_CONTRA);
    if (v->best_n[0] && v->best_n[1])
        tpl_show(d, "BEST");
    else if (v->best_n[0] || v->best_n[1])
        tpl_show(d, "BEST_OF_ONE");
}

enum rc sheet_view(const struct page *p, const struct sheet_view *v, struct buf *out)
{
    const struct post *post = v->post;
    struct tpl_dict *d;
    struct tpl *t = page_begin(p, "sheet", &d);

    tpl_text(d, "SLUG", post->slug);
    tpl_text(d, "HEADING", post_heading(post));
    tpl_text(
        d, "ADDRESS",
        arena_printf(p->arena, "%s%s", p->base_url, path_post(p->arena, post->slug)));
    if (post->author[0])
        tpl_text(tpl_section(d, "BYLINE"), "AUTHOR", post->author);
    post_date_fill(p, d, post);
    post_state_fill(p, d, post);
    if (v->tally)
        tally_fill_whole(p, t, d, post);
    else
        tally_fill_hidden(p, t, d, post);
    if (post_is_concluded(post, p->now))
        tpl_html(tpl_section(d, "CONCLUDED"), "CONCLUSION_HTML", post->conclusion);
    fill_arguments(p, d, v);
    return page_finish(t, out);
}
