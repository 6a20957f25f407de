/*
 * server.c - the PostgreSQL that the script `server` started: see server.h
 */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "server.h"

#define SCHEMA_ROOM (256 * 1024)

const char *server_folder(void)
{
    return getenv("TERTULIA_POSTGRES");
}

PGconn *server_connect(void)
{
    static const char *const keys[] = { "host", "user", "dbname", NULL };
    const char *const values[] = { server_folder(), "tertulia", "postgres", NULL };
    PGconn *conn = PQconnectdbParams(keys, values, 0);

    ck_assert_msg(PQstatus(conn) == CONNECTION_OK, "%s", PQerrorMessage(conn));
    return conn;
}

void server_run(PGconn *conn, const char *text)
{
    PGresult *res = PQexec(conn, text);

    ck_assert_msg(PQresultStatus(res) == PGRES_COMMAND_OK, "%s", PQerrorMessage(conn));
    PQclear(res);
}

int64_t server_number(PGconn *conn, const char *text)
{
    PGresult *res = PQexec(conn, text);
    int64_t n;

    ck_assert_msg(PQresultStatus(res) == PGRES_TUPLES_OK, "%s", PQerrorMessage(conn));
    ck_assert_int_eq(PQntuples(res), 1);
    n = strtoll(PQgetvalue(res, 0, 0), NULL, 10);
    PQclear(res);
    return n;
}

bool server_translate(const char *text, char *out, size_t room)
{
    char file[] = "/tmp/tertulia-schema-XXXXXX", command[512];
    const int fd = mkstemp(file);
    FILE *translated;
    size_t n;
    bool known;

    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(write(fd, text, strlen(text)), (ssize_t)strlen(text));
    close(fd);
    snprintf(command, sizeof(command), "awk -f '%s' %s",
             SOURCE_DIR "/tests/postgres/schema.awk", file);
    translated = popen(command, "re");
    ck_assert_ptr_nonnull(translated);
    n = fread(out, 1, room, translated);
    ck_assert_uint_lt(n, room);
    out[n] = '\0';
    known = pclose(translated) == 0;
    unlink(file);
    return known;
}

void server_fill(void)
{
    static char translated[SCHEMA_ROOM];
    PGconn *conn = server_connect();

    ck_assert(server_translate(schema_sql, translated, sizeof(translated)));
    server_run(conn, translated);
    PQfinish(conn);
}
