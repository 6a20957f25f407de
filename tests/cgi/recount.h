/*
 * recount.h - counts from rows of comments, stances and supports alone
 *
 * It reads none of the counters that the program maintains.
 */
#ifndef RECOUNT_H
#define RECOUNT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct said {
    int64_t id, parent, post, person, side, state, changed_mind;
    int64_t supports, minds_changed, cited, opponents;
};
struct sums {
    int64_t comments, pro, contra, people_pro, people_contra, undecided, changed;
};

/* Reads every comment, for the functions below; returns how many. */
size_t recount_comments(void);
/* `id` is 1 or more, of a comment that was read. */
struct said *said_by_id(int64_t id);
bool said_visible(const struct said *s);
struct sums recount_post(int64_t post);

#endif
