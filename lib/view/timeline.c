/*
 * timeline.c - the tally over time: see timeline.h
 */
#include "buf.h"
#include "timeline.h"

#define TIMELINE_WIDTH 1000
#define HEIGHT 100
#define WEEK 7
/* Most bytes of a path: 61 points of at most 10 characters. */
#define PATH_BYTES 1024

/* 1, or an even number of few digits: it and its half are easy to read. */
static int64_t round_up(int64_t n)
{
    int64_t unit = 1;

    if (n <= 1)
        return 1;
    while (10 * unit < n)
        unit *= 10;
    for (int64_t times = 1; times < 10; times++)
        if (times * unit >= n && times * unit % 2 == 0)
            return times * unit;
    return 10 * unit;
}

/* Whole weeks once days are too many. */
static int64_t step_for(int64_t days)
{
    int64_t step = (days + TIMELINE_POINTS - 1) / TIMELINE_POINTS;

    if (days > TIMELINE_DAILY)
        step = (step + WEEK - 1) / WEEK * WEEK;
    return step;
}

void timeline_make(const struct tally_day *days, size_t n, int64_t first, int64_t last,
                   struct timeline *out)
{
    int64_t pro = 0, contra = 0;
    size_t i = 0;

    *out = (struct timeline){ .first = first < days[0].day ? first : days[0].day,
                              .last = last > days[n - 1].day ? last : days[n - 1].day };
    out->step = step_for(out->last - out->first + 1);
    for (int64_t day = out->first - 1; day < out->last;) {
        struct timeline_point *point = &out->points[out->n++];
        const size_t before = i;

        day = day + out->step < out->last ? day + out->step : out->last;
        for (; i < n && days[i].day <= day; i++) {
            pro += days[i].pro;
            contra += days[i].contra;
        }
        *point = (struct timeline_point){ day, pro, contra, i > before };
    }
    out->top = round_up(pro > contra ? pro : contra);
}

int64_t timeline_height(const struct timeline *t, int64_t count)
{
    return HEIGHT - (HEIGHT * count + t->top / 2) / t->top;
}

const char *timeline_path(struct arena *a, const struct timeline *t, enum side side)
{
    const int64_t days = t->last - t->first + 1;
    struct buf out;
    const char *path;

    buf_init(&out, PATH_BYTES);
    buf_printf(&out, "M0 %d", HEIGHT);
    for (size_t i = 0; i < t->n; i++) {
        const struct timeline_point *point = &t->points[i];
        const int64_t count = side == SIDE_PRO ? point->pro : point->contra;

        buf_printf(&out, "L%d %d",
                   (int)(TIMELINE_WIDTH * (point->day - t->first + 1) / days),
                   (int)timeline_height(t, count));
    }
    path = arena_strndup(a, out.s, out.n);
    buf_clear(&out);
    return path;
}
