/*
 * timeline_view.c - the tally over time, drawn and as a table
 */
#include "clock.h"
#include "message.h"
#include "side_view.h"
#include "tally_view.h"
#include "text.h"
#include "timeline.h"
#include "timeline_view.h"

/* Pixels: the space above and below the nested plot, its height, and the least distance
 * of two labels. */
#define PLOT_TOP 10
#define PLOT_HEIGHT 160
#define BASELINE 5 /* from a label's middle */
#define LABEL_APART 18
/* A label is in the margin; the whole one is in the tally above. */
#define TIMELINE_LABEL_POINTS 10

static const char *date_of(const struct page *p, int64_t day)
{
    return format_date(p->arena, p->lang, day * DAY_S + DAY_S / 2);
}

static int64_t pixel_of(const struct timeline *t, int64_t count)
{
    return PLOT_TOP + PLOT_HEIGHT * timeline_height(t, count) / 100;
}

/* Both labels stay apart, the greater number above, inside the picture. */
static void place_labels(const struct timeline *t, int64_t *pro, int64_t *contra)
{
    const struct timeline_point *end = &t->points[t->n - 1];
    int64_t *upper = end->pro >= end->contra ? pro : contra;
    int64_t *lower = upper == pro ? contra : pro;

    *pro = pixel_of(t, end->pro) + BASELINE;
    *contra = pixel_of(t, end->contra) + BASELINE;
    if (*lower - *upper >= LABEL_APART)
        return;
    *lower = *upper + LABEL_APART;
    if (*lower > PLOT_TOP + PLOT_HEIGHT + BASELINE) {
        *lower = PLOT_TOP + PLOT_HEIGHT + BASELINE;
        *upper = *lower - LABEL_APART;
    }
}

static const char *short_label(const struct page *p, const struct post *post,
                               enum side side)
{
    return text_shorten(p->arena, side_label(p, post, side), TIMELINE_LABEL_POINTS);
}

static void fill_scale(const struct page *p, struct tpl_dict *d,
                       const struct timeline *t)
{
    for (int64_t part = t->top > 1 ? 2 : 1; part > 0; part--) {
        const int64_t value = t->top / part;
        struct tpl_dict *grid = tpl_section(d, "GRID");

        tpl_int(grid, "GRID_Y", pixel_of(t, value));
        tpl_int(grid, "GRID_TEXT_Y", pixel_of(t, value) + 14);
        tpl_text(grid, "GRID_VALUE", page_number(p, value));
    }
}

static void fill_rows(const struct page *p, struct tpl_dict *d,
                      const struct timeline *t)
{
    for (size_t i = 0; i < t->n; i++) {
        const struct timeline_point *point = &t->points[i];
        struct tpl_dict *row;

        if (!point->news)
            continue;
        row = tpl_section(d, "ROW");
        tpl_text(row, "DAY", date_of(p, point->day));
        tpl_text(row, "PRO", page_number(p, point->pro));
        tpl_text(row, "CONTRA", page_number(p, point->contra));
    }
}

void timeline_fill(const struct page *p, struct tpl_dict *d, const struct post *post,
                   const struct tally_day *days, size_t n)
{
    const int64_t end = post_is_open(post, p->now) ? p->now : post_closing(post);
    int64_t pro_y, contra_y;
    struct timeline t;

    if (!n)
        return;
    timeline_make(days, n, post->published / DAY_S, end / DAY_S, &t);
    place_labels(&t, &pro_y, &contra_y);
    d = tpl_section(d, "OVER_TIME");
    tpl_text(d, "FROM", date_of(p, t.first));
    tpl_text(d, "TO", date_of(p, t.last));
    tpl_text(d, "DESCRIPTION",
             message_fill(p->arena, p->lang, MSG_TALLY_OVER_TIME_TEXT, "from",
                          date_of(p, t.first), "to", date_of(p, t.last), "pro",
                          tally_count_of(p, post, SIDE_PRO), "contra",
                          tally_count_of(p, post, SIDE_CONTRA), NULL));
    tpl_text(d, "PRO_PATH", timeline_path(p->arena, &t, SIDE_PRO));
    tpl_text(d, "CONTRA_PATH", timeline_path(p->arena, &t, SIDE_CONTRA));
    tpl_int(d, "PRO_Y", pro_y);
    tpl_int(d, "CONTRA_Y", contra_y);
    tpl_text(d, "SHORT_PRO", short_label(p, post, SIDE_PRO));
    tpl_text(d, "SHORT_CONTRA", short_label(p, post, SIDE_CONTRA));
    fill_scale(p, d, &t);
    fill_rows(p, d, &t);
}
