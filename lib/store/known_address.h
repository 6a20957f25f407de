/*
 * known_address.h - where an author signed in lately
 *
 * When strangers try too many passwords, that author may still sign in there: for
 * anybody else's account the address is a stranger's. A digest is that of
 * identity_address(); it is kept for KNOWN_ADDRESS_S after the last time, and goes with
 * the account. Any function may return RC_BUSY or RC_FAIL.
 */
#ifndef KNOWN_ADDRESS_H
#define KNOWN_ADDRESS_H

#include "clock.h"
#include "db.h"

#define KNOWN_ADDRESS_S (90 * DAY_S)

enum rc known_address_find(struct db *db, int64_t account_id,
                           const struct bytes32 *digest, int64_t now,
                           bool *known) MUST_USE;
/* Notes one, or when it was last seen, and erases a few that are too old. */
enum rc known_address_add(struct db *db, int64_t account_id,
                          const struct bytes32 *digest, int64_t now) MUST_USE;
/* Erases up to `max` that are too old. */
enum rc known_address_erase(struct db *db, int64_t now, int64_t max) MUST_USE;

#endif
