/*
 * test_database.c - init, demo, check; files missing, damaged or too new
 */
#include <fcntl.h>
#include <sys/stat.h>

#include "array.h"
#include "place.h"

START_TEST(init_makes_a_private_file_and_says_what_is_next)
{
    const struct outcome o =
        RUN("init", "--title", "Café", "--tagline", "Hablar", "--lang", "es");
    struct stat st;

    ck_done(o);
    ck_assert(strstr(o.out, "Next: tertulia user add NAME\n") != NULL);
    ck_assert(strstr(o.out, place.scratch.file) != NULL);
    ck_assert_int_eq(stat(place.scratch.file, &st), 0);
    ck_assert_uint_eq(st.st_mode & 07777, 0600);
    ck_assert_int_eq(
        number("SELECT count(*) FROM site"
               " WHERE title = 'Café' AND tagline = 'Hablar' AND lang = 'es'"),
        1);
    ck_assert_str_eq(RUN("check").out,
                     arena_printf(place.arena,
                                  "%s: 0 posts, 0 comments, nothing to report\n",
                                  place.scratch.file));
}
END_TEST

START_TEST(init_overwrites_nothing)
{
    make_site();
    ck_done(RUN("user", "add", "Ana"));
    ck_refused(RUN("init"), 1, "File exists");
    ck_assert_int_eq(number("SELECT count(*) FROM account"), 1);
    ck_assert_int_eq(remove(place.scratch.file), 0);
    file_write(place.scratch.file, "somebody's notes");
    ck_refused(RUN("init"), 1, "File exists");
    ck_assert_str_eq(file_read(place.arena, place.scratch.file, NULL),
                     "somebody's notes");
}
END_TEST

START_TEST(init_follows_no_link_to_nowhere)
{
    ck_assert_int_eq(symlink(in_place("elsewhere"), place.scratch.file), 0);
    ck_refused(RUN("init"), 1, "File exists");
    ck_assert_int_ne(access(in_place("elsewhere"), F_OK), 0);
}
END_TEST

START_TEST(init_names_the_folder_that_is_missing)
{
    ck_refused(RUN_WITH("TERTULIA_PATHS_DATABASE=/nonexistent/site.db", "init"), 1,
               "/nonexistent/site.db");
}
END_TEST

static const char *const on_a_site[][4] = {
    { "serve" },
    { "check" },
    { "demo" },
    { "backup" },
    { "upgrade" },
    { "user", "list" },
    { "user", "add", "Ana" },
    { "user", "passwd", "Ana" },
    { "user", "remove", "Ana" },
};
#define ON_A_SITE ARRAY_LEN(on_a_site)

START_TEST(without_a_database_every_command_says_how_to_make_one)
{
    for (size_t i = 0; i < ON_A_SITE; i++)
        ck_refused(run_command(NULL, "", on_a_site[i]), 1,
                   "'tertulia init' creates it");
    ck_assert_int_ne(access(place.scratch.file, F_OK), 0);
}
END_TEST

START_TEST(a_newer_file_is_left_alone)
{
    make_site();
    damage("PRAGMA user_version = 99");
    for (size_t i = 0; i < ON_A_SITE; i++)
        ck_refused(run_command(NULL, "", on_a_site[i]), 1,
                   "has schema version 99, this program knows");
    ck_assert_int_eq(number("PRAGMA user_version"), 99);
}
END_TEST

START_TEST(a_file_that_is_no_site_is_refused)
{
    make_site();
    damage("PRAGMA user_version = 0");
    ck_refused(RUN("check"), 1, "was not made by 'tertulia init'");
    ck_assert_int_eq(remove(place.scratch.file), 0);
    file_write(place.scratch.file, "This is no database, but a note of some length.\n");
    for (size_t i = 0; i < ON_A_SITE; i++)
        ck_refused(run_command(NULL, "", on_a_site[i]), 1,
                   "the file is damaged: restore the last back-up");
}
END_TEST

/* ---- Demo ---- */

