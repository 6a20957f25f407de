/*
 * timeline.h - the tally over time: the data of a chart of cumulative comments
 *
 * Days are those of UTC, since 1970-01-01. A point is the end of a day, where the count
 * is exact; between two points the lines only join them.
 */
#ifndef TIMELINE_H
#define TIMELINE_H

#include "arena.h"
#include "tally.h"

#define TIMELINE_POINTS 60 /* at most, besides the start */
#define TIMELINE_DAILY 120 /* a longer debate is shown week by week */

struct timeline_point {
    int64_t day; /* the last one counted */
    int64_t pro, contra;
    bool news; /* a comment became visible since the previous point */
};
struct timeline {
    int64_t first, last; /* days */
    int64_t step;        /* days between points */
    struct timeline_point points[TIMELINE_POINTS + 1];
    size_t n;
    int64_t top; /* of the scale: a round number that no side passes */
};

/* From the day `first` to `last`, or further if `days` go further (oldest first, not
 * empty). */
void timeline_make(const struct tally_day *days, size_t n, int64_t first, int64_t last,
                   struct timeline *out);
/* Path data of a side's line, on 1000 units of width by 100 of height. */
const char *timeline_path(struct arena *a, const struct timeline *t, enum side side);
/* Where a count lies, in hundredths of the height from the top. */
int64_t timeline_height(const struct timeline *t, int64_t count);

#endif
