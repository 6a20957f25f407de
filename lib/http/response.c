/*
 * response.c - the head of a response, in CGI form (RFC 3875, section 6)
 */
#include <assert.h>
#include <string.h>

#include "array.h"
#include "log.h"
#include "response.h"

static const char CONTENT_POLICY[] =
    "Content-Security-Policy: default-src 'none'; style-src 'self'; script-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; img-src 'self'";
static const char PUBLIC_HEADERS[] = "; frame-ancestors 'self'\r\n";
static const char ADMIN_HEADERS[] = "; frame-ancestors 'none'\r\n"
                                    "X-Frame-Options: DENY\r\n"
                                    "X-Robots-Tag: noindex, nofollow\r\n";
/* A picture opened as a document may use its own styles and nothing else. */
static const char PICTURE_HEADERS[] = "Content-Security-Policy: default-src 'none'; "
                                      "style-src 'unsafe-inline'; sandbox\r\n"
                                      "Cross-Origin-Resource-Policy: cross-origin\r\n";
/* Not "no-referrer": with it browsers send "Origin: null" with our own forms. */
static const char EVERY_HEADERS[] = "X-Content-Type-Options: nosniff\r\n"
                                    "Referrer-Policy: same-origin\r\n"
                                    "Cross-Origin-Opener-Policy: same-origin\r\n"
                                    "Permissions-Policy: camera=(), geolocation=(), "
                                    "microphone=(), payment=(), usb=()\r\n";

static const char *reason(int status)
{
    static const struct {
        int status;
        const char *reason;
    } reasons[] = {
        { 200, "OK" },
        { 301, "Moved Permanently" },
        { 303, "See Other" },
        { 304, "Not Modified" },
        { 307, "Temporary Redirect" },
        { 400, "Bad Request" },
        { 403, "Forbidden" },
        { 404, "Not Found" },
        { 405, "Method Not Allowed" },
        { 409, "Conflict" },
        { 413, "Content Too Large" },
        { 415, "Unsupported Media Type" },
        { 422, "Unprocessable Content" },
        { 429, "Too Many Requests" },
        { 500, "Internal Server Error" },
        { 503, "Service Unavailable" },
    };

    for (size_t i = 0; i < ARRAY_LEN(reasons); i++) {
        if (reasons[i].status == status)
            return reasons[i].reason;
    }
    return "Unknown";
}

/* A header is left out if its value has a control character: it could start another. */
static bool value_fits(const char *name, const char *value)
{
    for (const char *s = value; *s; s++) {
        if ((unsigned char)*s < ' ' || *s == 0x7f) {
            log_error("response: %s left out, control character in \"%s\"", name,
                      value);
            return false;
        }
    }
    return true;
}

static void header(struct buf *out, const char *name, const char *prefix,
                   const char *value)
{
    if (!value || !value_fits(name, value))
        return;
    buf_str(out, name);
    buf_str(out, ": ");
    buf_str(out, prefix);
    buf_str(out, value);
    buf_str(out, "\r\n");
}

static void cache_headers(enum cache cache, struct buf *out)
{
    switch (cache) {
    case CACHE_SHARED:
        /* X-Accel-Expires first: nginx 1.22 obeys the first of the two. */
        buf_str(out, "X-Accel-Expires: 1\r\n"
                     "Cache-Control: no-cache\r\n"
                     "Vary: Accept-Encoding\r\n");
        break;
    case CACHE_MINUTE:
        buf_str(out, "X-Accel-Expires: 60\r\n"
                     "Cache-Control: public, max-age=60\r\n"
                     "Vary: Accept-Encoding\r\n");
        break;
    case CACHE_OWN:
        buf_str(out, "Cache-Control: private, no-cache\r\n"
                     "Vary: Accept-Encoding\r\n");
        break;
    case CACHE_NEVER:
        buf_str(out, "Cache-Control: no-store\r\n");
        break;
    }
}

/* A 304 does not describe a body (RFC 9110, section 15.4.5). */
static void body_headers(const struct response *rs, size_t body_bytes,
                         const char *encoding, struct buf *out)
{
    if (rs->status == 304)
        return;
    header(out, "Content-Type", "", rs->content_type);
    header(out, "Content-Encoding", "", encoding);
    buf_printf(out, "Content-Length: %zu\r\n", body_bytes);
}

/* The origins that the page may load from, and those that may frame it. A 304 keeps the
 * policy of the cached page, since it does not know the page's pictures. */
static void policy_headers(const struct response *rs, struct buf *out)
{
    if (rs->picture) {
        buf_str(out, PICTURE_HEADERS);
        return;
    }
    if (rs->status == 304)
        return;
    buf_str(out, CONTENT_POLICY);
    if (rs->img_sources && rs->img_sources[0] &&
        value_fits("Content-Security-Policy", rs->img_sources))
        buf_printf(out, " %s", rs->img_sources);
    buf_str(out, rs->admin ? ADMIN_HEADERS : PUBLIC_HEADERS);
}

void response_cookie(struct response *rs, const char *value)
{
    assert(rs->cookies < RESPONSE_COOKIES);
    if (rs->cookies < RESPONSE_COOKIES)
        rs->cookie[rs->cookies++] = value;
}

void response_head(const struct response *rs, size_t body_bytes, const char *encoding,
                   struct buf *out)
{
    buf_printf(out, "Status: %d %s\r\n", rs->status, reason(rs->status));
    cache_headers(rs->cache, out);
    body_headers(rs, body_bytes, encoding, out);
    header(out, "Location", "", rs->location);
    if (rs->etag)
        header(out, "ETag", strncmp(rs->etag, "W/", 2) == 0 ? "" : "W/", rs->etag);
    header(out, "Allow", "", rs->allow);
    if (rs->retry_after_s > 0)
        buf_printf(out, "Retry-After: %d\r\n", rs->retry_after_s);
    for (size_t i = 0; i < rs->cookies; i++)
        header(out, "Set-Cookie", "", rs->cookie[i]);
    policy_headers(rs, out);
    buf_str(out, EVERY_HEADERS);
    buf_str(out, "\r\n");
}

static const char *opaque(const char *etag)
{
    return strncmp(etag, "W/", 2) == 0 ? etag + 2 : etag;
}

bool etag_matches(const char *if_none_match, const char *etag)
{
    const char *s = if_none_match;
    const char *wanted = etag ? opaque(etag) : "";
    const size_t wanted_n = strlen(wanted);

    if (!s || !wanted_n)
        return false;
    s += strspn(s, " \t,");
    if (*s == '*')
        return s[1 + strspn(s + 1, " \t")] == '\0';
    while (*s) {
        size_t n;

        s = opaque(s);
        if (*s != '"')
            return false;
        n = strcspn(s + 1, "\"") + 2;
        if (s[n - 1] != '"')
            return false;
        if (n == wanted_n && memcmp(s, wanted, n) == 0)
            return true;
        s += n;
        s += strspn(s, " \t,");
    }
    return false;
}
