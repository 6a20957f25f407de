/*
 * email.c - mail addresses that people gave: see email.h
 */
#include "email.h"
#include "person.h"

static const struct sql EMAIL_OF_PERSON = { "email_of_person",
    "SELECT id, coalesce(confirmed, 0)"
    " FROM email"
    " WHERE person_id = $1 AND address = $2" };

static const struct sql COUNT_WAITING_EMAILS = { "count_waiting_emails",
    "SELECT count(*)"
    " FROM email"
    " WHERE address = $1 AND confirmed IS NULL" };

static const struct sql INSERT_EMAIL = { "insert_email",
    "INSERT INTO email (person_id, address, lang, created)"
    " VALUES ($1, $2, $3, $4)"
    " RETURNING id" };

static const struct sql EMAIL_BY_ID = { "email_by_id",
    "SELECT id, person_id, address, lang, confirmed, created"
    " FROM email"
    " WHERE id = $1" };

/* A person may have claimed the address before as one of theirs. */
static const struct sql ADOPT_EMAIL = { "adopt_email",
    "UPDATE email"
    " SET person_id = $1"
    " WHERE id = $2 AND person_id IS NULL"
    "   AND NOT EXISTS (SELECT 1"
    "                   FROM email o"
    "                   WHERE o.person_id = $1 AND o.address = email.address)" };

static const struct sql CONFIRM_EMAIL = { "confirm_email",
    "UPDATE email"
    " SET confirmed = coalesce(confirmed, $1)"
    " WHERE id = $2" };

static const struct sql TAKE_SUBSCRIPTIONS = { "take_subscriptions",
    "UPDATE subscription"
    " SET email_id = $1"
    " WHERE email_id IN (SELECT o.id"
    "                    FROM email n"
    "                    JOIN email o ON o.person_id = n.person_id"
    "                    WHERE n.id = $1 AND o.id <> n.id"
    "                      AND o.confirmed IS NOT NULL)" };

static const struct sql DELETE_EARLIER = { "delete_earlier",
    "DELETE FROM email"
    " WHERE id IN (SELECT o.id"
    "              FROM email n"
    "              JOIN email o ON o.person_id = n.person_id"
    "              WHERE n.id = $1 AND o.id <> n.id AND o.confirmed IS NOT NULL)" };

static const struct sql ERASE_ADDRESS = { "erase_address",
    "DELETE FROM email"
    " WHERE address = (SELECT address"
    "                  FROM email"
    "                  WHERE id = $1)" };

static const struct sql FORGET_EMAILS = { "forget_emails",
    "DELETE FROM email"
    " WHERE id IN (SELECT id"
    "              FROM email"
    "              WHERE confirmed IS NULL AND created < $1"
    "              LIMIT $2)" };

static const struct sql WRITER_OF_ADDRESS = { "writer_of_address",
    "SELECT id"
    " FROM email"
    " WHERE address = $1 AND confirmed IS NOT NULL AND person_id IS NOT NULL"
    " ORDER BY confirmed DESC, id DESC"
    " LIMIT 1" };

static const struct sql INSERT_PERSON_LINK = { "insert_person_link",
    "INSERT INTO person_link (email_id, created)"
    " VALUES ($1, $2)"
    " RETURNING id" };

/* Links that were never used go when the next one is asked for. */
static const struct sql DELETE_OLD_LINKS = { "delete_old_links",
    "DELETE FROM person_link"
    " WHERE email_id = $1 AND created <= $2" };

static const struct sql PERSON_LINK = { "person_link",
    "SELECT id"
    " FROM person_link"
    " WHERE id = $1 AND created > $2" };

static const struct sql PERSON_OF_LINK = { "person_of_link",
    "SELECT e.person_id"
    " FROM person_link l"
    " JOIN email e ON e.id = l.email_id"
    " WHERE l.id = $1 AND l.created > $2 AND e.person_id IS NOT NULL" };

static const struct sql DELETE_LINK = { "delete_link",
    "DELETE FROM person_link"
    " WHERE id = $1" };

