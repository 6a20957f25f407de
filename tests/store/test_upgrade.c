/*
 * test_upgrade.c - new files, older files, newer files
 */
#include "audit.h"
#include "fixture.h"
#include "upgrade.h"

Suite *upgrade_suite(void);

static const char *file_text(const char *path)
{
    FILE *f = fopen(path, "re");
    char *text = arena_alloc(arena, 1 << 16);

    ck_assert_ptr_nonnull(f);
    ck_assert_uint_lt(fread(text, 1, (1 << 16) - 1, f), (1 << 16) - 1);
    fclose(f);
    return text;
}

static const char *words_of(struct arena *a, const char *source)
{
    return arena_printf(a, "words of %s", source);
}

/* A file of the oldest version, with its schema. */
static struct db *file_of_version_1(void)
{
    struct db *old;

    ck_assert_int_eq(db_open(&old, ":memory:", DB_CREATE, 0), RC_OK);
    ck_assert_int_eq(db_script(old, "schema_1.sql",
                               file_text(SOURCE_DIR "/tests/store/schema_1.sql")),
                     RC_OK);
    ck_assert_int_eq(db_set_version(old, 1), RC_OK);
    return old;
}

/* A debate in which 1 (pro) is answered by two people against, and one of them, 4, goes
 * over to pro a day later; 5 was deleted. */
static const char TALK_OF_VERSION_1[] =
    "INSERT INTO site VALUES (1, 'Site', '', 'es', 2, zeroblob(32), 1, 1);"
    "INSERT INTO person (id, created) VALUES (1, 1), (2, 1), (3, 1);"
    "INSERT INTO account (id, person_id, name, folded_name, created)"
    " VALUES (1, 1, 'Ana', 'ana', 1);"
    "INSERT INTO attempt (purpose, address_digest, at) VALUES ('login', zeroblob(32), "
    "5);"
    "INSERT INTO post (id, slug, account_id, kind, state, lang, policy, open, title,"
    " question, label_pro, label_contra, author, body_md, body_html, summary, renderer,"
    " created, published, updated)"
    " VALUES (7, 'hello', 1, 1, 1, 'es', 0, 1, 'T', 'Q', '', '', 'Ana', 'b', "
    "'<p>b</p>',"
    " 's', 1, 1, 1, 1);"
    "INSERT INTO comment (id, post_id, parent_id, root_id, path, depth, thread_size,"
    " person_id, by_author, name, website, side, state, held, body_md, body_html,"
    " renderer, submission_digest, created, shown)"
    " VALUES (1, 7, NULL, 1, '01', 0, 4, 1, 1, 'Ana', '', 1, 1, 0, 'x', 'x', 1,"
    "  randomblob(32), 86400, 86400),"
    " (2, 7, 1, 1, '0102', 1, 0, 2, 0, 'Bea', '', 2, 1, 0, 'x', 'x', 1, randomblob(32),"
    "  86401, 86401),"
    " (3, 7, 1, 1, '0103', 1, 0, 3, 0, 'Ceci', '', 2, 1, 0, 'x', 'x', 1, "
    "randomblob(32),"
    "  86402, 86402),"
    " (4, 7, 1, 1, '0104', 1, 0, 3, 0, 'Ceci', '', 1, 1, 0, 'y', 'y', 1, "
    "randomblob(32),"
    "  172800, 172800),"
    " (5, 7, 1, 1, '0105', 1, 0, 2, 0, 'Bea', '', 2, 4, 0, 'z', 'z', 1, randomblob(32),"
    "  172801, 172801);"
    "INSERT INTO voice VALUES (7, 1, 1, 1), (7, 2, 2, 2), (7, 3, 2, 1);"
    "INSERT INTO tally VALUES (7, 4, 2, 2, 2, 1, 1);"
    "INSERT INTO decision (batch, comment_id, account_id, action, state_before,"
    " state_after, side_before, side_after, at)"
    " VALUES (1, 5, 1, 'delete', 1, 4, 2, 2, 172802);";

static int64_t count_in(struct db *any, const struct sql *sql)
{
    int64_t n = -1;

    ck_assert_int_eq(db_get_i64(any, sql, DB_NO_ARGS, &n), RC_OK);
    return n;
}
#define COUNT_IN(any, text)                                                            \
    __extension__({                                                                    \
        static const struct sql counted = { "count", text };                           \
        count_in(any, &counted);                                                       \
    })

static void print_finding(void *to, const char *line)
{
    (void)to;
    fprintf(stderr, "finding: %s\n", line);
}

