/*
 * routes.h - the map of the site
 *
 * A row says what a request must be before its handler runs. ":slug" matches
 * [a-z0-9-]{1,80}, ":id" a positive decimal integer; both end up in rq->arg.
 */
#ifndef ROUTES_H
#define ROUTES_H

#include "handler.h"

enum role {
    /* A POST must come from this site (Origin, Sec-Fetch-Site); the handler checks the
     * form token. */
    ROLE_ANYONE,
    /* Signed in; a POST carries the token of the session. */
    ROLE_AUTHOR,
    /* A signed key in the query is the proof: mail programs post here, from anywhere
     * and without cookies, with a body of any type, which is ignored (RFC 8058,
     * section 3.2). */
    ROLE_BEARER
};

enum body_limit { NO_BODY, FORM_BODY, EDITOR_BODY };

struct route {
    enum method method; /* METHOD_GET answers HEAD too */
    const char *path;
    handler *handle;
    enum role role;
    /* Answers a POST of a client that lacks the role, so that a text is not lost with an
     * expired session. It shows the fields again and does not process them: any client
     * can send them. NULL: an error page, status 403. */
    handler *refuse;
    enum body_limit body;
    const char *inputs;  /* fields that may not come twice, separated by blanks */
    const char *summary; /* one sentence for "tertulia help routes" */
};

extern const struct route routes[];
extern const size_t routes_n;

#endif
