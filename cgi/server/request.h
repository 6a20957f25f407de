/*
 * request.h - one request, as plain data: what the client sent, what dispatch found out
 *
 * cgi/server/gateway fills the first part (do not trust it), dispatch the second
 * before a handler runs. Everything lives in `arena` and ends with the request.
 */
#ifndef REQUEST_H
#define REQUEST_H

#include <stdbool.h>
#include <stdint.h>

#include "fields.h"
#include "lang.h"
#include "site.h"

struct app;          /* cgi/server/app.h: const once workers start */
struct db;           /* db.h */
struct site;         /* store/site.h */
struct session;      /* store/session.h */
struct event_counts; /* cgi/server/event.h: of the worker */

enum method { METHOD_OTHER, METHOD_GET, METHOD_HEAD, METHOD_POST };
#define REQUEST_ARGS 2

struct request {
    /* From the web server; a missing header is "". */
    enum method method;
    const char *path; /* as sent, begins with '/'; handlers get none with an escape */
    const char *raw_query;
    const char *content_type;
    const char *address;    /* REMOTE_ADDR */
    const char *origin;     /* Origin */
    const char *fetch_site; /* Sec-Fetch-Site */
    const char *if_none_match;
    const char *accept_encoding;
    const char *user_agent;
    const char *accept_language;
    const char *cookie_header;
    const char *body;
    size_t body_bytes;
    bool body_too_large; /* the body is longer than any route accepts: not kept */
    bool body_bad;       /* CONTENT_LENGTH is wrong or no number */
    bool cut;            /* a variable is shorter here than sent: FCGI_HEADER_CUT */

    /* From dispatch. */
    struct arena *arena;
    const struct app *app;
    struct event_counts *events;
    struct db *db;
    const struct site *site;
    const struct session *session; /* NULL: the viewer is not signed in */
    const char *reader_key;        /* the `reader` cookie when well formed, else NULL */
    int64_t person_id; /* of the session or of the reader cookie; 0: unknown */
    enum lang lang;    /* the site's, until a handler loads a post */
    int64_t now;
    const char *arg[REQUEST_ARGS]; /* what :slug and :id matched */
    int64_t id_arg;                /* :id as a number, else 0 */
    const char *redirect_to; /* with RC_REDIRECT: current path and query of the page */
    struct fields query, form, cookies;
};

/* Value of a query or form field; "" when absent. */
const char *request_query(const struct request *rq, const char *name);
const char *request_form(const struct request *rq, const char *name);

#define REQUEST_PAGE_MAX 100000
/* Reads query field "page"; without it *page keeps its value. false: it is not a number
 * from 1 to REQUEST_PAGE_MAX. */
bool request_page(const struct request *rq, int64_t *page);
/* Reads a query field with an id; without it *id is 0. false: it is no id. */
bool request_id(const struct request *rq, const char *name, int64_t *id);
/* Reads query field "lang" into rq->lang, which keeps its value without it. false: the
 * language is not supported. */
bool request_lang(struct request *rq);

#endif
