/*
 * identity.h - who asks: the session of an author, the key of a reader, the digest of
 * an address
 */
#ifndef IDENTITY_H
#define IDENTITY_H

#include "rc.h"
#include "request.h"
#include "response.h"

/* Reads the cookies: rq->cookies, session, reader_key and person_id. Unknown or expired
 * ones are as if they were not there. */
enum rc identity_find(struct request *rq) MUST_USE;
/* The session is in use, so it goes on. It writes: outside of the snapshot that a page
 * reads. */
void identity_seen(const struct request *rq);
/* Somebody is signed in and the form bears the token of that session. */
bool identity_admin_form(const struct request *rq);
/* Without a cookie a reader sees only public content. */
bool identity_anonymous(const struct request *rq);

/* Digest of what limits count: an IPv4 address or the /64 of an IPv6 address. */
void identity_address(const struct request *rq, struct bytes32 *out);

/* A key that nobody has yet, SECRET_TEXT characters, and what the database keeps of it.
 * Half of it is random, and nothing that is stored yields it. */
const char *identity_new_reader(const struct request *rq, struct bytes32 *digest);
/* Did identity_new_reader() make rq->reader_key? Nobody else can make one up. */
bool identity_reader_is_ours(const struct request *rq);
/* The cookie of somebody who takes part. */
void identity_set_reader(const struct request *rq, struct response *rs,
                         const char *key);
/* What the database keeps of that key. */
void identity_reader_digest(const struct request *rq, const char *key,
                            struct bytes32 *out);

/* A session that is being stored. */
struct new_session {
    const char *token; /* SECRET_TEXT characters */
    struct session *session;
};
/* Inside a write transaction: stores a session with a fresh token. The address is known
 * as the account's from now on, and a few expired sessions are erased. */
enum rc identity_add_session(const struct request *rq, int64_t account_id,
                             struct new_session *out) MUST_USE;
/* Once that is committed: rq->session, and the cookie that signs this browser in. An
 * answer before that would hand out a session that may never exist, instead of one that
 * does. */
void identity_set_session(struct request *rq, struct response *rs,
                          const struct new_session *session);
/* Once the session is removed: the browser forgets its cookie. */
void identity_drop_session(const struct request *rq, struct response *rs);
/* The session as it is stored now. RC_NOT_FOUND: it ended since the request began. */
enum rc identity_session_again(const struct request *rq, struct session **out) MUST_USE;
/* How many browsers the account is signed in with, this one included. */
enum rc identity_sessions(const struct request *rq, int64_t *n) MUST_USE;

#endif
