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

/* Finds all but those of lib/db, which are specific to an engine. */
void statements_find(struct statements *out);
/* Returns the text of one; an unknown name fails the test. */
const char *statement_text(const struct statements *all, const char *name);

#endif
