/*
 * call.h - drives dispatch() on a database in memory, without a socket
 *
 * call_open, once for a group of tests (an unchecked fixture), loads the templates;
 * call_setup and call_teardown give each test an empty Spanish site, made at CALL_NOW.
 * Whatever a function here returns lives until call_teardown. Time stands still until a
 * test calls later().
 */
#ifndef CALL_H
#define CALL_H

#include "account.h"
#include "app.h"
#include "post.h"
#include "request.h"
#include "response.h"
#include "suite.h"

#define CALL_NOW 1790000000 /* 2026-09-21 14:13:20 UTC */
#define CALL_URL "http://127.0.0.1:8080"

void call_open(void);
void call_close(void);
void call_setup(void);
void call_teardown(void);

/* Of the running test: to change a limit, to look at a row. */
struct config *call_config(void);
struct worker *call_worker(void);
struct arena *call_arena(void);
struct db *call_db(void);
/* Seconds pass. */
void later(int64_t seconds);

/* What a browser sends; NULL takes what an ordinary visit has: no header, a form's
 * type. */
struct visit {
    enum method method;
    const char *target; /* path and query */
    const char *body;
    size_t body_bytes; /* 0: up to the NUL */
    const char *cookie, *type, *origin, *fetch_site, *etag, *address, *agent;
    bool body_bad, body_too_large;
};
/* The answer; its body stays readable when the next one is there. */
struct response visit(const struct visit *v);
#define VISIT(...) visit(&(struct visit){ __VA_ARGS__ })
/* CPU time of the visit in nanoseconds; of the answer only its status is kept. */
int64_t visit_cost_ns(const struct visit *v, int *status);
struct response call(enum method method, const char *target, const char *body);
struct response get(const char *target);
struct response get_as(const char *cookie, const char *target);
struct response post_as(const char *cookie, const char *target, const char *body);

/* A POST as a browser makes it: it says that the form is of this site, and sends the same
 * again where it is told to. *cookie is the reader cookie that it has, NULL without one,
 * and what it has afterwards. */
struct response browse(const char **cookie, const char *target, const char *body);

/* Reading an answer. */
const char *text_of(const struct response *rs);
bool says(const struct response *rs, const char *text);
/* How often the text stands there. */
size_t times(const struct response *rs, const char *text);
/* Value of the first field of that name, as a browser would send it back. */
const char *field_of(const struct response *rs, const char *name);
/* "NAME=VALUE" of a cookie that the answer sets, for the next visit; "" without it. */
const char *cookie_of(const struct response *rs, const char *name);
#define ck_says(answer, text)                                                          \
    do {                                                                               \
        const struct response says_ = (answer);                                        \
        ck_assert_msg(says(&says_, text), "no \"%s\" in %s", text, text_of(&says_));   \
    } while (0)
#define ck_silent(answer, text)                                                        \
    do {                                                                               \
        const struct response silent_ = (answer);                                      \
        ck_assert_msg(!says(&silent_, text), "\"%s\" in %s", text, text_of(&silent_)); \
    } while (0)
#define ck_status(answer, wanted)                                                      \
    do {                                                                               \
        const struct response answer_ = (answer);                                      \
        ck_assert_msg(answer_.status == (wanted), "%d instead of %d: %s",              \
                      answer_.status, wanted, text_of(&answer_));                      \
    } while (0)
#define ck_sees_other(answer, where)                                                   \
    do {                                                                               \
        const struct response other_ = (answer);                                       \
        ck_status(other_, 303);                                                        \
        ck_assert_str_eq(other_.location, where);                                      \
    } while (0)

/* The same, behind `where` a seal: to say what was done. */
void check_sealed(const struct response *rs, const char *where);
#define ck_sees_sealed(answer, where)                                                  \
    do {                                                                               \
        const struct response sealed_ = (answer);                                      \
        check_sealed(&sealed_, where);                                                 \
    } while (0)

/* Every row count and every number that moves when something is stored, as one line. */
const char *stored(void);
/* First column of a query's first row. */
int64_t number(const char *sql);
/* "a=1&b=2" with percent escapes, of names and values in turn; the list ends with
 * NULL. */
const char *form(const char *name, ...) __attribute__((sentinel));

/* A published, open debate in Spanish where nothing waits; its id. */
int64_t debate(const char *slug);
/* What debate() saves, to change before save_post(). */
struct post_draft debate_draft(const char *slug);
int64_t save_post(const struct post_draft *draft);
/* An author of that name without a password, signed in: the Cookie header. */
const char *sign_in(const char *name);
/* The form token of a session's pages. */
const char *admin_token(const char *cookie);

/* The token of a post's form; five seconds pass, as when somebody writes. */
const char *reader_token(const char *slug);
/* The token of its one-press buttons. */
const char *reaction_token_of(const char *slug);
/* A whole comment form, ready to post. */
const char *comment_form(const char *slug, const char *side, const char *body);
/* Posts a comment through the page, each time from another address; its id. */
int64_t comment(const char *slug, const char *cookie, const char *side,
                const char *body);
int64_t reply(const char *slug, const char *cookie, const char *side, const char *body,
              int64_t parent);
/* One comment's state as the author sets it. */
void moderate(const char *cookie, const char *action, int64_t id);

#endif
