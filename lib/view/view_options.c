/*
 * view_options.c - which comments a post's page shows, and the links that change it
 */
#include "message.h"
#include "side_view.h"
#include "site_path.h"
#include "thread_order.h"
#include "view_options.h"

enum order view_options_default_order(const struct post *post)
{
    return post->kind == POST_DEBATE ? ORDER_BALANCED : ORDER_OLDEST;
}

bool view_options_are_default(const struct post *post, const struct view_options *c)
{
    return c->only == SIDE_NONE && c->order == view_options_default_order(post) &&
           !c->unanswered && !c->columns && c->page <= 1;
}

static const char *query_add(struct arena *a, const char *query, const char *name,
                             const char *value)
{
    return arena_printf(a, "%s%s%s=%s", query, *query ? "&" : "", name, value);
}

const char *view_options_query(struct arena *a, const struct post *post,
                               const struct view_options *c)
{
    const char *query = "";

    if (c->only != SIDE_NONE)
        query = query_add(a, query, "side", side_name(c->only));
    if (c->unanswered)
        query = query_add(a, query, "show", "unanswered");
    if (c->order != view_options_default_order(post))
        query = query_add(a, query, "order", order_name(c->order));
    if (c->columns)
        query = query_add(a, query, "view", "columns");
    if (c->page > 1)
        query =
            query_add(a, query, "page", arena_printf(a, "%lld", (long long)c->page));
    return query;
}

const char *view_options_path(struct arena *a, const struct post *post,
                              const struct view_options *c)
{
    return path_post_view(a, post->slug, view_options_query(a, post, c));
}

/* The bar while it is filled. */
struct bar {
    const struct page *p;
    const struct post_view *v;
    struct tpl_dict *d;
};

/* A link of a list of choices; the chosen one is marked. `count` may be NULL. */
static void fill_link(const struct bar *bar, const char *section, const char *label,
                      struct view_options to, bool chosen, const char *count)
{
    struct tpl_dict *d = tpl_section(bar->d, section);

    to.page = 1;
    tpl_text(d, "PATH", view_options_path(bar->p->arena, bar->v->post, &to));
    tpl_text(d, "LABEL", label);
    if (chosen)
        tpl_show(d, "CHOSEN");
    if (count)
        tpl_text(tpl_section(d, "COUNTED"), "N", count);
}

static const char *unanswered_text(const struct bar *bar, int64_t n)
{
    const struct page *p = bar->p;

    if (n <= THREAD_UNANSWERED_MAX)
        return format_number(p->arena, p->lang, n);
    return arena_printf(p->arena, "%s+",
                        format_number(p->arena, p->lang, THREAD_UNANSWERED_MAX));
}

/* Number of comments behind a link of the bar; NULL while the tally is hidden. */
static const char *count_of(const struct bar *bar, enum side side, bool unanswered)
{
    const struct post_view *v = bar->v;
    const struct tally *t = &v->post->tally;
    const int64_t pro = unanswered ? v->unanswered_pro : t->pro;
    const int64_t contra = unanswered ? v->unanswered_contra : t->contra;
    const int64_t both = unanswered ? pro + contra : t->comments;
    const int64_t n = side == SIDE_PRO ? pro : side == SIDE_CONTRA ? contra : both;

    if (!v->tally)
        return NULL;
    return unanswered ? unanswered_text(bar, n)
                      : format_number(bar->p->arena, bar->p->lang, n);
}

static void fill_side(const struct bar *bar, enum side side)
{
    struct view_options to = bar->v->options;

    to.only = side;
    fill_link(bar, "SHOW", side_label(bar->p, bar->v->post, side), to,
              bar->v->options.only == side, count_of(bar, side, to.unanswered));
}

static void fill_shown(const struct bar *bar)
{
    const struct view_options *now = &bar->v->options;
    struct view_options all = *now, unanswered = *now;

    all.only = SIDE_NONE;
    all.unanswered = false;
    unanswered.unanswered = true;
    fill_link(bar, "SHOW", message(bar->p->lang, MSG_THREAD_ALL), all,
              now->only == SIDE_NONE && !now->unanswered,
              count_of(bar, SIDE_NONE, false));
    fill_side(bar, SIDE_PRO);
    fill_side(bar, SIDE_CONTRA);
    fill_link(bar, "SHOW", message(bar->p->lang, MSG_THREAD_UNANSWERED), unanswered,
              now->unanswered, count_of(bar, now->only, true));
}

static const char *order_words(const struct bar *bar, enum order order)
{
    static const enum message WORDS[ORDERS] = {
        [ORDER_BALANCED] = MSG_THREAD_BALANCED,
        [ORDER_OLDEST] = MSG_THREAD_OLDEST,
        [ORDER_NEWEST] = MSG_THREAD_NEWEST,
        [ORDER_SUPPORTED] = MSG_THREAD_SUPPORTED,
    };

    return message(bar->p->lang, WORDS[order]);
}

static void fill_orders(const struct bar *bar)
{
    struct view_options to = bar->v->options;

    tpl_text(bar->d, "ORDER", order_words(bar, to.order));
    for (int i = (int)view_options_default_order(bar->v->post); i < ORDERS; i++) {
        to.order = (enum order)i;
        fill_link(bar, "ORDERED", order_words(bar, to.order), to,
                  to.order == bar->v->options.order, NULL);
    }
}

static void fill_views(struct bar bar)
{
    struct view_options to = bar.v->options;

    bar.d = tpl_section(bar.d, "VIEWS");
    for (int columns = 0; columns <= 1; columns++) {
        to.columns = columns;
        fill_link(
            &bar, "VIEW",
            message(bar.p->lang, columns ? MSG_THREAD_COLUMNS : MSG_THREAD_THREAD), to,
            bar.v->options.columns == to.columns, NULL);
    }
}

void view_options_fill(const struct page *p, struct tpl *t, struct tpl_dict *d,
                       const struct post_view *v)
{
    struct bar bar = { p, v, NULL };

    if (!v->post->tally.comments)
        return;
    bar.d = tpl_include(t, d, "VIEW_OPTIONS", "view_options");
    fill_orders(&bar);
    if (v->post->kind != POST_DEBATE)
        return;
    tpl_show(bar.d, "SHOWN");
    fill_shown(&bar);
    fill_views(bar);
}
