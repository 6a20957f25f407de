/*
 * server.h - the PostgreSQL that the script `server` started, with our schema
 *
 * What should not fail fails the test.
 */
#ifndef SERVER_H
#define SERVER_H

#include <libpq-fe.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Made from schema.sql at build time. */
extern const char schema_sql[];

/* Where its socket is; NULL: none was started. */
const char *server_folder(void);
/* Makes our tables, once for all tests. */
void server_fill(void);
PGconn *server_connect(void);
/* Runs SQL that cannot fail and answers with nothing. */
void server_run(PGconn *conn, const char *text);
/* The first column of its only row. */
int64_t server_number(PGconn *conn, const char *text);

/* Passes what stands in `text` through tests/postgres/schema.awk and writes it to `out`,
 * which has room for `room` bytes. false: it said a word that the rules do not know. */
bool server_translate(const char *text, char *out, size_t room);

#endif
