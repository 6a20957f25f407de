/*
 * known_address.c - addresses from which authors signed in: see known_address.h
 */
#include "db.h"
#include "known_address.h"

/* More than one per insertion: the table shrinks while it is used. */
#define ERASED_AT_ONCE 20

static const struct sql KNOWN_ADDRESS = { "known_address",
    "SELECT seen"
    " FROM known_address"
    " WHERE account_id = $1 AND digest = $2 AND seen > $3" };

static const struct sql INSERT_KNOWN_ADDRESS = { "insert_known_address",
    "INSERT INTO known_address (account_id, digest, seen)"
    " VALUES ($1, $2, $3)"
    " ON CONFLICT (account_id, digest) DO UPDATE SET seen = excluded.seen" };

static const struct sql ERASE_KNOWN_ADDRESSES = { "erase_known_addresses",
    "DELETE FROM known_address"
    " WHERE (account_id, digest) IN (SELECT account_id, digest"
    "                                FROM known_address"
    "                                WHERE seen <= $1"
    "                                ORDER BY seen"
    "                                LIMIT $2)"
    "   AND seen <= $1" };

enum rc known_address_find(struct db *db, int64_t account_id,
                           const struct bytes32 *digest, int64_t now, bool *known)
{
    return db_exists(
        db, &KNOWN_ADDRESS,
        DB_ARGS(db_i64(account_id), db_bytes32(digest), db_i64(now - KNOWN_ADDRESS_S)),
        known);
}

enum rc known_address_add(struct db *db, int64_t account_id,
                          const struct bytes32 *digest, int64_t now)
{
    enum rc rc = db_run(db, &INSERT_KNOWN_ADDRESS,
                        DB_ARGS(db_i64(account_id), db_bytes32(digest), db_i64(now)));

    return rc ? rc : known_address_erase(db, now, ERASED_AT_ONCE);
}

enum rc known_address_erase(struct db *db, int64_t now, int64_t max)
{
    return db_run(db, &ERASE_KNOWN_ADDRESSES,
                  DB_ARGS(db_i64(now - KNOWN_ADDRESS_S), db_i64(max)));
}
