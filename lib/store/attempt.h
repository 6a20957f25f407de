/*
 * attempt.h - how often an address did something lately
 *
 * In the database, so that every worker and machine counts together; erased after a
 * day.
 */
#ifndef ATTEMPT_H
#define ATTEMPT_H

#include "db.h"

#define ATTEMPT_COMMENT "comment"
#define ATTEMPT_LOGIN "login"
#define ATTEMPT_PRESS "press" /* a stand, a support, a change of an own comment */
#define ATTEMPT_MAIL "mail"   /* asked for a mail with a link */

struct attempt_limit {
    int64_t window_s;
    int64_t max; /* 0: no limit */
};

/* RC_TOO_MANY when the address reached the limit; *wait_s is then the seconds until it
 * may again. */
enum rc attempt_check(struct db *db, const char *purpose,
                      const struct secret *address_digest, struct attempt_limit limit,
                      int64_t now, int64_t *wait_s) MUST_USE;
/* Notes one and erases a few that are older than a day. */
enum rc attempt_add(struct db *db, const char *purpose,
                    const struct secret *address_digest, int64_t now) MUST_USE;
/* After a success, what came before does not count. */
enum rc attempt_forget(struct db *db, const char *purpose,
                       const struct secret *address_digest) MUST_USE;
/* The same for an ATTEMPT_LOGIN. It counts for the address, whoever it was aimed at,
 * but a success forgets those at the same account alone: it proves nothing about
 * others. account_id 0: a name that nobody has. */
enum rc attempt_add_guess(struct db *db, const struct secret *address_digest,
                          int64_t account_id, int64_t now) MUST_USE;
enum rc attempt_forget_guesses(struct db *db, const struct secret *address_digest,
                               int64_t account_id) MUST_USE;
/* Erases up to `max` that are older than a day: on a quiet site nothing is added, which
 * would do it. Writes only when there are any. */
enum rc attempt_erase(struct db *db, int64_t now, int64_t max) MUST_USE;

#endif
