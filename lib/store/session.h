/*
 * session.h - signed-in browsers; the cookie's token is kept as a digest only
 */
#ifndef SESSION_H
#define SESSION_H

#include "account.h"
#include "db.h"

struct session {
    struct bytes32 token_digest;
    struct account account;
    int64_t created, last_seen;
};

enum rc session_add(struct db *db, const struct bytes32 *token_digest,
                    int64_t account_id, int64_t now) MUST_USE;
/* RC_NOT_FOUND: unknown, or past created + max_s, or idle for idle_s. */
enum rc session_load(struct db *db, struct arena *a, const struct bytes32 *token_digest,
                     int64_t now, int64_t max_s, int64_t idle_s,
                     struct session **out) MUST_USE;
/* Notes that the session is in use; writes at most once a minute. */
enum rc session_seen(struct db *db, const struct session *s, int64_t now) MUST_USE;
enum rc session_remove(struct db *db, const struct bytes32 *token_digest) MUST_USE;
/* Removes every session of the account; *n counts them. */
enum rc session_remove_all(struct db *db, int64_t account_id, int64_t *n) MUST_USE;
/* Counts the sessions of the account that session_load() would find. */
enum rc session_count(struct db *db, int64_t account_id, int64_t now, int64_t max_s,
                      int64_t idle_s, int64_t *n) MUST_USE;
/* Erases a few sessions, of any account, that session_load() would not find. */
enum rc session_erase(struct db *db, int64_t now, int64_t max_s,
                      int64_t idle_s) MUST_USE;

#endif