/* A definition without comments, layout and quotes: ALTER TABLE writes quoted names. */
static const char *bare(const char *sql)
{
    char *out = arena_alloc(arena, strlen(sql) + 1), *to = out;

    for (const char *s = sql; *s; s++) {
        if (s[0] == '-' && s[1] == '-')
            s += strcspn(s, "\n");
        if (*s == ' ' || *s == '\n') {
            if (to > out && to[-1] != ' ')
                *to++ = ' ';
        } else if (*s != '"') {
            *to++ = *s;
        }
    }
    *to = '\0';
    return out;
}

/* Every table and index with its columns' definitions. */
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
        text = arena_printf(arena, "%s%s\n", text, bare(row_text(&r, 0, arena)));
    ck_assert_int_eq(db_done(&r), RC_OK);
    return text;
}

static int64_t version_of(struct db *any)
{
    int64_t version = -1;

    ck_assert_int_eq(db_version(any, &version), RC_OK);
    return version;
}

START_TEST(a_new_file_is_current)
{
    ck_assert_int_eq(version_of(db), SCHEMA_VERSION);
    ck_assert_int_eq(schema_require_current(db), RC_OK);
    ck_assert_int_eq(schema_upgrade(db, words_of), RC_OK);
    ck_assert_int_eq(version_of(db), SCHEMA_VERSION);
    assert_clean();
}
END_TEST

START_TEST(an_upgraded_file_equals_a_new_one)
{
    struct db *old = file_of_version_1();

    ck_assert_int_eq(schema_upgrade(old, words_of), RC_OK);
    ck_assert_int_eq(version_of(old), SCHEMA_VERSION);
    ck_assert_str_eq(schema_of(old), schema_of(db));
    ck_assert_ptr_nonnull(strstr(schema_of(old), "index comment_roots comment"));
    db_close(old);
}
END_TEST

START_TEST(an_upgraded_file_keeps_what_was_said_and_counts_the_rest)
{
    struct db *old = file_of_version_1();
    int64_t findings = -1;

    ck_assert_int_eq(db_script(old, "talk", TALK_OF_VERSION_1), RC_OK);
    ck_assert_int_eq(schema_upgrade(old, words_of), RC_OK);
    ck_assert_int_eq(audit_run(old, print_finding, NULL, &findings), RC_OK);
    ck_assert_int_eq(findings, 0);
    ck_assert_int_eq(COUNT_IN(old, "SELECT count(*) FROM comment"), 5);
    ck_assert_int_eq(COUNT_IN(old, "SELECT opponents FROM comment WHERE id = 1"), 2);
    ck_assert_int_eq(COUNT_IN(old, "SELECT count(*) FROM daily"), 2);
    ck_assert_int_eq(COUNT_IN(old, "SELECT changed FROM tally WHERE post_id = 7"), 1);
    ck_assert_int_eq(COUNT_IN(old, "SELECT count(*) FROM decision"), 1);
    ck_assert_int_eq(COUNT_IN(old, "SELECT account_id FROM post"), 1);
    ck_assert_int_eq(COUNT_IN(old, "PRAGMA foreign_keys"), 1);
    /* Ids are not used again. */
    ck_assert_int_eq(COUNT_IN(old, "SELECT seq FROM sqlite_sequence"
                                   " WHERE name = 'comment'"),
                     5);
    db_close(old);
}
END_TEST

START_TEST(citations_learn_whether_they_are_seen)
{
    struct db *old = file_of_version_1();

    ck_assert_int_eq(db_script(old, "talk", TALK_OF_VERSION_1), RC_OK);
    ck_assert_int_eq(db_begin_rebuild(old), RC_OK);
    ck_assert_int_eq(
        db_script(old, "2.sql", file_text(SOURCE_DIR "/lib/store/steps/2.sql")), RC_OK);
    ck_assert_int_eq(db_script(old, "cite",
                               "PRAGMA user_version = 2;"
                               "UPDATE comment SET cited = 1 WHERE id = 1;"
                               "INSERT INTO citation VALUES (4, 1), (5, 1)"),
                     RC_OK);
    ck_assert_int_eq(db_end(old, RC_OK), RC_OK);
    ck_assert_int_eq(schema_upgrade(old, words_of), RC_OK);
    ck_assert_int_eq(COUNT_IN(old, "SELECT sum(shown * from_id) FROM citation"), 4);
    ck_assert_int_eq(COUNT_IN(old, "SELECT count(*) FROM citation"), 2);
    db_close(old);
}
END_TEST

START_TEST(an_upgrade_gives_each_comment_its_first_words)
{
    struct db *old = file_of_version_1();

    ck_assert_int_eq(db_script(old, "talk", TALK_OF_VERSION_1), RC_OK);
    ck_assert_int_eq(schema_upgrade(old, words_of), RC_OK);
    ck_assert_int_eq(COUNT_IN(old, "SELECT count(*) FROM comment"
                                   " WHERE excerpt = 'words of ' || body_md"),
                     5);
    db_close(old);
}
END_TEST

