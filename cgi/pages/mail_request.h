/*
 * mail_request.h - what the pages share that ask for an address, and those that the
 * links of mails open
 *
 * Whether an address is known never shows in an answer.
 */
#ifndef MAIL_REQUEST_H
#define MAIL_REQUEST_H

#include "email.h"
#include "mailbox_view.h"
#include "outbox.h"
#include "request.h"
#include "response.h"
#include "signed_link.h"

/* An address with what its reader wants. */
struct mail_wish {
    const char *address;
    int64_t person_id;  /* 0: unknown */
    int64_t post_id;    /* 0: to be told of nothing */
    int64_t comment_id; /* 0: of all of the post */
    int64_t given_with; /* the comment; 0: with none */
};
/* Inside a write transaction: keeps the wish, and asks the owner of the mailbox when
 * they have not confirmed this address for this person. Past a limit, or when they
 * refused, nothing is sent, and that is RC_OK. *wait_s as of mail_limit; every wish
 * counts, whether a mail is sent or not. */
enum rc mail_wish_add(const struct request *rq, const struct mail_wish *wish,
                      int64_t *wait_s) MUST_USE;

/* A mail that somebody asks for. */
struct mail_ask {
    const char *address;
    enum mail_kind kind;
    int64_t person_id; /* 0: unknown, known by where they come from */
    int64_t post_id;   /* 0: for none */
};
/* Inside a write transaction: may it be sent? When *may it is counted. *wait_s is 0, or
 * in how many seconds this asker may ask for the same again: it depends on nobody
 * else. */
enum rc mail_limit(const struct request *rq, const struct mail_ask *ask, bool *may,
                   int64_t *wait_s) MUST_USE;
/* The owner of a mailbox used a link: the mails it got were read. */
enum rc mail_answered(const struct request *rq, const char *address) MUST_USE;
/* Inside a write transaction: it was not them. Drops the row; its person, or an unknown
 * one for the same debate, has no more mail sent there. */
enum rc mail_refuse(const struct request *rq, const struct email *email) MUST_USE;
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
enum rc mail_result(struct request *rq, struct response *rs, int status,
                    const struct result_view *v) MUST_USE;
/* RC_NOT_FOUND becomes a page with 404: the link has expired or names nothing any more.
 * Other codes are passed on. */
enum rc mail_or_gone(struct request *rq, struct response *rs, enum rc rc) MUST_USE;
/* To the page that says that a mail is on its way, or how long to wait for the next. */
enum rc mail_see_asked(const struct request *rq, struct response *rs,
                       int64_t wait_s) MUST_USE;

#endif
