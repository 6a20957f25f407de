/*
 * email.c - mail addresses that people gave: see email.h
 */
#include "array.h"
#include "email.h"
#include "lang.h"

#define EMAIL_COLUMNS                                                                  \
    "id, person_id, address, lang, comment_id, confirmed, joined, created"

static const struct sql EMAIL_OF_PERSON = { "email_of_person",
    "SELECT id, coalesce(confirmed, 0)"
    " FROM email"
    " WHERE person_id = $1 AND address = $2" };

static const struct sql EMAIL_OF_FOLLOWER = { "email_of_follower",
    "SELECT e.id, coalesce(e.confirmed, 0)"
    " FROM email e"
    " JOIN subscription s ON s.email_id = e.id AND s.ended IS NULL"
    " WHERE e.address = $1 AND e.person_id IS NULL AND s.post_id = $2"
    " LIMIT 1" };

static const struct sql RENEW_CLAIM = { "renew_claim",
    "UPDATE email"
    " SET created = CASE WHEN confirmed IS NULL THEN $1 ELSE created END,"
    "     comment_id = coalesce($2, comment_id)"
    " WHERE id = $3" };

static const struct sql INSERT_EMAIL = { "insert_email",
    "INSERT INTO email (person_id, address, lang, comment_id, created)"
    " VALUES ($1, $2, $3, $4, $5)"
    " RETURNING id" };

static const struct sql EMAIL_BY_ID = { "email_by_id",
    "SELECT " EMAIL_COLUMNS
    " FROM email"
    " WHERE id = $1" };

static const struct sql LIST_REQUESTS = { "list_requests",
    "SELECT " EMAIL_COLUMNS
    " FROM email"
    " WHERE address = $1 AND confirmed IS NULL AND id <> $2"
    " ORDER BY id DESC"
    " LIMIT $3" };

static const struct sql NEXT_REQUEST = { "next_request",
    "SELECT id"
    " FROM email"
    " WHERE address = $1 AND confirmed IS NULL"
    " ORDER BY id DESC"
    " LIMIT 1" };

static const struct sql CONFIRM_EMAIL = { "confirm_email",
    "UPDATE email"
    " SET confirmed = $1"
    " WHERE id = $2" };

/* A request after the last confirmation needs another one, unless the address is
 * joined. */
static const struct sql EMAIL_WAITS = { "email_waits",
    "SELECT e.id"
    " FROM email e"
    " WHERE e.id = $1"
    "   AND (e.confirmed IS NULL"
    "        OR (e.joined IS NULL"
    "            AND EXISTS (SELECT 1"
    "                        FROM subscription s"
    "                        WHERE s.email_id = e.id AND s.ended IS NULL"
    "                          AND s.created > e.confirmed)))" };

static const struct sql JOIN_EMAIL = { "join_email",
    "UPDATE email"
    " SET joined = coalesce(joined, $1)"
    " WHERE id = $2 AND person_id IS NOT NULL AND comment_id IS NOT NULL" };

static const struct sql JOINED_TO_ANOTHER = { "joined_to_another",
    "SELECT o.id"
    " FROM email e"
    " JOIN email o ON o.person_id = e.person_id AND o.joined IS NOT NULL"
    " WHERE e.id = $1 AND o.id <> e.id" };

static const struct sql DROP_EMAIL = { "drop_email",
    "DELETE FROM email"
    " WHERE id = $1" };

static const struct sql INSERT_REFUSAL = { "insert_refusal",
    "INSERT INTO refusal (digest, created)"
    " VALUES ($1, $2)"
    " ON CONFLICT (digest) DO UPDATE SET created = excluded.created" };

static const struct sql REFUSAL = { "refusal",
    "SELECT created"
    " FROM refusal"
    " WHERE digest = $1 AND created > $2" };

static const struct sql ERASE_ADDRESS = { "erase_address",
    "DELETE FROM email"
    " WHERE address = (SELECT address"
    "                  FROM email"
    "                  WHERE id = $1)" };

/* The conditions are repeated so that no row goes that another connection has just
 * renewed: see CLAIM_MAIL in outbox.c. */
static const struct sql FORGET_EMAILS = { "forget_emails",
    "DELETE FROM email"
    " WHERE id IN (SELECT id"
    "              FROM email"
    "              WHERE confirmed IS NULL AND created < $1"
    "              LIMIT $2)"
    "   AND confirmed IS NULL AND created < $1" };

static const struct sql FORGET_ENDED = { "forget_ended",
    "DELETE FROM subscription"
    " WHERE id IN (SELECT id"
    "              FROM subscription"
    "              WHERE ended < $1"
    "              LIMIT $2)"
    "   AND ended < $1" };

/* An address that came with a comment stays: its owner may still request a link to the
 * person who wrote it. */
