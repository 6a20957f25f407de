/*
 * test_demo.c - "tertulia demo" fills an empty site, and only an empty one
 */
#include <unistd.h>

#include "account.h"
#include "audit.h"
#include "clock.h"
#include "commands.h"
#include "comment.h"
#include "comment_queue.h"
#include "post_save.h"
#include "site.h"
#include "suite.h"
#include "upgrade.h"

#define CREATED 1700000000 /* when the site was made */
#define SLUG_ES "redes-sociales-dentro-o-fuera"
#define SLUG_EN "social-media-in-house-or-out"

static struct arena *arena;
static struct db *db;
static char *folder, *path;

static void setup(void)
{
    arena = arena_new();
    ck_assert(secret_init());
    folder = arena_strdup(arena, "/tmp/demo-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    path = arena_printf(arena, "%s/site.db", folder);
    setenv("TERTULIA_PATHS_DATABASE", path, 1);
    setenv("TERTULIA_SITE_BASE_URL", "https://blog.example", 1);
    ck_assert_int_eq(db_open(&db, path, DB_CREATE, 1000), RC_OK);
    ck_assert_int_eq(schema_create(db), RC_OK);
    ck_assert_int_eq(site_create(db, "Tertulia", "", LANG_ES, CREATED), RC_OK);
}

static void teardown(void)
{
    db_close(db);
    for (const char *const *end = (const char *const[]){ "", "-wal", "-shm", NULL };
         *end; end++)
        unlink(arena_printf(arena, "%s%s", path, *end));
    rmdir(folder);
    arena_free(arena);
    unsetenv("TERTULIA_LIMITS_COMMENT_BYTES");
    unsetenv("TERTULIA_PATHS_DATABASE");
    unsetenv("TERTULIA_SITE_BASE_URL");
}

/* Runs "tertulia demo" with up to two arguments. */
static int demo(const char *first, const char *second)
{
    char *words[] = { (char *)first, (char *)second, NULL };
    const struct command_line line = { .config_path = "/dev/null",
                                       .words = words,
                                       .arena = arena };

    return command_demo(&line);
}

static struct post *post(const char *slug)
{
    struct post *p;

    ck_assert_int_eq(post_by_slug(db, arena, slug, false, &p), RC_OK);
    return p;
}

static void finding(void *to, const char *line)
{
    (void)to;
    ck_abort_msg("%s", line);
}

START_TEST(the_site_is_full_and_sound)
{
    int64_t findings, n[COMMENT_STATES];

    ck_assert_int_eq(demo(NULL, NULL), EXIT_DONE);
    ck_assert_int_eq(audit_run(db, finding, NULL, &findings), RC_OK);
    ck_assert_int_eq(comment_count_by_state(db, n), RC_OK);
    ck_assert_int_eq(n[COMMENT_PENDING], 2);
    ck_assert_int_eq(n[COMMENT_SPAM], 1);
    ck_assert_int_eq(n[COMMENT_DELETED], 1);
    ck_assert_int_eq(n[COMMENT_REJECTED], 1);
    ck_assert_int_ge(n[COMMENT_VISIBLE], 40);
    ck_assert_int_ge(post(SLUG_ES)->tally.changed, 3);
    ck_assert_int_ge(post(SLUG_EN)->tally.comments, 10);
}
END_TEST

START_TEST(every_part_of_a_page_has_something_to_show)
{
    static const struct sql counts = {
        "counts", "SELECT (SELECT count(*) FROM comment WHERE edited IS NOT NULL)"
                  "     , (SELECT count(*) FROM comment WHERE withdrawn IS NOT NULL)"
                  "     , (SELECT sum(minds_changed) FROM comment), (SELECT "
                  "sum(supports) FROM comment)"
    };
    struct rows r;
    struct post *closed;

    ck_assert_int_eq(demo(NULL, NULL), EXIT_DONE);
    db_query(&r, db, &counts, DB_NO_ARGS);
    ck_assert(db_next(&r));
    ck_assert_int_ge(row_i64(&r, 0), 2);
    ck_assert_int_eq(row_i64(&r, 1), 1);
    ck_assert_int_ge(row_i64(&r, 2), 3);
    ck_assert_int_ge(row_i64(&r, 3), 40);
    ck_assert_int_eq(db_done(&r), RC_OK);
    ck_assert_int_ge(post(SLUG_ES)->tally.people_undecided, 2);
    ck_assert(post_is_open(post(SLUG_ES), clock_now()));
    ck_assert(!post_is_open(post(SLUG_ES), clock_now() + 16 * DAY_S));
    closed = post("contestar-resenas-falsas");
    ck_assert(post_is_concluded(closed, clock_now()));
    ck_assert_int_ge(closed->tally.pro, 3);
    ck_assert_int_ge(closed->tally.contra, 3);
}
END_TEST

/* A visitor who tries the same gets the same result. */
START_TEST(what_was_held_as_a_first_comment_would_be_held_today)
{
    static const struct sql held = { "held", "SELECT p.policy"
                                             " FROM comment c"
                                             " JOIN post p ON p.id = c.post_id"
                                             " WHERE c.held = $1" };
    struct site *site;
    struct rows r;
    int n = 0;

    ck_assert_int_eq(demo(NULL, NULL), EXIT_DONE);
    ck_assert_int_eq(site_load(db, arena, clock_now(), &site), RC_OK);
    db_query(&r, db, &held, DB_ARGS(db_i64(HELD_FIRST)));
    for (; db_next(&r); n++) {
        const enum policy policy = (enum policy)row_i64(&r, 0);

        ck_assert_int_eq(policy == POLICY_SITE ? site->policy : policy,
                         POLICY_HOLD_FIRST);
    }
    ck_assert_int_eq(db_done(&r), RC_OK);
    ck_assert_int_ge(n, 2);
}
END_TEST

START_TEST(the_debates_are_translations_of_each_other)
{
    ck_assert_int_eq(demo(NULL, NULL), EXIT_DONE);
    ck_assert_str_eq(post(SLUG_ES)->translation_slug, SLUG_EN);
    ck_assert_str_eq(post(SLUG_EN)->translation_slug, SLUG_ES);
    ck_assert_int_eq(post(SLUG_ES)->policy, POLICY_HOLD_NONE);
}
END_TEST

START_TEST(everything_lies_in_the_past_and_in_order)
{
    struct comment *c;
    int64_t first = 0, last = 0;

    ck_assert_int_eq(demo(NULL, NULL), EXIT_DONE);
    for (int64_t id = 1; comment_by_id(db, arena, id, &c) == RC_OK; id++) {
        ck_assert_int_ge(c->created, last);
        last = c->created;
        first = first ? first : last;
    }
    ck_assert_int_lt(last, clock_now());
    ck_assert_int_lt(post(SLUG_ES)->published, first);
    ck_assert_int_gt(last - first, 18 * 24 * 3600);
}
END_TEST

START_TEST(a_reference_leads_to_its_comment)
{
    struct comment *c;
    bool found = false;

    ck_assert_int_eq(demo(NULL, NULL), EXIT_DONE);
    for (int64_t id = 1; comment_by_id(db, arena, id, &c) == RC_OK; id++)
        found |= strstr(c->body.s, "\"/p/" SLUG_ES "?at=1#c1\"") != NULL;
    ck_assert(found);
    ck_assert_int_eq(comment_by_id(db, arena, 1, &c), RC_OK);
    ck_assert_int_eq(c->cited, 1);
}
END_TEST

START_TEST(a_site_with_a_post_is_left_alone)
{
    const struct post_draft draft = { .slug = "a",
                                      .title = "A",
                                      .question = "",
                                      .label_pro = "",
                                      .label_contra = "",
                                      .author = "A",
                                      .body_md = "A",
                                      .body = { "A" },
                                      .conclusion_md = "",
                                      .conclusion = { "" },
                                      .summary = "A",
                                      .now = CREATED };
    struct post *list;
    struct account *accounts;
    int64_t id;
    size_t n;
    bool taken;

    ck_assert_int_eq(post_save(db, &draft, &id, &taken), RC_OK);
    ck_assert_int_eq(demo(NULL, NULL), EXIT_FAILED);
    ck_assert_int_eq(post_list_all(db, arena, 10, 0, &list, &n), RC_OK);
    ck_assert_uint_eq(n, 1);
    ck_assert_int_eq(account_list(db, arena, &accounts, &n), RC_OK);
    ck_assert_uint_eq(n, 0);
}
END_TEST

START_TEST(the_author_is_made_without_a_password)
{
    struct account *account;

    ck_assert_int_eq(demo("--author", " Inés  María "), EXIT_DONE);
    ck_assert_int_eq(account_by_name(db, arena, "Inés María", &account), RC_OK);
    ck_assert_ptr_null(account->password_hash);
    ck_assert_str_eq(post(SLUG_ES)->author, "Inés María");
}
END_TEST

START_TEST(an_author_who_exists_is_taken)
{
    struct account *list;
    size_t n;
    int64_t id;

    ck_assert_int_eq(account_add(db, arena, "Ana", CREATED, &id), RC_OK);
    ck_assert_int_eq(demo("--author=ANA", NULL), EXIT_DONE);
    ck_assert_int_eq(account_list(db, arena, &list, &n), RC_OK);
    ck_assert_uint_eq(n, 1);
    ck_assert_str_eq(post(SLUG_ES)->author, "Ana");
}
END_TEST

START_TEST(impossible_authors_are_refused)
{
    const char *const names[] = {
        "", " \t", "\xff",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
        "aaaaaaaa"
    };
    struct account *list;
    size_t n;

    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        ck_assert_int_eq(demo("--author", names[i]), EXIT_USAGE);
    ck_assert_int_eq(account_list(db, arena, &list, &n), RC_OK);
    ck_assert_uint_eq(n, 0);
}
END_TEST

START_TEST(texts_over_the_limits_stop_it)
{
    setenv("TERTULIA_LIMITS_COMMENT_BYTES", "600", 1);
    ck_assert_int_eq(demo(NULL, NULL), EXIT_FAILED);
    ck_assert_int_gt(clock_now(), CREATED);
}
END_TEST

START_TEST(an_unnamed_site_gets_a_name)
{
    struct site *site;

    ck_assert_int_eq(demo(NULL, NULL), EXIT_DONE);
    ck_assert_int_eq(site_load(db, arena, clock_now(), &site), RC_OK);
    ck_assert_str_ne(site->title, "Tertulia");
    ck_assert_str_ne(site->tagline, "");
    ck_assert_int_eq(site->policy, POLICY_HOLD_FIRST);
}
END_TEST

START_TEST(a_named_site_keeps_its_name)
{
    struct site *site;

    ck_assert_int_eq(site_load(db, arena, clock_now(), &site), RC_OK);
    site->title = "Mía";
    ck_assert_int_eq(site_save(db, site), RC_OK);
    ck_assert_int_eq(demo(NULL, NULL), EXIT_DONE);
    ck_assert_int_eq(site_load(db, arena, clock_now(), &site), RC_OK);
    ck_assert_str_eq(site->title, "Mía");
}
END_TEST

Suite *demo_suite(void);
Suite *demo_suite(void)
{
    Suite *suite = suite_create("demo");
    TCase *c = tcase_create("demo");

    suite_add_tcase(suite, c);
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, the_site_is_full_and_sound);
    tcase_add_test(c, every_part_of_a_page_has_something_to_show);
    tcase_add_test(c, what_was_held_as_a_first_comment_would_be_held_today);
    tcase_add_test(c, the_debates_are_translations_of_each_other);
    tcase_add_test(c, everything_lies_in_the_past_and_in_order);
    tcase_add_test(c, a_reference_leads_to_its_comment);
    tcase_add_test(c, a_site_with_a_post_is_left_alone);
    tcase_add_test(c, the_author_is_made_without_a_password);
    tcase_add_test(c, an_author_who_exists_is_taken);
    tcase_add_test(c, impossible_authors_are_refused);
    tcase_add_test(c, texts_over_the_limits_stop_it);
    tcase_add_test(c, an_unnamed_site_gets_a_name);
    tcase_add_test(c, a_named_site_keeps_its_name);
    return suite;
}
