/*
 * outbox.h - mail that waits to be sent, as ids: its text is made when it leaves
 *
 * A request only adds rows, in the transaction of the change that they announce; the
 * mail process does everything else (cgi/server/mailer.h). Any function may return
 * RC_BUSY or RC_FAIL; others are named.
 */
#ifndef OUTBOX_H
#define OUTBOX_H

#include "clock.h"
#include "db.h"

enum mail_kind {
    MAIL_CONFIRM = 1,       /* is this address yours? */
    MAIL_IDENTITY_LINK = 2, /* a link to continue as the same person */
    MAIL_ANNOUNCE = 3, /* a comment became visible: turns into answers, never sent */
    MAIL_REPLY = 4,   /* to a reader: a comment in what they follow */
    MAIL_AUTHOR_CONFIRM = 5,
    MAIL_AUTHOR_COMMENT = 6, /* to an author: a comment that arrived or waits */
    MAIL_AUTHOR_DIGEST = 7   /* to an author: the comments of a day */
};

enum mail_state { MAIL_WAITS, MAIL_SENT, MAIL_FAILED, MAIL_DROPPED };
#define MAIL_STATES 4

struct mail {
    int64_t id;
    enum mail_kind kind;
    int64_t email_id, account_id; /* one of them; the other is 0 */
    int64_t comment_id;           /* digests: the last one covered */
    int64_t since_id;             /* digests: covers comments after this one */
    int64_t link_id;              /* of person_link */
    int64_t created;
    int64_t attempts; /* this one included */
};

/* Adds a mail; it is due from in->created on. */
enum rc outbox_add(struct db *db, const struct mail *in) MUST_USE;
/* Was a mail of this kind to this address added after `since`? */
enum rc outbox_recent(struct db *db, int64_t email_id, enum mail_kind kind,
                      int64_t since, bool *recent) MUST_USE;
/* Inside the transaction in which a comment becomes visible for the first time. Adds
 * one row at most, however many people follow the debate. */
enum rc outbox_announce(struct db *db, int64_t comment_id, int64_t now) MUST_USE;
/* Inside the transaction in which a comment arrives or starts to wait. Adds a row for
 * each author with NOTIFY_EACH. */
enum rc outbox_notify_authors(struct db *db, int64_t comment_id, int64_t now) MUST_USE;

/* Is any mail due? One indexed read. */
enum rc outbox_is_due(struct db *db, int64_t now, bool *due) MUST_USE;
/* Turns one announcement into a mail for each confirmed address that follows, except
 * those of the comment's writer. RC_NOT_FOUND: there is none. */
enum rc outbox_expand(struct db *db, int64_t now) MUST_USE;
/* Adds the digests that are due: one per author and day. */
enum rc outbox_add_digests(struct db *db, int64_t now) MUST_USE;
/* Takes the next mail that is due; no other process gets it for lease_s seconds.
 * RC_NOT_FOUND: none is due. */
enum rc outbox_claim(struct db *db, int64_t now, int64_t lease_s,
                     struct mail *out) MUST_USE;
/* Ends a mail: it was sent, failed for good, or is no longer wanted. */
enum rc outbox_end(struct db *db, int64_t id, enum mail_state state, const char *error,
                   int64_t now) MUST_USE;
/* Postpones a mail to `due`. `counts` false: the attempt does not count. */
enum rc outbox_retry(struct db *db, int64_t id, int64_t due, const char *error,
                     bool counts) MUST_USE;
/* Erases up to `max` that ended more than OUTBOX_KEPT_S ago. */
#define OUTBOX_KEPT_S (7 * DAY_S)
enum rc outbox_erase(struct db *db, int64_t now, int64_t max) MUST_USE;

struct outbox_status {
    int64_t counts[MAIL_STATES];
};
enum rc outbox_status(struct db *db, struct outbox_status *out) MUST_USE;
struct outbox_error {
    int64_t id, attempts, due;
    enum mail_kind kind;
    enum mail_state state;
    const char *text;
};
/* Mail that waits after a failed attempt or failed for good, the latest first. */
enum rc outbox_errors(struct db *db, struct arena *a, int64_t limit,
                      struct outbox_error **out, size_t *n) MUST_USE;
const char *mail_kind_name(enum mail_kind kind);

#endif
