/*
 * test_db.c - statements, values, verdicts and transactions on a database in memory
 */
#include <assert.h>
#include <check.h>
#include <signal.h>

#include "db.h"

Suite *db_suite(void);

static struct db *db;
static struct arena *arena;

static void setup(void)
{
    arena = arena_new();
    ck_assert_int_eq(db_open(&db, ":memory:", DB_CREATE, 0), RC_OK);
    ck_assert_int_eq(
        db_script(db, "tables",
                  "CREATE TABLE word (id INTEGER PRIMARY KEY AUTOINCREMENT,"
                  "                   text TEXT NOT NULL UNIQUE"
                  "                        CHECK (length(text) < 100),"
                  "                   after INTEGER REFERENCES word (id)) STRICT;"
                  "CREATE TABLE thing (i INTEGER, t TEXT, b BLOB) STRICT;"),
        RC_OK);
}

static void teardown(void)
{
    db_close(db);
    arena_free(arena);
}

static const struct sql ADD_WORD = { "add_word",
    "INSERT INTO word (text, after)"
    " VALUES ($1, $2)"
    " RETURNING id" };

static enum rc add_word(const char *text, int64_t after, int64_t *id)
{
    return db_get_i64(db, &ADD_WORD, DB_ARGS(db_text(text), db_id(after)), id);
}

static int64_t words(void)
{
    static const struct sql COUNT_WORDS = { "count_words",
                                            "SELECT count(*) FROM word" };
    int64_t n = -1;

    ck_assert_int_eq(db_get_i64(db, &COUNT_WORDS, DB_NO_ARGS, &n), RC_OK);
    return n;
}

START_TEST(parameters_out_of_order_are_a_bug)
{
    static const struct sql SWAPPED = { "swapped", "SELECT $2, $1" };
    struct rows r;

    db_query(&r, db, &SWAPPED, DB_ARGS(db_i64(1), db_i64(2)));
}
END_TEST

START_TEST(a_parameter_that_is_skipped_is_a_bug)
{
    static const struct sql SKIPPED = { "skipped", "SELECT $1, $3" };
    struct rows r;

    db_query(&r, db, &SKIPPED, DB_ARGS(db_i64(1), db_i64(2)));
}
END_TEST

START_TEST(a_wrong_number_of_arguments_is_a_bug)
{
    static const struct sql TWO = { "two", "SELECT $1, $2" };
    struct rows r;

    db_query(&r, db, &TWO, DB_ARGS(db_i64(1)));
}
END_TEST

START_TEST(a_statement_that_still_runs_is_not_run_again)
{
    static const struct sql ONE = { "one", "SELECT 1 UNION ALL SELECT 2" };
    struct rows outer, inner;

    db_query(&outer, db, &ONE, DB_NO_ARGS);
    ck_assert(db_next(&outer));
    db_query(&inner, db, &ONE, DB_NO_ARGS);
}
END_TEST

START_TEST(a_parameter_may_be_used_again)
{
    static const struct sql AGAIN = { "again", "SELECT $1 * 100 + $2 * 10 + $1" };
    int64_t n = 0;

    ck_assert_int_eq(db_get_i64(db, &AGAIN, DB_ARGS(db_i64(1), db_i64(2)), &n), RC_OK);
    ck_assert_int_eq(n, 121);
}
END_TEST

START_TEST(values_come_back_as_they_went_in)
{
    static const struct sql ADD = { "add_thing",
                                    "INSERT INTO thing VALUES ($1, $2, $3)" };
    static const struct sql GET = { "get_thing", "SELECT i, t, b FROM thing" };
    struct bytes32 in, out;
    struct rows r;

    memset(in.b, 0xa7, sizeof(in.b));
    in.b[3] = 0;
    ck_assert_int_eq(
        db_run(db, &ADD,
               DB_ARGS(db_i64(INT64_MIN), db_text("año 'x'; \"--"), db_bytes32(&in))),
        RC_OK);
    ck_assert_int_eq(db_changes(db), 1);
    db_query(&r, db, &GET, DB_NO_ARGS);
    ck_assert(db_next(&r));
    ck_assert(row_i64(&r, 0) == INT64_MIN);
    ck_assert(!row_is_null(&r, 0));
    ck_assert_str_eq(row_text(&r, 1, arena), "año 'x'; \"--");
    ck_assert_str_eq(row_html(&r, 1, arena).s, "año 'x'; \"--");
    ck_assert(row_bytes32(&r, 2, &out));
    ck_assert_mem_eq(in.b, out.b, SECRET_BYTES);
    ck_assert(!row_bytes32(&r, 1, &out));
    ck_assert(!db_next(&r));
    ck_assert_int_eq(db_done(&r), RC_OK);
}
END_TEST

