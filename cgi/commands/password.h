/*
 * password.h - a password from the terminal or from standard input
 */
#ifndef PASSWORD_H
#define PASSWORD_H

#include "commands.h"

enum password_source { PASSWORD_LINK, PASSWORD_TERMINAL, PASSWORD_STDIN };

/* Reads a password, checks the length that secret.h demands and hashes it. RC_INVALID:
 * the error was printed. Nothing of the password is left in memory. */
enum rc password_obtain(struct arena *a, enum password_source source,
                        const char **hash) MUST_USE;

#endif
