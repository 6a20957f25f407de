/*
 * password_form.h - a new password, typed twice, and who may have a password checked now
 *
 * Checking or hashing one costs about 80 ms and 64 MiB (secret.h). Whoever does so has a
 * turn first (turn.h): at most two at once on this machine, and of these at most one for
 * a stranger, who is neither signed in nor comes from where somebody signed in lately.
 */
#ifndef PASSWORD_FORM_H
#define PASSWORD_FORM_H

#include "form.h"
#include "request.h"
#include "response.h"
#include "turn.h"

/* Fields `password` and `again`; false when a problem was added. */
bool password_form_read(const struct request *rq, struct problems *problems);

struct password_turn {
    struct turn turn;
    const char *problem; /* why it was refused, for people; NULL: it was not */
    int status;          /* of the answer that says so: 429 or 503 */
};

/* A turn to check a password, which counts as a guess: before it is looked at, so that
 * guesses in parallel cannot pass a limit. RC_TOO_MANY: the limit of this address, or
 * that of all strangers together. RC_BUSY: others have the turns, or the database. Both
 * set *out and Retry-After. It never waits for others. */
enum rc password_turn_take(const struct request *rq, struct response *rs,
                           struct password_turn *out) MUST_USE;
/* The same for somebody who has proved who they are and chooses a password: no guess. */
enum rc password_turn_take_proved(const struct request *rq, struct response *rs,
                                  struct password_turn *out) MUST_USE;
/* After RC_OK, once no more passwords are looked at. */
void password_turn_give(struct password_turn *turn);
/* After a right one, the guesses before it do not count. */
enum rc password_was_right(const struct request *rq) MUST_USE;

#endif
