/*
 * email.h - mail addresses that people gave, and the links that bring a writer along
 *
 * A row says "this address is mine", by a person or by somebody who follows a debate
 * without having written; anybody can type any address. What its owner, who alone gets
 * the mail that goes there, may say of it:
 *
 *   waiting    nothing was said: no other mail goes there; erased after a week
 *   confirmed  mail that was asked for until then may come
 *   joined     and what this person writes is theirs: a link to this address makes
 *              another browser the same person. One address of a person, the first;
 *              another is joined when that one is erased
 *   (gone)     it was not them: the row is dropped, and a refusal kept for
 *              EMAIL_REFUSED_S since it was last of use
 *
 * No browser says any of this by its cookie: whoever opens a mail of somebody else, or
 * is sent a link, must not lend them an identity. Any function may return RC_BUSY or
 * RC_FAIL; others are named.
 */
#ifndef EMAIL_H
#define EMAIL_H

#include "clock.h"
#include "db.h"
#include "lang.h"
#include "person.h"

#define EMAIL_WAITING_S (7 * DAY_S)
#define EMAIL_ENDED_S (30 * DAY_S) /* how long what its reader stopped is kept */
/* After this time the browser that was refused has no key any more with which to ask
 * again. */
#define EMAIL_REFUSED_S PERSON_KEY_S

struct email {
    int64_t id;
    int64_t person_id; /* 0: follows without having written */
    const char *address;
    enum lang lang;     /* of the page where it was given */
    int64_t comment_id; /* with which it was given last; 0: with none */
    int64_t confirmed;  /* when last; 0: not yet */
    int64_t joined;     /* when; 0: not */
    int64_t created;    /* or last asked for, while it waits */
};

/* Inside a write transaction: finds or makes the row of a person and an address, or,
 * without a person, of an address that follows `post_id`. Sets out->id and
 * out->confirmed; one that waits begins its week anew. */
enum rc email_claim(struct db *db, struct email *out, int64_t post_id) MUST_USE;
/* RC_NOT_FOUND. */
enum rc email_by_id(struct db *db, struct arena *a, int64_t id,
                    struct email **out) MUST_USE;
#define EMAIL_REQUESTS_MAX 20
/* The row whose mail was opened, then others of its address that wait, the latest
 * first: who has the link of one mail can answer for all. */
enum rc email_requests(struct db *db, struct arena *a, const struct email *opened,
                       struct email **out, size_t *n) MUST_USE;
/* The latest of an address that waits. RC_NOT_FOUND: none does. */
enum rc email_next_request(struct db *db, const char *address, int64_t *id) MUST_USE;

/* Allows what was asked for until now. RC_NOT_FOUND: the row is gone. */
enum rc email_confirm(struct db *db, int64_t id, int64_t now) MUST_USE;
/* Is there anything that its owner has not allowed? Nothing more, once it is joined. */
enum rc email_waits(struct db *db, int64_t id, bool *waits) MUST_USE;
/* Inside a write transaction: confirms and joins. RC_CONFLICT: another address of this
 * person is joined. RC_INVALID: it was given with no comment. */
enum rc email_join(struct db *db, int64_t id, int64_t now) MUST_USE;
/* Would joining it be RC_CONFLICT? */
enum rc email_is_taken(struct db *db, int64_t id, bool *taken) MUST_USE;
enum rc email_drop(struct db *db, int64_t id) MUST_USE;
/* What was refused is known by a digest alone. */
enum rc email_refuse(struct db *db, const struct bytes32 *digest, int64_t now) MUST_USE;
enum rc email_refused(struct db *db, const struct bytes32 *digest, int64_t since,
                      bool *refused) MUST_USE;

/* Erases the address of this row wherever it stands, with all it followed. */
enum rc email_erase(struct db *db, int64_t id) MUST_USE;
/* Erases up to `max` of each: what nobody confirmed in time, what was stopped and the
 * addresses that only followed that, refusals that are of no use any more. */
enum rc email_forget(struct db *db, int64_t now, int64_t max) MUST_USE;

#define PERSON_LINK_S DAY_S
/* Inside a write transaction: a link to go on as the writer whose joined address this
 * is, the latest of several. RC_NOT_FOUND: nobody's. */
enum rc person_link_add(struct db *db, const char *address, int64_t now,
                        int64_t *email_id, int64_t *link_id) MUST_USE;
/* An address like that which is only confirmed, but could be joined. RC_NOT_FOUND. */
enum rc email_unjoined(struct db *db, const char *address, int64_t *id) MUST_USE;
/* Is it there still? RC_NOT_FOUND: spent, or older than PERSON_LINK_S. */
enum rc person_link_check(struct db *db, int64_t id, int64_t now) MUST_USE;
/* Inside a write transaction: spends the link and lets the browser with this key be the
 * same writer. RC_NOT_FOUND as above, also when somebody else has just spent it. */
enum rc person_link_use(struct db *db, int64_t id, const struct bytes32 *key_digest,
                        int64_t now) MUST_USE;

#endif
