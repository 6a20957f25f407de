/*
 * mailbox_view.h - the pages that the links of mails open, and the forms that ask for
 * an address
 *
 * Each is noindex and has no canonical link: its address is a secret of its reader.
 */
#ifndef MAILBOX_VIEW_H
#define MAILBOX_VIEW_H

#include "decision.h"
#include "follow_view.h"
#include "mail_comment.h"
#include "message.h"
#include "page.h"
#include "subscription.h"

/* A question with one button: scanners of mail follow links, but press nothing. */
struct ask_view {
    enum message heading, text, button;
    const char *const *lines; /* what it is about */
    size_t n;
    const char *action; /* path, perhaps with a query, that gets the key */
    const char *key;
};
enum rc ask_view(const struct page *p, const struct ask_view *v,
                 struct buf *out) MUST_USE;

/* Somebody gave an address: was it the owner of the mailbox? */
struct confirm_request {
    int64_t id;               /* of the email */
    const char *who;          /* "Ana commented on ... and gave this address." */
    const char *href;         /* path of the comment; NULL: it cannot be read */
    const char *const *lines; /* what is to be told */
    size_t n;
    bool joins;   /* "that is mine" can be said */
    bool taken;   /* it could, but the person has another address */
    bool notices; /* mail that was asked for can be allowed */
};
struct confirm_view {
    const char *key;
    const struct confirm_request *list;
    size_t n;
};
enum rc confirm_view(const struct page *p, const struct confirm_view *v,
                     struct buf *out) MUST_USE;

/* What happened, with a way on. */
struct result_view {
    enum message heading;
    const char *text;
    const char *href; /* NULL: home */
    enum message link;
};
enum rc result_view(const struct page *p, const struct result_view *v,
                    struct buf *out) MUST_USE;

struct manage_view {
    const char *key;
    const struct subscription *list;
    size_t n;
    bool saved;
};
enum rc manage_view(const struct page *p, const struct manage_view *v,
                    struct buf *out) MUST_USE;

enum rc continue_view(const struct page *p, const struct address_form *v,
                      struct buf *out) MUST_USE;
/* To an author: shall this be done? */
struct decide_view {
    const struct mail_comment *notice;
    enum action action; /* approve, reject or spam */
    const char *key;
    int64_t unread; /* 1: its text has changed since it was to be decided; else 0 */
};
enum rc decide_view(const struct page *p, const struct decide_view *v,
                    struct buf *out) MUST_USE;

#endif
