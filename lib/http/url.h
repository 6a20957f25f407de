/*
 * url.h - percent encoding and the web addresses readers give (RFC 3986)
 */
#ifndef URL_H
#define URL_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "rc.h"

/* Decodes n bytes; `plus` turns + into a blank (forms). RC_INVALID: a bad escape, a NUL
 * or invalid UTF-8. */
enum rc url_decode(struct arena *a, const char *s, size_t n, bool plus,
                   char **out) MUST_USE;
/* All but unreserved characters escaped: safe in a path segment and a query value. */
char *url_encode(struct arena *a, const char *s);
/* http or https, a host, no user:password, no control, blank or quote characters, at
 * most max bytes. Letters beyond ASCII are fine (RFC 3987). */
bool url_is_web(const char *s, size_t max_bytes);
/* A path on this site to return to after signing in: one '/' first, visible ASCII
 * without '\'. */
bool url_is_local(const char *s);

#endif
