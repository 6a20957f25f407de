/*
 * turn.h - turns: only so many processes at once may do something dear
 *
 * A turn is a lock on one byte of a file, which the kernel takes back when its holder
 * dies. It counts the processes of one machine. Several machines on one database would
 * have turns of their own; advisory locks of that database can stand behind these two
 * functions then.
 */
#ifndef TURN_H
#define TURN_H

#include "rc.h"

struct turn {
    int fd; /* -1: none */
};

/* Takes one of `of` turns, at once or never: RC_BUSY when others have them all. Makes
 * the file. RC_FULL: the disk has no room for it or is read-only; RC_FAIL; both
 * logged. Without RC_OK *out holds none. */
enum rc turn_take(const char *path, int of, struct turn *out) MUST_USE;
/* Gives back the one it holds, if any. */
void turn_give(struct turn *turn);

#endif
