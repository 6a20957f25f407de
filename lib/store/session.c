/*
 * session.c - signed-in browsers: see session.h
 */
#include "clock.h"
#include "session.h"

#define SEEN_EVERY_S MINUTE_S
/* More than one per new session: the table shrinks while it is used. */
#define ERASED_AT_ONCE 20

static const struct sql INSERT_SESSION = { "insert_session",
    "INSERT INTO session (token_digest, account_id, created, last_seen)"
    " VALUES ($1, $2, $3, $3)" };

static const struct sql LOAD_SESSION = { "load_session",
    "SELECT s.created, s.last_seen, a.id, a.person_id, a.name, a.password_hash,"
    "       a.created"
    " FROM session s"
    " JOIN account a ON a.id = s.account_id"
    " WHERE s.token_digest = $1 AND s.created > $2 AND s.last_seen > $3" };

static const struct sql SESSION_SEEN = { "session_seen",
    "UPDATE session"
    " SET last_seen = $1"
    " WHERE token_digest = $2" };

static const struct sql DELETE_SESSION = { "delete_session",
    "DELETE FROM session"
    " WHERE token_digest = $1" };

static const struct sql DELETE_SESSIONS = { "delete_sessions",
    "DELETE FROM session"
    " WHERE account_id = $1" };

static const struct sql COUNT_SESSIONS = { "count_sessions",
    "SELECT count(*)"
    " FROM session"
    " WHERE account_id = $1 AND created > $2 AND last_seen > $3" };

static const struct sql ERASE_SESSIONS = { "erase_sessions",
    "DELETE FROM session"
    " WHERE token_digest IN (SELECT token_digest"
    "                        FROM session"
    "                        WHERE created <= $1 OR last_seen <= $2"
    "                        LIMIT $3)"
    "   AND (created <= $1 OR last_seen <= $2)" };

enum rc session_add(struct db *db, const struct bytes32 *token_digest,
                    int64_t account_id, int64_t now)
{
    return db_run(db, &INSERT_SESSION,
                  DB_ARGS(db_bytes32(token_digest), db_i64(account_id), db_i64(now)));
}

enum rc session_load(struct db *db, struct arena *a, const struct bytes32 *token_digest,
                     int64_t now, int64_t max_s, int64_t idle_s, struct session **out)
{
    struct session *s = NULL;
    struct rows r;
    enum rc rc;

    db_query(
        &r, db, &LOAD_SESSION,
        DB_ARGS(db_bytes32(token_digest), db_i64(now - max_s), db_i64(now - idle_s)));
    if (db_next(&r)) {
        s = ARENA_NEW(a, struct session);
        s->token_digest = *token_digest;
        s->created = row_i64(&r, 0);
        s->last_seen = row_i64(&r, 1);
        s->account = (struct account){
            .id = row_i64(&r, 2),
            .person_id = row_i64(&r, 3),
            .name = row_text(&r, 4, a),
            .password_hash = row_text_or_null(&r, 5, a),
            .created = row_i64(&r, 6),
        };
    }
    rc = db_done(&r);
    *out = s;
    return rc || s ? rc : RC_NOT_FOUND;
}

enum rc session_seen(struct db *db, const struct session *s, int64_t now)
{
    if (now < s->last_seen + SEEN_EVERY_S)
        return RC_OK;
    return db_run(db, &SESSION_SEEN,
                  DB_ARGS(db_i64(now), db_bytes32(&s->token_digest)));
}

enum rc session_remove(struct db *db, const struct bytes32 *token_digest)
{
    return db_run(db, &DELETE_SESSION, DB_ARGS(db_bytes32(token_digest)));
}

enum rc session_remove_all(struct db *db, int64_t account_id, int64_t *n)
{
    enum rc rc = db_run(db, &DELETE_SESSIONS, DB_ARGS(db_i64(account_id)));

    *n = db_changes(db);
    return rc;
}

enum rc session_count(struct db *db, int64_t account_id, int64_t now, int64_t max_s,
                      int64_t idle_s, int64_t *n)
{
    return db_get_i64(
        db, &COUNT_SESSIONS,
        DB_ARGS(db_i64(account_id), db_i64(now - max_s), db_i64(now - idle_s)), n);
}

enum rc session_erase(struct db *db, int64_t now, int64_t max_s, int64_t idle_s)
{
    return db_run(
        db, &ERASE_SESSIONS,
        DB_ARGS(db_i64(now - max_s), db_i64(now - idle_s), db_i64(ERASED_AT_ONCE)));
}
