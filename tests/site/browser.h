/*
 * browser.h - a visitor: sends requests through nginx, keeps cookies, reads answers
 *
 * Each browser has its own arena, which holds its answers: each thread can have one.
 */
#ifndef BROWSER_H
#define BROWSER_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"

struct browser;

/* Without cookies. */
struct browser *browser_new(void);
void browser_free(struct browser *b);
struct arena *browser_arena(struct browser *b);

struct answer {
    int status;       /* 0: no answer */
    const char *head; /* header lines */
    const char *body; /* NUL-terminated */
    size_t n;
};

struct ask {
    const char *method;     /* NULL: GET, or POST with a body */
    const char *target;     /* sent as it is */
    const char *body;       /* a form, or NULL */
    const char *headers[6]; /* "Name: value" */
    long patience_ms;       /* 0: PATIENCE_MS */
};
struct answer ask(struct browser *b, const struct ask *what);
#define ASK(b, ...) ask((b), &(struct ask){ __VA_ARGS__ })
struct answer get(struct browser *b, const char *target);
struct answer post(struct browser *b, const char *target, const char *form);
/* Adds a unique query field, so that no cache holds the address. */
const char *fresh(struct browser *b, const char *path);
/* Gets the page at such an address. */
struct answer get_fresh(struct browser *b, const char *path);

/* Value of the first header of that name, "" without it. */
const char *header_of(struct browser *b, const struct answer *r, const char *name);
/* Value of the first hidden field of that name in a page, "" without it. */
const char *field_of(struct browser *b, const struct answer *r, const char *name);
bool says(const struct answer *r, const char *text);

/* "a=1&b=2" with percent escapes, of names and values in turn, up to NULL. */
const char *form(struct browser *b, ...) __attribute__((sentinel));
/* The token of a debate's form, from a page that is fetched now. */
const char *reader_token(struct browser *b, const char *slug);
/* A comment for a debate, ready to post. */
const char *comment_form(struct browser *b, const char *token, const char *text);
/* Posts a comment and returns the answer. `parent` 0: starts a thread. */
struct answer argue(struct browser *b, const char *slug, const char *side,
                    const char *body, long parent);
/* The id in the address that an answer leads to: "#c12" or "?held=12"; 0: none. */
long id_of(struct browser *b, const struct answer *r);
/* Signs the author of the site in. */
void sign_in(struct browser *b);
/* A token of the author's forms. */
const char *admin_token(struct browser *b);

#define ck_status(got, wanted)                                                         \
    do {                                                                               \
        const struct answer answer_ = (got);                                           \
        ck_assert_msg(answer_.status == (wanted), "%d instead of %d: %.500s%.2000s",   \
                      answer_.status, wanted, answer_.head, answer_.body);             \
    } while (0)
#define ck_says(got, text)                                                             \
    do {                                                                               \
        const struct answer says_ = (got);                                             \
        ck_assert_msg(says(&says_, text), "no \"%s\" in %.2000s", text, says_.body);   \
    } while (0)
#define ck_silent(got, text)                                                           \
    do {                                                                               \
        const struct answer silent_ = (got);                                           \
        ck_assert_msg(!says(&silent_, text), "\"%s\" in %.2000s", text, silent_.body); \
    } while (0)

#endif
