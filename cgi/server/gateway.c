/*
 * gateway.c - CGI variables to struct request, struct response to bytes
 */
#include <libdeflate.h>

#include "gateway.h"
#include "heap.h"
#include "log.h"
#include "utf8.h"

/* Above this the rest of a body is not even read: nginx refuses such a request itself. */
#define DRAIN_MAX ((size_t)16 * 1024 * 1024)
#define HEAD_MAX ((size_t)32 * 1024)
#define GZIP_MIN_BYTES 1024
/* A page of 60 comments, 47 KB: level 1 takes 0.09 ms to 27.0 %, 4 takes 0.20 ms to 25.6 %, 6 takes
 * 0.40 ms to 24.8 %. Rendering it takes about 0.3 ms. */
#define GZIP_LEVEL 1

static const char *variable(const struct gateway_source *s, const char *name)
{
    const char *value = s->variable(s->from, name);

    return value ? value : "";
}

static enum method method_of(const char *name)
{
    if (strcmp(name, "GET") == 0)
        return METHOD_GET;
    if (strcmp(name, "HEAD") == 0)
        return METHOD_HEAD;
    if (strcmp(name, "POST") == 0)
        return METHOD_POST;
    return METHOD_OTHER;
}

/* The path of "http://host/path", which clients may send instead of "/path" (RFC 9112, section 3.2.2). */
static const char *without_origin(const char *uri)
{
    const char *host;

    if (strncmp(uri, "http://", 7) == 0)
        host = uri + 7;
    else if (strncmp(uri, "https://", 8) == 0)
        host = uri + 8;
    else
        return uri;
    return host + strcspn(host, "/?");
}

/* PATH_INFO is decoded already: what would read as an escape or a query is escaped again. */
static const char *encode_path(struct arena *a, const char *prefix, const char *path)
{
    struct buf b;
    char *text;

    buf_init(&b, DRAIN_MAX);
    buf_str(&b, prefix);
    for (const char *c = path; *c; c++) {
        if (*c == '%' || *c == '?' || *c == '#')
            buf_printf(&b, "%%%02X", (unsigned char)*c);
        else
            buf_char(&b, *c);
    }
    text = arena_strndup(a, b.s, b.n);
    buf_clear(&b);
    return text;
}

/* REQUEST_URI is what the client sent, still encoded; plain CGI may lack it. */
static void read_target(const struct gateway_source *s, struct arena *a,
                        struct request *rq)
{
    const char *uri = without_origin(variable(s, "REQUEST_URI"));
    const size_t n = strcspn(uri, "?#");

    if (*variable(s, "REQUEST_URI")) {
        rq->raw_path = arena_strndup(a, uri, n);
        rq->raw_query = uri[n] == '?' ? uri + n + 1 : "";
    } else {
        rq->raw_path =
            encode_path(a, variable(s, "SCRIPT_NAME"), variable(s, "PATH_INFO"));
        rq->raw_query = variable(s, "QUERY_STRING");
    }
    if (*rq->raw_path != '/')
        rq->raw_path = arena_printf(a, "/%s", rq->raw_path);
}

/* Reads and forgets what is left, `most` bytes of it: a plain CGI server may keep the
 * stream open behind the body. */
static void drain(const struct gateway_source *s, uint64_t most)
{
    char piece[8192];
    size_t n = most < DRAIN_MAX ? (size_t)most : DRAIN_MAX, got = 1;

    while (n > 0 && got > 0) {
        got = s->read(s->from, piece, n < sizeof(piece) ? n : sizeof(piece));
        n -= got;
    }
}

static void read_body(const struct gateway_source *s, size_t body_max, struct arena *a,
                      struct request *rq)
{
    const char *length = variable(s, "CONTENT_LENGTH");
    uint64_t promised = 0;
    char *body;

    rq->body = "";
    rq->body_bad = *length && !parse_uint(length, UINT64_MAX / 2, &promised);
    rq->body_too_large = !rq->body_bad && promised > body_max;
    if (!rq->body_bad && !rq->body_too_large) {
        body = arena_alloc(a, (size_t)promised + 1);
        rq->body_bytes = s->read(s->from, body, (size_t)promised);
        rq->body = body;
        rq->body_bad = rq->body_bytes != promised || !s->ended(s->from);
    }
    if (rq->body_bad || rq->body_too_large)
        drain(s, rq->body_too_large ? promised : DRAIN_MAX);
}