START_TEST(nothing_is_null_and_empty_text_is_not)
{
    static const struct sql GIVE = { "give", "SELECT $1, $2, $3, $4, $5" };
    struct rows r;
    struct bytes32 s;

    db_query(&r, db, &GIVE,
             DB_ARGS(db_null(), db_text(NULL), db_id(0), db_text(""), db_id(7)));
    ck_assert(db_next(&r));
    for (int column = 0; column < 3; column++) {
        ck_assert(row_is_null(&r, column));
        ck_assert_ptr_null(row_text_or_null(&r, column, arena));
        ck_assert_str_eq(row_text(&r, column, arena), "");
        ck_assert_int_eq(row_i64(&r, column), 0);
        ck_assert(!row_bytes32(&r, column, &s));
    }
    ck_assert(!row_is_null(&r, 3));
    ck_assert_str_eq(row_text_or_null(&r, 3, arena), "");
    ck_assert_int_eq(row_i64(&r, 4), 7);
    ck_assert_int_eq(db_done(&r), RC_OK);
}
END_TEST

START_TEST(a_statement_forgets_its_last_arguments)
{
    static const struct sql ECHO = { "echo", "SELECT $1" };
    struct rows r;

    for (int i = 0; i < 500; i++) {
        char *text = arena_printf(arena, "%d", i);

        db_query(&r, db, &ECHO, DB_ARGS(i % 2 ? db_text(text) : db_null()));
        ck_assert(db_next(&r));
        ck_assert_int_eq(row_is_null(&r, 0), i % 2 == 0);
        if (i % 2)
            ck_assert_str_eq(row_text(&r, 0, arena), text);
        ck_assert_int_eq(db_done(&r), RC_OK);
    }
}
END_TEST

START_TEST(rows_left_unread_leave_nothing_open)
{
    int64_t id;
    static const struct sql LIST = { "list", "SELECT id FROM word ORDER BY id" };

    for (int i = 0; i < 10; i++)
        ck_assert_int_eq(add_word(arena_printf(arena, "w%d", i), 0, &id), RC_OK);
    for (int i = 0; i < 3; i++) {
        struct rows r;

        db_query(&r, db, &LIST, DB_NO_ARGS);
        ck_assert(db_next(&r));
        ck_assert_int_eq(row_i64(&r, 0), 1);
        ck_assert_int_eq(db_done(&r), RC_OK);
    }
    ck_assert_int_eq(db_script(db, "drop", "DROP TABLE word"), RC_OK);
}
END_TEST

START_TEST(no_row_is_not_found)
{
    static const struct sql NONE = { "none", "SELECT id FROM word WHERE id = $1" };
    int64_t id = 77;

    ck_assert_int_eq(db_get_i64(db, &NONE, DB_ARGS(db_i64(1)), &id), RC_NOT_FOUND);
    ck_assert_int_eq(id, 77);
}
END_TEST

START_TEST(no_row_may_be_an_answer)
{
    static const struct sql ID = { "id", "SELECT id FROM word WHERE text = $1" };
    static const struct sql WRONG = { "wrong", "SELECT json_extract('{', $1)" };
    int64_t ana, id = 77;
    bool yes = true;

    ck_assert_int_eq(add_word("ana", 0, &ana), RC_OK);
    ck_assert_int_eq(db_get_i64_or_zero(db, &ID, DB_ARGS(db_text("eva")), &id), RC_OK);
    ck_assert_int_eq(id, 0);
    ck_assert_int_eq(db_get_i64_or_zero(db, &ID, DB_ARGS(db_text("ana")), &id), RC_OK);
    ck_assert_int_eq(id, ana);
    ck_assert_int_eq(db_exists(db, &ID, DB_ARGS(db_text("eva")), &yes), RC_OK);
    ck_assert(!yes);
    ck_assert_int_eq(db_exists(db, &ID, DB_ARGS(db_text("ana")), &yes), RC_OK);
    ck_assert(yes);
    ck_assert_int_eq(db_get_i64_or_zero(db, &WRONG, DB_ARGS(db_text("$")), &id),
                     RC_FAIL);
    ck_assert_int_eq(db_exists(db, &WRONG, DB_ARGS(db_text("$")), &yes), RC_FAIL);
}
END_TEST

