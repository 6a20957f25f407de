/*
 * test_audit.c - each kind of damage is found and named, and nothing else is
 */
#include "account.h"
#include "array.h"
#include "audit.h"
#include "fixture.h"

Suite *audit_suite(void);

struct findings {
    int n;
    bool expected; /* the expected line was among them */
    const char *line;
};

static void note(void *to, const char *line)
{
    struct findings *f = to;

    f->n++;
    if (strcmp(line, f->line) == 0)
        f->expected = true;
    else
        fprintf(stderr, "also found: %s\n", line);
}

/* Comments 1 (pro, two replies) and 4 (pro) of a debate, 5 of a plain post; 6 is
 * pending. An author, with their person. */
static void fill(void)
{
    int64_t debate = add_debate("debate"), plain = add_plain("plain"), id;

    say(debate, 1, SIDE_PRO, 0);
    say(debate, 2, SIDE_CONTRA, 1);
    say(debate, 1, SIDE_PRO, 2);
    say(debate, 2, SIDE_PRO, 0);
    say(plain, 3, SIDE_NONE, 0);
    say_as(COMMENT_PENDING, debate, 3, SIDE_CONTRA, 0);
    ck_assert_int_eq(account_add(db, arena, "Eva Ñ", NOW, &id), RC_OK);
    assert_clean();
}

