/*
 * worker_loop.h - the life of one worker process
 */
#ifndef WORKER_LOOP_H
#define WORKER_LOOP_H

#include <signal.h>
#include <sys/types.h>

#include "app.h"
#include "listener.h"

/* Answer the request in hand, then end: others go on listening. */
#define WORKER_FINISH SIGQUIT
/* Answer whoever has connected, then end. */
#define WORKER_DRAIN SIGTERM

/* Exit status of a worker that met a failed sync: the database is to be opened anew when
 * nobody has it open any more (db_unsynced()). */
#define WORKER_REOPEN 3

/* In a child of `supervisor`, with every signal blocked. Writes a byte to `ready` when
 * it can answer; returns the exit status when a signal ended it, when the supervisor
 * died, or WORKER_REOPEN. */
int worker_loop(const struct app *app, const struct listener *listener,
                pid_t supervisor, int ready);

/* This child ends with its supervisor, even when that is killed; false: it has ended
 * already. */
bool worker_tie_to(pid_t supervisor);

#endif
