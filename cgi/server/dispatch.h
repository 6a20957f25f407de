/*
 * dispatch.h - from request to response
 *
 * Matches a route, applies its guards, calls its handler, turns its outcome into a
 * status. Knows no socket: tests drive it directly.
 */
#ifndef DISPATCH_H
#define DISPATCH_H

#include "app.h"
#include "request.h"
#include "response.h"

/* Always leaves a complete response in *rs; its body is w->out. The caller fills the
 * first part of rq with strings from w->arena and resets the arena when the bytes are
 * sent. */
void dispatch(struct worker *w, struct request *rq, struct response *rs);

/* Largest POST body that any route accepts, in bytes: the server need not read more. */
size_t dispatch_body_max(const struct config *config);

#endif
