/*
 * password_form.h - a new password, typed twice
 */
#ifndef PASSWORD_FORM_H
#define PASSWORD_FORM_H

#include "form.h"
#include "request.h"

/* Fields `password` and `again`; false when a problem was added. */
bool password_form_read(const struct request *rq, struct problems *problems);

#endif
