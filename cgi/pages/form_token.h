/*
 * form_token.h - the token of a form that may be sent as soon as it is shown
 *
 * The comment form has an age, too, and checks its token itself.
 */
#ifndef FORM_TOKEN_H
#define FORM_TOKEN_H

#include "request.h"

/* A fresh one for this purpose and id; id 0: it is about nothing. */
char *form_token(const struct request *rq, const char *purpose, int64_t id);
/* Is the posted one good: ours, for the same, and not older than a token may be? */
bool form_token_good(const struct request *rq, const char *purpose, int64_t id);

/* Of the buttons that act at once: a side, a support. */
const char *reaction_token(const struct request *rq, int64_t post_id);
bool reaction_token_good(const struct request *rq, int64_t post_id);

#endif