static enum rc climbed_to_3(struct db *old)
{
    enum rc rc = db_begin_rebuild(old);

    if (!rc)
        rc = db_script(old, "2.sql", file_text(SOURCE_DIR "/lib/store/steps/2.sql"));
    if (!rc)
        rc = db_script(old, "3.sql", file_text(SOURCE_DIR "/lib/store/steps/3.sql"));
    if (!rc)
        rc = db_script(old, "version", "PRAGMA user_version = 3");
    return db_end(old, rc);
}

START_TEST(an_upgrade_keeps_what_limits_count)
{
    struct db *old = file_of_version_1();

    ck_assert_int_eq(db_script(old, "talk", TALK_OF_VERSION_1), RC_OK);
    ck_assert_int_eq(climbed_to_3(old), RC_OK);
    ck_assert_int_eq(db_script(old, "login",
                               "UPDATE attempt SET id = 8, account_id = 1;"
                               "INSERT INTO attempt (purpose, address_digest, at)"
                               " VALUES ('press', zeroblob(32), 6);"
                               "INSERT INTO known_address VALUES (1, zeroblob(32), 9)"),
                     RC_OK);
    ck_assert_int_eq(schema_upgrade(old, words_of), RC_OK);
    ck_assert_int_eq(COUNT_IN(old, "SELECT count(*) FROM rate_event"
                                   " WHERE id = 8 AND purpose = 'login' AND at = 5"
                                   "   AND address_digest = zeroblob(32)"
                                   "   AND account_id = 1"),
                     1);
    ck_assert_int_eq(COUNT_IN(old, "SELECT at FROM rate_event"
                                   " WHERE purpose = 'reaction'"),
                     6);
    ck_assert_int_eq(COUNT_IN(old, "SELECT seen FROM known_address"
                                   " WHERE account_id = 1 AND digest = zeroblob(32)"),
                     9);
    db_close(old);
}
END_TEST

/* Keys of cookies that are in use can be derived from them. */
START_TEST(an_upgrade_forgets_the_digests_of_submissions)
{
    struct db *old = file_of_version_1();

    ck_assert_int_eq(db_script(old, "talk", TALK_OF_VERSION_1), RC_OK);
    ck_assert_int_eq(db_script(old, "digest",
                               "UPDATE comment SET submission_digest = zeroblob(32)"
                               " WHERE id = 3"),
                     RC_OK);
    ck_assert_int_eq(schema_upgrade(old, words_of), RC_OK);
    ck_assert_int_eq(COUNT_IN(old, "SELECT count(*) FROM comment"
                                   " WHERE submission_digest = zeroblob(32)"),
                     0);
    ck_assert_int_eq(COUNT_IN(old, "SELECT count(*) FROM comment"
                                   " WHERE length(submission_digest) = 32"),
                     5);
    db_close(old);
}
END_TEST

START_TEST(a_newer_file_is_refused_and_kept)
{
    const char *before = schema_of(db);

    ck_assert_int_eq(db_set_version(db, 1000), RC_OK);
    ck_assert_int_eq(schema_require_current(db), RC_INVALID);
    ck_assert_int_eq(schema_upgrade(db, words_of), RC_INVALID);
    ck_assert_int_eq(version_of(db), 1000);
    ck_assert_str_eq(schema_of(db), before);
    ck_assert_int_eq(db_begin_write(db), RC_OK); /* no transaction is left open */
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
    ck_assert_int_eq(schema_upgrade(other, words_of), RC_CONFLICT);
    ck_assert_int_eq(version_of(other), 0);
    ck_assert_int_eq(db_set_version(other, -5), RC_OK);
    ck_assert_int_eq(schema_require_current(other), RC_CONFLICT);
    ck_assert_int_eq(schema_upgrade(other, words_of), RC_CONFLICT);
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
    tcase_add_test(tc, an_upgraded_file_keeps_what_was_said_and_counts_the_rest);
    tcase_add_test(tc, citations_learn_whether_they_are_seen);
    tcase_add_test(tc, an_upgrade_gives_each_comment_its_first_words);
    tcase_add_test(tc, an_upgrade_keeps_what_limits_count);
    tcase_add_test(tc, an_upgrade_forgets_the_digests_of_submissions);
    tcase_add_test(tc, a_newer_file_is_refused_and_kept);
    tcase_add_test(tc, a_file_of_somebody_else_is_refused);
    tcase_add_test(tc, a_schema_is_made_once_and_whole);
    suite_add_tcase(s, tc);
    return s;
}