/* A damage, the line that names it and its number of lines in all. */
static const struct {
    const char *script, *line;
    int n;
} damages[] = {
    { "DELETE FROM site", "site: there must be exactly one row", 1 },
    { "INSERT INTO site"
      " SELECT 2, title, tagline, lang, policy, site_key, version, created FROM site",
      "site: there must be exactly one row", 2 },
    { "UPDATE post SET slug = 'Año nuevo' WHERE id = 2",
      "post 2: slug is not made of a-z, 0-9 and -", 1 },
    { "INSERT INTO former_slug VALUES ('plain', 1, 5)",
      "former slug plain: is the address of post 2", 1 },
    { "INSERT INTO former_slug VALUES ('older', 2, 5);"
      "UPDATE post SET published = NULL, state = 0 WHERE id = 2",
      "former slug older: post 2 was never public", 1 },
    { "DELETE FROM tally WHERE post_id = 2", "post 2: has no tally", 1 },
    { "UPDATE tally SET comments = 5 WHERE post_id = 1",
      "post 1: the tally counts 5 comments, 3 pro, 1 contra; recounted 4, 3, 1", 1 },
    { "UPDATE tally SET pro = 4, contra = 0 WHERE post_id = 1",
      "post 1: the tally counts 4 comments, 4 pro, 0 contra; recounted 4, 3, 1", 1 },
    { "UPDATE tally SET comments = 0 WHERE post_id = 2",
      "post 2: the tally counts 0 comments, 0 pro, 0 contra; recounted 1, 0, 0", 1 },
    { "UPDATE person_stance SET side = 2 WHERE person_id = 1",
      "post 1: the stance of person 1 is wrong", 1 },
    { "UPDATE person_stance SET first_side = 1 WHERE person_id = 2",
      "post 1: the stance of person 2 is wrong", 1 },
    { "DELETE FROM person_stance WHERE person_id = 2",
      "post 1: the stance of person 2 is wrong", 1 },
    { "INSERT INTO person_stance VALUES (1, 3, 1, 1)",
      "post 1: person 3 has a stance, but said nothing", 1 },
    { "UPDATE tally SET people_pro = 1, people_contra = 1 WHERE post_id = 1",
      "post 1: the tally has 1 people pro, 1 contra, 0 undecided, 1 changed;"
      " recounted 2, 0, 0, 1",
      1 },
    { "UPDATE tally SET changed = 0 WHERE post_id = 1",
      "post 1: the tally has 2 people pro, 0 contra, 0 undecided, 0 changed;"
      " recounted 2, 0, 0, 1",
      1 },
    { "UPDATE comment SET thread_size = 4 WHERE id = 1",
      "comment 1: its thread counts 4 visible comments; recounted 3", 1 },
    { "UPDATE comment SET thread_size = 1 WHERE id = 2",
      "comment 2: its thread counts 1 visible comments; recounted 0", 1 },
    { "UPDATE comment SET parent_id = 4 WHERE id = 2",
      "comment 2: does not hang below its parent 4", 4 },
    { "UPDATE comment SET parent_id = 3 WHERE id = 2", /* a cycle */
      "comment 2: does not hang below its parent 3", 4 },
    { "UPDATE comment SET depth = 5 WHERE id = 3",
      "comment 3: does not hang below its parent 2", 1 },
    { "UPDATE comment SET path = '0103' WHERE id = 3",
      "comment 3: its path does not continue the one of its parent", 1 },
    { "UPDATE comment SET path = '0102' WHERE id = 3",
      "comment 3: its path does not continue the one of its parent", 1 },
    { "UPDATE comment SET path = '010213' WHERE id = 3",
      "comment 3: its path does not continue the one of its parent", 1 },
    { "UPDATE comment SET path = '06' || path WHERE root_id = 1",
      "comment 1: its path does not continue the one of its parent", 1 },
    { "UPDATE comment SET rank = 999999 WHERE id = 4",
      "comment 4: ranks 999999; recounted 0", 1 },
    { "UPDATE comment SET supports = 1 WHERE id = 4; INSERT INTO support VALUES (4, 3, "
      "5)",
      "comment 4: ranks 0; recounted 206543", 1 },
    { "UPDATE comment SET root_id = 2 WHERE id = 3",
      "comment 3: does not hang below its parent 2", 2 },
    { "UPDATE comment SET root_id = NULL WHERE id = 6",
      "comment 6: starts a thread but belongs to none", 1 },
    { "UPDATE comment SET root_id = 1 WHERE id = 6",
      "comment 6: starts a thread but belongs to 1", 1 },
    { "UPDATE comment SET parent_id = 99 WHERE id = 3",
      "comment 3: does not hang below its parent 99", 4 },
    { "UPDATE comment SET side = 0 WHERE id = 6",
      "comment 6: in a debate without a side", 1 },
    { "UPDATE comment SET side = 1 WHERE id = 5;"
      "UPDATE tally SET pro = 1, people_pro = 1 WHERE post_id = 2;"
      "INSERT INTO daily VALUES (2, 1800000000 / 86400, 1, 0);"
      "INSERT INTO person_stance VALUES (2, 3, 1, 1)",
      "comment 5: takes a side where no question is", 1 },
    { "INSERT INTO email (person_id, address, lang, comment_id, created)"
      " VALUES (3, 'ana@example.org', 'es', 4, 1)",
      "email 1: was given with a comment of somebody else", 1 },
    { "UPDATE comment SET shown = NULL WHERE id = 4",
      "comment 4: visible, but it is not known since when", 3 },
    { "UPDATE daily SET pro = pro + 1 WHERE post_id = 1",
      "post 1: day 20833 is counted wrong", 1 },
    { "DELETE FROM daily", "post 1: day 20833 is counted wrong", 1 },
    { "INSERT INTO daily VALUES (2, 7, 0, 1)",
      "post 2: nothing became visible on day 7", 1 },
    { "UPDATE comment SET supports = 2 WHERE id = 1",
      "comment 1: counts 2 supports; recounted 0", 2 },
    { "INSERT INTO support VALUES (1, 2, 5)",
      "comment 1: counts 0 supports; recounted 1", 1 },
    { "INSERT INTO support VALUES (1, 1, 5); UPDATE comment SET supports = 1 WHERE id "
      "= 1",
      "comment 1: supported by its own writer", 2 },
    { "UPDATE comment SET opponents = 0 WHERE id = 1",
      "comment 1: counts 0 opponents and 0 minds changed; recounted 1, 0", 1 },
    { "UPDATE comment SET changed_mind = 1 WHERE id = 2",
      "comment 1: counts 1 opponents and 0 minds changed; recounted 1, 1", 1 },
    { "INSERT INTO citation VALUES (3, 1, 1)",
      "comment 1: counts 0 citations; recounted 1", 1 },
    { "INSERT INTO citation VALUES (3, 1, 0); UPDATE comment SET cited = 1 WHERE id = "
      "1",
      "comment 3: its citations are not marked as its state says", 1 },
    { "INSERT INTO citation VALUES (6, 5, 0)", "comment 6: cites 5 of another post",
      1 },
    { "UPDATE comment SET withdrawn = 1, state = 4 WHERE id = 6",
      "comment 6: taken back by its writer, but its text is there", 1 },
    { "UPDATE comment SET withdrawn = 1, state = 4, body_md = '', excerpt = '',"
      " body_html = '' WHERE id = 6",
      "comment 6: taken back by its writer, but its text is there", 1 },
    { "UPDATE comment SET withdrawn = 1, state = 4, body_md = '', body_html = '',"
      " name = '-' WHERE id = 6",
      "comment 6: taken back by its writer, but its text is there", 1 },
    { "UPDATE comment SET edited = 5 WHERE id = 4;"
      "INSERT INTO revision VALUES (4, 1, 1, 'a', 'a', 1, 5), (4, 3, 1, 'b', 'b', 1, "
      "5)",
      "comment 4: its earlier texts are not numbered from 1 to 2", 1 },
    { "INSERT INTO revision VALUES (4, 1, 1, 'a', 'a', 1, 5)",
      "comment 4: has earlier texts, but was never edited", 1 },
    { "UPDATE comment SET retagged_from = 2 WHERE id = 4",
      "comment 4: nobody retagged it from the side that it names", 1 },
    { "INSERT INTO decision VALUES (7, 6, 6, NULL, 'reject', 0, 2, 2, 2, NULL, 0, 5)",
      "decision 7: is not in the batch of decision 6", 1 },
    { "INSERT INTO decision VALUES (7, 7, 6, NULL, 'reject', 0, 2, 2, 2, NULL, 0, 5),"
      " (8, 7, 4, NULL, 'reject', 1, 2, 1, 1, NULL, 1, 5)",
      "decision 8: is not in the batch of decision 7", 1 },
    { "INSERT INTO decision VALUES (7, 7, 6, NULL, 'reject', 0, 2, 2, 2, NULL, 0, 5),"
      " (8, 7, 4, NULL, 'spam', 1, 2, 1, 1, NULL, 0, 5)",
      "decision 8: is not in the batch of decision 7", 1 },
    { "UPDATE post SET closed = 5 WHERE id = 1",
      "post 1: is open, but was closed by its author", 1 },
    { "INSERT INTO former_slug VALUES ('Ñ', 1, 5)",
      "former slug Ñ: is not made of a-z, 0-9 and -", 1 },
    { "UPDATE account SET folded_name = 'eva ñ'", "account 1: is not found by its name",
      1 },
    { "UPDATE person SET key_digest = zeroblob(32)"
      " WHERE id = (SELECT person_id FROM account)",
      "account 1: its person has the key of a reader", 1 },
    { "INSERT INTO person_key SELECT zeroblob(32), person_id, 5 FROM account",
      "account 1: its person has the key of a reader", 1 },
    { "UPDATE account SET digest_id = 7",
      "account 1: its digests end at a comment that is not there", 1 },
    { "INSERT INTO outbox (kind, comment_id, since_id, created, due)"
      " VALUES (3, 1, 1, 5, 5)",
      "mail 1: does not know whom or what it is for", 1 },
    { "INSERT INTO email (id, address, lang, confirmed, created)"
      " VALUES (1, 'ana@example.org', 'es', 9, 1), (2, 'eva@example.org', 'es', 9, 1);"
      "INSERT INTO person_link VALUES (1, 2, 5);"
      "INSERT INTO outbox (kind, email_id, link_id, created, due)"
      " VALUES (2, 1, 1, 5, 5)",
      "mail 1: brings the link of another address", 1 },
    { "INSERT INTO stance VALUES (9, 1, 3, 0, 5)",
      "post 1: the stance of person 3 is wrong", 2 },
    { "UPDATE comment SET person_id = 99 WHERE id = 6",
      "foreign key: table comment, row 6 points to nothing", 1 },
    { "UPDATE tally SET post_id = 99 WHERE post_id = 2", "post 2: has no tally", 2 },
    { "UPDATE site SET policy = 0", "integrity: CHECK constraint failed in site", 1 },
};

