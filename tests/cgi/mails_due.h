/*
 * mails_due.h - the mail that a site would send now, for tests of pages
 */
#ifndef LETTERS_H
#define LETTERS_H

#include "call.h"
#include "mail_message.h"

/* A mail server is configured; nothing is sent to it. */
void mails_due_setup(void);

/* Takes everything that is due from the outbox and makes the mails_due, in order; `n` of
 * them. What is dropped is ended as such. */
size_t mails_due(struct mail_message *out, size_t max);
/* The only one that is due. */
struct mail_message mail_due(void);

/* The path and query of the first link to `path` in a text: "/mail/confirm?key=...". */
const char *link_in(const char *text, const char *path);
/* The key in such a link. */
const char *key_in(const char *link);

#endif
