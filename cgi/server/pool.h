/*
 * pool.h - the supervisor: keeps N workers alive, replaces them one by one, ends them
 *
 * SIGTERM and SIGINT end everything within five seconds; current requests are answered.
 * SIGHUP reads the configuration and the templates again and replaces the workers
 * without losing a request; if one of these is invalid, the old ones stay in use. A
 * worker that crashes is replaced within a second.
 */
#ifndef POOL_H
#define POOL_H

#include "app.h"
#include "listener.h"

/* Returns the exit status: in the supervisor after a signal to end, and in each child
 * that it forked, too. Replaces *app at SIGHUP. */
int pool_run(struct app *app, struct listener *listener, const char *config_path);

#endif