static enum rc find_claim(struct db *db, struct email *out)
{
    struct rows r;

    db_query(&r, db, &EMAIL_OF_PERSON,
             DB_ARGS(db_i64(out->person_id), db_text(out->address)));
    if (db_next(&r)) {
        out->id = row_i64(&r, 0);
        out->confirmed = row_i64(&r, 1);
    }
    return db_done(&r);
}

enum rc email_claim(struct db *db, struct email *out)
{
    int64_t waiting;
    enum rc rc = RC_OK;

    out->id = out->confirmed = 0;
    if (out->person_id)
        rc = find_claim(db, out);
    if (rc || out->id)
        return rc;
    rc = db_get_i64(db, &COUNT_WAITING_EMAILS, DB_ARGS(db_text(out->address)),
                    &waiting);
    if (!rc && waiting >= EMAIL_WAITING_MAX)
        return RC_TOO_MANY;
    return rc ? rc
              : db_get_i64(db, &INSERT_EMAIL,
                           DB_ARGS(db_id(out->person_id), db_text(out->address),
                                   db_text(lang_code(out->lang)),
                                   db_i64(out->created)),
                           &out->id);
}

enum rc email_by_id(struct db *db, struct arena *a, int64_t id, struct email **out)
{
    struct email *e = NULL;
    struct rows r;
    enum rc rc;

    db_query(&r, db, &EMAIL_BY_ID, DB_ARGS(db_i64(id)));
    if (db_next(&r)) {
        e = ARENA_NEW(a, struct email);
        e->id = row_i64(&r, 0);
        e->person_id = row_i64(&r, 1);
        e->address = row_text(&r, 2, a);
        lang_parse(row_text(&r, 3, a), &e->lang); /* schema.sql knows no others */
        e->confirmed = row_i64(&r, 4);
        e->created = row_i64(&r, 5);
    }
    rc = db_done(&r);
    *out = e;
    return rc || e ? rc : RC_NOT_FOUND;
}

static enum rc confirm(struct db *db, int64_t id, int64_t person_id, int64_t now)
{
    enum rc rc = db_run(db, &CONFIRM_EMAIL, DB_ARGS(db_i64(now), db_i64(id)));

    if (!rc && db_changes(db) == 0)
        return RC_NOT_FOUND;
    if (!rc && person_id)
        rc = db_run(db, &ADOPT_EMAIL, DB_ARGS(db_i64(person_id), db_i64(id)));
    if (!rc)
        rc = db_run(db, &TAKE_SUBSCRIPTIONS, DB_ARGS(db_i64(id)));
    return rc ? rc : db_run(db, &DELETE_EARLIER, DB_ARGS(db_i64(id)));
}

enum rc email_confirm(struct db *db, int64_t id, int64_t person_id, int64_t now)
{
    enum rc rc = db_begin_write(db);

    return rc ? rc : db_end(db, confirm(db, id, person_id, now));
}

enum rc email_erase(struct db *db, int64_t id)
{
    return db_run(db, &ERASE_ADDRESS, DB_ARGS(db_i64(id)));
}

enum rc email_forget(struct db *db, int64_t now, int64_t max)
{
    return db_run(db, &FORGET_EMAILS, DB_ARGS(db_i64(now - EMAIL_WAITING_S),
                                              db_i64(max)));
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

static enum rc use_link(struct db *db, int64_t id, const struct secret *key_digest,
                        int64_t now)
{
    int64_t person_id;
    enum rc rc = db_get_i64(db, &PERSON_OF_LINK,
                            DB_ARGS(db_i64(id), db_i64(now - PERSON_LINK_S)),
                            &person_id);

    if (!rc)
        rc = db_run(db, &DELETE_LINK, DB_ARGS(db_i64(id)));
    return rc ? rc : person_key_add(db, person_id, key_digest, now);
}

enum rc person_link_use(struct db *db, int64_t id, const struct secret *key_digest,
                        int64_t now)
{
    enum rc rc = db_begin_write(db);

    return rc ? rc : db_end(db, use_link(db, id, key_digest, now));
}
