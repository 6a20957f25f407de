/*
 * server.h - the PostgreSQL that the script `server` started, with our schema
 *
 * A failure in a helper fails the test.
 */
#ifndef SERVER_H
#define SERVER_H

#include <libpq-fe.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Made from schema.sql at build time. */
extern const char schema_sql[];

/* The folder of its socket; NULL: none was started. */
const char *server_folder(void);
/* Creates our tables, once for all tests. */
void server_fill(void);
PGconn *server_connect(void);
/* Runs SQL that returns no row. */
void server_run(PGconn *conn, const char *text);
/* Returns the first column of the only row. */
int64_t server_number(PGconn *conn, const char *text);

/* Passes `text` through tests/postgres/schema.awk and writes the result to `out` of
 * `room` bytes. false: the rules do not know a word of it. */
bool server_translate(const char *text, char *out, size_t room);

#endif
