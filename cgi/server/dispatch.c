/*
 * dispatch.c - from request to response: see dispatch.h
 */
#include "clock.h"
#include "db.h"
#include "dispatch.h"
#include "identity.h"
#include "number.h"
#include "page.h"
#include "respond.h"
#include "routes.h"
#include "site.h"
#include "slug.h"
#include "token.h"
#include "trace.h"
#include "url.h"

#define FORM_TYPE "application/x-www-form-urlencoded"

static bool segment_matches(const char *pattern, const char *value)
{
    int64_t id;

    if (strcmp(pattern, ":slug") == 0)
        return slug_valid(value);
    if (strcmp(pattern, ":id") == 0)
        return parse_id(value, &id);
    return strcmp(pattern, value) == 0;
}

/* Returns the next path segment, in the arena; NULL at the end. */
static const char *next_segment(struct arena *a, const char **rest)
{
    const char *start = *rest;
    size_t n;

    if (*start != '/')
        return NULL;
    n = strcspn(++start, "/");
    *rest = start + n;
    return arena_strndup(a, start, n);
}

static bool path_matches(struct request *rq, const char *pattern)
{
    const char *path = rq->path, *p, *v;
    size_t args = 0;

    rq->id_arg = 0;
    for (;;) {
        p = next_segment(rq->arena, &pattern);
        v = next_segment(rq->arena, &path);
        if (!p || !v)
            return !p && !v;
        if (!segment_matches(p, v))
            return false;
        if (p[0] == ':')
            rq->arg[args++] = v;
        if (strcmp(p, ":id") == 0 && !parse_id(v, &rq->id_arg))
            return false;
    }
}

static bool method_matches(const struct request *rq, const struct route *route)
{
    return rq->method == route->method ||
           (rq->method == METHOD_HEAD && route->method == METHOD_GET);
}

/* Returns NULL if no route matches; sets rs->allow if only the method is wrong. */
static const struct route *find_route(struct request *rq, struct response *rs)
{
    bool get = false, post = false;

    for (size_t i = 0; i < routes_n; i++) {
        if (!path_matches(rq, routes[i].path))
            continue;
        if (method_matches(rq, &routes[i]))
            return &routes[i];
        get = get || routes[i].method == METHOD_GET;
        post = post || routes[i].method == METHOD_POST;
    }
    if (get || post)
        rs->allow = get && post ? "GET, HEAD, POST" : get ? "GET, HEAD" : "POST";
    return NULL;
}

static int64_t body_limit(const struct route *route, const struct config *c)
{
    return route->body == EDITOR_BODY ? c->editor_bytes
           : route->body == FORM_BODY ? c->form_bytes
                                      : 0;
}

size_t dispatch_body_max(const struct config *c)
{
    return (size_t)(c->editor_bytes > c->form_bytes ? c->editor_bytes : c->form_bytes);
}

/* Is it "application/x-www-form-urlencoded", with or without parameters? */
static bool form_type(const char *content_type)
{
    size_t n = strcspn(content_type, "; ");

    return n == strlen(FORM_TYPE) && strncasecmp(content_type, FORM_TYPE, n) == 0;
}

/* Returns 0, or the status that refuses the body. */
static int check_body(const struct request *rq, const struct route *route)
{
    if (rq->method != METHOD_POST)
        return 0;
    if (rq->body_bad)
        return 400;
    if (rq->body_too_large ||
        rq->body_bytes > (size_t)body_limit(route, &rq->app->config))
        return 413;
    return route->role == ROLE_BEARER || form_type(rq->content_type) ? 0 : 415;
}

static bool repeated(const struct request *rq, const char *name)
{
    return fields_count(&rq->query, name) > 1 || fields_count(&rq->form, name) > 1;
}

/* Does a known field come twice? It is unclear which value the client means. */
static bool input_twice(const struct request *rq, const char *inputs)
{
    while (*inputs) {
        size_t n = strcspn(inputs, " ");

        if (repeated(rq, arena_strndup(rq->arena, inputs, n)))
            return true;
        inputs += n + strspn(inputs + n, " ");
    }
    return false;
}

/* A form of another site must not act in the name of its visitor. Browsers say where a
 * request comes from; a program that sends neither header has no visitor to abuse. */
static bool same_site(const struct request *rq)
{
    if (rq->fetch_site[0])
        return strcmp(rq->fetch_site, "same-origin") == 0 ||
               strcmp(rq->fetch_site, "none") == 0;
    return !rq->origin[0] || strcmp(rq->origin, rq->app->config.base_url) == 0;
}

static enum rc to_login(const struct request *rq, struct response *rs)
{
    const char *next = rq->raw_query[0]
                           ? arena_printf(rq->arena, "%s?%s", rq->path, rq->raw_query)
                           : rq->path;

