/*
 * seen.h - the time at which a form that an author sent was shown
 *
 * An author approves the text on that page, not a later edit by its writer. So each
 * form that can make a comment visible says when it was shown.
 */
#ifndef SEEN_H
#define SEEN_H

#include "request.h"

/* Reads the field "seen", seconds since 1970. A missing or future time counts as now.
 * Returns false if it is not a time. */
bool seen_read(const struct request *rq, int64_t *seen);

#endif
