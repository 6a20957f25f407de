/*
 * password_turn.h - turns to check or hash a password
 *
 * Checking or hashing a password costs about 80 ms and 64 MiB (secret.h), and takes a
 * turn first (turn.h): at most two at once on this machine, and of these at most one
 * for strangers. A stranger is neither signed in to the account that the password is
 * for, nor at an address from which that account signed in lately.
 */
#ifndef PASSWORD_TURN_H
#define PASSWORD_TURN_H

#include "request.h"
#include "response.h"
#include "turn.h"

struct password_turn {
    struct turn turn;
    const char *problem; /* why the turn is refused, as text for people; else NULL */
    int status;          /* of the answer with the problem: 429 or 503 */
};

/* Takes a turn to check the password of an account (0: no account has the name). Counts
 * as a guess before the password is checked, so that parallel guesses cannot pass a
 * limit. Never waits for a turn. RC_TOO_MANY: the limit of this address, or that of all
 * strangers together. RC_BUSY: all turns are taken. Both set *out and Retry-After.
 * Other failures come from the database or the disk. The database can also
 * return RC_BUSY: out->problem is NULL then. */
enum rc password_turn_take(const struct request *rq, struct response *rs,
                           int64_t account_id, struct password_turn *out) MUST_USE;
/* The same for an author who sets a password after a proof of identity: no guess. */
enum rc password_turn_take_proved(const struct request *rq, struct response *rs,
                                  struct password_turn *out) MUST_USE;
/* Gives the turn back: after RC_OK, when no further password is checked or hashed. */
void password_turn_give(struct password_turn *turn);
/* After a right password: forgets the guesses of this address at the same account.
 * Those at others still count: else an author's own password would buy any number. */
enum rc password_was_right(const struct request *rq, int64_t account_id) MUST_USE;

#endif
