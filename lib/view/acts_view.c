/*
 * acts_view.c - the actions of a viewer on a comment: see acts_view.h
 */
#include <stdlib.h>

#include "acts_view.h"
#include "message.h"

static int compare(const void *a, const void *b)
{
    const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return (x > y) - (x < y);
}

static bool supports(const struct viewer *viewer, int64_t id)
{
    return viewer->supports_n && bsearch(&id, viewer->supports, viewer->supports_n,
                                         sizeof(id), compare) != NULL;
}

static bool is_own(const struct post_view *v, const struct comment *c)
{
    return c->person_id && c->person_id == v->viewer.person_id;
}

/* The button to support, or the number of supports if the viewer cannot add one. */
static void fill_support(const struct page *p, struct tpl_dict *d,
                         const struct post_view *v, const struct comment *c)
{
    if (!post_is_open(v->post, p->now) || is_own(v, c)) {
        if (c->supports)
            tpl_text(tpl_section(d, "SUPPORTERS"), "TEXT",
                     message_count(p->arena, p->lang, MSG_SUPPORT_PEOPLE, c->supports));
        return;
    }
    if (c->supports)
        tpl_text(d, "SUPPORTS",
                 arena_printf(p->arena, " %s",
                              format_number(p->arena, p->lang, c->supports)));
    tpl_show(d, supports(&v->viewer, c->id) ? "SUPPORTED" : "SUPPORT");
}

static bool is_answered(const struct post_view *v, const struct comment *c)
{
    const struct thread_page *t = v->threads;

    for (size_t i = 0; i < t->n; i++)
        if (t->items[i].parent_id == c->id && t->items[i].state == COMMENT_VISIBLE)
            return true;
    return false;
}

int64_t acts_own_end(const struct post *post, const struct comment *c, int64_t window_s)
{
    const int64_t end = c->created + window_s;

    return post->closes && post->closes < end ? post->closes : end;
}

void acts_fill_own(const struct page *p, struct tpl_dict *d, const struct post_view *v,
                   const struct comment *c)
{
    const int64_t end = acts_own_end(v->post, c, v->viewer.window_s);

    if (!is_own(v, c) || !post_is_open(v->post, p->now) || p->now >= end)
        return;
    tpl_int(d, "ID", c->id);
    tpl_text(d, "END_STAMP", page_stamp(p, end));
    tpl_text(d, "END", format_until(p->arena, p->lang, end, p->now));
    if (is_answered(v, c)) {
        tpl_show(tpl_section(d, "ERASABLE"), "ANSWERED");
        return;
    }
    tpl_show(d, "EDITABLE");
    tpl_show(d, "ERASABLE");
}

void acts_fill(const struct page *p, struct tpl_dict *d, const struct post_view *v,
               const struct comment *c)
{
    if (post_is_open(v->post, p->now) && !is_own(v, c) &&
        c->depth + 1 < COMMENT_DEPTH_MAX &&
        person_stance_may_change(&v->viewer.stance, c->side))
        tpl_show(d, "MOVES");
    acts_fill_own(p, d, v, c);
    fill_support(p, d, v, c);
}
