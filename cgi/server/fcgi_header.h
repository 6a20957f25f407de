/*
 * fcgi_header.h - checks how a FastCGI request begins, before libfcgi reads it
 *
 * libfcgi trusts its peer: it copies any number of names of a GET_VALUES record onto
 * its stack, believes any length, and returns "NAME=value" as C strings. So it gets
 * only what this check accepts: BEGIN_REQUEST of a responder, then PARAMS up to the
 * empty one (FastCGI specification 1.0, sections 3.3, 3.4, 5.1 and 5.2).
 */
#ifndef FCGI_HEADER_H
#define FCGI_HEADER_H

#include <stddef.h>

/* nginx sends at most 65,535 bytes of variables; its own buffers hold half of it. */
#define FCGI_HEADER_MAX ((size_t)64 * 1024)

enum fcgi_header {
    FCGI_HEADER_SHORT,    /* valid so far, incomplete */
    FCGI_HEADER_BROKEN,   /* against the protocol, or longer than FCGI_HEADER_MAX */
    FCGI_HEADER_COMPLETE, /* libfcgi may read it */
    FCGI_HEADER_CUT       /* complete, but a C string would cut a name or a value */
};

/* Checks the first n bytes, at most FCGI_HEADER_MAX, that a peer sent. Overwrites
 * them. */
enum fcgi_header fcgi_header_check(unsigned char *bytes, size_t n);

#endif
