/*
 * email.h - mail addresses that people gave, and one-time links to their person
 *
 * A row says "this address is mine", by a person or by a reader who follows a debate
 * without having written; any visitor can type any address. The owner of the mailbox,
 * who alone gets the mail sent to it, decides about the row:
 *
 *   waiting    not answered: no other mail goes there; erased after a week
 *   confirmed  mail that was requested until then may be sent
 *   joined     the owner is also that person: a link to this address makes another
 *              browser the same person. A person has one joined address;
 *              another can be joined once it is erased
 *   (gone)     the owner denied it: the row is deleted, and a refusal kept for
 *              EMAIL_REFUSED_S after its last use
 *
 * The cookie of a browser decides none of this: a reader who opens the mail of another
 * person, or is sent its link, must not lend them an identity. Any function may return
 * RC_BUSY or RC_FAIL; others are named.
 */
#ifndef EMAIL_H
#define EMAIL_H

#include "clock.h"
#include "db.h"
#include "lang.h"
#include "person.h"

#define EMAIL_WAITING_S (7 * DAY_S)
#define EMAIL_ENDED_S (30 * DAY_S) /* how long an ended subscription is kept */
/* After this time the key of the refused browser has expired: it cannot ask again. */
#define EMAIL_REFUSED_S PERSON_KEY_S

struct email {
    int64_t id;
    int64_t person_id; /* 0: follows without having written */
    const char *address;
    enum lang lang;     /* of the page where it was given */
    int64_t comment_id; /* comment with which it was last given; 0: none */
    int64_t confirmed;  /* when last; 0: not yet */
    int64_t joined;     /* when; 0: not */
    int64_t created;    /* while it waits: when last requested */
};

/* Inside a write transaction. Finds or adds the row of a person and an address or,
 * without a person, of an address that follows `post_id`. Sets out->id and
 * out->confirmed. The week of a waiting row starts again. */
enum rc email_claim(struct db *db, struct email *out, int64_t post_id) MUST_USE;
/* Finds a row. RC_NOT_FOUND. */
enum rc email_by_id(struct db *db, struct arena *a, int64_t id,
                    struct email **out) MUST_USE;
#define EMAIL_REQUESTS_MAX 20
/* Lists the row whose mail was opened, then the other waiting rows of its address,
 * latest first: the owner of the mailbox can answer for all of them. */
enum rc email_requests(struct db *db, struct arena *a, const struct email *opened,
                       struct email **out, size_t *n) MUST_USE;
/* Sets *id to the latest waiting row of an address. RC_NOT_FOUND: none waits. */
enum rc email_next_request(struct db *db, const char *address, int64_t *id) MUST_USE;

/* Allows what was requested until now. RC_NOT_FOUND: the row is gone. */
enum rc email_confirm(struct db *db, int64_t id, int64_t now) MUST_USE;
/* Does a request wait for the owner's answer? Never, once the address is joined. */
enum rc email_waits(struct db *db, int64_t id, bool *waits) MUST_USE;
/* Inside a write transaction. Confirms and joins. RC_CONFLICT: another address of this
 * person is joined. RC_INVALID: the address was given without a comment. */
enum rc email_join(struct db *db, int64_t id, int64_t now) MUST_USE;
/* Would email_join() return RC_CONFLICT? */
enum rc email_is_taken(struct db *db, int64_t id, bool *taken) MUST_USE;
enum rc email_drop(struct db *db, int64_t id) MUST_USE;
/* Stores a refusal, or that it was used again; only the digest is kept. */
enum rc email_refuse(struct db *db, const struct bytes32 *digest, int64_t now) MUST_USE;
enum rc email_refused(struct db *db, const struct bytes32 *digest, int64_t since,
                      bool *refused) MUST_USE;

/* Erases every row of this row's address, with its subscriptions. */
enum rc email_erase(struct db *db, int64_t id) MUST_USE;
/* Erases up to `max` of each, after its time: unconfirmed rows, ended subscriptions,
 * addresses of followers without any, and refusals. */
enum rc email_forget(struct db *db, int64_t now, int64_t max) MUST_USE;

#define PERSON_LINK_S DAY_S
/* Inside a write transaction. Adds a link for the person who joined this address; of
 * several people, for the one who joined last. RC_NOT_FOUND: it is not joined. */
enum rc person_link_add(struct db *db, const char *address, int64_t now,
                        int64_t *email_id, int64_t *link_id) MUST_USE;
/* Sets *id to a row of the address that is confirmed and could be joined.
 * RC_NOT_FOUND. */
enum rc email_unjoined(struct db *db, const char *address, int64_t *id) MUST_USE;
/* Is the link still valid? RC_NOT_FOUND: used, or older than PERSON_LINK_S. */
enum rc person_link_check(struct db *db, int64_t id, int64_t now) MUST_USE;
/* Inside a write transaction. Spends the link and adds the browser's key to the person.
 * RC_NOT_FOUND: as above; another browser may just have spent it. */
enum rc person_link_use(struct db *db, int64_t id, const struct bytes32 *key_digest,
                        int64_t now) MUST_USE;

#endif
