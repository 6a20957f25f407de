/*
 * routes.h - the map of the site
 *
 * A row says what a request must be before its handler runs. ":slug" matches
 * [a-z0-9-]{1,80}, ":id" a positive decimal integer; both end up in rq->arg.
 */
#ifndef ROUTES_H
#define ROUTES_H

#include "rc.h"
#include "request.h"
#include "response.h"

typedef enum rc handler(struct request *rq, struct response *rs);

enum role {
    /* A POST must come from this site (Origin, Sec-Fetch-Site); its form token is the
     * handler's. */
    ANYONE,
    /* Signed in, and a POST bears the token of the session. */
    AUTHOR,
    /* As AUTHOR, but the handler answers for both, so that a long text is not lost. */
    WRITER,
    /* A signed key in the query is the proof: mail programs post here, from anywhere
     * and without cookies, with a body of any type that nobody reads (RFC 8058, section
     * 3.2). */
    BEARER
};

enum body_limit { NO_BODY, FORM_BODY, EDITOR_BODY };

struct route {
    enum method method; /* METHOD_GET answers HEAD too */
    const char *path;
    handler *handle;
    enum role role;
    enum body_limit body;
    const char *inputs; /* fields that may not come twice, separated by blanks */
};

extern const struct route routes[];
extern const size_t routes_n;

#endif
