/*
 * db_slow.h - statements that take long leave a line in the log: see db_slow_after()
 */
#ifndef DB_SLOW_H
#define DB_SLOW_H

#include "db.h"

/* Lines that a connection logs in a minute; further ones are counted, and the count is
 * logged. */
#define DB_SLOW_LINES 5

/* At the end of a statement: logs it if it was slow. */
void db_slow_look(const struct rows *r);
/* Before the connection is closed: logs what was left out. */
void db_slow_end(struct db *db);

#endif
