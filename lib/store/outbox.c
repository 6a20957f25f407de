/*
 * outbox.c - mail that waits to be sent: see outbox.h
 */
#include "db.h"
#include "outbox.h"

/* Inside SQL, enum mail_kind and enum mail_state are written as numbers. */

static const struct sql INSERT_MAIL = { "insert_mail",
    "INSERT INTO outbox (kind, email_id, account_id, comment_id, since_id, link_id,"
    " created, due)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $7)" };

static const struct sql RECENT_MAIL = { "recent_mail",
    "SELECT id"
    " FROM outbox"
    " WHERE email_id = $1 AND kind = $2 AND created > $3"
    " LIMIT 1" };

static const struct sql ANNOUNCE_COMMENT = { "announce_comment",
    "INSERT INTO outbox (kind, comment_id, created, due)"
    " SELECT 3, c.id, $1, $1"
    " FROM comment c"
    " WHERE c.id = $2"
    "   AND EXISTS (SELECT 1"
    "               FROM subscription s"
    "               WHERE s.post_id = c.post_id AND s.ended IS NULL)" };

/* Not for a comment that was classed as spam. Twice at most, on arrival and when an
 * edit makes it wait: repeated edits must not fill a mailbox. */
static const struct sql NOTIFY_AUTHORS = { "notify_authors",
    "INSERT INTO outbox (kind, account_id, comment_id, created, due)"
    " SELECT 6, a.id, c.id, $1, $1"
    " FROM comment c"
    " JOIN account a ON a.notify = 1 AND a.email_confirmed IS NOT NULL"
    "               AND a.person_id <> c.person_id"
    " WHERE c.id = $2 AND c.state IN (0, 1)"
    "   AND (SELECT count(*)"
    "        FROM outbox o"
    "        WHERE o.comment_id = c.id AND o.account_id = a.id AND o.kind = 6) < 2" };

static const struct sql MAIL_IS_DUE = { "mail_is_due",
    "SELECT id"
    " FROM outbox"
    " WHERE state = 0 AND due <= $1"
    " LIMIT 1" };

static const struct sql NEXT_ANNOUNCEMENT = { "next_announcement",
    "DELETE FROM outbox"
    " WHERE id = (SELECT id"
    "             FROM outbox"
    "             WHERE state = 0 AND due <= $1 AND kind = 3"
    "             ORDER BY due"
    "             LIMIT 1)"
    "   AND state = 0 AND due <= $1 AND kind = 3"
    " RETURNING comment_id" };

/* One mail per mailbox, however many people gave it; none to the comment's writer. */
static const struct sql EXPAND_ANNOUNCEMENT = { "expand_announcement",
    "INSERT INTO outbox (kind, email_id, comment_id, created, due)"
    " SELECT 4, min(e.id), c.id, $1, $1"
    " FROM comment c"
    " JOIN subscription s ON s.post_id = c.post_id AND s.ended IS NULL"
    "                    AND (s.comment_id IS NULL OR s.comment_id = c.parent_id)"
    " JOIN email e ON e.id = s.email_id"
    "             AND (e.joined IS NOT NULL OR s.created <= e.confirmed)"
    " WHERE c.id = $2 AND c.state = 1"
    "   AND NOT EXISTS (SELECT 1"
    "                   FROM email w"
    "                   WHERE w.address = e.address AND w.person_id = c.person_id"
    "                     AND w.confirmed IS NOT NULL)"
    " GROUP BY c.id, e.address" };

static const struct sql DIGEST_DUE = { "digest_due",
    "SELECT a.id, a.digest_id, (SELECT max(id) FROM comment)"
    " FROM account a"
    " WHERE a.notify = 2 AND a.email_confirmed IS NOT NULL AND a.digest_sent <= $1"
    "   AND EXISTS (SELECT 1"
    "               FROM comment c"
    "               WHERE c.id > a.digest_id AND c.state IN (0, 1)"
    "                 AND c.person_id <> a.person_id)"
    " LIMIT 1" };

static const struct sql DIGEST_ADDED = { "digest_added",
    "UPDATE account"
    " SET digest_sent = $1, digest_id = $2"
    " WHERE id = $3" };

/* The condition is repeated: where two connections wait for one row, the second one
 * checks again only what is outside the sub-select (PostgreSQL, READ COMMITTED). */
