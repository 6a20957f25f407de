/*
 * handler.h - the type of the functions that answer a request
 *
 * A handler loads, checks, acts, answers. It returns RC_OK with a filled response, or a
 * code that dispatch turns into a status and an error page.
 */
#ifndef HANDLER_H
#define HANDLER_H

#include "rc.h"
#include "request.h"
#include "response.h"

typedef enum rc handler(struct request *rq, struct response *rs);

#endif
