/*
 * person.h - somebody who takes part, known by the digest of a random key
 */
#ifndef PERSON_H
#define PERSON_H

#include "clock.h"
#include "db.h"

/* How long a browser keeps a reader's key, from the day on which it gets it. */
#define PERSON_KEY_S (730 * DAY_S)

/* *id is 0 when nobody has that key. */
enum rc person_by_key(struct db *db, const struct bytes32 *key_digest,
                      int64_t *id) MUST_USE;
/* `key_digest` NULL: a person without a cookie (accounts). */
enum rc person_add(struct db *db, const struct bytes32 *key_digest, int64_t now,
                   int64_t *id) MUST_USE;
/* Inside a write transaction: a further browser of a person. */
enum rc person_key_add(struct db *db, int64_t person_id,
                       const struct bytes32 *key_digest, int64_t now) MUST_USE;

/* Somebody who does something, perhaps for the first time. */
struct actor {
    int64_t person_id;         /* 0: the person of key_digest, who may be new */
    struct bytes32 key_digest; /* of their cookie's key */
    int64_t now;
};
/* Inside a write transaction: the actor's person, made now if need be. */
enum rc person_acting(struct db *db, const struct actor *actor, int64_t *id) MUST_USE;

#endif
