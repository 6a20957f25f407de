/*
 * table.h - a database with one table, and rows to put into it
 *
 * A function without enum rc fails the test if it fails.
 */
#ifndef TABLE_H
#define TABLE_H

#include "db.h"

/* Makes a new file. */
struct db *table_make(const char *path, int busy_timeout_ms);
/* Opens an existing file. */
struct db *table_open(const char *path, int busy_timeout_ms);
/* Adds a row, in its own transaction. */
enum rc table_add(struct db *db);
enum rc table_add_in_transaction(struct db *db);
/* Adds a row with 3000 bytes, which takes a page, in its own transaction. */
enum rc table_add_page(struct db *db);
int64_t table_rows(struct db *db);
/* Asserts that db_integrity finds nothing. */
void table_assert_sound(struct db *db);

#endif
