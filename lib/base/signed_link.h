/*
 * signed_link.h - signed keys in the links of mails
 *
 * "<a>.<b>.<issued>.<digest>": two ids and a time, signed for one purpose. The
 * holder of the key may do what the purpose says. The key is not stored.
 */
#ifndef SIGNED_LINK_H
#define SIGNED_LINK_H

#include "arena.h"
#include "token.h"

/* Purposes, with what ids a and b name. LINK_UNSUBSCRIBE never expires: it ends one
 * subscription and shows nothing, and it must work in old mails, too. */
/* The strings are signed into links of mails: a changed one refuses links that were sent. */
#define LINK_CONFIRM "confirm"   /* an email */
#define LINK_MANAGE "manage"     /* an email */
#define LINK_UNSUBSCRIBE "stop"  /* an email, a post */
#define LINK_IDENTITY "continue" /* a person_link, an email */
/* These end with the recipient's address: they expire when the account changes it. */
#define LINK_AUTHOR "author "     /* an account */
#define LINK_MODERATION "decide " /* an account, a comment; the action's name follows */
#define LINK_MANAGE_S (365 * 24 * 3600) /* each mail brings a new key */
#define LINK_MODERATION_S (14 * 24 * 3600)
#define LINK_CONFIRM_S (7 * 24 * 3600) /* as EMAIL_WAITING_S */

struct signed_link {
    int64_t a, b; /* ids, 0 or more; the purpose says of what */
};

char *signed_link_make(struct arena *arena, const struct bytes32 *key,
                       const char *purpose, struct signed_link ids, int64_t issued);
/* Reads the ids without a check of the signature: for a purpose that depends on one. */
bool signed_link_peek(const char *text, struct signed_link *out);
/* `max_s` 0: no expiry. *out is undefined after TOKEN_BAD. */
enum token_state signed_link_check(struct arena *arena, const char *text,
                                   const struct bytes32 *key, const char *purpose,
                                   int64_t now, int64_t max_s, struct signed_link *out);

#endif