START_TEST(demo_fills_an_empty_site_soundly)
{
    struct outcome o;

    make_site();
    o = RUN("demo", "--author", "Marta");
    ck_done(o);
    ck_assert(strstr(o.out, "written by Marta") != NULL);
    ck_assert_int_gt(number("SELECT count(*) FROM comment"), 10);
    ck_assert_int_eq(number("SELECT count(*) FROM account WHERE name = 'Marta'"), 1);
    o = RUN("check");
    ck_done(o);
    ck_assert_str_eq(o.out, arena_printf(place.arena,
                                         "%s: 6 posts, %lld comments, nothing to"
                                         " report\n",
                                         place.scratch.file,
                                         (long long)number("SELECT count(*)"
                                                           " FROM comment")));
}
END_TEST

START_TEST(demo_leaves_a_filled_site_alone)
{
    int64_t comments;

    make_site();
    ck_done(RUN("demo"));
    comments = number("SELECT count(*) FROM comment");
    ck_refused(RUN("demo"), 1, "only fills an empty site");
    ck_refused(RUN("demo", "--author", "Otra"), 1, "only fills an empty site");
    ck_assert_int_eq(number("SELECT count(*) FROM comment"), comments);
    ck_assert_int_eq(number("SELECT count(*) FROM account"), 1);
}
END_TEST

/* ---- Check ---- */

static const struct {
    const char *script, *finding;
} damages[] = {
    { "UPDATE tally SET pro = pro + 1 WHERE post_id = 1", ": the tally counts" },
    { "UPDATE tally SET comments = comments + 1 WHERE post_id = 1",
      ": the tally counts" },
    { "UPDATE tally SET people_contra = 77 WHERE post_id = 1", " 77 contra" },
    { "UPDATE tally SET changed = changed + 1 WHERE post_id = 1",
      " changed; recounted" },
    { "DELETE FROM tally WHERE post_id = 1", "post 1: has no tally" },
    { "DELETE FROM person_stance", ": the stance of person" },
    { "UPDATE person_stance SET side = 3 - side", ": the stance of person" },
    { "UPDATE comment SET thread_size = thread_size + 1 WHERE parent_id IS NULL",
      ": its thread counts" },
    { "UPDATE comment SET depth = depth + 1 WHERE parent_id IS NOT NULL",
      ": does not hang below its parent" },
    { "UPDATE comment SET parent_id = id WHERE parent_id IS NOT NULL",
      ": does not hang below its parent" },
    { "UPDATE comment SET root_id = id + 1 WHERE id = 1",
      ": starts a thread but belongs to" },
    { "UPDATE comment SET shown = NULL WHERE state = 1", ": visible, but" },
    { "UPDATE comment SET side = 0 WHERE side = 1", ": in a debate without a side" },
    { "DELETE FROM person WHERE id IN (SELECT person_id FROM comment)",
      " points to nothing" },
    { "DELETE FROM site", "site: there must be exactly one row" },
    { "UPDATE post SET slug = 'A' WHERE id = 1", ": slug is not made of" },
};

START_TEST(check_finds_what_is_wrong)
{
    struct outcome o;

    make_site();
    ck_done(RUN("demo"));
    damage(damages[_i].script);
    o = RUN("check");
    ck_refused(o, 1, "findings in");
    ck_assert_msg(strstr(o.out, damages[_i].finding) != NULL, "%s", o.out);
    ck_assert(o.out[strlen(o.out) - 1] == '\n');
}
END_TEST

START_TEST(check_survives_pages_of_garbage)
{
    unsigned char garbage[4096 * 4];
    struct outcome o;
    int fd;

    make_site();
    ck_done(RUN("demo"));
    fd = open(place.scratch.file, O_WRONLY | O_CLOEXEC);
    memset(garbage, 0xa5, sizeof(garbage));
    ck_assert_int_eq(pwrite(fd, garbage, sizeof(garbage), 4096 * 8), sizeof(garbage));
    close(fd);
    o = RUN("check");
    ck_assert_int_eq(o.status, 1);
    ck_assert_str_ne(o.err, "");
    ck_assert(!strstr(o.err, "Sanitizer"));
}
END_TEST

/* ---- Backup and upgrade ---- */