void gateway_request(const struct gateway_source *s, size_t body_max, struct arena *a,
                     struct request *rq)
{
    rq->method = method_of(variable(s, "REQUEST_METHOD"));
    read_target(s, a, rq);
    rq->content_type = variable(s, "CONTENT_TYPE");
    rq->address = variable(s, "REMOTE_ADDR");
    rq->origin = variable(s, "HTTP_ORIGIN");
    rq->fetch_site = variable(s, "HTTP_SEC_FETCH_SITE");
    rq->if_none_match = variable(s, "HTTP_IF_NONE_MATCH");
    rq->accept_encoding = variable(s, "HTTP_ACCEPT_ENCODING");
    rq->user_agent = variable(s, "HTTP_USER_AGENT");
    rq->accept_language = variable(s, "HTTP_ACCEPT_LANGUAGE");
    rq->cookie_header = variable(s, "HTTP_COOKIE");
    read_body(s, body_max, a, rq);
}

struct packer {
    struct libdeflate_compressor *gzip;
    struct buf head;
    char *room; /* compressed body */
    size_t room_bytes;
};

struct packer *packer_new(void)
{
    struct packer *p = heap_resize(NULL, sizeof(*p));

    *p = (struct packer){ .gzip = libdeflate_alloc_compressor(GZIP_LEVEL) };
    if (!p->gzip)
        heap_exhausted(sizeof(*p));
    buf_init(&p->head, HEAD_MAX);
    return p;
}

void packer_free(struct packer *p)
{
    if (!p)
        return;
    libdeflate_free_compressor(p->gzip);
    buf_clear(&p->head);
    free(p->room);
    free(p);
}

/* Is this the quality "0", "0.0" ... that means "not at all" (RFC 9110, section 12.4.2)? */
static bool is_refused(const char *parameters, size_t n)
{
    size_t i = 0;

    while (i < n &&
           (parameters[i] == ' ' || parameters[i] == ';' || parameters[i] == '\t'))
        i++;
    if (i + 2 > n || (parameters[i] | 0x20) != 'q' || parameters[i + 1] != '=')
        return false;
    for (i += 2; i < n; i++)
        if (parameters[i] >= '1' && parameters[i] <= '9')
            return false;
    return true;
}

static bool admits_gzip(const char *accept_encoding)
{
    const char *s = accept_encoding;

    for (;;) {
        size_t n, name;

        s += strspn(s, " \t,");
        if (!*s)
            return false;
        n = strcspn(s, ",");
        name = strcspn(s, " \t;,");
        if ((name == 4 && strncasecmp(s, "gzip", 4) == 0) || (name == 1 && *s == '*'))
            return !is_refused(s + name, n - name);
        s += n;
    }
}

static bool wants_gzip(const struct request *rq, const struct response *rs)
{
    return rs->cache == CACHE_SHARED && rs->status != 304 &&
           rs->body->n >= GZIP_MIN_BYTES && admits_gzip(rq->accept_encoding);
}

/* Bytes of the compressed body in p->room; 0 when it would not be smaller. */
static size_t compress(struct packer *p, const struct buf *body)
{
    if (p->room_bytes < body->n) {
        free(p->room);
        p->room_bytes = body->n + body->n / 2;
        p->room = heap_resize(NULL, p->room_bytes);
    }
    return libdeflate_gzip_compress(p->gzip, body->s, body->n, p->room, body->n);
}

struct packed packer_pack(struct packer *p, const struct request *rq,
                          const struct response *rs)
{
    const size_t small = wants_gzip(rq, rs) ? compress(p, rs->body) : 0;
    struct packed out = { .body = small ? p->room : rs->body->s,
                          .body_bytes = small ? small : rs->body->n };

    buf_reset(&p->head);
    response_head(rs, out.body_bytes, small ? "gzip" : NULL, &p->head);
    if (p->head.rc) {
        log_error("the head of an answer is over %zu bytes", HEAD_MAX);
        buf_reset(&p->head);
        buf_str(&p->head,
                "Status: 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n");
        out.body_bytes = 0;
    }
    out.head = p->head.s;
    out.head_bytes = p->head.n;
    if (rq->method == METHOD_HEAD || rs->status == 304)
        out.body_bytes = 0;
    return out;
}
