/*
 * account.h - authors and the one-time links that let them choose a password
 */
#ifndef ACCOUNT_H
#define ACCOUNT_H

#include "clock.h"
#include "db.h"

#define ACCOUNT_NAME_MAX 64 /* code points, as schema.sql checks */

struct account {
    int64_t id, person_id;
    const char *name;          /* as typed */
    const char *password_hash; /* NULL until a password was chosen */
    int64_t created;
};

/* Adds an author and their person. RC_CONFLICT: the name, or one that looks like it
 * (text_fold), is taken. */
enum rc account_add(struct db *db, struct arena *a, const char *name, int64_t now,
                    int64_t *id) MUST_USE;
/* Look-alike spellings find the account, too. RC_NOT_FOUND: there is none. */
enum rc account_by_name(struct db *db, struct arena *a, const char *name,
                        struct account **out) MUST_USE;
enum rc account_by_id(struct db *db, struct arena *a, int64_t id,
                      struct account **out) MUST_USE;
enum rc account_list(struct db *db, struct arena *a, struct account **out,
                     size_t *n) MUST_USE;
/* Does the account still have this password hash? It may have changed while the
 * password was verified. */
bool account_has_password(const struct account *account, const char *password_hash);
/* Inside a write transaction. Also ends every session and link of the account. A NULL
 * hash removes the password. RC_NOT_FOUND. */
enum rc account_set_password(struct db *db, int64_t id,
                             const char *password_hash) MUST_USE;
/* The account's comments and posts stay. RC_NOT_FOUND. RC_CONFLICT: it is the only
 * account. */
enum rc account_remove(struct db *db, int64_t id) MUST_USE;

/* Which mails an author gets about comments. */
enum notify {
    NOTIFY_NOTHING = 0, /* "nothing" */
    NOTIFY_EACH = 1,    /* "each": new and held comments at once */
    NOTIFY_DAILY = 2    /* "daily": a digest of them */
};
const char *notify_name(enum notify notify);
bool notify_parse(const char *name, enum notify *notify);

struct account_mail {
    const char *address; /* "": none */
    bool confirmed;      /* by its owner, through the mail that went there */
    enum notify notify;
};
enum rc account_mail(struct db *db, struct arena *a, int64_t id,
                     struct account_mail *out) MUST_USE;
/* A new address is unconfirmed. If `notify` changes, digests start with the next
 * comment. */
enum rc account_mail_set(struct db *db, int64_t id, const struct account_mail *in,
                         int64_t now) MUST_USE;
/* RC_NOT_FOUND: the account has another address by now, or is gone. */
enum rc account_mail_confirm(struct db *db, int64_t id, const char *address,
                             int64_t now) MUST_USE;

#define ACCOUNT_LINK_S DAY_S
/* Replaces the account's password, sessions and earlier link: only this link gives
 * access. RC_NOT_FOUND: no such account. */
enum rc account_link_add(struct db *db, int64_t account_id,
                         const struct bytes32 *token_digest, int64_t expires) MUST_USE;
/* RC_NOT_FOUND: unknown, used or expired. */
enum rc account_by_link(struct db *db, struct arena *a,
                        const struct bytes32 *token_digest, int64_t now,
                        struct account **out) MUST_USE;
/* Inside a write transaction. Spends the link, then does what account_set_password()
 * does. RC_NOT_FOUND: as account_by_link(); another request may just have spent it. */
enum rc account_link_use(struct db *db, const struct bytes32 *token_digest, int64_t now,
                         const char *password_hash, int64_t *account_id) MUST_USE;

#endif
