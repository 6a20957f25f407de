/*
 * top_arguments_view.c - the strongest argument of each side, beside each other
 */
#include "message.h"
#include "side_view.h"
#include "top_arguments_view.h"

static bool is_cut(const char *text)
{
    static const char ellipsis[] = "\u2026";
    const size_t n = strlen(text), least = sizeof(ellipsis) - 1;

    return n >= least && strcmp(text + n - least, ellipsis) == 0;
}

static void fill_card(const struct page *p, struct tpl_dict *d, const struct post *post,
                      const struct comment *c, const char *text)
{
    d = tpl_section(d, "CARD");
    tpl_text(d, "SIDE_NAME", side_name(c->side));
    tpl_text(d, "SIDE_LABEL", side_label(p, post, c->side));
    tpl_text(d, "NAME", c->name);
    tpl_text(d, "TEXT", text);
    tpl_int(d, "ID", c->id);
    tpl_text(d, "READ",
             message(p->lang, is_cut(text) ? MSG_THREAD_READ : MSG_THREAD_GO));
    if (c->supports)
        tpl_text(tpl_section(d, "SUPPORTED"), "SUPPORTERS",
                 message_count(p->arena, p->lang, MSG_SUPPORT_PEOPLE, c->supports));
}

void top_arguments_fill(const struct page *p, struct tpl *t, struct tpl_dict *d,
                        const struct post *post, const struct top_arguments *top)
{
    if (!top->pro)
        return;
    d = tpl_include(t, d, "TOP_ARGUMENTS", "top_arguments");
    /* Only arguments that readers support are called the strongest. */
    tpl_show(d, top->pro->supports && top->contra->supports ? "STRONGEST" : "FIRST");
    fill_card(p, d, post, top->pro, top->pro_text);
    fill_card(p, d, post, top->contra, top->contra_text);
}