    return respond_see_other(rs, arena_printf(rq->arena, "/admin/login?next=%s",
                                              url_encode(rq->arena, next)));
}

static enum rc guarded(struct request *rq, struct response *rs,
                       const struct route *route)
{
    bool post = rq->method == METHOD_POST;

    if (post && route->role != ROLE_BEARER && !same_site(rq))
        return RC_FORBIDDEN;
    if (route->role == ROLE_AUTHOR && !rq->session && !post)
        return to_login(rq, rs);
    if (route->role == ROLE_AUTHOR && !identity_admin_form(rq) && post)
        return route->refuse ? route->refuse(rq, rs) : RC_FORBIDDEN;
    return route->handle(rq, rs);
}

static enum rc parse_inputs(struct request *rq, const struct route *route)
{
    enum rc rc =
        fields_parse(rq->arena, rq->raw_query, strlen(rq->raw_query), &rq->query);

    if (!rc && rq->method == METHOD_POST && route->role != ROLE_BEARER)
        rc = fields_parse(rq->arena, rq->body, rq->body_bytes, &rq->form);
    if (!rc && input_twice(rq, route->inputs))
        rc = RC_INVALID;
    return rc;
}

/* A request target has no fragment (RFC 9112, section 3.2): one would give a page a
 * second address. */
static bool has_fragment(const struct request *rq)
{
    return strchr(rq->path, '#') || strchr(rq->raw_query, '#');
}

static enum rc run(struct worker *w, struct request *rq, struct response *rs)
{
    const struct route *route;
    char *decoded;
    enum rc rc;
    int status;

    if (rq->cut || has_fragment(rq))
        return RC_INVALID;
    rc = url_decode(rq->arena, rq->path, strlen(rq->path), false, &decoded);
    if (rc)
        return rc;
    if (strcmp(decoded, rq->path) != 0)
        return RC_NOT_FOUND; /* escapes would give a page a second address */
    rs->admin = strncmp(rq->path, "/admin", strlen("/admin")) == 0;
    route = find_route(rq, rs);
    w->route = route;
    if (!route)
        return rs->allow ? respond_error(rq, rs, 405) : RC_NOT_FOUND;
    status = check_body(rq, route);
    if (status)
        return respond_error(rq, rs, status);
    rc = parse_inputs(rq, route);
    if (!rc)
        rc = identity_find(rq);
    if (rq->method == METHOD_POST)
        identity_seen(rq);
    return rc ? rc : guarded(rq, rs, route);
}

static int status_of(enum rc rc)
{
    switch (rc) {
    case RC_NOT_FOUND:
        return 404;
    case RC_INVALID:
        return 400;
    case RC_FORBIDDEN:
        return 403;
    case RC_CONFLICT:
        return 409;
    case RC_TOO_LARGE:
        return 413;
    case RC_TOO_MANY:
        return 429;
    case RC_BUSY:
    case RC_FULL:
        return 503;
    case RC_OK:
    case RC_REDIRECT:
    case RC_FAIL:
        break;
    }
    return 500;
}

static enum rc answer(struct worker *w, struct request *rq, struct response *rs)
{
    struct site *site;
    enum rc rc;

    if (site_load(w->db, w->arena, rq->now, &site))
        return RC_BUSY; /* the cause is logged; visitors get a 503 */
    rq->site = site;
    rq->lang = site->lang;
    rc = run(w, rq, rs);
    return rc == RC_REDIRECT ? respond_redirect(rq, rs) : rc;
}

/* A page is read from one snapshot: its numbers agree with its comments. */
static enum rc answer_from_snapshot(struct worker *w, struct request *rq,
                                    struct response *rs)
{
    enum rc rc = db_begin_read(w->db);

    if (rc)
        return RC_BUSY;
    rc = db_end(w->db, answer(w, rq, rs));
    identity_seen(rq);
    return rc;
}

void dispatch(struct worker *w, struct request *rq, struct response *rs)
{
    static const struct site no_site = { .title = "Tertulia",
                                         .tagline = "",
                                         .lang = LANG_ES };
    const struct trace trace = trace_begin(w);
    enum rc rc;

    w->route = NULL;
    buf_reset(&w->out);
    *rs = (struct response){ .body = &w->out, .cache = CACHE_NEVER };
    rq->arena = w->arena;
    rq->app = w->app;
    rq->events = &w->events;
    rq->db = w->db;
    rq->now = clock_now();
    rq->site = &no_site;
    event_turn(rq->events, rq->now);
    rc =
        rq->method == METHOD_POST ? answer(w, rq, rs) : answer_from_snapshot(w, rq, rs);
    if (rc && respond_error(rq, rs, status_of(rc)) != RC_OK)
        respond_bare(rs, 500);
    if (rs->status == 429)
        event_log(rq, EVENT_LIMIT, w->route->path);
    trace_end(&trace, w, rq, rs);
}
