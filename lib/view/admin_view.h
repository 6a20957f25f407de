/*
 * admin_view.h - sign-in, dashboard, moderation queue, posts, settings, account
 *
 * Each view sets the page's title, noindex and problems. p->admin_token is put into
 * every form of a signed-in author. The pages use the static files admin.css and
 * admin.js.
 */
#ifndef ADMIN_VIEW_H
#define ADMIN_VIEW_H

#include "account.h"
#include "comment_queue.h"
#include "decision.h"
#include "page.h"
#include "post.h"
#include "post_form.h"
#include "site_form.h"

struct login_view {
    const char *name;  /* as typed */
    const char *next;  /* local path to go to afterwards, or "" */
    const char *token; /* reader-style form token */
    struct problems problems;
};
enum rc login_view(const struct page *p, const struct login_view *v,
                   struct buf *out) MUST_USE;

/* A one-time link: choose a password. */
struct welcome_view {
    const char *name; /* the account's */
    const char *key;  /* of the link, posted back */
    struct problems problems;
};
enum rc welcome_view(const struct page *p, const struct welcome_view *v,
                     struct buf *out) MUST_USE;

struct dashboard_view {
    int64_t counts[COMMENT_STATES];
    const struct post *posts; /* newest first, drafts too */
    size_t posts_n;
    int64_t drafts;   /* of all posts */
    int64_t awaiting; /* debates that await a conclusion, of all posts */
    const struct decision_batch *recent;
    size_t recent_n;
    int64_t undone; /* comments that an undo just put back; -1: there was no undo */
    int64_t unread; /* comments left out: their text has changed; 0 or -1: none */
};
enum rc dashboard_view(const struct page *p, const struct dashboard_view *v,
                       struct buf *out) MUST_USE;

struct posts_view {
    const struct post *posts;
    size_t n;
    int64_t page;
    bool more;
};
enum rc posts_view(const struct page *p, const struct posts_view *v,
                   struct buf *out) MUST_USE;

struct settings_view {
    const struct site_form *form;
    bool saved;
};
enum rc settings_view(const struct page *p, const struct settings_view *v,
                      struct buf *out) MUST_USE;

struct account_view {
    bool has_mail;            /* a mail server is configured */
    struct account_mail mail; /* the address as typed */
    int64_t sessions;         /* signed-in browsers, this one included */
    const char *saved;        /* "password", "mail" or "" */
    struct problems problems;
};
enum rc account_view(const struct page *p, const struct account_view *v,
                     struct buf *out) MUST_USE;

#endif
