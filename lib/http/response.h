/*
 * response.h - one response, complete in memory before the first byte is sent
 */
#ifndef RESPONSE_H
#define RESPONSE_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "buf.h"

enum cache {
    CACHE_NEVER,  /* no-store: admin pages, responses to a POST, errors */
    CACHE_OWN,    /* private, no-cache: a page with content for this viewer only */
    CACHE_SHARED, /* the same for every reader: nginx keeps it for one second */
    CACHE_MINUTE, /* the same, but costly to make: all caches keep it for a minute */
};

#define RESPONSE_COOKIES 2

struct response {
    int status;
    const char *content_type;
    const char *location; /* path on this site, percent-encoded; never made absolute */
    const char *etag;     /* with quotes, or NULL; sent as a weak tag */
    const char *allow;    /* for 405 */
    int retry_after_s;    /* 0: none */
    enum cache cache;
    bool picture;            /* other sites may show it; sent with its own policy */
    const char *img_sources; /* sources in img-src besides 'self', or NULL */
    bool admin;              /* frame-ancestors 'none', X-Frame-Options and noindex */
    const char *cookie[RESPONSE_COOKIES]; /* whole Set-Cookie values */
    size_t cookies;
    struct buf *body; /* the worker's output buffer */
};

void response_cookie(struct response *rs, const char *value);
/* Appends the status line (CGI form), all headers and a blank line to `out`.
 * `body_bytes` is the length of the encoded body; `encoding` is "gzip" or NULL. A
 * header whose value has a control character is left out and logged. A 304 does not
 * describe a body. */
void response_head(const struct response *rs, size_t body_bytes, const char *encoding,
                   struct buf *out);
/* Does an If-None-Match header list this entity tag? Weak comparison (RFC 9110,
 * section 8.8.3.2). */
bool etag_matches(const char *if_none_match, const char *etag);

#endif
