/*
 * test_statements.c - PostgreSQL accepts every statement, with the types of db.h
 */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "audit.h"
#include "server.h"
#include "statements.h"

Suite *statements_suite(void);

/* Numbers of types in pg_type. */
enum { BYTEA = 17, INT8 = 20, INT4 = 23, TEXT = 25 };

static PGconn *conn;

static void setup(void)
{
    conn = server_connect();
}

static void teardown(void)
{
    PQfinish(conn);
}

static bool fits_parameter(Oid type)
{
    return type == INT8 || type == TEXT || type == BYTEA;
}

/* A small constant is an int4, which reads as well. */
static bool fits_column(Oid type)
{
    return fits_parameter(type) || type == INT4;
}

/* Prints and counts the wrong types of the statement that was prepared last. */
static int faults_of_types(const char *name)
{
    PGresult *res = PQdescribePrepared(conn, "");
    int faults = 0;

    ck_assert_int_eq(PQresultStatus(res), PGRES_COMMAND_OK);
    for (int i = 0; i < PQnparams(res); i++) {
        if (fits_parameter(PQparamtype(res, i)))
            continue;
        fprintf(stderr, "%s: $%d has type %u\n", name, i + 1, PQparamtype(res, i));
        faults++;
    }
    for (int i = 0; i < PQnfields(res); i++) {
        if (fits_column(PQftype(res, i)))
            continue;
        fprintf(stderr, "%s: column %d has type %u\n", name, i, PQftype(res, i));
        faults++;
    }
    PQclear(res);
    return faults;
}

static int faults_of(const char *name, const char *text)
{
    PGresult *res = PQprepare(conn, "", text, 0, NULL);
    const bool good = PQresultStatus(res) == PGRES_COMMAND_OK;

    if (!good)
        fprintf(stderr, "%s: %s", name, PQerrorMessage(conn));
    PQclear(res);
    return good ? faults_of_types(name) : 1;
}

START_TEST(every_statement_is_understood)
{
    struct statements all;
    int faults = 0;

    statements_find(&all);
    for (size_t i = 0; i < all.n; i++)
        if (all.items[i]->text) /* arrays have empty places */
            faults += faults_of(all.items[i]->name, all.items[i]->text);
    ck_assert_int_eq(faults, 0);
}
END_TEST

/* Statements that the test above must notice. */
static const char *const wrong[] = {
    "SELECT 1 WHERE 'a' GLOB 'b'",
    "SELECT nothing FROM post",
    "SELECT id FROM post WHERE $1 = 0",
    "SELECT avg(id) FROM post",
    "SELECT sum(id) FROM post",
    "SELECT true",
    "SELECT now()",
};

START_TEST(a_wrong_statement_is_noticed)
{
    ck_assert_int_eq(faults_of("wrong", wrong[_i]), 1);
}
END_TEST

/* Reads the whole program file. */
static char *read_program(size_t *n)
{
    FILE *f = fopen(TERTULIA_PROGRAM, "re");
    char *bytes;

    ck_assert_ptr_nonnull(f);
    ck_assert_int_eq(fseek(f, 0, SEEK_END), 0);
    *n = (size_t)ftell(f);
    rewind(f);
    bytes = malloc(*n + 1);
    ck_assert_uint_eq(fread(bytes, 1, *n, f), *n);
    bytes[*n] = '\0';
    fclose(f);
    return bytes;
}

static bool begins_as_sql(const char *text)
{
    static const char *const verbs[] = { "SELECT ", "INSERT INTO ", "UPDATE ",
                                         "DELETE FROM ", "WITH " };

    for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++)
        if (strncmp(text, verbs[i], strlen(verbs[i])) == 0)
            return true;
    return false;
}

/* Marks the statements with this text. false: there is none. */
static bool note(const struct statements *all, const char *text, bool *there)
{
    bool found = false;

    for (size_t i = 0; i < all->n; i++) {
        if (!all->items[i]->text || strcmp(all->items[i]->text, text) != 0)
            continue;
        found = there[i] = true;
    }
    return found;
}

/* Each text of the program that begins as SQL does, found without any type, belongs to
 * a statement, and each statement's text is found. */
START_TEST(no_statement_is_missed)
{
    static bool there[STATEMENTS_MAX];
    struct statements all;
    size_t bytes, n = 0;
    char *program = read_program(&bytes);

    statements_find(&all);
    for (size_t i = 1; i < bytes; i++) {
        const char *text = program + i;

        if (text[-1] || !begins_as_sql(text) || strcmp(text, audit_recount()) == 0)
            continue;
        ck_assert_msg(note(&all, text, there), "missed: %s", text);
    }
    free(program);
    for (size_t i = 0; i < all.n; i++) {
        ck_assert_msg(there[i] || !all.items[i]->text, "%s", all.items[i]->name);
        n += there[i];
    }
    printf("# = %zu statements prepared on PostgreSQL\n", n);
    ck_assert_uint_gt(n, 200);
}
END_TEST

Suite *statements_suite(void)
{
    Suite *s = suite_create("statements");
    TCase *tc = tcase_create("statements");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, every_statement_is_understood);
    tcase_add_loop_test(tc, a_wrong_statement_is_noticed, 0,
                        sizeof(wrong) / sizeof(wrong[0]));
    tcase_add_test(tc, no_statement_is_missed);
    suite_add_tcase(s, tc);
    return s;
}
