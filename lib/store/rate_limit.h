/*
 * rate_limit.h - rate limits: recent actions, counted per address
 *
 * Counted in the database, so that all workers and machines share the counts; erased
 * after a day.
 */
#ifndef RATE_LIMIT_H
#define RATE_LIMIT_H

#include "db.h"

#define RATE_COMMENT "comment"
#define RATE_LOGIN "login"
#define RATE_REACTION "reaction" /* a stance, a support, a change to one's comment */
#define RATE_MAIL "mail"         /* a request for a mail with a link */

struct rate_limit {
    int64_t window_s;
    int64_t max; /* 0: no limit */
};

/* RC_TOO_MANY: the address has reached the limit; *wait_s is then the seconds until the
 * next action is allowed. */
enum rc rate_limit_check(struct db *db, const char *purpose,
                         const struct bytes32 *address_digest, struct rate_limit limit,
                         int64_t now, int64_t *wait_s) MUST_USE;
/* Records an action and erases a few that are older than a day. */
enum rc rate_limit_record(struct db *db, const char *purpose,
                          const struct bytes32 *address_digest, int64_t now) MUST_USE;
/* Erases the actions of an address: after a success they no longer count. */
enum rc rate_limit_forget(struct db *db, const char *purpose,
                          const struct bytes32 *address_digest) MUST_USE;
/* The same for a RATE_LOGIN. A wrong password counts for the address, whatever the
 * account, but a success only erases those for the same account: it proves nothing
 * about others. account_id 0: a name without an account. */
enum rc rate_limit_record_guess(struct db *db, const struct bytes32 *address_digest,
                                int64_t account_id, int64_t now) MUST_USE;
enum rc rate_limit_forget_guesses(struct db *db, const struct bytes32 *address_digest,
                                  int64_t account_id) MUST_USE;
/* Erases up to `max` that are older than a day: on a quiet site no new action does it.
 * Writes only if there are any. */
enum rc rate_limit_sweep(struct db *db, int64_t now, int64_t max) MUST_USE;

#endif
