/*
 * stance.h - a person's stance in a debate, taken without a comment
 *
 * Any function may return RC_BUSY or RC_FAIL; others are named.
 */
#ifndef STANCE_H
#define STANCE_H

#include "db.h"
#include "debate.h"
#include "person.h"

/* Inside a write transaction: records the actor's stance; SIDE_NONE is undecided. The
 * same stance twice changes nothing. RC_NOT_FOUND: no such debate.
 * RC_CONFLICT: it is closed. */
enum rc stance_set(struct db *db, const struct actor *who, int64_t post_id,
                   enum side side) MUST_USE;

#endif
