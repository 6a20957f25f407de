/*
 * author.h - authors who have a password, for tests of pages
 */
#ifndef AUTHOR_H
#define AUTHOR_H

#include "call.h"

#define PASSWORD "correcto caballo"
#define OTHER "otra contraseña"

/* call_open() and call_close() for groups of tests that make authors. */
void author_open(void);
void author_close(void);

/* An author who can sign in with PASSWORD, and no session yet. */
int64_t author(const char *name);
/* The key of a one-time link of the account. */
const char *author_link(int64_t account_id);

#endif
