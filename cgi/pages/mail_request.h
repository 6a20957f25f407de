/*
 * mail_request.h - shared by forms that ask for an address and pages of mail links
 *
 * No answer shows whether an address is known.
 */
#ifndef MAIL_REQUEST_H
#define MAIL_REQUEST_H

#include "email.h"
#include "mailbox_view.h"
#include "outbox.h"
#include "request.h"
#include "response.h"
#include "signed_link.h"

/* An address, and the mail that a reader wants there. */
struct mail_wish {
    const char *address;
    int64_t person_id;  /* 0: unknown */
    int64_t post_id;    /* whose comments are mailed; 0: of none */
    int64_t comment_id; /* only replies to it; 0: all of the post */
    int64_t given_with; /* the comment with which it was given; 0: none */
};
/* Inside a write transaction: keeps the wish, and sends the owner of the mailbox a
 * question if they have not confirmed this address for this person. Past a limit, or
 * after a refusal, sends nothing and returns RC_OK. *wait_s as in mail_limit(); every
 * wish counts, even without a mail. */
enum rc mail_wish_add(const struct request *rq, const struct mail_wish *wish,
                      int64_t *wait_s) MUST_USE;

/* A request for a mail. */
struct mail_ask {
    const char *address;
    enum mail_kind kind;
    int64_t person_id; /* 0: unknown, counted by network address */
    int64_t post_id;   /* 0: none */
};
/* Inside a write transaction: may the mail be sent? If *may, it is counted. *wait_s is
 * the seconds until this asker may ask for the same again, or 0; it does not show what
 * others asked for. */
enum rc mail_limit(const struct request *rq, const struct mail_ask *ask, bool *may,
                   int64_t *wait_s) MUST_USE;
/* The owner of a mailbox used a link: its earlier mails no longer count. */
enum rc mail_limit_reset(const struct request *rq, const char *address) MUST_USE;
/* Inside a write transaction: the owner of the mailbox rejects the claim. Drops the
 * row. No more mail goes there for its person, or for unknown readers of the debates
 * that it followed. */
enum rc mail_refuse(const struct request *rq, const struct email *email) MUST_USE;
/* RC_TOO_MANY when this visitor asked for too many mails; sets Retry-After and adds a
 * problem. */
enum rc mail_visitor_limit(const struct request *rq, struct response *rs,
                           struct problems *problems) MUST_USE;

/* Makes a fresh token; checks the posted one, and adds a problem if it is not good. */
char *mail_token(const struct request *rq, int64_t post_id);
bool mail_token_good(const struct request *rq, int64_t post_id,
                     struct problems *problems);

/* Returns the posted address, or NULL with a problem at `field`. */
const char *mail_address(const struct request *rq, const char *field,
                         struct problems *problems);

/* Answers with a page that no cache keeps: its address holds a secret key. */
enum rc mail_respond_private(const struct request *rq, struct response *rs, int status,
                             enum rc rc) MUST_USE;
enum rc mail_result(struct request *rq, struct response *rs, int status,
                    const struct result_view *v) MUST_USE;
/* RC_NOT_FOUND becomes a page with 404: the link has expired or names nothing any more.
 * Other codes are passed on. */
enum rc mail_or_gone(struct request *rq, struct response *rs, enum rc rc) MUST_USE;
/* Redirects to the page that announces a mail, or the wait until the next. */
enum rc mail_see_requested(const struct request *rq, struct response *rs,
                           int64_t wait_s) MUST_USE;

#endif
