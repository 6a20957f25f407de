/*
 * rc.h - the outcomes a caller can act on
 *
 * RC_BUSY, RC_FULL and RC_FAIL are failures: the function that meets one logs it once,
 * with detail (log.h), and callers pass the code on. The header names an exception,
 * such as RC_BUSY of turn_take(). Other codes are expected answers and are not logged,
 * except where the operator must act (opening a database, a copy of it, the
 * configuration or fonts); the header of such a function says that it logs them.
 */
#ifndef RC_H
#define RC_H

#include "banned.h"

enum rc {
    RC_OK = 0,
    RC_NOT_FOUND, /* no such thing, or not visible to the viewer */
    RC_REDIRECT,  /* it has another address now: request.redirect_to */
    RC_INVALID,   /* the input is wrong; nothing was done */
    RC_FORBIDDEN, /* known, but not allowed */
    RC_CONFLICT,  /* changed meanwhile, already there, or closed */
    RC_TOO_LARGE, /* over a limit of size, such as a buffer's ceiling */
    RC_TOO_MANY,  /* over a limit of number: a rate limit, or Markdown's bounds */
    RC_BUSY,      /* try again in a moment */
    RC_FULL,      /* disk or database full or read-only, or a sync failed */
    RC_FAIL       /* our fault; logged */
};

#define MUST_USE __attribute__((warn_unused_result))

#endif
