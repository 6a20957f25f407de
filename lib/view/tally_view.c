/*
 * tally_view.c - the tally in words, as a bar and as a table: see tally_view.h
 */
#include "message.h"
#include "side_view.h"
#include "tally_view.h"

/* With fewer comments a percentage means less than it seems to. */
#define SHARES_FROM 10

int64_t tally_sides(const struct tally *t)
{
    return t->pro + t->contra;
}

/* Whole per cent of pro; 0 and 100 only if one side has no comments. */
static int64_t share_of_pro(const struct tally *t)
{
    const int64_t all = tally_sides(t);
    const int64_t share = all ? (200 * t->pro + all) / (2 * all) : 50;

    if (t->pro && share == 0)
        return 1;
    return t->contra && share == 100 ? 99 : share;
}

bool tally_own_labels(const struct post *post)
{
    return post->label_pro[0] || post->label_contra[0];
}

/* "19 comentarios a favor", or "19 comentarios en «Dentro»" with the post's labels. */
static const char *count_pro(const struct page *p, const struct post *post)
{
    const int64_t n = post->tally.pro;

    if (!tally_own_labels(post))
        return message_count(p->arena, p->lang, MSG_TALLY_PRO, n);
    return message_fill(p->arena, p->lang, MSG_TALLY_UNDER, "n",
                        message_count(p->arena, p->lang, MSG_TALLY_COMMENTS, n),
                        "label", side_label(p, post, SIDE_PRO), NULL);
}

/* "15 en contra": of comments, of people or in per cent. */
static const char *of_side(const struct page *p, const struct post *post,
                           enum side side, const char *count)
{
    if (tally_own_labels(post))
        return message_fill(p->arena, p->lang, MSG_TALLY_UNDER, "n", count, "label",
                            side_label(p, post, side), NULL);
    return message_fill(p->arena, p->lang,
                        side == SIDE_PRO ? MSG_TALLY_N_PRO : MSG_TALLY_N_CONTRA, "n",
                        count, NULL);
}

static bool is_final(const struct page *p, const struct post *post)
{
    return post->state == POST_PUBLISHED && !post_is_open(post, p->now);
}

const char *tally_sentence(const struct page *p, const struct post *post)
{
    const struct tally *t = &post->tally;
    const char *changed =
        t->changed ? message_count(p->arena, p->lang, MSG_TALLY_CHANGED, t->changed)
                   : message(p->lang, MSG_TALLY_CHANGED_NOBODY);

    if (!tally_sides(t))
        return message(p->lang,
                       is_final(p, post) ? MSG_TALLY_NONE_CLOSED : MSG_TALLY_NONE);
    return message_fill(
        p->arena, p->lang, MSG_TALLY_SENTENCE, "pro", count_pro(p, post), "contra",
        of_side(p, post, SIDE_CONTRA, page_number(p, t->contra)), "people",
        message_count(p->arena, p->lang, MSG_TALLY_PEOPLE,
                      t->people_pro + t->people_contra),
        "changed", changed, NULL);
}

static const char *people(const struct page *p, const struct post *post)
{
    const struct tally *t = &post->tally;
    const char *pro = of_side(p, post, SIDE_PRO, page_number(p, t->people_pro));
    const char *contra =
        of_side(p, post, SIDE_CONTRA, page_number(p, t->people_contra));

    if (!t->people_undecided)
        return message_fill(p->arena, p->lang, MSG_TALLY_PEOPLE_BY_SIDE, "pro", pro,
                            "contra", contra, NULL);
    return message_fill(
        p->arena, p->lang, MSG_TALLY_PEOPLE_BY_SIDE_UNDECIDED, "pro", pro, "contra",
        contra, "undecided",
        message_count(p->arena, p->lang, MSG_TALLY_UNDECIDED, t->people_undecided),
        NULL);
}

static const char *percent(const struct page *p, int64_t n)
{
    return message_fill(p->arena, p->lang, MSG_TALLY_PERCENT, "n", page_number(p, n),
                        NULL);
}

