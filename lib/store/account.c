/*
 * account.c - authors and their one-time links: see account.h
 */
#include "account.h"
#include "array.h"
#include "db.h"
#include "names.h"
#include "person.h"
#include "text.h"

#define ACCOUNT_COLUMNS "a.id, a.person_id, a.name, a.password_hash, a.created"
#define ACCOUNTS_MAX 1000

static const struct sql INSERT_ACCOUNT = { "insert_account",
    "INSERT INTO account (person_id, name, folded_name, created)"
    " VALUES ($1, $2, $3, $4)"
    " RETURNING id" };

static const struct sql ACCOUNT_BY_NAME = { "account_by_name",
    "SELECT " ACCOUNT_COLUMNS
    " FROM account a"
    " WHERE a.folded_name = $1" };

static const struct sql ACCOUNT_BY_ID = { "account_by_id",
    "SELECT " ACCOUNT_COLUMNS
    " FROM account a"
    " WHERE a.id = $1" };

static const struct sql ACCOUNT_BY_LINK = { "account_by_link",
    "SELECT " ACCOUNT_COLUMNS
    " FROM account_link l"
    " JOIN account a ON a.id = l.account_id"
    " WHERE l.token_digest = $1 AND l.expires > $2" };

static const struct sql LIST_ACCOUNTS = { "list_accounts",
    "SELECT " ACCOUNT_COLUMNS
    " FROM account a"
    " ORDER BY a.folded_name"
    " LIMIT $1" };

static const struct sql SET_PASSWORD = { "set_password",
    "UPDATE account"
    " SET password_hash = $1"
    " WHERE id = $2" };

static const struct sql END_SESSIONS = { "end_sessions",
    "DELETE FROM session"
    " WHERE account_id = $1" };

static const struct sql END_LINKS = { "end_links",
    "DELETE FROM account_link"
    " WHERE account_id = $1" };

static const struct sql DELETE_ACCOUNT = { "delete_account",
    "DELETE FROM account"
    " WHERE id = $1 AND EXISTS (SELECT 1 FROM account WHERE id <> $1)" };

static const struct sql ACCOUNT_THERE = { "account_there",
    "SELECT 1"
    " FROM account"
    " WHERE id = $1" };

static const struct sql INSERT_LINK = { "insert_link",
    "INSERT INTO account_link (token_digest, account_id, expires)"
    " VALUES ($1, $2, $3)" };

static const struct sql SPEND_LINK = { "spend_link",
    "DELETE FROM account_link"
    " WHERE token_digest = $1 AND expires > $2"
    " RETURNING account_id" };

static const struct sql ACCOUNT_MAIL = { "account_mail",
    "SELECT email, email_confirmed, notify"
    " FROM account"
    " WHERE id = $1" };

static const struct sql SET_ACCOUNT_MAIL = { "set_account_mail",
    "UPDATE account"
    " SET email_confirmed = CASE WHEN email = $1 THEN email_confirmed END, email = $1,"
    "     digest_sent = CASE WHEN notify = $2 THEN digest_sent ELSE $3 END,"
    "     digest_id = CASE WHEN notify = $2 THEN digest_id"
    "                      ELSE (SELECT coalesce(max(id), 0) FROM comment) END,"
    "     notify = $2"
    " WHERE id = $4" };

static const struct sql CONFIRM_ACCOUNT_MAIL = { "confirm_account_mail",
    "UPDATE account"
    " SET email_confirmed = coalesce(email_confirmed, $1)"
    " WHERE id = $2 AND email = $3" };

static const char *const notifies[] = { "nothing", "each", "daily" };

const char *notify_name(enum notify notify)
{
    return notifies[notify];
}

bool notify_parse(const char *name, enum notify *notify)
{
    const size_t i = name_find(notifies, ARRAY_LEN(notifies), name);

    if (i == ARRAY_LEN(notifies))
        return false;
    *notify = (enum notify)i;
    return true;
}

static void read_account(const struct rows *r, struct arena *a, struct account *out)
{
    out->id = row_i64(r, 0);
    out->person_id = row_i64(r, 1);
    out->name = row_text(r, 2, a);
    out->password_hash = row_text_or_null(r, 3, a);
    out->created = row_i64(r, 4);
}

static enum rc find(struct db *db, struct arena *a, const struct sql *sql,
                    struct db_args args, struct account **out)
{
    struct account *account = NULL;
    struct rows r;
    enum rc rc;

    db_query(&r, db, sql, args);
    if (db_next(&r)) {
        account = ARENA_NEW(a, struct account);
        read_account(&r, a, account);
    }
    rc = db_done(&r);
    *out = account;
    return rc || account ? rc : RC_NOT_FOUND;
}

static enum rc insert(struct db *db, struct arena *a, const char *name, int64_t now,
                      int64_t *id)
{
    int64_t person_id;
    enum rc rc = person_add(db, NULL, now, &person_id);

    if (rc)
        return rc;
    return db_get_i64(db, &INSERT_ACCOUNT,
                      DB_ARGS(db_i64(person_id), db_text(name),
                              db_text(text_fold(a, name)), db_i64(now)),
                      id);
}

