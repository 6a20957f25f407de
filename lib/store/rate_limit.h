/*
 * rate_limit.h - how often an address did something lately
 *
 * In the database, so that every worker and machine counts together; erased after a
 * day.
 */
#ifndef RATE_LIMIT_H
#define RATE_LIMIT_H

#include "db.h"

#define RATE_COMMENT "comment"
#define RATE_LOGIN "login"
#define RATE_REACTION "reaction" /* a stand, a support, a change of an own comment */
#define RATE_MAIL "mail"         /* asked for a mail with a link */

struct rate_limit {
    int64_t window_s;
    int64_t max; /* 0: no limit */
};

/* RC_TOO_MANY when the address reached the limit; *wait_s is then the seconds until it
 * may again. */
enum rc rate_limit_check(struct db *db, const char *purpose,
                         const struct bytes32 *address_digest, struct rate_limit limit,
                         int64_t now, int64_t *wait_s) MUST_USE;
/* Notes one and erases a few that are older than a day. */
enum rc rate_limit_record(struct db *db, const char *purpose,
                          const struct bytes32 *address_digest, int64_t now) MUST_USE;
/* After a success, what came before does not count. */
enum rc rate_limit_forget(struct db *db, const char *purpose,
                          const struct bytes32 *address_digest) MUST_USE;
/* The same for an RATE_LOGIN. It counts for the address, whoever it was aimed at,
 * but a success forgets those at the same account alone: it proves nothing about
 * others. account_id 0: a name that nobody has. */
enum rc rate_limit_record_guess(struct db *db, const struct bytes32 *address_digest,
                                int64_t account_id, int64_t now) MUST_USE;
enum rc rate_limit_forget_guesses(struct db *db, const struct bytes32 *address_digest,
                                  int64_t account_id) MUST_USE;
/* Erases up to `max` that are older than a day: on a quiet site nothing is added, which
 * would do it. Writes only when there are any. */
enum rc rate_limit_sweep(struct db *db, int64_t now, int64_t max) MUST_USE;

#endif