static const struct sql CLAIM_MAIL = { "claim_mail",
    "UPDATE outbox"
    " SET due = $1, attempts = attempts + 1"
    " WHERE id = (SELECT id"
    "             FROM outbox"
    "             WHERE state = 0 AND due <= $2 AND kind <> 3"
    "             ORDER BY due"
    "             LIMIT 1)"
    "   AND state = 0 AND due <= $2"
    " RETURNING id, kind, email_id, account_id, comment_id, since_id, link_id, created,"
    "           attempts" };

static const struct sql END_MAIL = { "end_mail",
    "UPDATE outbox"
    " SET state = $1, ended = $2, last_error = $3"
    " WHERE id = $4 AND state = 0" };

static const struct sql RETRY_MAIL = { "retry_mail",
    "UPDATE outbox"
    " SET due = $1, last_error = $2, attempts = attempts - $3"
    " WHERE id = $4 AND state = 0" };

static const struct sql ERASE_MAIL = { "erase_mail",
    "DELETE FROM outbox"
    " WHERE id IN (SELECT id"
    "              FROM outbox"
    "              WHERE state > 0 AND ended < $1"
    "              LIMIT $2)" };

static const struct sql OUTBOX_STATUS = { "outbox_status",
    "SELECT state, count(*)"
    " FROM outbox"
    " GROUP BY state" };

static const struct sql OUTBOX_ERRORS = { "outbox_errors",
    "SELECT id, kind, state, attempts, due, last_error"
    " FROM outbox"
    " WHERE state IN (0, 2) AND last_error <> ''"
    " ORDER BY id DESC"
    " LIMIT $1" };

static const char *const kinds[] = {
    [MAIL_CONFIRM] = "confirm",
    [MAIL_IDENTITY_LINK] = "continue",
    [MAIL_ANNOUNCE] = "announce",
    [MAIL_REPLY] = "answer",
    [MAIL_AUTHOR_CONFIRM] = "author confirm",
    [MAIL_AUTHOR_COMMENT] = "author comment",
    [MAIL_AUTHOR_DIGEST] = "author digest",
};

const char *mail_kind_name(enum mail_kind kind)
{
    return kinds[kind];
}

enum rc outbox_add(struct db *db, const struct mail *in)
{
    return db_run(db, &INSERT_MAIL,
                  DB_ARGS(db_i64(in->kind), db_id(in->email_id), db_id(in->account_id),
                          db_id(in->comment_id), db_id(in->since_id),
                          db_id(in->link_id), db_i64(in->created)));
}

enum rc outbox_recent(struct db *db, int64_t email_id, enum mail_kind kind,
                      int64_t since, bool *recent)
{
    return db_exists(db, &RECENT_MAIL,
                     DB_ARGS(db_i64(email_id), db_i64(kind), db_i64(since)), recent);
}

enum rc outbox_announce(struct db *db, int64_t comment_id, int64_t now)
{
    return db_run(db, &ANNOUNCE_COMMENT, DB_ARGS(db_i64(now), db_i64(comment_id)));
}

enum rc outbox_notify_authors(struct db *db, int64_t comment_id, int64_t now)
{
    return db_run(db, &NOTIFY_AUTHORS, DB_ARGS(db_i64(now), db_i64(comment_id)));
}

enum rc outbox_is_due(struct db *db, int64_t now, bool *due)
{
    return db_exists(db, &MAIL_IS_DUE, DB_ARGS(db_i64(now)), due);
}

static enum rc expand(struct db *db, int64_t now)
{
    int64_t comment_id;
    enum rc rc = db_get_i64(db, &NEXT_ANNOUNCEMENT, DB_ARGS(db_i64(now)), &comment_id);

    return rc ? rc
              : db_run(db, &EXPAND_ANNOUNCEMENT,
                       DB_ARGS(db_i64(now), db_i64(comment_id)));
}

enum rc outbox_expand(struct db *db, int64_t now)
{
    enum rc rc = db_begin_write(db);

    return rc ? rc : db_end(db, expand(db, now));
}

/* RC_NOT_FOUND: none is due. */
static enum rc find_digest(struct db *db, int64_t now, struct mail *out)
{
    struct rows r;
    bool found;
    enum rc rc;

