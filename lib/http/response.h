/*
 * response.h - one answer, complete in memory before a byte leaves
 */
#ifndef RESPONSE_H
#define RESPONSE_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "buf.h"

enum cache {
    CACHE_NEVER, /* no-store: admin pages, answers to a POST, errors */
    CACHE_OWN,   /* private, no-cache: a page that shows something to its reader only */
    CACHE_SHARED, /* the same for everybody: nginx keeps it for one second */
    CACHE_MINUTE, /* the same, dear to make: everybody keeps it for a minute */
};

#define RESPONSE_COOKIES 2

struct response {
    int status;
    const char *content_type;
    const char *location; /* path on this site, percent-encoded; never made absolute */
    const char *etag;     /* with quotes, or NULL; sent as a weak one */
    const char *allow;    /* for 405 */
    int retry_after_s;    /* 0: none */
    enum cache cache;
    bool picture;            /* an SVG that other sites may show: a policy of its own */
    const char *img_sources; /* for img-src of the policy besides 'self', or NULL */
    bool admin;              /* frame-ancestors 'none', X-Frame-Options and noindex */
    const char *cookie[RESPONSE_COOKIES]; /* whole Set-Cookie values */
    size_t cookies;
    struct buf *body; /* the worker's output buffer */
};

void response_cookie(struct response *rs, const char *value);
/* Status line (CGI form), every header, blank line, appended to out. `body_bytes` is
 * what follows; `encoding` is "gzip" or NULL. A header whose value holds a control
 * character is left out and logged. A 304 describes no body. */
void response_head(const struct response *rs, size_t body_bytes, const char *encoding,
                   struct buf *out);
/* Does an If-None-Match header name this entity tag? Weak comparison (RFC 9110,
 * section 8.8.3.2). */
bool etag_matches(const char *if_none_match, const char *etag);

#endif
