/*
 * table.h - a database with one table, and rows to put into it
 *
 * What should not fail fails the test.
 */
#ifndef TABLE_H
#define TABLE_H

#include "db.h"

/* A new file. */
struct db *table_make(const char *path, int busy_timeout_ms);
/* The same file, for another connection. */
struct db *table_open(const char *path, int busy_timeout_ms);
/* One row more, in a transaction of the statement's own. */
enum rc table_add(struct db *db);
enum rc table_add_in_transaction(struct db *db);
/* The same with a page of bytes in the row. */
enum rc table_add_page(struct db *db);
int64_t table_rows(struct db *db);
/* Nothing is wrong with the file. */
void table_assert_sound(struct db *db);

#endif