enum rc account_add(struct db *db, struct arena *a, const char *name, int64_t now,
                    int64_t *id)
{
    enum rc rc = db_begin_write(db);

    return rc ? rc : db_end(db, insert(db, a, name, now, id));
}

enum rc account_by_name(struct db *db, struct arena *a, const char *name,
                        struct account **out)
{
    return find(db, a, &ACCOUNT_BY_NAME, DB_ARGS(db_text(text_fold(a, name))), out);
}

enum rc account_by_id(struct db *db, struct arena *a, int64_t id, struct account **out)
{
    return find(db, a, &ACCOUNT_BY_ID, DB_ARGS(db_i64(id)), out);
}

enum rc account_list(struct db *db, struct arena *a, struct account **out, size_t *n)
{
    struct account *list = ARENA_ARRAY(a, ACCOUNTS_MAX, struct account);
    struct rows r;

    *n = 0;
    db_query(&r, db, &LIST_ACCOUNTS, DB_ARGS(db_i64(ACCOUNTS_MAX)));
    while (db_next(&r))
        read_account(&r, a, &list[(*n)++]);
    *out = list;
    return db_done(&r);
}

bool account_has_password(const struct account *account, const char *password_hash)
{
    return account->password_hash && strcmp(account->password_hash, password_hash) == 0;
}

enum rc account_set_password(struct db *db, int64_t id, const char *password_hash)
{
    enum rc rc = db_run(db, &SET_PASSWORD, DB_ARGS(db_text(password_hash), db_i64(id)));

    if (!rc && db_changes(db) == 0)
        rc = RC_NOT_FOUND;
    if (!rc)
        rc = db_run(db, &END_SESSIONS, DB_ARGS(db_i64(id)));
    return rc ? rc : db_run(db, &END_LINKS, DB_ARGS(db_i64(id)));
}

enum rc account_remove(struct db *db, int64_t id)
{
    bool there;
    enum rc rc = db_run(db, &DELETE_ACCOUNT, DB_ARGS(db_i64(id)));

    if (rc || db_changes(db))
        return rc;
    rc = db_exists(db, &ACCOUNT_THERE, DB_ARGS(db_i64(id)), &there);
    return rc ? rc : there ? RC_CONFLICT : RC_NOT_FOUND;
}

static enum rc add_link(struct db *db, int64_t account_id,
                        const struct bytes32 *token_digest, int64_t expires)
{
    enum rc rc = account_set_password(db, account_id, NULL);

    if (rc)
        return rc;
    return db_run(
        db, &INSERT_LINK,
        DB_ARGS(db_bytes32(token_digest), db_i64(account_id), db_i64(expires)));
}

enum rc account_link_add(struct db *db, int64_t account_id,
                         const struct bytes32 *token_digest, int64_t expires)
{
    enum rc rc = db_begin_write(db);

    return rc ? rc : db_end(db, add_link(db, account_id, token_digest, expires));
}

enum rc account_by_link(struct db *db, struct arena *a,
                        const struct bytes32 *token_digest, int64_t now,
                        struct account **out)
{
    return find(db, a, &ACCOUNT_BY_LINK, DB_ARGS(db_bytes32(token_digest), db_i64(now)),
                out);
}

enum rc account_link_use(struct db *db, const struct bytes32 *token_digest, int64_t now,
                         const char *password_hash, int64_t *account_id)
{
    enum rc rc = db_get_i64(db, &SPEND_LINK,
                            DB_ARGS(db_bytes32(token_digest), db_i64(now)), account_id);

    return rc ? rc : account_set_password(db, *account_id, password_hash);
}

enum rc account_mail(struct db *db, struct arena *a, int64_t id,
                     struct account_mail *out)
{
    struct rows r;
    bool found;
    enum rc rc;

    *out = (struct account_mail){ .address = "" };
    db_query(&r, db, &ACCOUNT_MAIL, DB_ARGS(db_i64(id)));
    found = db_next(&r);
    if (found) {
        out->address = row_text(&r, 0, a);
        out->confirmed = !row_is_null(&r, 1);
        out->notify = (enum notify)row_i64(&r, 2);
    }
    rc = db_done(&r);
    return rc || found ? rc : RC_NOT_FOUND;
}

enum rc account_mail_set(struct db *db, int64_t id, const struct account_mail *in,
                         int64_t now)
{
    return db_run(
        db, &SET_ACCOUNT_MAIL,
        DB_ARGS(db_text(in->address), db_i64(in->notify), db_i64(now), db_i64(id)));
}

enum rc account_mail_confirm(struct db *db, int64_t id, const char *address,
                             int64_t now)
{
    enum rc rc = db_run(db, &CONFIRM_ACCOUNT_MAIL,
                        DB_ARGS(db_i64(now), db_i64(id), db_text(address)));

    return rc || db_changes(db) ? rc : RC_NOT_FOUND;
}