static const char *shares(const struct page *p, const struct post *post)
{
    const bool final = is_final(p, post);
    const int64_t pro = share_of_pro(&post->tally);
    const char *text;

    if (tally_sides(&post->tally) < SHARES_FROM)
        text = message(p->lang, final ? MSG_TALLY_FEW_CLOSED : MSG_TALLY_FEW);
    else
        text = message_fill(p->arena, p->lang, MSG_TALLY_SHARES, "pro",
                            of_side(p, post, SIDE_PRO, percent(p, pro)), "contra",
                            of_side(p, post, SIDE_CONTRA, percent(p, 100 - pro)), NULL);
    return final
               ? message_fill(p->arena, p->lang, MSG_TALLY_FINAL, "shares", text, NULL)
               : text;
}

/* Widths in hundredths of a per cent would be noise: tenths are half a pixel on a wide
 * screen. */
void tally_bar(const struct page *p, struct tpl_dict *d, const struct tally *t)
{
    const int64_t all = tally_sides(t);
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

static int64_t people_of(const struct tally *t)
{
    return t->people_pro + t->people_contra + t->people_undecided;
}

const char *tally_count_of(const struct page *p, const struct post *post,
                           enum side side)
{
    return side == SIDE_PRO
               ? count_pro(p, post)
               : of_side(p, post, SIDE_CONTRA, page_number(p, post->tally.contra));
}

const char *tally_counting_path(const struct page *p)
{
    return p->lang == p->site->lang
               ? "/counting"
               : arena_printf(p->arena, "/counting?lang=%s", lang_code(p->lang));
}

static void fill_people(const struct page *p, struct tpl_dict *d,
                        const struct post *post)
{
    const struct tally *tally = &post->tally;

    if (tally_sides(tally))
        tpl_text(d, "SHARES", shares(p, post));
    tpl_text(d, "PEOPLE", people(p, post));
    tpl_text(d, "PEOPLE_PRO", page_number(p, tally->people_pro));
    tpl_text(d, "PEOPLE_CONTRA", page_number(p, tally->people_contra));
    tpl_text(d, "PEOPLE_UNDECIDED", page_number(p, tally->people_undecided));
    tpl_text(d, "CHANGED", page_number(p, tally->changed));
}

/* Starts a tally, shown or hidden. Returns its dictionary. */
static struct tpl_dict *fill_labels(const struct page *p, struct tpl *t,
                                    struct tpl_dict *d, const struct post *post)
{
    d = tpl_include(t, d, "TALLY", "tally");
    tpl_text(d, "LABEL_PRO", side_label(p, post, SIDE_PRO));
    tpl_text(d, "LABEL_CONTRA", side_label(p, post, SIDE_CONTRA));
    tpl_text(d, "COUNTING", tally_counting_path(p));
    return d;
}

static struct tpl_dict *fill_shown(const struct page *p, struct tpl *t,
                                   struct tpl_dict *d, const struct post *post)
{
    const struct tally *tally = &post->tally;

    d = tpl_section(fill_labels(p, t, d, post), "SHOWN");
    tpl_text(d, "PRO", page_number(p, tally->pro));
    tpl_text(d, "CONTRA", page_number(p, tally->contra));
    tpl_text(d, "SENTENCE", tally_sentence(p, post));
    tally_bar(p, d, tally);
    return d;
}

void tally_fill(const struct page *p, struct tpl *t, struct tpl_dict *d,
                const struct post *post)
{
    fill_shown(p, t, d, post);
}

struct tpl_dict *tally_fill_whole(const struct page *p, struct tpl *t,
                                  struct tpl_dict *d, const struct post *post)
{
    d = fill_shown(p, t, d, post);
    if (!tally_sides(&post->tally) && !people_of(&post->tally))
        return NULL;
    d = tpl_section(d, "WHOLE");
    fill_people(p, d, post);
    return d;
}

const char *tally_why_hidden(const struct page *p, const struct post *post)
{
    if (post->tally_shown == TALLY_AFTER_STANCE)
        return message(p->lang, MSG_TALLY_HIDDEN_STANCE);
    if (!post->closes)
        return message(p->lang, MSG_TALLY_HIDDEN_CLOSE);
    return message_fill(p->arena, p->lang, MSG_TALLY_HIDDEN_CLOSE_ON, "time",
                        format_time(p->arena, p->lang, post->closes), NULL);
}

void tally_fill_hidden(const struct page *p, struct tpl *t, struct tpl_dict *d,
                       const struct post *post)
{
    d = fill_labels(p, t, d, post);
    tpl_text(tpl_section(d, "HIDDEN"), "WHY", tally_why_hidden(p, post));
}
