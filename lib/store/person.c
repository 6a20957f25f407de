/*
 * person.c - participants: see person.h
 */
#include "db.h"
#include "person.h"

static const struct sql PERSON_BY_KEY = { "person_by_key",
    "SELECT id"
    " FROM person"
    " WHERE key_digest = $1"
    " UNION ALL"
    " SELECT person_id"
    " FROM person_key"
    " WHERE key_digest = $1" };

static const struct sql INSERT_PERSON = { "insert_person",
    "INSERT INTO person (key_digest, created)"
    " VALUES ($1, $2)"
    " RETURNING id" };

static const struct sql INSERT_PERSON_KEY = { "insert_person_key",
    "INSERT INTO person_key (key_digest, person_id, created)"
    " VALUES ($1, $2, $3)" };

enum rc person_by_key(struct db *db, const struct bytes32 *key_digest, int64_t *id)
{
    return db_get_i64_or_zero(db, &PERSON_BY_KEY, DB_ARGS(db_bytes32(key_digest)), id);
}

enum rc person_add(struct db *db, const struct bytes32 *key_digest, int64_t now,
                   int64_t *id)
{
    return db_get_i64(
        db, &INSERT_PERSON,
        DB_ARGS(key_digest ? db_bytes32(key_digest) : db_null(), db_i64(now)), id);
}

enum rc person_acting(struct db *db, const struct actor *actor, int64_t *id)
{
    enum rc rc;

    *id = actor->person_id;
    if (*id)
        return RC_OK;
    rc = person_by_key(db, &actor->key_digest, id);
    return rc || *id ? rc : person_add(db, &actor->key_digest, actor->now, id);
}

enum rc person_key_add(struct db *db, int64_t person_id,
                       const struct bytes32 *key_digest, int64_t now)
{
    return db_run(db, &INSERT_PERSON_KEY,
                  DB_ARGS(db_bytes32(key_digest), db_i64(person_id), db_i64(now)));
}
