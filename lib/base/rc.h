/*
 * rc.h - the outcomes a caller can act on
 *
 * Whoever meets a failure logs it once, with detail (log.h); callers only pass the code
 * on. RC_NOT_FOUND, RC_REDIRECT, RC_INVALID, RC_FORBIDDEN and RC_CONFLICT are answers that a
 * request expects, and nobody logs them. A function that opens something for the operator
 * (a database, a copy of it, the configuration) logs these, too; its header says so.
 */
#ifndef RC_H
#define RC_H

#include "banned.h"

enum rc {
    RC_OK = 0,
    RC_NOT_FOUND, /* no such thing, or not visible to the one who asks */
    RC_REDIRECT,  /* it has another address now: request.redirect_to */
    RC_INVALID,   /* the input cannot be right; nothing was done */
    RC_FORBIDDEN, /* known, but not allowed */
    RC_CONFLICT,  /* somebody changed it meanwhile, or it is closed */
    RC_TOO_LARGE, /* over a limit that the configuration names */
    RC_TOO_MANY,  /* over a rate limit; wait and try again */
    RC_BUSY,      /* try again in a moment */
    RC_FULL,      /* the disk or the database is full or read-only */
    RC_FAIL       /* our fault; logged */
};

#define MUST_USE __attribute__((warn_unused_result))

#endif
