/*
 * worker_loop.h - the life of one worker process
 */
#ifndef WORKER_LOOP_H
#define WORKER_LOOP_H

#include <signal.h>
#include <sys/types.h>

#include "app.h"
#include "listener.h"

/* Answer the accepted connections, then end: others go on listening. */
#define WORKER_FINISH SIGQUIT
/* Answer the connections that wait in the queue, too, then end. */
#define WORKER_DRAIN SIGTERM

/* Exit status of a worker that met a failed sync: the database must be opened anew once
 * all processes have closed it (db_unsynced()). */
#define WORKER_REOPEN 3

/* Runs in a child of `supervisor`, with every signal blocked. Writes a byte to `ready`
 * when it can answer. Returns the exit status after a signal to end or the supervisor's
 * death, or WORKER_REOPEN. */
int worker_loop(const struct app *app, const struct listener *listener,
                pid_t supervisor, int ready);

/* Makes this child end with its supervisor, even if that is killed. false: the
 * supervisor has ended already. */
bool worker_tie_to(pid_t supervisor);

#endif
