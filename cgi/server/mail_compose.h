/*
 * mail_compose.h - makes the message of a mail in the outbox, from the current database
 */
#ifndef MAIL_COMPOSE_H
#define MAIL_COMPOSE_H

#include "config.h"
#include "db.h"
#include "mail_message.h"
#include "outbox.h"

/* RC_NOT_FOUND: the mail is obsolete, because the comment is hidden or deleted, the
 * address is gone or the subscription has ended. Strings live in `a`. */
enum rc mail_compose(struct db *db, struct arena *a, const struct config *config,
                     const struct mail *mail, int64_t now,
                     struct mail_message *out) MUST_USE;

/* The mail of "tertulia mail --test". */
enum rc mail_compose_test(struct db *db, struct arena *a, const struct config *config,
                          const char *to, int64_t now,
                          struct mail_message *out) MUST_USE;

#endif
