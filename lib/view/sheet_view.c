/*
 * sheet_view.c - a debate on paper: see sheet_view.h
 */
#include "comment_view.h"
#include "sheet_view.h"
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

static void fill_column(const struct page *p, struct tpl_dict *d,
                        const struct sheet_view *v, enum side side)
{
    const size_t i = side == SIDE_PRO ? 0 : 1;

    d = tpl_section(d, "COLUMN");
    tpl_text(d, "SIDE_NAME", side_name(side));
    tpl_text(d, "SIDE_LABEL", side_label(p, v->post, side));
    if (!v->best_n[i]) {
        tpl_show(d, "NOTHING");
        return;
    }
    d = tpl_section(d, "ARGUMENTS");
    for (size_t n = 0; n < v->best_n[i]; n++)
        fill_argument(p, d, &v->best[i][n]);
}

enum rc sheet_view(const struct page *p, const struct sheet_view *v, struct buf *out)
{
    const struct post *post = v->post;
    struct tpl_dict *d;
    struct tpl *t = page_begin(p, "sheet", &d);

    tpl_text(d, "SLUG", post->slug);
    tpl_text(d, "HEADING", post_heading(post));
    tpl_text(d, "ADDRESS", arena_printf(p->arena, "%s/p/%s", p->base_url, post->slug));
    if (post->author[0])
        tpl_text(tpl_section(d, "BYLINE"), "AUTHOR", post->author);
    post_dates_fill(p, d, post);
    if (v->tally)
        tally_fill_whole(p, t, d, post, NULL, 0);
    else
        tally_fill_hidden(p, t, d, post);
    if (post_is_concluded(post, p->now))
        tpl_html(tpl_section(d, "CONCLUDED"), "CONCLUSION_HTML", post->conclusion);
    fill_column(p, d, v, SIDE_PRO);
    fill_column(p, d, v, SIDE_CONTRA);
    return page_finish(t, out);
}