START_TEST(each_damage_is_found)
{
    struct findings f = { .line = damages[_i].line };
    int64_t findings = -1;

    fill();
    damage(damages[_i].script);
    ck_assert_int_eq(audit_run(db, note, &f, &findings), RC_OK);
    ck_assert_msg(f.expected, "not found: %s", damages[_i].line);
    ck_assert_int_eq(f.n, damages[_i].n);
    ck_assert_int_eq(findings, damages[_i].n);
}
END_TEST

/* n comments that are damaged alike give `lines` lines, `line` among them. */
static void check_printed(int n, const char *sql, const char *line, int lines)
{
    struct findings f = { .line = line };
    int64_t post_id = add_debate("hello"), findings;

    for (int i = 0; i < n; i++)
        say_as(COMMENT_PENDING, post_id, 1, SIDE_PRO, 0);
    damage(sql);
    ck_assert_int_eq(audit_run(db, note, &f, &findings), RC_OK);
    ck_assert(f.expected);
    ck_assert_int_eq(f.n, lines);
    ck_assert_int_eq(findings, n);
}

START_TEST(a_hundred_findings_are_told_in_part)
{
    check_printed(100, "UPDATE comment SET side = 0", "and 80 more of this kind", 21);
}
END_TEST

START_TEST(twenty_findings_are_all_printed)
{
    check_printed(20, "UPDATE comment SET side = 0",
                  "comment 20: in a debate without a side", 20);
}
END_TEST