    *out = (struct mail){ .kind = MAIL_AUTHOR_DIGEST, .created = now };
    db_query(&r, db, &DIGEST_DUE, DB_ARGS(db_i64(now - DAY_S)));
    found = db_next(&r);
    if (found) {
        out->account_id = row_i64(&r, 0);
        out->since_id = row_i64(&r, 1);
        out->comment_id = row_i64(&r, 2);
    }
    rc = db_done(&r);
    return rc || found ? rc : RC_NOT_FOUND;
}

static enum rc add_digest(struct db *db, int64_t now)
{
    struct mail mail;
    enum rc rc = find_digest(db, now, &mail); /* again: another machine may be first */

    if (rc)
        return rc == RC_NOT_FOUND ? RC_OK : rc;
    rc = outbox_add(db, &mail);
    return rc ? rc
              : db_run(db, &DIGEST_ADDED,
                       DB_ARGS(db_i64(now), db_i64(mail.comment_id),
                               db_i64(mail.account_id)));
}

enum rc outbox_add_digests(struct db *db, int64_t now)
{
    struct mail mail;
    enum rc rc;

    while ((rc = find_digest(db, now, &mail)) == RC_OK) {
        rc = db_begin_write(db);
        if (!rc)
            rc = db_end(db, add_digest(db, now));
        if (rc)
            return rc;
    }
    return rc == RC_NOT_FOUND ? RC_OK : rc;
}

enum rc outbox_claim(struct db *db, int64_t now, int64_t lease_s, struct mail *out)
{
    struct rows r;
    enum rc rc;

    *out = (struct mail){ 0 };
    db_query(&r, db, &CLAIM_MAIL, DB_ARGS(db_i64(now + lease_s), db_i64(now)));
    if (db_next(&r)) {
        out->id = row_i64(&r, 0);
        out->kind = (enum mail_kind)row_i64(&r, 1);
        out->email_id = row_i64(&r, 2);
        out->account_id = row_i64(&r, 3);
        out->comment_id = row_i64(&r, 4);
        out->since_id = row_i64(&r, 5);
        out->link_id = row_i64(&r, 6);
        out->created = row_i64(&r, 7);
        out->attempts = row_i64(&r, 8);
    }
    rc = db_done(&r);
    return rc || out->id ? rc : RC_NOT_FOUND;
}

enum rc outbox_end(struct db *db, int64_t id, enum mail_state state, const char *error,
                   int64_t now)
{
    return db_run(db, &END_MAIL,
                  DB_ARGS(db_i64(state), db_i64(now), db_text(error), db_i64(id)));
}

enum rc outbox_retry(struct db *db, int64_t id, int64_t due, const char *error,
                     bool counts)
{
    return db_run(
        db, &RETRY_MAIL,
        DB_ARGS(db_i64(due), db_text(error), db_i64(counts ? 0 : 1), db_i64(id)));
}

enum rc outbox_erase(struct db *db, int64_t now, int64_t max)
{
    return db_run(db, &ERASE_MAIL, DB_ARGS(db_i64(now - OUTBOX_KEPT_S), db_i64(max)));
}

enum rc outbox_status(struct db *db, struct outbox_status *out)
{
    struct rows r;

    *out = (struct outbox_status){ 0 };
    db_query(&r, db, &OUTBOX_STATUS, DB_NO_ARGS);
    while (db_next(&r)) /* schema.sql knows no other states */
        out->counts[row_i64(&r, 0)] = row_i64(&r, 1);
    return db_done(&r);
}

enum rc outbox_errors(struct db *db, struct arena *a, int64_t limit,
                      struct outbox_error **out, size_t *n)
{
    struct outbox_error *list = ARENA_ARRAY(a, (size_t)limit, struct outbox_error);
    struct rows r;

    *n = 0;
    db_query(&r, db, &OUTBOX_ERRORS, DB_ARGS(db_i64(limit)));
    while (db_next(&r)) {
        struct outbox_error *e = &list[(*n)++];

        e->id = row_i64(&r, 0);
        e->kind = (enum mail_kind)row_i64(&r, 1);
        e->state = (enum mail_state)row_i64(&r, 2);
        e->attempts = row_i64(&r, 3);
        e->due = row_i64(&r, 4);
        e->text = row_text(&r, 5, a);
    }
    *out = list;
    return db_done(&r);
}
