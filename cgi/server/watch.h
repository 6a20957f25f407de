/*
 * watch.h - how long a request may take: one alarm per worker
 *
 * A peer that sends its request or takes its answer too slowly loses its connection. A
 * worker that makes an answer for too long ends, wherever it hangs: the supervisor
 * starts another, and the log names route and statement.
 */
#ifndef WATCH_H
#define WATCH_H

#include "app.h"

/* Once per process, before the others. */
enum rc watch_init(const struct config *config) MUST_USE;
/* Starts anew, and ends the watch before: after [server] timeout_seconds `fd` is shut
 * down, so that its reads and writes end. */
void watch_peer(int fd);
/* The same, but after [server] request_seconds SIGALRM ends this process. */
void watch_answer(const struct worker *w);
/* Ends the watch. Call it before `fd` or `w` is closed. */
void watch_end(void);

#endif