START_TEST(broken_keys_are_told_in_part_too)
{
    check_printed(25, "UPDATE comment SET person_id = 99", "and 5 more of this kind",
                  21);
}
END_TEST

START_TEST(everything_is_counted_whatever_its_state)
{
    int64_t posts = -1, comments = -1;

    ck_assert_int_eq(audit_size(db, &posts, &comments), RC_OK);
    ck_assert_int_eq(posts, 0);
    ck_assert_int_eq(comments, 0);
    fill();
    ck_assert_int_eq(audit_size(db, &posts, &comments), RC_OK);
    ck_assert_int_eq(posts, 2);
    ck_assert_int_eq(comments, 6);
}
END_TEST

START_TEST(an_audit_leaves_no_transaction_open)
{
    fill();
    ck_assert_int_eq(db_begin_write(db), RC_OK);
    ck_assert_int_eq(db_end(db, RC_OK), RC_OK);
}
END_TEST

Suite *audit_suite(void)
{
    Suite *s = suite_create("audit");
    TCase *tc = site_case("audit");

    tcase_add_loop_test(tc, each_damage_is_found, 0, (int)ARRAY_LEN(damages));
    tcase_add_test(tc, a_hundred_findings_are_told_in_part);
    tcase_add_test(tc, twenty_findings_are_all_printed);
    tcase_add_test(tc, broken_keys_are_told_in_part_too);
    tcase_add_test(tc, everything_is_counted_whatever_its_state);
    tcase_add_test(tc, an_audit_leaves_no_transaction_open);
    suite_add_tcase(s, tc);
    return s;
}