START_TEST(what_is_taken_is_a_conflict)
{
    static const struct sql WITH_ID = { "with_id", "INSERT INTO word (id, text)"
                                                   " VALUES ($1, $2)" };
    int64_t id;

    ck_assert_int_eq(add_word("uno", 0, &id), RC_OK);
    ck_assert_int_eq(add_word("uno", 0, &id), RC_CONFLICT);
    ck_assert_int_eq(db_run(db, &WITH_ID, DB_ARGS(db_i64(1), db_text("dos"))),
                     RC_CONFLICT);
    ck_assert_int_eq(words(), 1);
}
END_TEST

START_TEST(other_constraints_are_our_fault)
{
    char long_text[101] = { 0 };
    int64_t id;

    memset(long_text, 'x', 100);
    ck_assert_int_eq(add_word(NULL, 0, &id), RC_FAIL);
    ck_assert_int_eq(add_word(long_text, 0, &id), RC_FAIL);
    ck_assert_int_eq(add_word("lost", 99, &id), RC_FAIL);
    ck_assert_int_eq(words(), 0);
}
END_TEST

/* The row arrives before the commit finds its broken reference. */
START_TEST(the_verdict_is_given_at_the_end)
{
    static const struct sql ADD_LATE = { "add_late", "INSERT INTO late (word)"
                                                     " VALUES ($1)"
                                                     " RETURNING word" };
    static const struct sql COUNT_LATE = { "count_late", "SELECT count(*) FROM late" };
    struct rows r;
    int64_t n;

    ck_assert_int_eq(db_script(db, "deferred",
                               "CREATE TABLE late (word INTEGER REFERENCES word (id)"
                               " DEFERRABLE INITIALLY DEFERRED)"),
                     RC_OK);
    db_query(&r, db, &ADD_LATE, DB_ARGS(db_i64(99)));
    ck_assert(db_next(&r));
    ck_assert_int_eq(row_i64(&r, 0), 99);
    ck_assert_int_eq(db_done(&r), RC_FAIL);
    ck_assert_int_eq(db_get_i64(db, &ADD_LATE, DB_ARGS(db_i64(98)), &n), RC_FAIL);
    ck_assert_int_eq(db_run(db, &ADD_LATE, DB_ARGS(db_i64(97))), RC_FAIL);
    ck_assert_int_eq(db_get_i64(db, &COUNT_LATE, DB_NO_ARGS, &n), RC_OK);
    ck_assert_int_eq(n, 0);
}
END_TEST

START_TEST(a_failure_is_latched)
{
    static const struct sql WRONG = { "wrong", "SELECT id FROM nowhere" };
    struct rows r;
    int64_t id;

    db_query(&r, db, &WRONG, DB_NO_ARGS);
    ck_assert(!db_next(&r));
    ck_assert(!db_next(&r));
    ck_assert_int_eq(db_done(&r), RC_FAIL);
    ck_assert_int_eq(add_word("after", 0, &id), RC_OK);
}
END_TEST

START_TEST(a_value_beyond_the_limit_is_refused)
{
    const size_t n = 5 * 1024 * 1024;
    char *text = arena_alloc(arena, n + 1);
    int64_t id;

    memset(text, 'x', n);
    ck_assert_int_eq(add_word(text, 0, &id), RC_FAIL);
    ck_assert_int_eq(words(), 0);
}
END_TEST

START_TEST(a_file_cannot_make_us_attach_or_load)
{
    static const struct sql LOAD = { "load", "SELECT load_extension('/tmp/x.so')" };
    static const struct sql QUOTED = { "quoted", "SELECT \"no such column\"" };
    static const struct sql SCHEMA = { "schema", "DELETE FROM sqlite_schema" };

    ck_assert_int_eq(db_script(db, "attach", "ATTACH ':memory:' AS other"), RC_FAIL);
    ck_assert_int_eq(db_run(db, &LOAD, DB_NO_ARGS), RC_FAIL);
    ck_assert_int_eq(db_run(db, &QUOTED, DB_NO_ARGS), RC_FAIL);
    ck_assert_int_eq(db_script(db, "defence", "PRAGMA writable_schema = ON"), RC_OK);
    ck_assert_int_eq(db_run(db, &SCHEMA, DB_NO_ARGS), RC_FAIL);
}
END_TEST

START_TEST(a_version_is_kept_with_its_transaction)
{
    int64_t version = -1;

    ck_assert_int_eq(db_version(db, &version), RC_OK);
    ck_assert_int_eq(version, 0);
    ck_assert_int_eq(db_begin_write(db), RC_OK);
    ck_assert_int_eq(db_end(db, db_set_version(db, 7)), RC_OK);
    ck_assert_int_eq(db_begin_write(db), RC_OK);
    ck_assert_int_eq(db_set_version(db, 8), RC_OK);
    ck_assert_int_eq(db_end(db, RC_INVALID), RC_INVALID);
    ck_assert_int_eq(db_version(db, &version), RC_OK);
    ck_assert_int_eq(version, 7);
}
END_TEST

