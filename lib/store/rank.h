/*
 * rank.h - the strength of an argument
 *
 * The lower bound of the Wilson score interval at 95 % (E. B. Wilson, 1927) of the
 * share of supporters among all who reacted: supporters, and people of the other side
 * who answered. One support out of one counts for less than nine out of ten, so that
 * neither the first nor the loudest argument leads by chance.
 */
#ifndef RANK_H
#define RANK_H

#include <stdint.h>

#define RANK_MAX 1000000 /* the share 1 */

/* 0 .. RANK_MAX; 0 without support. Both counts are people. */
int64_t rank_wilson(int64_t supports, int64_t opponents);

#endif
