/*
 * test_flood.c - hidden comments cost nothing: a page reads only what it shows
 *
 * Cost is counted in steps of the database, which are the same on every machine.
 */
#include "call.h"

static void setup(void)
{
    call_setup();
    debate("uno");
}

/* Every public address, with comments 1 to 6 and 500001 to 500003. */
static const char *const targets[] = {
    "/",
    "/p/uno",
    "/p/uno?side=pro",
    "/p/uno?show=unanswered",
    "/p/uno?order=newest",
    "/p/uno?order=oldest",
    "/p/uno?order=supported",
    "/p/uno?at=500003",
    "/p/uno/comments/1",
    "/p/uno/comments/1?after=500001",
    "/p/uno/comments/2",
    "/p/uno/comments/500001",
    "/p/uno/comments/500003",
    "/p/uno/sheet",
    "/p/uno/tally.svg",
    "/p/uno/latest",
    "/p/uno/comments.atom",
    "/p/uno/comments.atom?side=pro",
    "/p/uno/comments.atom?before=500001",
    "/p/uno/comments.atom?before=400000",
    "/comments.atom",
    "/comments.atom?before=500001",
    "/comments.atom?before=400000",
    "/comments.atom?lang=en",
    "/feed.atom",
    "/sitemap.xml",
};
#define TARGETS ARRAY_LEN(targets)

/* Comments of both sides; the first thread goes on after the flood. */
static void talk(void)
{
    const int64_t first = comment("uno", NULL, "pro", "Zqx1.");

    reply("uno", NULL, "contra", "Zqx2.", reply("uno", NULL, "pro", "Zqx3.", first));
    comment("uno", NULL, "contra", "Zqx4.");
    comment("uno", NULL, "pro", "Zqx5.");
    comment("uno", NULL, "contra", "Zqx6.");
    number(
        "UPDATE sqlite_sequence SET seq = 500000 WHERE name = 'comment' RETURNING 1");
    reply("uno", NULL, "contra", "Zqx7, como #1.", first);
    reply("uno", NULL, "pro", "Zqx8.", 500001);
    comment("uno", NULL, "contra", "Zqx9.");
}

/* Adds 300,000 held and spam comments between the two halves of the talk. Half of them
 * reply to its first comment and cite it; some were visible for a while. */
static void flood(void)
{
    const char *script =
        "WITH RECURSIVE n (id) AS (SELECT 1001"
        "                          UNION ALL"
        "                          SELECT id + 1 FROM n WHERE id < 301000)"
        " INSERT INTO comment (id, post_id, parent_id, root_id, path, depth, person_id,"
        "   by_author, name, website, side, changed_mind, state, held, body_md, "
        "excerpt,"
        "   body_html, renderer, submission_digest, created, shown)"
        " SELECT id, 1, CASE WHEN id % 2 THEN 1 END, CASE WHEN id % 2 THEN 1 ELSE id "
        "END,"
        "   CASE WHEN id % 2 THEN '01' ELSE '' END"
        "     || printf('%x%x', length(printf('%x', id)) - 1, id),"
        "   id % 2, 1, 0, 'Zqx', '', 1 + id / 2 % 2, 0,"
        "   CASE WHEN id % 5 THEN 3 ELSE 0 END, 0, 'Zqx', 'Zqx', 'Zqx', 1,"
        "   CAST(printf('%032d', id) AS BLOB), 1790000000,"
        "   CASE WHEN id % 3 THEN 1790009999 END"
        " FROM n;"
        "INSERT INTO citation (from_id, to_id, shown)"
        " SELECT id, 1, 0 FROM comment WHERE id BETWEEN 1001 AND 301000 AND id % 2";

    ck_assert_int_eq(db_script(call_db(), "flood", script), RC_OK);
    ck_assert_int_ge(number("SELECT count(*) FROM comment WHERE state <> 1"), 300000);
}

/* Returns the cost of a page whose statements are already prepared. */
static int64_t cost(const char *target)
{
    int64_t before;

    ck_status(get(target), 200);
    before = db_steps(call_db());
    ck_status(get(target), 200);
    return db_steps(call_db()) - before;
}

static int64_t cost_of_saying(const char *body)
{
    const int64_t before = db_steps(call_db());

    moderate(sign_in("Autora"), "spam", comment("uno", NULL, "pro", body));
    return db_steps(call_db()) - before;
}

START_TEST(what_is_hidden_costs_nobody_anything)
{
    int64_t costs[TARGETS], saying;

    talk();
    saying = cost_of_saying("Otro.");
    for (size_t i = 0; i < TARGETS; i++)
        costs[i] = cost(targets[i]);
    flood();
    ck_assert_int_le(cost_of_saying("Otro más."), 2 * saying);
    for (size_t i = 0; i < TARGETS; i++) {
        const int64_t now = cost(targets[i]);

        ck_assert_msg(now <= costs[i] + 50, "%s: %lld steps, %lld without the flood",
                      targets[i], (long long)now, (long long)costs[i]);
    }
}
END_TEST

START_TEST(behind_what_is_hidden_all_feeds_are_whole)
{
    static const char *const feeds[] = { "/comments.atom", "/p/uno/comments.atom" };

    talk();
    flood();
    for (size_t i = 0; i < ARRAY_LEN(feeds); i++) {
        const struct response rs = get(feeds[i]);

        ck_assert_uint_eq(times(&rs, "<entry>"), 9);
    }
}
END_TEST

Suite *flood_suite(void);
Suite *flood_suite(void)
{
    Suite *suite = suite_create("flood");
    TCase *c = tcase_create("flood");

    suite_add_tcase(suite, c);
    tcase_set_tags(c, "slow"); /* below valgrind, 300,000 rows take minutes */
    tcase_add_unchecked_fixture(c, call_open, call_close);
    tcase_add_checked_fixture(c, setup, call_teardown);
    tcase_add_test(c, what_is_hidden_costs_nobody_anything);
    tcase_add_test(c, behind_what_is_hidden_all_feeds_are_whole);
    return suite;
}