START_TEST(a_transaction_is_kept_or_undone_whole)
{
    int64_t id;

    ck_assert_int_eq(db_begin_write(db), RC_OK);
    ck_assert_int_eq(add_word("uno", 0, &id), RC_OK);
    ck_assert_int_eq(db_end(db, RC_OK), RC_OK);
    ck_assert_int_eq(words(), 1);
    ck_assert_int_eq(db_begin_write(db), RC_OK);
    ck_assert_int_eq(add_word("dos", 0, &id), RC_OK);
    ck_assert_int_eq(db_end(db, RC_CONFLICT), RC_CONFLICT);
    ck_assert_int_eq(words(), 1);
}
END_TEST

START_TEST(a_failed_statement_leaves_its_transaction_to_the_caller)
{
    int64_t id;

    ck_assert_int_eq(db_begin_write(db), RC_OK);
    ck_assert_int_eq(add_word("uno", 0, &id), RC_OK);
    ck_assert_int_eq(add_word("uno", 0, &id), RC_CONFLICT);
    ck_assert_int_eq(add_word("dos", 0, &id), RC_OK);
    ck_assert_int_eq(db_end(db, RC_OK), RC_OK);
    ck_assert_int_eq(words(), 2);
}
END_TEST

START_TEST(a_commit_that_fails_is_rolled_back)
{
    int64_t id;

    ck_assert_int_eq(db_script(db, "deferred",
                               "CREATE TABLE late (word INTEGER REFERENCES word (id)"
                               " DEFERRABLE INITIALLY DEFERRED)"),
                     RC_OK);
    ck_assert_int_eq(db_begin_write(db), RC_OK);
    ck_assert_int_eq(add_word("uno", 0, &id), RC_OK);
    ck_assert_int_eq(db_script(db, "late", "INSERT INTO late VALUES (99)"), RC_OK);
    ck_assert_int_eq(db_end(db, RC_OK), RC_FAIL);
    ck_assert_int_eq(words(), 0);
    ck_assert_int_eq(db_begin_write(db), RC_OK);
    ck_assert_int_eq(db_end(db, RC_OK), RC_OK);
}
END_TEST

START_TEST(a_transaction_inside_another_is_a_failure)
{
    ck_assert_int_eq(db_begin_write(db), RC_OK);
    ck_assert_int_eq(db_begin_write(db), RC_FAIL);
    ck_assert_int_eq(db_end(db, RC_FAIL), RC_FAIL);
    ck_assert_int_eq(db_end(db, RC_FAIL), RC_FAIL);
}
END_TEST

START_TEST(a_full_database_is_named_and_survives)
{
    static const struct sql ADD = { "add_thing", "INSERT INTO thing (t) VALUES ($1)" };
    char *text = arena_alloc(arena, 1024 * 1024 + 1);
    int64_t id;

    memset(text, 'x', 1024 * 1024);
    ck_assert_int_eq(db_script(db, "small", "PRAGMA max_page_count = 20"), RC_OK);
    ck_assert_int_eq(db_begin_write(db), RC_OK);
    ck_assert_int_eq(add_word("lost", 0, &id), RC_OK);
    ck_assert_int_eq(db_end(db, db_run(db, &ADD, DB_ARGS(db_text(text)))), RC_FULL);
    ck_assert_int_eq(words(), 0);
    ck_assert_int_eq(add_word("kept", 0, &id), RC_OK);
}
END_TEST

START_TEST(a_database_that_cannot_be_written_is_named)
{
    int64_t id;

    ck_assert_int_eq(db_script(db, "read", "PRAGMA query_only = ON"), RC_OK);
    ck_assert_int_eq(add_word("uno", 0, &id), RC_FULL);
    ck_assert_int_eq(words(), 0);
}
END_TEST

struct lines {
    int n;
    char last[200];
};

static void collect(void *to, const char *what)
{
    struct lines *lines = to;

    lines->n++;
    snprintf(lines->last, sizeof(lines->last), "%s", what);
}

START_TEST(integrity_finds_what_points_to_nothing)
{
    struct lines lines = { 0 };
    int64_t id;

    ck_assert_int_eq(add_word("uno", 0, &id), RC_OK);
    ck_assert_int_eq(db_integrity(db, collect, &lines), RC_OK);
    ck_assert_int_eq(lines.n, 0);
    ck_assert_int_eq(db_script(db, "damage",
                               "PRAGMA foreign_keys = OFF;"
                               "UPDATE word SET after = 99;"),
                     RC_OK);
    ck_assert_int_eq(db_integrity(db, collect, &lines), RC_OK);
    ck_assert_int_eq(lines.n, 1);
    ck_assert_str_eq(lines.last, "foreign key: table word, row 1 points to nothing");
}
END_TEST

