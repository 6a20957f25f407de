/*
 * person.h - a participant, known by the digest of a random key
 */
#ifndef PERSON_H
#define PERSON_H

#include "clock.h"
#include "db.h"

/* How long a browser keeps a reader's key, from the day on which it gets it. */
#define PERSON_KEY_S (730 * DAY_S)

/* Sets *id to the person with that key; 0: there is none. */
enum rc person_by_key(struct db *db, const struct bytes32 *key_digest,
                      int64_t *id) MUST_USE;
/* `key_digest` NULL: a person without a cookie (accounts). */
enum rc person_add(struct db *db, const struct bytes32 *key_digest, int64_t now,
                   int64_t *id) MUST_USE;
/* Inside a write transaction. Adds the key of a further browser to a person. */
enum rc person_key_add(struct db *db, int64_t person_id,
                       const struct bytes32 *key_digest, int64_t now) MUST_USE;

/* The person who acts, perhaps for the first time. */
struct actor {
    int64_t person_id;         /* 0: the person of key_digest, who may be new */
    struct bytes32 key_digest; /* of their cookie's key */
    int64_t now;
};
/* Inside a write transaction. Sets *id to the actor's person, adding a new one. */
enum rc person_acting(struct db *db, const struct actor *actor, int64_t *id) MUST_USE;

#endif
