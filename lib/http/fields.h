/*
 * fields.h - names and values of a query, of a form body or of the Cookie header
 */
#ifndef FIELDS_H
#define FIELDS_H

#include <stddef.h>

#include "arena.h"
#include "rc.h"

struct field {
    const char *name, *value; /* decoded, valid UTF-8 without NUL */
};
struct fields {
    size_t n;
    struct field *items;
};
#define FIELDS_MAX 1100 /* pairs; a moderation form marks at most 1,000 */

/* Parses application/x-www-form-urlencoded, from a query or a body. RC_INVALID: as
 * url_decode, or more than FIELDS_MAX pairs. */
enum rc fields_parse(struct arena *a, const char *s, size_t n,
                     struct fields *out) MUST_USE;
/* Parses a Cookie header (RFC 6265, section 5.4). Skips pieces without '=' or with
 * invalid UTF-8; fields_get finds the first of two with the same name. Never fails. */
void fields_parse_cookies(struct arena *a, const char *header, struct fields *out);

/* Returns the value of the first field of that name, or NULL. */
const char *fields_get(const struct fields *f, const char *name);
/* The same, "" if there is none. */
const char *fields_text(const struct fields *f, const char *name);
size_t fields_count(const struct fields *f, const char *name);

#endif
