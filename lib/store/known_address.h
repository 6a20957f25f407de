/*
 * known_address.h - addresses from which an author signed in recently
 *
 * While strangers try too many passwords, the author may still sign in from such an
 * address; for all other accounts it counts as a stranger's. The digest is that of
 * identity_address(). It is kept for KNOWN_ADDRESS_S after the last sign-in, at most as
 * long as the account. Any function may return RC_BUSY or RC_FAIL.
 */
#ifndef KNOWN_ADDRESS_H
#define KNOWN_ADDRESS_H

#include "clock.h"
#include "db.h"

#define KNOWN_ADDRESS_S (90 * DAY_S)

enum rc known_address_find(struct db *db, int64_t account_id,
                           const struct bytes32 *digest, int64_t now,
                           bool *known) MUST_USE;
/* Adds an address or updates its time, and erases a few that are too old. */
enum rc known_address_add(struct db *db, int64_t account_id,
                          const struct bytes32 *digest, int64_t now) MUST_USE;
/* Erases up to `max` that are too old. */
enum rc known_address_erase(struct db *db, int64_t now, int64_t max) MUST_USE;

#endif
