/*
 * call.h - drives dispatch() on a database in memory, without a socket
 *
 * call_open, once for a group of tests (an unchecked fixture), loads the templates;
 * call_setup and call_teardown give each test an empty Spanish site, made at CALL_NOW.
 * Results live until call_teardown. The clock moves only when a test calls later().
 */
#ifndef CALL_H
#define CALL_H

#include "account.h"
#include "app.h"
#include "post_save.h"
#include "request.h"
#include "response.h"
#include "suite.h"

#define CALL_NOW 1790000000 /* 2026-09-21 14:13:20 UTC */
#define CALL_URL "http://127.0.0.1:8080"

void call_open(void);
void call_close(void);
void call_setup(void);
void call_teardown(void);

/* The running test's own: to change a limit or to look at a row. */
struct config *call_config(void);
struct worker *call_worker(void);
struct arena *call_arena(void);
struct db *call_db(void);
/* Moves the clock forward. */
void later(int64_t seconds);

/* A request of a browser. NULL gives the value of an ordinary visit: no header, the
 * type of a form. */
struct visit {
    enum method method;
    const char *target; /* path and query */
    const char *body;
    size_t body_bytes; /* 0: up to the NUL */
    const char *cookie, *type, *origin, *fetch_site, *etag, *address, *agent;
    bool body_bad, body_too_large;
};
/* Returns the answer; its body stays readable after the next visit. */
struct response visit(const struct visit *v);
#define VISIT(...) visit(&(struct visit){ __VA_ARGS__ })
/* Returns the CPU time of the visit in nanoseconds, and the status of the answer. */
int64_t visit_cost_ns(const struct visit *v, int *status);
struct response call(enum method method, const char *target, const char *body);
struct response get(const char *target);
struct response get_as(const char *cookie, const char *target);
struct response post_as(const char *cookie, const char *target, const char *body);

/* A POST as a browser makes it: it says that the form is of this site, and repeats it
 * after a 307. *cookie is its reader cookie, before and after; NULL: none. */
struct response browse(const char **cookie, const char *target, const char *body);

/* Reading an answer. */
const char *text_of(const struct response *rs);
bool says(const struct response *rs, const char *text);
/* Returns how often the answer contains the text. */
size_t times(const struct response *rs, const char *text);
/* Returns the value of the first field of that name, as a browser would send it. */
const char *field_of(const struct response *rs, const char *name);
/* Returns "NAME=VALUE" of a cookie that the answer sets, for the next visit, or "". */
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

/* The same with a seal after `where`, by which the page says what was done. */
void check_sealed(const struct response *rs, const char *where);
#define ck_sees_sealed(answer, where)                                                  \
    do {                                                                               \
        const struct response sealed_ = (answer);                                      \
        check_sealed(&sealed_, where);                                                 \
    } while (0)

/* Returns one line with each row count and each number that a stored change affects. */
const char *stored(void);
/* Returns the first column of a query's first row. */
int64_t number(const char *sql);
/* Returns "a=1&b=2" with percent escapes, of names and values in turn; the list ends
 * with NULL. */
const char *form(const char *name, ...) __attribute__((sentinel));

/* Saves a published, open debate in Spanish that holds no comment; returns its id. */
int64_t debate(const char *slug);
/* Returns the draft of debate(), to change before save_post(). */
struct post_draft debate_draft(const char *slug);
int64_t save_post(const struct post_draft *draft);
/* Signs in an author without a password, added if new; returns the Cookie header. */
const char *sign_in(const char *name);
/* Returns the form token of a session's pages. */
const char *admin_token(const char *cookie);

/* Returns the token of a post's comment form; five seconds pass, as in writing. */
const char *reader_token(const char *slug);
/* Returns the token of the post's reaction buttons. */
const char *reaction_token_of(const char *slug);
/* A whole comment form, ready to post. */
const char *comment_form(const char *slug, const char *side, const char *body);
/* Posts a comment through the page, each time from another address; returns its id. */
int64_t comment(const char *slug, const char *cookie, const char *side,
                const char *body);
int64_t reply(const char *slug, const char *cookie, const char *side, const char *body,
              int64_t parent);
/* Applies an author's action to one comment. */
void moderate(const char *cookie, const char *action, int64_t id);

#endif
