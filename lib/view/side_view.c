/*
 * side_view.c - the words and marks of a side
 */
#include "message.h"
#include "side_view.h"

const char *side_words(enum lang lang, enum side side, const char *label_pro,
                       const char *label_contra)
{
    switch (side) {
    case SIDE_PRO:
        return label_pro[0] ? label_pro : message(lang, MSG_SIDE_PRO);
    case SIDE_CONTRA:
        return label_contra[0] ? label_contra : message(lang, MSG_SIDE_CONTRA);
    case SIDE_NONE:
        break;
    }
    return "";
}

const char *side_label(const struct page *p, const struct post *post, enum side side)
{
    return side_words(p->lang, side, post->label_pro, post->label_contra);
}

void side_fill(const struct page *p, struct tpl_dict *d, const struct post *post,
               enum side side)
{
    if (side == SIDE_NONE)
        return;
    tpl_text(d, "SIDE_NAME", side_name(side));
    tpl_text(d, "SIDE_LABEL", side_label(p, post, side));
    tpl_show(d, "SIDE");
}
