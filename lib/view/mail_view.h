/*
 * mail_view.h - what mails say: subject, plain text, links, threading
 *
 * Each function fills a struct mail_message from plain structs, in the language of the frame;
 * strings live in its arena. No function sends anything.
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

/* What all mails of a site share. */
struct mail_frame {
    struct arena *arena;
    const struct site *site;
    const char *base_url; /* "https://example.org" */
    const char *from;     /* sender's address */
    enum lang lang;
    int64_t now;
};

/* "example.org" of "https://example.org:8443": the host in ids of messages. */
const char *mail_host(struct arena *a, const char *base_url);
/* Purposes that depend on the address that a link goes to: see signed_link.h. */
const char *mail_decide_purpose(struct arena *a, enum action action,
                                const char *address);
const char *mail_author_purpose(struct arena *a, const char *address);

/* Somebody gave an address: with what, and to be told of what. */
struct mail_request {
    const struct mail_comment *notice; /* the comment; NULL: none */
    const struct subscription *list;
    size_t n; /* perhaps nothing */
};
/* "Ana commented on ... and gave this address." */
const char *mail_who_asks(struct arena *a, enum lang lang,
                          const struct mail_request *r);
/* What the address is to be told of, a line each. */
const char *const *mail_asked_for(struct arena *a, enum lang lang,
                                  const struct mail_request *r, size_t *n);
/* Was it the owner of the mailbox? */
void mail_confirm(const struct mail_frame *f, const struct mail *mail,
                  const struct email *to, const struct mail_request *request,
                  struct mail_message *out);
/* A link to go on as the same writer. */
void mail_continue(const struct mail_frame *f, const struct mail *mail,
                   const struct email *to, struct mail_message *out);
/* A comment; `whole`: they follow all of the debate, else it answers theirs. */
void mail_answer(const struct mail_frame *f, const struct email *to,
                 const struct mail_comment *notice, bool whole,
                 struct mail_message *out);

/* To an author: is the address theirs? */
void mail_author_confirm(const struct mail_frame *f, const struct mail *mail,
                         const char *to, struct mail_message *out);
/* One comment, with links that open a page which asks. */
void mail_author_comment(const struct mail_frame *f, const struct mail *mail,
                         const char *to, const struct mail_comment *notice,
                         struct mail_message *out);
#define MAIL_DIGEST_MAX 20
/* A day of them; `more`: not all are told. */
void mail_author_digest(const struct mail_frame *f, const struct mail *mail,
                        const char *to, const struct mail_comment *list, size_t n,
                        bool more, struct mail_message *out);
/* "tertulia mail --test". */
void mail_test(const struct mail_frame *f, const char *to, struct mail_message *out);

#endif
