/*
 * gateway.h - from CGI variables and body to struct request
 *
 * FastCGI and plain CGI differ only in the source of variables and body.
 */
#ifndef GATEWAY_H
#define GATEWAY_H

#include "app.h"
#include "encode.h"
#include "request.h"

struct gateway_source {
    void *from;
    /* Value of a CGI variable (RFC 3875, section 4.1), valid until the request ends;
     * NULL: absent. */
    const char *(*variable)(void *from, const char *name);
    /* Up to n bytes of the body; fewer at its end or when the web server fails. */
    size_t (*read)(void *from, char *to, size_t n);
    /* Did the body end without an error and without further bytes? */
    bool (*ended)(void *from);
};

/* Fills the first part of *rq, which must be zeroed. Reads the body to its end, even
 * when it is over `body_max`: a web server that cannot write its request does not read
 * our answer. */
void gateway_request(const struct gateway_source *source, size_t body_max,
                     struct arena *a, struct request *rq);
/* Answers one request. `cut`: see request.h. Valid until the worker's next request. */
struct encoded gateway_answer(const struct gateway_source *source, struct worker *w,
                              bool cut);

#endif
