/*
 * mail_request.h - what the pages share that ask for an address, and those that the
 * links of mails open
 *
 * Whether an address is known never shows in an answer.
 */
#ifndef MAIL_REQUEST_H
#define MAIL_REQUEST_H

#include "link.h"
#include "mailbox_view.h"
#include "request.h"
#include "response.h"

/* An address with what its reader wants. */
struct mail_wish {
    const char *address;
    int64_t person_id;  /* 0: unknown */
    int64_t post_id;    /* 0: to be told of nothing */
    int64_t comment_id; /* 0: of all of the post */
};
/* Inside a write transaction: keeps the wish, and asks for the button by mail when this
 * person has not confirmed this address. Past a limit nothing is sent, and that is
 * RC_OK. */
enum rc mail_wish_add(const struct request *rq, const struct mail_wish *wish) MUST_USE;

/* Inside a write transaction: may this visitor have a mail sent to this address?
 * Counts it when *may. */
enum rc mail_limit(const struct request *rq, const char *address, bool *may) MUST_USE;
/* RC_TOO_MANY when this visitor asked for too many mails; sets Retry-After and adds a
 * problem. */
enum rc mail_visitor_limit(const struct request *rq, struct response *rs,
                           struct problems *problems) MUST_USE;

/* A fresh token, or is the posted one good? Adds a problem when not. */
char *mail_token(const struct request *rq, int64_t post_id);
bool mail_token_good(const struct request *rq, int64_t post_id,
                     struct problems *problems);

/* The posted address; NULL with a problem at `field`. */
const char *mail_address(const struct request *rq, const char *field,
                         struct problems *problems);

/* Answers with pages that no cache keeps: their addresses are secrets. */
enum rc mail_answer_private(const struct request *rq, struct response *rs, int status,
                            enum rc rc) MUST_USE;
enum rc mail_told(struct request *rq, struct response *rs, int status,
                  const struct told_view *v) MUST_USE;
/* RC_NOT_FOUND becomes a page with 404: the link has expired or names nothing any more.
 * Other codes are passed on. */
enum rc mail_or_gone(struct request *rq, struct response *rs, enum rc rc) MUST_USE;
/* To the page that says that a mail is on its way. */
enum rc mail_see_asked(const struct request *rq, struct response *rs) MUST_USE;

#endif
