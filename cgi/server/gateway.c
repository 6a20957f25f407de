/*
 * gateway.c - from CGI variables and body to struct request
 */
#include "buf.h"
#include "dispatch.h"
#include "gateway.h"
#include "number.h"
#include "watch.h"

/* The rest of a longer body is not even read: nginx refuses such a request. */
#define DRAIN_MAX ((size_t)16 * 1024 * 1024)

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

/* The path of "http://host/path", which clients may send instead of "/path" (RFC 9112,
 * section 3.2.2). */
static const char *without_origin(const char *uri)
{
    const char *host;

    if (strncmp(uri, "http://", 7) == 0)
        host = uri + 7;
    else if (strncmp(uri, "https://", 8) == 0)
        host = uri + 8;
    else
        return uri;
    return host + strcspn(host, "/?#");
}

/* PATH_INFO is decoded already: the characters of escapes, queries and fragments are
 * escaped again. */
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
    const size_t n = strcspn(uri, "?");

    if (*variable(s, "REQUEST_URI")) {
        rq->path = arena_strndup(a, uri, n);
        rq->raw_query = uri[n] == '?' ? uri + n + 1 : "";
    } else {
        rq->path = encode_path(a, variable(s, "SCRIPT_NAME"), variable(s, "PATH_INFO"));
        rq->raw_query = variable(s, "QUERY_STRING");
    }
    if (*rq->path != '/')
        rq->path = arena_printf(a, "/%s", rq->path);
}

/* Reads and discards at most `most` bytes: a plain CGI server may keep the stream open
 * after the body. */
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

struct encoded gateway_answer(const struct gateway_source *source, struct worker *w,
                              bool cut)
{
    struct request rq = { 0 };
    struct response rs = { 0 };

    gateway_request(source, dispatch_body_max(&w->app->config), w->arena, &rq);
    rq.cut = cut;
    watch_answer(w);
    dispatch(w, &rq, &rs);
    return encoder_encode(w->encoder, &rq, &rs);
}
