/*
 * request.h - one request, as plain data: what the client sent, what dispatch found out
 *
 * cgi/server/fcgi fills the first part (nothing in it is trusted), dispatch the second
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
    const char *path; /* as sent, from '/' on; handlers see none with an escape */
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
    bool body_too_large; /* the body was not read: it is above the server's ceiling */
    bool body_bad;       /* CONTENT_LENGTH lied or is no number */
    bool cut;            /* a variable held a NUL: what is here is not what was sent */

    /* From dispatch. */
    struct arena *arena;
    const struct app *app;
    struct event_counts *events;
    struct db *db;
    const struct site *site;
    const struct session *session; /* NULL: nobody is signed in */
    const char *reader_key;        /* the `reader` cookie when well formed, else NULL */
    int64_t person_id; /* of the session or of the reader cookie; 0: unknown */
    enum lang lang;    /* the site's, until a handler loads a post */
    int64_t now;
    const char *arg[REQUEST_ARGS]; /* what :slug and :id matched */
    int64_t id_arg;                /* :id as a number, else 0 */
    const char *redirect_to; /* with RC_REDIRECT: path and query of the same page */
    struct fields query, form, cookies;
};

/* Value of a query or form field; "" when absent. */
const char *request_query(const struct request *rq, const char *name);
const char *request_form(const struct request *rq, const char *name);

#define REQUEST_PAGE_MAX 100000
/* Query field "page" of a list in parts; *page stays what it is without one. false: it
 * is not a number from 1 to REQUEST_PAGE_MAX. */
bool request_page(const struct request *rq, int64_t *page);
/* A query field that names a row; *id is 0 without it. false: it is no id. */
bool request_id(const struct request *rq, const char *name, int64_t *id);
/* Query field "lang" into rq->lang, which stays what it is without one. false: it is no
 * language of ours. */
bool request_lang(struct request *rq);

#endif