START_TEST(integrity_finds_what_breaks_a_check)
{
    struct lines lines = { 0 };

    ck_assert_int_eq(db_script(db, "damage",
                               "PRAGMA ignore_check_constraints = ON;"
                               "INSERT INTO word (text) VALUES (printf('%0100d', 0));"
                               "PRAGMA ignore_check_constraints = OFF;"),
                     RC_OK);
    ck_assert_int_eq(db_integrity(db, collect, &lines), RC_OK);
    ck_assert_int_eq(lines.n, 1);
    ck_assert_str_eq(lines.last, "integrity: CHECK constraint failed in word");
}
END_TEST

static void scans(void *to, const char *name, const char *step)
{
    if (strcmp(name, "scan") == 0 && strcmp(step, "SCAN thing") == 0)
        (*(int *)to)++;
    if (strcmp(name, "search") == 0 &&
        strstr(step, "SEARCH word USING INTEGER PRIMARY KEY") == step)
        (*(int *)to) += 10;
}

START_TEST(plans_tell_scans_from_searches)
{
    static const struct sql SCAN = { "scan", "SELECT i FROM thing WHERE i = $1" };
    static const struct sql SEARCH = { "search",
                                       "SELECT text FROM word WHERE id = $1" };
    int found = 0;

    ck_assert_int_eq(db_run(db, &SCAN, DB_ARGS(db_i64(1))), RC_OK);
    ck_assert_int_eq(db_run(db, &SEARCH, DB_ARGS(db_i64(1))), RC_OK);
    ck_assert_int_eq(db_plans(db, scans, &found), RC_OK);
    ck_assert_int_eq(found, 11);
}
END_TEST

static void add_bugs(TCase *tc)
{
    const char *fork = getenv("CK_FORK");
    bool asserting = false;

    assert((asserting = true));
    if (!asserting || (fork && strcmp(fork, "no") == 0))
        return; /* a release build; or no fork, so an abort would end all tests */
    tcase_add_test_raise_signal(tc, parameters_out_of_order_are_a_bug, SIGABRT);
    tcase_add_test_raise_signal(tc, a_parameter_that_is_skipped_is_a_bug, SIGABRT);
    tcase_add_test_raise_signal(tc, a_wrong_number_of_arguments_is_a_bug, SIGABRT);
    tcase_add_test_raise_signal(tc, a_statement_that_still_runs_is_not_run_again,
                                SIGABRT);
}

Suite *db_suite(void)
{
    Suite *s = suite_create("db");
    TCase *tc = tcase_create("db");

    tcase_add_checked_fixture(tc, setup, teardown);
    add_bugs(tc);
    tcase_add_test(tc, a_parameter_may_be_used_again);
    tcase_add_test(tc, values_come_back_as_they_went_in);
    tcase_add_test(tc, nothing_is_null_and_empty_text_is_not);
    tcase_add_test(tc, a_statement_forgets_its_last_arguments);
    tcase_add_test(tc, rows_left_unread_leave_nothing_open);
    tcase_add_test(tc, no_row_is_not_found);
    tcase_add_test(tc, no_row_may_be_an_answer);
    tcase_add_test(tc, what_is_taken_is_a_conflict);
    tcase_add_test(tc, other_constraints_are_our_fault);
    tcase_add_test(tc, the_verdict_is_given_at_the_end);
    tcase_add_test(tc, a_failure_is_latched);
    tcase_add_test(tc, a_value_beyond_the_limit_is_refused);
    tcase_add_test(tc, a_file_cannot_make_us_attach_or_load);
    tcase_add_test(tc, a_version_is_kept_with_its_transaction);
    tcase_add_test(tc, a_transaction_is_kept_or_undone_whole);
    tcase_add_test(tc, a_failed_statement_leaves_its_transaction_to_the_caller);
    tcase_add_test(tc, a_commit_that_fails_is_rolled_back);
    tcase_add_test(tc, a_transaction_inside_another_is_a_failure);
    tcase_add_test(tc, a_full_database_is_named_and_survives);
    tcase_add_test(tc, a_database_that_cannot_be_written_is_named);
    tcase_add_test(tc, integrity_finds_what_points_to_nothing);
    tcase_add_test(tc, integrity_finds_what_breaks_a_check);
    tcase_add_test(tc, plans_tell_scans_from_searches);
    suite_add_tcase(s, tc);
    return s;
}
