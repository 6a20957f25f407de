/*
 * rate_limit.c - rate limits per address: see rate_limit.h
 */
#include "clock.h"
#include "db.h"
#include "rate_limit.h"

#define KEPT_S DAY_S
/* More than one per insertion: the table shrinks while it is used. */
#define ERASED_AT_ONCE 20

/* The event that must leave the window before the next one is allowed. */
static const struct sql LIMITING_EVENT = { "limiting_event",
    "SELECT at"
    " FROM rate_event"
    " WHERE purpose = $1 AND address_digest = $2 AND at > $3"
    " ORDER BY at DESC"
    " LIMIT 1 OFFSET $4" };

static const struct sql INSERT_EVENT = { "insert_rate_event",
    "INSERT INTO rate_event (purpose, address_digest, account_id, at)"
    " VALUES ($1, $2, $3, $4)" };

static const struct sql FORGET_EVENTS = { "forget_rate_events",
    "DELETE FROM rate_event"
    " WHERE purpose = $1 AND address_digest = $2" };

static const struct sql FORGET_GUESSES = { "forget_guesses",
    "DELETE FROM rate_event"
    " WHERE purpose = $1 AND address_digest = $2 AND account_id = $3" };

static const struct sql OLD_EVENT = { "old_rate_event",
    "SELECT id"
    " FROM rate_event"
    " WHERE at < $1"
    " LIMIT 1" };

static const struct sql ERASE_EVENTS = { "erase_rate_events",
    "DELETE FROM rate_event"
    " WHERE id IN (SELECT id"
    "              FROM rate_event"
    "              WHERE at < $1"
    "              ORDER BY at"
    "              LIMIT $2)" };

enum rc rate_limit_check(struct db *db, const char *purpose,
                         const struct bytes32 *address_digest, struct rate_limit limit,
                         int64_t now, int64_t *wait_s)
{
    int64_t at;
    enum rc rc;

    *wait_s = 0;
    if (limit.max == 0)
        return RC_OK;
    rc = db_get_i64(db, &LIMITING_EVENT,
                    DB_ARGS(db_text(purpose), db_bytes32(address_digest),
                            db_i64(now - limit.window_s), db_i64(limit.max - 1)),
                    &at);
    if (rc)
        return rc == RC_NOT_FOUND ? RC_OK : rc;
    *wait_s = at + limit.window_s - now;
    return RC_TOO_MANY;
}

static enum rc erase(struct db *db, int64_t now, int64_t max)
{
    return db_run(db, &ERASE_EVENTS, DB_ARGS(db_i64(now - KEPT_S), db_i64(max)));
}

static enum rc add(struct db *db, const char *purpose,
                   const struct bytes32 *address_digest, int64_t account_id,
                   int64_t now)
{
    enum rc rc = db_run(db, &INSERT_EVENT,
                        DB_ARGS(db_text(purpose), db_bytes32(address_digest),
                                db_id(account_id), db_i64(now)));

    return rc ? rc : erase(db, now, ERASED_AT_ONCE);
}

enum rc rate_limit_record(struct db *db, const char *purpose,
                          const struct bytes32 *address_digest, int64_t now)
{
    return add(db, purpose, address_digest, 0, now);
}

enum rc rate_limit_record_guess(struct db *db, const struct bytes32 *address_digest,
                                int64_t account_id, int64_t now)
{
    return add(db, RATE_LOGIN, address_digest, account_id, now);
}

enum rc rate_limit_forget(struct db *db, const char *purpose,
                          const struct bytes32 *address_digest)
{
    return db_run(db, &FORGET_EVENTS,
                  DB_ARGS(db_text(purpose), db_bytes32(address_digest)));
}

enum rc rate_limit_forget_guesses(struct db *db, const struct bytes32 *address_digest,
                                  int64_t account_id)
{
    return db_run(
        db, &FORGET_GUESSES,
        DB_ARGS(db_text(RATE_LOGIN), db_bytes32(address_digest), db_i64(account_id)));
}

enum rc rate_limit_sweep(struct db *db, int64_t now, int64_t max)
{
    int64_t id;
    enum rc rc = db_get_i64(db, &OLD_EVENT, DB_ARGS(db_i64(now - KEPT_S)), &id);

    if (rc)
        return rc == RC_NOT_FOUND ? RC_OK : rc;
    return erase(db, now, max);
}
