/*
 * statements.h - every statement of the program, whether it is ever run or not
 */
#ifndef STATEMENTS_H
#define STATEMENTS_H

#include "db.h"

#define STATEMENTS_MAX 1000

struct statements {
    const struct sql *items[STATEMENTS_MAX];
    size_t n;
};

/* All but those of lib/db, whose language is their engine's. */
void statements_find(struct statements *out);
/* The text of one; a name that there is not fails the test. */
const char *statement_text(const struct statements *all, const char *name);

#endif
