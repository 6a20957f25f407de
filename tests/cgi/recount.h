/*
 * recount.h - what the rows of comments, stands and supports say, and none of the numbers
 * that the program keeps
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

/* Reads every comment, for what follows; how many there are. */
size_t recount_comments(void);
/* By its id, from 1 on. */
struct said *said_by_id(int64_t id);
bool said_visible(const struct said *s);
struct sums recount_post(int64_t post);

#endif
