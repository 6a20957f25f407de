/*
 * seen.h - when the page was made whose button an author pressed
 *
 * An author lets through what was on that page, and nothing that its writer made of it
 * afterwards. Each form that can make a comment visible says when it was shown.
 */
#ifndef SEEN_H
#define SEEN_H

#include "request.h"

/* The form's field "seen", seconds since 1970; a form without it, or of a time to come,
 * counts as shown now. false: it is no time. */
bool seen_read(const struct request *rq, int64_t *seen);

#endif
