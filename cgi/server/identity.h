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
/* Somebody is signed in and the form bears the token of that session. */
bool identity_admin_form(const struct request *rq);
/* Without a cookie a reader sees only public content. */
bool identity_anonymous(const struct request *rq);

/* Digest of what limits count: an IPv4 address or the /64 of an IPv6 address. */
void identity_address(const struct request *rq, struct secret *out);

/* A key that nobody has yet, SECRET_TEXT characters, and what the database keeps of it.
 * Half of it is random, and nothing that is stored yields it. */
const char *identity_new_reader(const struct request *rq, struct secret *digest);
/* Did identity_new_reader() make rq->reader_key? Nobody else can make one up. */
bool identity_reader_is_ours(const struct request *rq);
/* The cookie of somebody who takes part. */
void identity_set_reader(const struct request *rq, struct response *rs,
                         const char *key);
/* What the database keeps of that key. */
void identity_reader_digest(const struct request *rq, const char *key,
                            struct secret *out);

/* Inside a write transaction: signs this browser in with a fresh token; rq->session is
 * the new session. The address is known from now on, and a few expired sessions are
 * erased. */
enum rc identity_begin_session(struct request *rq, struct response *rs,
                               int64_t account_id) MUST_USE;
/* Signs it out. */
enum rc identity_end_session(const struct request *rq, struct response *rs) MUST_USE;
/* How many browsers the account is signed in with, this one included. */
enum rc identity_sessions(const struct request *rq, int64_t *n) MUST_USE;

#endif
