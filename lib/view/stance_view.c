/*
 * stance_view.c - stances, and the page of a refused reaction: see stance_view.h
 */
#include "message.h"
#include "side_view.h"
#include "stance_view.h"

const char *stance_label(const struct page *p, const struct post *post, enum side side)
{
    return side == SIDE_NONE ? message(p->lang, MSG_STANCE_UNDECIDED)
                             : side_label(p, post, side);
}

static const char *stance_name(enum side side)
{
    return side == SIDE_NONE ? "undecided" : side_name(side);
}

static void fill_choice(const struct page *p, struct tpl_dict *d,
                        const struct post_view *v, enum side side)
{
    const struct person_stance *stance = &v->viewer.stance;

    d = tpl_section(d, "CHOICE");
    tpl_text(d, "STANCE", stance_name(side));
    tpl_text(d, "LABEL", stance_label(p, v->post, side));
    if (stance->known && stance->latest == side)
        tpl_show(d, "CURRENT");
}

/* The viewer changed sides, and has not said yet which comment did it. */
static bool asks_why(const struct viewer *viewer)
{
    return viewer->stance.latest != SIDE_NONE && !viewer->says_mind_changed &&
           viewer->stance.first == side_other(viewer->stance.latest);
}

void stance_fill(const struct page *p, struct tpl *t, struct tpl_dict *d,
                 const struct post_view *v)
{
    if (!post_is_open(v->post, p->now))
        return;
    d = tpl_include(t, d, "STANCE", "stance");
    tpl_text(d, "SLUG", v->post->slug);
    fill_choice(p, d, v, SIDE_PRO);
    fill_choice(p, d, v, SIDE_CONTRA);
    fill_choice(p, d, v, SIDE_NONE);
    if (v->viewer.stance.known)
        tpl_text(tpl_section(d, "YOURS"), "LABEL",
                 stance_label(p, v->post, v->viewer.stance.latest));
    if (asks_why(&v->viewer))
        tpl_show(d, "WHY");
}

enum rc refused_reaction_view(const struct page *p, const struct refused_reaction_view *v,
                      struct buf *out)
{
    struct tpl_dict *d;
    struct tpl *t = page_begin(p, "reaction_refused", &d);

    tpl_text(d, "TITLE", p->title);
    tpl_text(d, "TEXT", v->text);
    tpl_text(d, "BACK", v->back);
    if (v->value) {
        struct tpl_dict *again = tpl_section(d, "AGAIN");
        tpl_text(again, "ACTION", v->action);
        tpl_text(again, "TOKEN", v->token);
        tpl_text(again, "FIELD", v->field);
        tpl_text(again, "VALUE", v->value);
        tpl_text(again, "LABEL", v->label);
    }
    return page_finish(t, out);
}
