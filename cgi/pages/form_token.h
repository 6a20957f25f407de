/*
 * form_token.h - the token of a form that may be sent as soon as it is shown
 *
 * The comment form also has a minimum age: comment.c checks its token.
 */
#ifndef FORM_TOKEN_H
#define FORM_TOKEN_H

#include "request.h"

/* Returns a fresh token for this purpose and id; 0: no id. */
char *form_token(const struct request *rq, const char *purpose, int64_t id);
/* Is the posted token ours, for this purpose and id, and not older than token_hours? */
bool form_token_good(const struct request *rq, const char *purpose, int64_t id);

/* The same for the buttons of reactions: a side, a support. */
const char *reaction_token(const struct request *rq, int64_t post_id);
bool reaction_token_good(const struct request *rq, int64_t post_id);

#endif
