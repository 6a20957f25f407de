/*
 * turn.h - turns: a limit on the processes that do something costly at the same time
 *
 * A turn is a lock on one byte of a file; the kernel releases it when its holder dies.
 * Turns count the processes of one machine. Several machines on one database would each
 * have their own turns.
 */
#ifndef TURN_H
#define TURN_H

#include "rc.h"

struct turn {
    int fd; /* -1: none */
};

/* Takes one of `of` turns and never waits; makes the file. RC_BUSY, not logged: others
 * have all turns. RC_FULL: the disk is full or read-only. On failure *out is empty. */
enum rc turn_take(const char *path, int of, struct turn *out) MUST_USE;
/* Gives back the turn that it holds, if any. */
void turn_give(struct turn *turn);

#endif
