/*
 * crowd.h - fifty readers and an author, who do whatever can be done
 *
 * All goes through dispatch, as a browser would do it, and is the same in every run.
 */
#ifndef CROWD_H
#define CROWD_H

#include <stdint.h>

#define CROWD_POSTS 2
#define CROWD_ACTS 7 /* kinds of them */

/* Of debate 1 or 2, from 0 on, as its author renamed it last. Readers know the first
 * one alone. */
const char *crowd_slug(int64_t post);
/* How many acts of each kind were taken. */
extern int64_t crowd_done[CROWD_ACTS];

/* An empty site gets its author and debates; the second holds what somebody says for the
 * first time. */
void crowd_gather(void);
/* Somebody does something; seconds pass. */
void crowd_act(void);
/* A number from 0 on, below n. */
int64_t crowd_pick(int64_t n);

#endif
