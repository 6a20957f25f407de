/*
 * cgi.h - plain CGI (RFC 3875): one request from the environment and standard input
 */
#ifndef CGI_H
#define CGI_H

#include "app.h"

/* RC_FAIL: the answer could not be written. */
enum rc cgi_serve(struct worker *w) MUST_USE;

#endif
