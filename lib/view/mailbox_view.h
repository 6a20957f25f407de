/*
 * mailbox_view.h - pages that links in mails open, and forms that ask for an address
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

/* A question with one button: mail scanners follow links, but press no buttons. */
struct ask_view {
    enum message heading, text, button;
    const char *const *lines; /* the subject of the question */
    size_t n;
    const char *action; /* path, perhaps with a query, to which the key is posted */
    const char *key;
};
enum rc ask_view(const struct page *p, const struct ask_view *v,
                 struct buf *out) MUST_USE;

/* An address was given: was it by the owner of the mailbox? */
struct confirm_request {
    int64_t id;               /* of the email */
    const char *who;          /* "Ana commented on ... and gave this address." */
    const char *href;         /* path of the comment; NULL: it is not visible */
    const char *const *lines; /* the mails asked for */
    size_t n;
    bool joins;   /* "that is mine" is offered */
    bool taken;   /* it is not: the person has another address */
    bool notices; /* the mails asked for can be allowed */
};
struct confirm_view {
    const char *key;
    const struct confirm_request *list;
    size_t n;
};
enum rc confirm_view(const struct page *p, const struct confirm_view *v,
                     struct buf *out) MUST_USE;

/* The result of a request, with a link to go on. */
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

enum rc identity_link_view(const struct page *p, const struct address_form *v,
                           struct buf *out) MUST_USE;
/* Asks an author to confirm a decision. */
struct mail_moderation_view {
    const struct mail_comment *about;
    enum action action; /* approve, reject or spam */
    const char *key;
    int64_t unread; /* 1: the text has changed since the author saw it; else 0 */
};
enum rc mail_moderation_view(const struct page *p, const struct mail_moderation_view *v,
                             struct buf *out) MUST_USE;

#endif
