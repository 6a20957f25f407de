/*
 * author.h - authors who have a password, for tests of pages
 */
#ifndef AUTHOR_H
#define AUTHOR_H

#include "call.h"

#define PASSWORD "correcto caballo"
#define OTHER "otra contraseña"

/* Instead of call_open() and call_close(), for groups of tests that make authors. */
void author_open(void);
void author_close(void);

/* Adds an author who can sign in with PASSWORD, without a session; returns its id. */
int64_t author(const char *name);
/* Adds a one-time link of the account and returns its key. */
const char *author_link(int64_t account_id);

#endif
