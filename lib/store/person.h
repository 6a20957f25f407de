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
enum rc person_by_key(struct db *db, const struct secret *key_digest,
                      int64_t *id) MUST_USE;
/* `key_digest` NULL: a person without a cookie (accounts). */
enum rc person_add(struct db *db, const struct secret *key_digest, int64_t now,
                   int64_t *id) MUST_USE;
/* Inside a write transaction: a further browser of a person. */
enum rc person_key_add(struct db *db, int64_t person_id,
                       const struct secret *key_digest, int64_t now) MUST_USE;

/* Whoever acts: the known `person_id`, or, when that is 0, the person of that key, made
 * now if need be. Inside a write transaction. */
enum rc person_acting(struct db *db, int64_t person_id, const struct secret *key_digest,
                      int64_t now, int64_t *id) MUST_USE;

#endif
