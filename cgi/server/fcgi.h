/*
 * fcgi.h - one FastCGI request on an accepted connection (libfcgi reads, we write)
 *
 * libfcgi has no time-outs and trusts its peer: pass it only headers that
 * fcgi_header_check() accepted, and connections of the web server. Each connection
 * carries one request.
 */
#ifndef FCGI_H
#define FCGI_H

#include "app.h"

/* Once per process, before fcgi_serve. */
enum rc fcgi_init(void) MUST_USE;
/* Reads a request from `fd`, dispatches it, writes the whole answer, each within its
 * time (watch.h). Closes `fd`. `cut`: fcgi_header_check() returned FCGI_HEADER_CUT.
 * Protocol errors of the peer are logged at debug level only. */
void fcgi_serve(struct worker *w, int fd, bool cut);

#endif
