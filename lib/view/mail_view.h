/*
 * mail_view.h - the content of mails: subject, plain text, links, threading
 *
 * Each function fills a struct mail_message from plain structs, in the language of the
 * frame; strings live in the frame's arena. No function sends anything.
 */
#ifndef MAIL_VIEW_H
#define MAIL_VIEW_H

#include "account.h"
#include "decision.h"
#include "email.h"
#include "mail_comment.h"
#include "mail_message.h"
#include "outbox.h"
#include "site.h"
#include "subscription.h"

/* Shared by all mails of a site. */
struct mail_frame {
    struct arena *arena;
    const struct site *site;
    const char *base_url; /* "https://example.org" */
    const char *from;     /* sender's address */
    enum lang lang;
    int64_t now;
};

/* "example.org" of "https://example.org:8443": the host in message ids. */
const char *mail_host(struct arena *a, const char *base_url);
/* Purposes that depend on the recipient's address: see signed_link.h. */
const char *mail_moderation_purpose(struct arena *a, enum action action,
                                    const char *address);
const char *mail_author_purpose(struct arena *a, const char *address);

/* How an address was given, and the mails that were asked for. */
struct mail_confirmation {
    const struct mail_comment *about; /* the comment; NULL: none */
    const struct subscription *list;
    size_t n; /* may be 0 */
};
/* "Ana commented on ... and gave this address." */
const char *mail_who_asks(struct arena *a, enum lang lang,
                          const struct mail_confirmation *r);
/* The mails that were asked for, one per line. */
const char *const *mail_asked_for(struct arena *a, enum lang lang,
                                  const struct mail_confirmation *r, size_t *n);
/* Asks the owner of the mailbox to confirm the request. */
void mail_confirm(const struct mail_frame *f, const struct mail *mail,
                  const struct email *to, const struct mail_confirmation *request,
                  struct mail_message *out);
/* A link to go on as the same participant. */
void mail_identity_link(const struct mail_frame *f, const struct mail *mail,
                        const struct email *to, struct mail_message *out);
/* A comment; `whole`: the recipient follows the debate; else it answers theirs. */
void mail_reply(const struct mail_frame *f, const struct email *to,
                 const struct mail_comment *about, bool whole,
                 struct mail_message *out);

/* Asks an author to confirm their address. */
void mail_author_confirm(const struct mail_frame *f, const struct mail *mail,
                         const char *to, struct mail_message *out);
/* One comment, with links to pages that ask before they moderate it. */
void mail_author_comment(const struct mail_frame *f, const struct mail *mail,
                         const char *to, const struct mail_comment *about,
                         struct mail_message *out);
#define MAIL_DIGEST_MAX 20
/* The comments of a day; `more`: the list is not complete. */
void mail_author_digest(const struct mail_frame *f, const struct mail *mail,
                        const char *to, const struct mail_comment *list, size_t n,
                        bool more, struct mail_message *out);
/* "tertulia mail --test". */
void mail_test(const struct mail_frame *f, const char *to, struct mail_message *out);

#endif
