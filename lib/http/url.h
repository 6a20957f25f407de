/*
 * url.h - percent encoding, and web addresses that readers type (RFC 3986)
 */
#ifndef URL_H
#define URL_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "rc.h"

/* Decodes n bytes; `plus` turns '+' into a blank (forms). RC_INVALID: a bad escape, a
 * NUL or invalid UTF-8. */
enum rc url_decode(struct arena *a, const char *s, size_t n, bool plus,
                   char **out) MUST_USE;
/* Escapes all but unreserved characters: safe in a path segment and a query value. */
char *url_encode(struct arena *a, const char *s);
/* Is `s` an address of at most max_bytes with http or https, a host, no user:password
 * and no control, blank or quote characters? RFC 3987: letters may be beyond ASCII. */
bool url_is_web(const char *s, size_t max_bytes);
/* Is `s` a path on this site, to return to after signing in? One '/' first, then
 * visible ASCII without '\'. */
bool url_is_local(const char *s);

#endif
