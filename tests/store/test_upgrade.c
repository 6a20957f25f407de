/*
 * test_upgrade.c - new files, older files, newer files
 */
#include "fixture.h"
#include "upgrade.h"

Suite *upgrade_suite(void);

/* The oldest file there is; with a version 2, its schema of then moves here. */
static struct db *file_of_version_1(void)
{
    struct db *old;

    ck_assert_int_eq(db_open(&old, ":memory:", DB_CREATE, 0), RC_OK);
    ck_assert_int_eq(schema_create(old), RC_OK);
    ck_assert_int_eq(db_script(old, "version", "PRAGMA user_version = 1"), RC_OK);
    return old;
}

/* Every table and index with its columns' definitions, without layout. */
static const char *schema_of(struct db *any)
{
    static const struct sql SCHEMA = {
        "schema",
        "SELECT type || ' ' || name || ' ' || tbl_name || ' ' || coalesce(sql, '')"
        " FROM sqlite_schema"
        " ORDER BY type, name"
    };
    const char *text = "";
    struct rows r;

    db_query(&r, any, &SCHEMA, DB_NO_ARGS);
    while (db_next(&r))
        text = arena_printf(arena, "%s%s\n", text, row_text(&r, 0, arena));
    ck_assert_int_eq(db_done(&r), RC_OK);
    return text;
}

static int64_t version_of(struct db *any)
{
    int64_t version = -1;

    ck_assert_int_eq(schema_version(any, &version), RC_OK);
    return version;
}

START_TEST(a_new_file_is_current)
{
    ck_assert_int_eq(version_of(db), SCHEMA_VERSION);
    ck_assert_int_eq(schema_require_current(db), RC_OK);
    ck_assert_int_eq(schema_upgrade(db), RC_OK);
    ck_assert_int_eq(version_of(db), SCHEMA_VERSION);
    assert_clean();
}
END_TEST

START_TEST(an_upgraded_file_equals_a_new_one)
{
    struct db *old = file_of_version_1();

    ck_assert_int_eq(schema_upgrade(old), RC_OK);
    ck_assert_int_eq(version_of(old), SCHEMA_VERSION);
    ck_assert_str_eq(schema_of(old), schema_of(db));
    ck_assert_ptr_nonnull(strstr(schema_of(old), "index comment_roots comment"));
    db_close(old);
}
END_TEST

START_TEST(a_newer_file_is_refused_and_kept)
{
    const char *before = schema_of(db);

    ck_assert_int_eq(db_script(db, "version", "PRAGMA user_version = 1000"), RC_OK);
    ck_assert_int_eq(schema_require_current(db), RC_INVALID);
    ck_assert_int_eq(schema_upgrade(db), RC_INVALID);
    ck_assert_int_eq(version_of(db), 1000);
    ck_assert_str_eq(schema_of(db), before);
    ck_assert_int_eq(db_begin_write(db), RC_OK); /* nothing is left open */
    ck_assert_int_eq(db_end(db, RC_OK), RC_OK);
}
END_TEST

START_TEST(a_file_of_somebody_else_is_refused)
{
    struct db *other;

    ck_assert_int_eq(db_open(&other, ":memory:", DB_CREATE, 0), RC_OK);
    ck_assert_int_eq(db_script(other, "other", "CREATE TABLE cheese (age INTEGER)"),
                     RC_OK);
    ck_assert_int_eq(schema_require_current(other), RC_CONFLICT);
    ck_assert_int_eq(schema_upgrade(other), RC_CONFLICT);
    ck_assert_int_eq(version_of(other), 0);
    ck_assert_int_eq(db_script(other, "version", "PRAGMA user_version = -5"), RC_OK);
    ck_assert_int_eq(schema_require_current(other), RC_CONFLICT);
    ck_assert_int_eq(schema_upgrade(other), RC_CONFLICT);
    db_close(other);
}
END_TEST

START_TEST(a_schema_is_made_once_and_whole)
{
    struct db *other;

    ck_assert_int_eq(schema_create(db), RC_FAIL);
    assert_clean();
    ck_assert_int_eq(db_open(&other, ":memory:", DB_CREATE, 0), RC_OK);
    ck_assert_int_eq(db_script(other, "other", "CREATE TABLE decision (i INTEGER)"),
                     RC_OK);
    ck_assert_int_eq(schema_create(other), RC_FAIL);
    ck_assert_str_eq(schema_of(other), "table decision decision"
                                       " CREATE TABLE decision (i INTEGER)\n");
    ck_assert_int_eq(version_of(other), 0);
    db_close(other);
}
END_TEST

Suite *upgrade_suite(void)
{
    Suite *s = suite_create("upgrade");
    TCase *tc = site_case("upgrade");

    tcase_add_test(tc, a_new_file_is_current);
    tcase_add_test(tc, an_upgraded_file_equals_a_new_one);
    tcase_add_test(tc, a_newer_file_is_refused_and_kept);
    tcase_add_test(tc, a_file_of_somebody_else_is_refused);
    tcase_add_test(tc, a_schema_is_made_once_and_whole);
    suite_add_tcase(s, tc);
    return s;
}
