/*
 * db_slow.h - logs slow statements: see db_slow_after()
 */
#ifndef DB_SLOW_H
#define DB_SLOW_H

#include "db.h"

/* Lines that a connection logs in a minute; of the others only the number is logged. */
#define DB_SLOW_LINES 5

/* Call at the end of a statement: logs it if it was slow. */
void db_slow_look(const struct rows *r);
/* Call before the connection closes: logs the number of lines left out. */
void db_slow_end(struct db *db);

#endif
