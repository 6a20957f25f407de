/*
 * mail_compose.h - a mail of the outbox as a letter, from what the database says now
 */
#ifndef MAIL_COMPOSE_H
#define MAIL_COMPOSE_H

#include "config.h"
#include "db.h"
#include "mail_message.h"
#include "outbox.h"

/* RC_NOT_FOUND: it is not wanted any more: hidden or deleted meanwhile, the address
 * gone, nobody follows. Strings live in `a`. */
enum rc mail_compose(struct db *db, struct arena *a, const struct config *config,
                     const struct mail *mail, int64_t now,
                     struct mail_message *out) MUST_USE;

/* The mail of "tertulia mail --test". */
enum rc mail_compose_test(struct db *db, struct arena *a, const struct config *config,
                          const char *to, int64_t now,
                          struct mail_message *out) MUST_USE;

#endif
