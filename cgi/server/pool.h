/*
 * pool.h - the supervisor: keeps N workers alive, replaces them one by one, ends them
 *
 * SIGTERM and SIGINT end everything within five seconds, requests in hand answered.
 * SIGHUP reads the configuration and the templates again and replaces the workers
 * without losing a request; when what it reads is broken, all stays as it was. A worker
 * that dies is replaced within a second.
 */
#ifndef POOL_H
#define POOL_H

#include "app.h"
#include "listener.h"

/* Returns the exit status: of the supervisor when a signal ended it, or of a worker
 * that ended (this function returns in the workers, too). Replaces *app at SIGHUP. */
int pool_run(struct app *app, struct listener *listener, const char *config_path);

#endif
