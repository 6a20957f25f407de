/*
 * mails_due.h - the mail that a site would send now, for tests of pages
 */
#ifndef MAILS_DUE_H
#define MAILS_DUE_H

#include "call.h"
#include "mail_message.h"

/* A mail server is configured; nothing is sent to it. */
void mails_due_setup(void);

/* Takes each due mail from the outbox and composes it, in order. Returns how many; they
 * must be fewer than `max`. A mail that no longer applies ends as dropped. */
size_t mails_due(struct mail_message *out, size_t max);
/* Returns the mail that is due; there must be exactly one. */
struct mail_message mail_due(void);

/* Returns path and query of the first link to `path`, as "/mail/confirm?key=...". */
const char *link_in(const char *text, const char *path);
/* Returns the key in such a link. */
const char *key_in(const char *link);

#endif
