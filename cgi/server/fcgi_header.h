/*
 * fcgi_header.h - what a FastCGI request begins with, checked before libfcgi reads it
 *
 * libfcgi trusts its peer: it copies names of a GET_VALUES record onto its stack as
 * often as they come, believes any length, and hands out "NAME=value" as C strings. So
 * it sees only what this finds good: BEGIN_REQUEST of a responder, then PARAMS up to
 * the empty one (FastCGI specification 1.0, sections 3.3, 3.4, 5.1 and 5.2).
 */
#ifndef FCGI_HEADER_H
#define FCGI_HEADER_H

#include <stddef.h>

/* nginx sends at most 65,535 bytes of variables; its own buffers end at half of it. */
#define FCGI_HEADER_MAX ((size_t)64 * 1024)

enum fcgi_header {
    FCGI_HEADER_SHORT,    /* so far so good: more is to come */
    FCGI_HEADER_BROKEN,   /* it breaks the protocol, or is longer than the ceiling */
    FCGI_HEADER_COMPLETE, /* libfcgi may read it */
    FCGI_HEADER_CUT       /* so, but a name or a value would say less as a C string */
};

/* The first n bytes, FCGI_HEADER_MAX at most, of what a peer sent. Overwrites them. */
enum fcgi_header fcgi_header_check(unsigned char *bytes, size_t n);

#endif
