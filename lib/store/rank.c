/*
 * rank.c - the strength of an argument: see rank.h
 */
#include <math.h>

#include "rank.h"

#define Z 1.96 /* two-sided 95 % of the normal distribution */

int64_t rank_wilson(int64_t supports, int64_t opponents)
{
    const double n = (double)supports + (double)opponents;
    const double p = supports ? (double)supports / n : 0;
    const double z2 = Z * Z;
    double bound;

    if (!supports)
        return 0;
    bound =
        (p + z2 / (2 * n) - Z * sqrt((p * (1 - p) + z2 / (4 * n)) / n)) / (1 + z2 / n);
    return (int64_t)(RANK_MAX * bound);
}
