/*
 * work.h - the life of one worker process
 */
#ifndef WORK_H
#define WORK_H

#include <signal.h>
#include <sys/types.h>

#include "app.h"
#include "listener.h"

/* Answer the request in hand, then end: others go on listening. */
#define WORK_FINISH SIGQUIT
/* Answer whoever has connected, then end. */
#define WORK_DRAIN SIGTERM

/* Exit status of a worker that met a failed sync: the database is to be opened anew when
 * nobody has it open any more (db_unsynced()). */
#define WORK_REOPEN 3

/* In a child of `supervisor`, with every signal blocked. Writes a byte to `ready` when
 * it can answer; returns the exit status when a signal ended it, when the supervisor
 * died, or WORK_REOPEN. */
int work(const struct app *app, const struct listener *listener, pid_t supervisor,
         int ready);

/* This child ends with its supervisor, even when that is killed; false: it has ended
 * already. */
bool work_tie_to(pid_t supervisor);

#endif
