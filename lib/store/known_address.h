/*
 * known_address.h - addresses from which somebody signed in lately
 *
 * When strangers try too many passwords, these addresses may still sign in. A digest is
 * that of identity_address(); it is kept for KNOWN_ADDRESS_S after the last time. Any
 * function may return RC_BUSY or RC_FAIL.
 */
#ifndef KNOWN_ADDRESS_H
#define KNOWN_ADDRESS_H

#include "clock.h"
#include "db.h"

#define KNOWN_ADDRESS_S (90 * DAY_S)

enum rc known_address_find(struct db *db, const struct secret *digest, int64_t now,
                           bool *known) MUST_USE;
/* Notes one, or when it was last seen, and erases a few that are too old. */
enum rc known_address_add(struct db *db, const struct secret *digest,
                          int64_t now) MUST_USE;
/* Erases up to `max` that are too old. */
enum rc known_address_erase(struct db *db, int64_t now, int64_t max) MUST_USE;

#endif
