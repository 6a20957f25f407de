/*
 * test_claims.c - what one connection takes, a second one that waits does not get
 */
#include <check.h>
#include <stdlib.h>
#include <unistd.h>

#include "server.h"
#include "statements.h"

Suite *claims_suite(void);

/* Statements that take one row, each with a row to take. */
static const struct {
    const char *name, *given;
    int n;
    const char *args[2];
} claims[] = {
    { "claim_mail",
      "INSERT INTO outbox (kind, created, due) VALUES (1, 0, 0)",
      2,
      { "60", "10" } },
    { "next_announcement",
      "INSERT INTO outbox (kind, created, due) VALUES (3, 0, 0)",
      1,
      { "10" } },
    { "spend_person_link",
      "INSERT INTO email (address, lang, created) VALUES ('ana@example.org', 'es', 0);"
      " INSERT INTO person_link (id, email_id, created) SELECT 1, id, 10 FROM email",
      2,
      { "1", "0" } },
    { "spend_link",
      "INSERT INTO person (id, created) VALUES (1, 0);"
      " INSERT INTO account (id, person_id, name, folded_name, created)"
      " VALUES (1, 1, 'Ana', 'ana', 0);"
      " INSERT INTO account_link (token_digest, account_id, expires)"
      " VALUES (decode(repeat('00', 32), 'hex'), 1, 10)",
      2,
      { "\\x0000000000000000000000000000000000000000000000000000000000000000", "0" } },
};

static void send(PGconn *conn, const char *text, int i)
{
    ck_assert(PQsendQueryParams(conn, text, claims[i].n, NULL, claims[i].args, NULL,
                                NULL, 0));
}

/* Returns the number of rows that the statement gave. */
static int taken(PGconn *conn)
{
    PGresult *res = PQgetResult(conn);
    const int rows = PQntuples(res);

    ck_assert_msg(PQresultStatus(res) == PGRES_TUPLES_OK, "%s", PQerrorMessage(conn));
    PQclear(res);
    ck_assert_ptr_null(PQgetResult(conn));
    return rows;
}

static void wait_until_it_waits(PGconn *observer, PGconn *other)
{
    char text[128];

    snprintf(text, sizeof(text),
             "SELECT count(*) FROM pg_locks WHERE pid = %d AND NOT granted",
             PQbackendPID(other));
    while (server_number(observer, text) == 0) {
        ck_assert(PQconsumeInput(other));
        ck_assert_msg(PQisBusy(other), "it takes nothing that another one holds");
        usleep(1000);
    }
}

START_TEST(of_two_one_takes_it)
{
    PGconn *first = server_connect(), *second = server_connect();
    struct statements all;
    const char *text;

    statements_find(&all);
    text = statement_text(&all, claims[_i].name);
    server_run(first, claims[_i].given);
    server_run(first, "BEGIN");
    send(first, text, _i);
    ck_assert_int_eq(taken(first), 1);
    send(second, text, _i);
    wait_until_it_waits(first, second);
    server_run(first, "COMMIT");
    ck_assert_int_eq(taken(second), 0);
    PQfinish(first);
    PQfinish(second);
}
END_TEST

Suite *claims_suite(void)
{
    Suite *s = suite_create("claims");
    TCase *tc = tcase_create("claims");

    tcase_add_loop_test(tc, of_two_one_takes_it, 0, sizeof(claims) / sizeof(claims[0]));
    suite_add_tcase(s, tc);
    return s;
}
