/*
 * identity.h - who sent the request: session of an author, key of a reader, IP address
 */
#ifndef IDENTITY_H
#define IDENTITY_H

#include "rc.h"
#include "request.h"
#include "response.h"

/* Reads the cookies: sets rq->cookies, session, reader_key and person_id. Ignores an
 * unknown or expired session; for an unknown reader key, person_id is 0. */
enum rc identity_find(struct request *rq) MUST_USE;
/* Prolongs the session of this request. It writes: call it outside of the snapshot that
 * a page reads. */
void identity_seen(const struct request *rq);
/* Is an author signed in, and does the form carry the token of that session? */
bool identity_admin_form(const struct request *rq);
/* Without a cookie a reader sees only public content. */
bool identity_anonymous(const struct request *rq);

/* Digest of what rate limits count: an IPv4 address or the /64 of an IPv6 address. */
void identity_address(const struct request *rq, struct bytes32 *out);

/* Returns a new reader key, SECRET_TEXT characters, and the digest that the database
 * keeps. Half of the key is random and cannot be derived from stored data. */
const char *identity_new_reader(const struct request *rq, struct bytes32 *digest);
/* Did identity_new_reader() make rq->reader_key? A client cannot forge one. */
bool identity_reader_is_ours(const struct request *rq);
/* Sets the cookie of a participant. */
void identity_set_reader(const struct request *rq, struct response *rs,
                         const char *key);
/* The digest of `key` that the database keeps. */
void identity_reader_digest(const struct request *rq, const char *key,
                            struct bytes32 *out);

/* A session that is being stored. */
struct new_session {
    const char *token; /* SECRET_TEXT characters */
    struct session *session;
};
/* Inside a write transaction: stores a session with a fresh token, notes the address as
 * known for the account, and erases a few expired sessions. */
enum rc identity_add_session(const struct request *rq, int64_t account_id,
                             struct new_session *out) MUST_USE;
/* After that commit: sets rq->session, and the cookie that signs this browser in.
 * Before the commit, the cookie could replace a valid session by one that is never
 * stored. */
void identity_set_session(struct request *rq, struct response *rs,
                          const struct new_session *session);
/* After the session is removed: deletes the browser's cookie. */
void identity_drop_session(const struct request *rq, struct response *rs);
/* The session as it is stored now. RC_NOT_FOUND: it ended since the request began. */
enum rc identity_session_again(const struct request *rq, struct session **out) MUST_USE;
/* How many browsers the account is signed in with, this one included. */
enum rc identity_sessions(const struct request *rq, int64_t *n) MUST_USE;

#endif
