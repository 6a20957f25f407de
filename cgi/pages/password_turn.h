/*
 * password_turn.h - who may have a password checked now
 *
 * Checking or hashing one costs about 80 ms and 64 MiB (secret.h). Whoever does so has a
 * turn first (turn.h): at most two at once on this machine, and of these at most one for
 * a stranger: whoever is neither signed in to the account that the password is for, nor
 * comes from where it was signed in to lately.
 */
#ifndef PASSWORD_TURN_H
#define PASSWORD_TURN_H

#include "request.h"
#include "response.h"
#include "turn.h"

struct password_turn {
    struct turn turn;
    const char *problem; /* why this turn is refused, for people; NULL: it is not */
    int status;          /* of the answer that says so: 429 or 503 */
};

/* A turn to check the password of an account (0: of a name that nobody has). It counts
 * as a guess before the password is looked at, so that guesses in parallel cannot pass
 * a limit. It never waits for others. RC_TOO_MANY: the limit of this address, or that
 * of all strangers together. RC_BUSY: others have the turns. Both set *out and
 * Retry-After. Any other failure is the database's or the disk's; so is an RC_BUSY that
 * leaves out->problem NULL. */
enum rc password_turn_take(const struct request *rq, struct response *rs,
                           int64_t account_id, struct password_turn *out) MUST_USE;
/* The same for somebody who has proved who they are and chooses a password: no guess. */
enum rc password_turn_take_proved(const struct request *rq, struct response *rs,
                                  struct password_turn *out) MUST_USE;
/* After RC_OK, once no more passwords are looked at. */
void password_turn_give(struct password_turn *turn);
/* After a right one, the guesses of this address at the same account do not count.
 * Those at others do: an author's own password would buy any number of them. */
enum rc password_was_right(const struct request *rq, int64_t account_id) MUST_USE;

#endif
