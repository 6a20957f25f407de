/*
 * crowd.h - fifty readers and an author who do all that the site allows
 *
 * Each act goes through dispatch, as a browser's would, and is the same in every run.
 */
#ifndef CROWD_H
#define CROWD_H

#include <stdint.h>

#define CROWD_POSTS 2
#define CROWD_ACTS 7 /* kinds of acts */

/* Returns the current slug of a debate, counted from 0. Readers use only its first
 * slug. */
const char *crowd_slug(int64_t post);
/* How many acts of each kind were taken. */
extern int64_t crowd_done[CROWD_ACTS];

/* Gives an empty site its author and debates; the second one holds first comments. */
void crowd_gather(void);
/* One person does one act; 1 to 20 seconds pass. */
void crowd_act(void);
/* Returns a pseudorandom number, 0..n-1. */
int64_t crowd_pick(int64_t n);

#endif