static const struct sql FORGET_FOLLOWERS = { "forget_followers",
    "DELETE FROM email"
    " WHERE id IN (SELECT e.id"
    "              FROM email e"
    "              WHERE e.comment_id IS NULL AND e.confirmed < $1"
    "                AND NOT EXISTS (SELECT 1"
    "                                FROM subscription s"
    "                                WHERE s.email_id = e.id)"
    "              LIMIT $2)"
    "   AND comment_id IS NULL AND confirmed < $1" };

static const struct sql FORGET_REFUSALS = { "forget_refusals",
    "DELETE FROM refusal"
    " WHERE digest IN (SELECT digest"
    "                  FROM refusal"
    "                  WHERE created < $1"
    "                  LIMIT $2)"
    "   AND created < $1" };

static const struct sql WRITER_OF_ADDRESS = { "writer_of_address",
    "SELECT id"
    " FROM email"
    " WHERE address = $1 AND joined IS NOT NULL"
    " ORDER BY joined DESC, id DESC"
    " LIMIT 1" };

static const struct sql UNJOINED_ADDRESS = { "unjoined_address",
    "SELECT e.id"
    " FROM email e"
    " WHERE e.address = $1 AND e.confirmed IS NOT NULL AND e.joined IS NULL"
    "   AND e.comment_id IS NOT NULL"
    "   AND NOT EXISTS (SELECT 1"
    "                   FROM email o"
    "                   WHERE o.person_id = e.person_id AND o.joined IS NOT NULL)"
    " ORDER BY e.id DESC"
    " LIMIT 1" };

static const struct sql INSERT_PERSON_LINK = { "insert_person_link",
    "INSERT INTO person_link (email_id, created)"
    " VALUES ($1, $2)"
    " RETURNING id" };

/* Deletes expired links when the next one is requested. */
static const struct sql DELETE_OLD_LINKS = { "delete_old_links",
    "DELETE FROM person_link"
    " WHERE email_id = $1 AND created <= $2" };

static const struct sql PERSON_LINK = { "person_link",
    "SELECT id"
    " FROM person_link"
    " WHERE id = $1 AND created > $2" };

/* One statement finds and deletes the link: of two browsers, only one gets the row. */
static const struct sql SPEND_PERSON_LINK = { "spend_person_link",
    "DELETE FROM person_link"
    " WHERE id = $1 AND created > $2"
    " RETURNING email_id" };

static const struct sql PERSON_OF_EMAIL = { "person_of_email",
    "SELECT person_id"
    " FROM email"
    " WHERE id = $1 AND person_id IS NOT NULL" };

static enum rc find_claim(struct db *db, struct email *out, int64_t post_id)
{
    struct rows r;

    if (out->person_id)
        db_query(&r, db, &EMAIL_OF_PERSON,
                 DB_ARGS(db_i64(out->person_id), db_text(out->address)));
    else
        db_query(&r, db, &EMAIL_OF_FOLLOWER,
                 DB_ARGS(db_text(out->address), db_i64(post_id)));
    if (db_next(&r)) {
        out->id = row_i64(&r, 0);
        out->confirmed = row_i64(&r, 1);
    }
    return db_done(&r);
}

enum rc email_claim(struct db *db, struct email *out, int64_t post_id)
{
    enum rc rc;

    out->id = out->confirmed = 0;
    rc = find_claim(db, out, post_id);
    if (rc)
        return rc;
    if (out->id)
        return db_run(
            db, &RENEW_CLAIM,
            DB_ARGS(db_i64(out->created), db_id(out->comment_id), db_i64(out->id)));
    return db_get_i64(db, &INSERT_EMAIL,
                      DB_ARGS(db_id(out->person_id), db_text(out->address),
                              db_text(lang_code(out->lang)), db_id(out->comment_id),
                              db_i64(out->created)),
                      &out->id);
}

static void read_email(const struct rows *r, struct arena *a, struct email *out)
{
    out->id = row_i64(r, 0);
    out->person_id = row_i64(r, 1);
    out->address = row_text(r, 2, a);
    lang_parse(row_text(r, 3, a), &out->lang); /* schema.sql knows no others */
    out->comment_id = row_i64(r, 4);
    out->confirmed = row_i64(r, 5);
    out->joined = row_i64(r, 6);
    out->created = row_i64(r, 7);
}

enum rc email_by_id(struct db *db, struct arena *a, int64_t id, struct email **out)
{
    struct email *e = NULL;
    struct rows r;
    enum rc rc;

    db_query(&r, db, &EMAIL_BY_ID, DB_ARGS(db_i64(id)));
    if (db_next(&r)) {
        e = ARENA_NEW(a, struct email);
        read_email(&r, a, e);
    }
    rc = db_done(&r);
    *out = e;
    return rc || e ? rc : RC_NOT_FOUND;
}

enum rc email_requests(struct db *db, struct arena *a, const struct email *opened,
                       struct email **out, size_t *n)
{
    struct email *list = ARENA_ARRAY(a, EMAIL_REQUESTS_MAX, struct email);
    struct rows r;