START_TEST(a_backup_is_a_site_that_can_take_its_place)
{
    make_site();
    ck_done(RUN("demo"));
    ck_done(RUN("backup", in_place("copy.db")));
    ck_refused(RUN("backup", in_place("copy.db")), 1, "File exists");
    ck_refused(RUN("backup", "a", "b"), 2, "");
    ck_assert_int_eq(rename(in_place("copy.db"), place.scratch.file), 0);
    remove(in_place("site.db-wal"));
    remove(in_place("site.db-shm"));
    ck_done(RUN("check"));
    ck_assert_int_eq(number("SELECT count(*) FROM post"), 6);
}
END_TEST

/* Turns the sample debate into one of schema version 3. */
static const char BACK_TO_3[] =
    "CREATE TABLE kept AS SELECT id, excerpt FROM comment;"
    "ALTER TABLE comment DROP COLUMN excerpt;"
    "ALTER TABLE comment RENAME COLUMN retagged_from TO moved_from;"
    "ALTER TABLE comment RENAME COLUMN minds_changed TO moved;"
    "ALTER TABLE decision RENAME COLUMN retagged_before TO moved_before;"
    "DROP INDEX person_stance_person;"
    "ALTER TABLE person_stance RENAME TO voice;"
    "CREATE INDEX voice_person ON voice (person_id);"
    "ALTER TABLE tally RENAME COLUMN people_pro TO voices_pro;"
    "ALTER TABLE tally RENAME COLUMN people_contra TO voices_contra;"
    "ALTER TABLE tally RENAME COLUMN people_undecided TO voices_undecided;"
    "DROP INDEX rate_event_address;"
    "DROP INDEX rate_event_at;"
    "ALTER TABLE rate_event RENAME TO attempt;"
    "CREATE INDEX attempt_address ON attempt (at);"
    "CREATE INDEX attempt_at ON attempt (at);"
    "PRAGMA user_version = 3";

START_TEST(upgrade_gives_old_comments_the_words_that_new_ones_have)
{
    make_site();
    ck_done(RUN("demo"));
    damage(BACK_TO_3);
    ck_assert(strstr(RUN("upgrade").out, "has schema version") != NULL);
    ck_done(RUN("check"));
    ck_assert_int_eq(number("SELECT count(*) FROM comment c JOIN kept k ON k.id = c.id"
                            " WHERE c.excerpt <> k.excerpt"),
                     0);
    ck_assert_int_gt(number("SELECT count(*) FROM comment WHERE excerpt <> ''"), 50);
}
END_TEST

START_TEST(upgrade_leaves_current_and_newer_files_alone)
{
    make_site();
    ck_assert(strstr(RUN("upgrade").out, "is up to date") != NULL);
    damage("PRAGMA user_version = 99");
    ck_refused(RUN("upgrade"), 1, "has schema version 99, this program knows");
    damage("PRAGMA user_version = 0");
    ck_refused(RUN("upgrade"), 1, "not made by");
}
END_TEST

Suite *database_suite(void);

Suite *database_suite(void)
{
    Suite *s = suite_create("database");
    TCase *tc = place_case("database");

    tcase_add_test(tc, init_makes_a_private_file_and_says_what_is_next);
    tcase_add_test(tc, init_overwrites_nothing);
    tcase_add_test(tc, init_follows_no_link_to_nowhere);
    tcase_add_test(tc, init_names_the_folder_that_is_missing);
    tcase_add_test(tc, without_a_database_every_command_says_how_to_make_one);
    tcase_add_test(tc, a_newer_file_is_left_alone);
    tcase_add_test(tc, a_file_that_is_no_site_is_refused);
    tcase_add_test(tc, demo_fills_an_empty_site_soundly);
    tcase_add_test(tc, demo_leaves_a_filled_site_alone);
    tcase_add_loop_test(tc, check_finds_what_is_wrong, 0, (int)ARRAY_LEN(damages));
    tcase_add_test(tc, check_survives_pages_of_garbage);
    tcase_add_test(tc, a_backup_is_a_site_that_can_take_its_place);
    tcase_add_test(tc, upgrade_gives_old_comments_the_words_that_new_ones_have);
    tcase_add_test(tc, upgrade_leaves_current_and_newer_files_alone);
    suite_add_tcase(s, tc);
    return s;
}
