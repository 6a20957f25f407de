/*
 * email.h - mail addresses that people gave, and the links that bring a writer along
 *
 * A row says "this address is mine", by a person or by somebody who follows a debate
 * without having written. It counts once the button of the mail that goes there was
 * pressed; one that nobody pressed is erased after a week. Everything that acts for the
 * owner of a mailbox acts on every row of that address. Any function may return RC_BUSY
 * or RC_FAIL; others are named.
 */
#ifndef EMAIL_H
#define EMAIL_H

#include "clock.h"
#include "db.h"
#include "message.h"

/* Claims of one address that may wait for their button: somebody who enters the
 * address of another sends them so many mails a week, and no more. */
#define EMAIL_WAITING_MAX 5
#define EMAIL_WAITING_S (7 * DAY_S)

struct email {
    int64_t id;
    int64_t person_id; /* 0: follows without having written */
    const char *address;
    enum lang lang;    /* of the page where it was given */
    int64_t confirmed; /* when; 0: not yet */
    int64_t created;
};

/* Inside a write transaction: finds or makes the row of a person and an address; one
 * without a person is always new. Sets out->id and out->confirmed. RC_TOO_MANY:
 * EMAIL_WAITING_MAX of this address wait already. */
enum rc email_claim(struct db *db, struct email *out) MUST_USE;
/* RC_NOT_FOUND. */
enum rc email_by_id(struct db *db, struct arena *a, int64_t id,
                    struct email **out) MUST_USE;
/* The button was pressed, in a browser of `person_id` (0: unknown), whose address it
 * becomes when nobody's. An earlier address of its person gives way, with what it
 * followed. Again: nothing happens. RC_NOT_FOUND: the row is gone. */
enum rc email_confirm(struct db *db, int64_t id, int64_t person_id,
                      int64_t now) MUST_USE;
/* Erases the address of this row wherever it stands, with all it followed. */
enum rc email_erase(struct db *db, int64_t id) MUST_USE;
/* Erases up to `max` that nobody confirmed in time. */
enum rc email_forget(struct db *db, int64_t now, int64_t max) MUST_USE;

#define PERSON_LINK_S HOUR_S
/* Inside a write transaction: a link to go on as the writer whose confirmed address
 * this is, the latest of several. RC_NOT_FOUND: nobody's. */
enum rc person_link_add(struct db *db, const char *address, int64_t now,
                        int64_t *email_id, int64_t *link_id) MUST_USE;
/* Is it there still? RC_NOT_FOUND: spent, or older than PERSON_LINK_S. */
enum rc person_link_check(struct db *db, int64_t id, int64_t now) MUST_USE;
/* Spends the link and lets the browser with this key be the same writer. RC_NOT_FOUND
 * as above, also when somebody else has just spent it. */
enum rc person_link_use(struct db *db, int64_t id, const struct secret *key_digest,
                        int64_t now) MUST_USE;

#endif
