/*
 * password_form.h - a new password, typed twice, and how often an old one may be
 * guessed at
 */
#ifndef PASSWORD_FORM_H
#define PASSWORD_FORM_H

#include "form.h"
#include "request.h"
#include "response.h"

/* Fields `password` and `again`; false when a problem was added. */
bool password_form_read(const struct request *rq, struct problems *problems);

/* Before an old password is looked at, so that guesses in parallel cannot pass the
 * limit of the address. RC_TOO_MANY sets Retry-After, and *problem says how long to
 * wait. */
enum rc password_try(const struct request *rq, struct response *rs,
                     const char **problem) MUST_USE;
/* After a right one, the tries before it do not count. */
enum rc password_was_right(const struct request *rq) MUST_USE;

#endif