    list[0] = *opened;
    *n = 1;
    db_query(&r, db, &LIST_REQUESTS,
             DB_ARGS(db_text(opened->address), db_i64(opened->id),
                     db_i64(EMAIL_REQUESTS_MAX - 1)));
    while (db_next(&r))
        read_email(&r, a, &list[(*n)++]);
    *out = list;
    return db_done(&r);
}

enum rc email_next_request(struct db *db, const char *address, int64_t *id)
{
    return db_get_i64(db, &NEXT_REQUEST, DB_ARGS(db_text(address)), id);
}

enum rc email_confirm(struct db *db, int64_t id, int64_t now)
{
    enum rc rc = db_run(db, &CONFIRM_EMAIL, DB_ARGS(db_i64(now), db_i64(id)));

    return rc || db_changes(db) ? rc : RC_NOT_FOUND;
}

enum rc email_waits(struct db *db, int64_t id, bool *waits)
{
    return db_exists(db, &EMAIL_WAITS, DB_ARGS(db_i64(id)), waits);
}

enum rc email_is_taken(struct db *db, int64_t id, bool *taken)
{
    return db_exists(db, &JOINED_TO_ANOTHER, DB_ARGS(db_i64(id)), taken);
}

enum rc email_join(struct db *db, int64_t id, int64_t now)
{
    bool taken;
    enum rc rc = email_is_taken(db, id, &taken);

    if (!rc && taken)
        return RC_CONFLICT;
    if (!rc)
        rc = email_confirm(db, id, now);
    if (!rc)
        rc = db_run(db, &JOIN_EMAIL, DB_ARGS(db_i64(now), db_i64(id)));
    return rc || db_changes(db) ? rc : RC_INVALID;
}

enum rc email_drop(struct db *db, int64_t id)
{
    return db_run(db, &DROP_EMAIL, DB_ARGS(db_i64(id)));
}

enum rc email_refuse(struct db *db, const struct bytes32 *digest, int64_t now)
{
    return db_run(db, &INSERT_REFUSAL, DB_ARGS(db_bytes32(digest), db_i64(now)));
}

enum rc email_refused(struct db *db, const struct bytes32 *digest, int64_t since,
                      bool *refused)
{
    return db_exists(db, &REFUSAL, DB_ARGS(db_bytes32(digest), db_i64(since)), refused);
}

enum rc email_erase(struct db *db, int64_t id)
{
    return db_run(db, &ERASE_ADDRESS, DB_ARGS(db_i64(id)));
}

enum rc email_forget(struct db *db, int64_t now, int64_t max)
{
    const struct {
        const struct sql *sql;
        int64_t kept_s;
    } sweeps[] = {
        { &FORGET_EMAILS, EMAIL_WAITING_S },
        { &FORGET_ENDED, EMAIL_ENDED_S },
        { &FORGET_FOLLOWERS, EMAIL_ENDED_S },
        { &FORGET_REFUSALS, EMAIL_REFUSED_S },
    };
    enum rc rc = RC_OK;

    for (size_t i = 0; !rc && i < ARRAY_LEN(sweeps); i++)
        rc = db_run(db, sweeps[i].sql,
                    DB_ARGS(db_i64(now - sweeps[i].kept_s), db_i64(max)));
    return rc;
}

enum rc email_unjoined(struct db *db, const char *address, int64_t *id)
{
    return db_get_i64(db, &UNJOINED_ADDRESS, DB_ARGS(db_text(address)), id);
}

enum rc person_link_add(struct db *db, const char *address, int64_t now,
                        int64_t *email_id, int64_t *link_id)
{
    enum rc rc =
        db_get_i64(db, &WRITER_OF_ADDRESS, DB_ARGS(db_text(address)), email_id);

    if (!rc)
        rc = db_run(db, &DELETE_OLD_LINKS,
                    DB_ARGS(db_i64(*email_id), db_i64(now - PERSON_LINK_S)));
    return rc ? rc
              : db_get_i64(db, &INSERT_PERSON_LINK,
                           DB_ARGS(db_i64(*email_id), db_i64(now)), link_id);
}

enum rc person_link_check(struct db *db, int64_t id, int64_t now)
{
    int64_t found;

    return db_get_i64(db, &PERSON_LINK,
                      DB_ARGS(db_i64(id), db_i64(now - PERSON_LINK_S)), &found);
}

enum rc person_link_use(struct db *db, int64_t id, const struct bytes32 *key_digest,
                        int64_t now)
{
    int64_t email_id, person_id;
    enum rc rc =
        db_get_i64(db, &SPEND_PERSON_LINK,
                   DB_ARGS(db_i64(id), db_i64(now - PERSON_LINK_S)), &email_id);

    if (!rc)
        rc = db_get_i64(db, &PERSON_OF_EMAIL, DB_ARGS(db_i64(email_id)), &person_id);
    return rc ? rc : person_key_add(db, person_id, key_digest, now);
}
