/*
 * test_stance.c - stances and supports: one per person, withdrawn, not after closing
 */
#include "fixture.h"
#include "rank.h"
#include "stance.h"
#include "support.h"

Suite *stance_suite(void);

static int64_t debate;

static void setup_debate(void)
{
    debate = add_debate("hello");
}

static struct actor actor(unsigned who, int64_t now)
{
    return (struct actor){ .person_id = person(who), .now = now };
}

static enum rc take_stance_at(unsigned who, enum side side, int64_t now)
{
    const struct actor p = actor(who, now);
    enum rc rc = db_begin_write(db);

    return rc ? rc : db_end(db, stance_set(db, &p, debate, side));
}

static void take_stance(unsigned who, enum side side, int64_t now)
{
    ck_assert_int_eq(take_stance_at(who, side, now), RC_OK);
}

static enum rc react(unsigned who, int64_t comment_id, bool on)
{
    const struct actor p = actor(who, NOW + 1);
    enum rc rc = db_begin_write(db);

    return rc ? rc : db_end(db, support_set(db, &p, debate, comment_id, on));
}

static struct tally tally(void)
{
    return post("hello")->tally;
}

START_TEST(a_stand_is_a_voice_and_no_comment)
{
    take_stance(1, SIDE_PRO, NOW);
    take_stance(2, SIDE_NONE, NOW);
    ck_assert_int_eq(tally().comments, 0);
    ck_assert_int_eq(tally().people_pro, 1);
    ck_assert_int_eq(tally().people_undecided, 1);
    ck_assert_int_eq(tally().changed, 0);
    assert_tally(debate);
    assert_clean();
}
END_TEST

START_TEST(the_same_stand_twice_is_one_row)
{
    int64_t version;

    take_stance(1, SIDE_PRO, NOW);
    version = post("hello")->version;
    take_stance(1, SIDE_PRO, NOW + 9);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM stance"), 1);
    ck_assert_int_eq(post("hello")->version, version);
    say(debate, 2, SIDE_CONTRA, 0);
    take_stance(2, SIDE_CONTRA, NOW + 9); /* taken already, by a comment */
    ck_assert_int_eq(COUNT("SELECT count(*) FROM stance"), 1);
}
END_TEST

START_TEST(the_latest_word_counts_whichever_way_it_was_said)
{
    say(debate, 1, SIDE_PRO, 0); /* at NOW */
    take_stance(1, SIDE_CONTRA, NOW + 1);
    ck_assert_int_eq(tally().people_contra, 1);
    ck_assert_int_eq(tally().changed, 1);
    take_stance(1, SIDE_NONE, NOW + 2); /* undecided is no change of side */
    ck_assert_int_eq(tally().people_undecided, 1);
    ck_assert_int_eq(tally().changed, 0);
    take_stance(1, SIDE_PRO, NOW + 3);
    ck_assert_int_eq(tally().people_pro, 1);
    ck_assert_int_eq(tally().changed, 0);
    decide(ACTION_REJECT, 1); /* now the stance against is the first */
    ck_assert_int_eq(tally().changed, 1);
    assert_tally(debate);
    assert_clean();
}
END_TEST

START_TEST(of_one_second_the_stand_comes_after_the_comment)
{
    take_stance(1, SIDE_CONTRA, NOW);
    say(debate, 1, SIDE_PRO, 0);
    ck_assert_int_eq(tally().people_contra, 1);
    ck_assert_int_eq(tally().changed, 1);
    assert_tally(debate);
    assert_clean();
}
END_TEST

START_TEST(somebody_new_becomes_a_person_once)
{
    const struct actor p = { .key_digest = digest("reader", 77), .now = NOW };
    int64_t before = COUNT("SELECT count(*) FROM person");

    for (int i = 0; i < 2; i++) {
        ck_assert_int_eq(db_begin_write(db), RC_OK);
        ck_assert_int_eq(db_end(db, stance_set(db, &p, debate, SIDE_PRO)), RC_OK);
    }
    ck_assert_int_eq(COUNT("SELECT count(*) FROM person"), before + 1);
    ck_assert_int_eq(tally().people_pro, 1);
}
END_TEST

START_TEST(nothing_is_pressed_where_no_debate_is_open)
{
    struct post_draft draft = post_draft("closing", POST_DEBATE);
    int64_t id = say(debate, 1, SIDE_PRO, 0);

    debate = add_plain("plain");
    ck_assert_int_eq(take_stance_at(1, SIDE_PRO, NOW), RC_NOT_FOUND);
    ck_assert_int_eq(react(2, id, true), RC_NOT_FOUND); /* of another post */
    draft.closes = NOW + 1;
    debate = save(&draft);
    id = say(debate, 1, SIDE_PRO, 0);
    take_stance(2, SIDE_PRO, NOW);
    ck_assert_int_eq(take_stance_at(2, SIDE_CONTRA, NOW + 1), RC_CONFLICT);
    ck_assert_int_eq(react(2, id, true), RC_CONFLICT);
    ck_assert_int_eq(comment(id)->supports, 0);
    debate = 99;
    ck_assert_int_eq(take_stance_at(1, SIDE_PRO, NOW), RC_NOT_FOUND);
    assert_clean();
}
END_TEST

START_TEST(support_counts_people_and_can_be_taken_back)
{
    int64_t id = say(debate, 1, SIDE_PRO, 0);

    ck_assert_int_eq(react(2, id, true), RC_OK);
    ck_assert_int_eq(react(2, id, true), RC_OK); /* a double click */
    ck_assert_int_eq(react(3, id, true), RC_OK);
    ck_assert_int_eq(comment(id)->supports, 2);
    ck_assert_int_eq(COUNT("SELECT rank FROM comment WHERE id = 1"), rank_wilson(2, 0));
    ck_assert_int_eq(react(3, id, false), RC_OK);
    ck_assert_int_eq(react(2, id, false), RC_OK);
    ck_assert_int_eq(react(2, id, false), RC_OK);
    ck_assert_int_eq(comment(id)->supports, 0);
    ck_assert_int_eq(COUNT("SELECT rank FROM comment WHERE id = 1"), 0);
    assert_clean();
}
END_TEST

START_TEST(nobody_supports_themselves_or_what_is_hidden)
{
    int64_t own = say(debate, 1, SIDE_PRO, 0);
    int64_t waits = say_as(COMMENT_PENDING, debate, 1, SIDE_PRO, 0);

    ck_assert_int_eq(react(1, own, true), RC_FORBIDDEN);
    ck_assert_int_eq(react(2, waits, true), RC_NOT_FOUND);
    decide(ACTION_DELETE, own);
    ck_assert_int_eq(react(2, own, true), RC_NOT_FOUND);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM support"), 0);
}
END_TEST

START_TEST(a_page_knows_what_its_reader_supports)
{
    int64_t *ids;
    size_t n;

    for (int i = 0; i < 3; i++)
        say(debate, 1, SIDE_PRO, 0);
    ck_assert_int_eq(react(2, 3, true), RC_OK);
    ck_assert_int_eq(react(2, 1, true), RC_OK);
    ck_assert_int_eq(react(2, 2, true), RC_OK);
    decide(ACTION_DELETE, 2);
    ck_assert_int_eq(support_of(db, arena, debate, person(2), &ids, &n), RC_OK);
    ck_assert_uint_eq(n, 2);
    ck_assert_int_eq(ids[0], 1);
    ck_assert_int_eq(ids[1], 3);
    ck_assert_int_eq(support_of(db, arena, debate, 0, &ids, &n), RC_OK);
    ck_assert_uint_eq(n, 0);
}
END_TEST

Suite *stance_suite(void)
{
    Suite *s = suite_create("stance");
    TCase *tc = site_case("stance");

    tcase_add_checked_fixture(tc, setup_debate, NULL);
    tcase_add_test(tc, a_stand_is_a_voice_and_no_comment);
    tcase_add_test(tc, the_same_stand_twice_is_one_row);
    tcase_add_test(tc, the_latest_word_counts_whichever_way_it_was_said);
    tcase_add_test(tc, of_one_second_the_stand_comes_after_the_comment);
    tcase_add_test(tc, somebody_new_becomes_a_person_once);
    tcase_add_test(tc, nothing_is_pressed_where_no_debate_is_open);
    tcase_add_test(tc, support_counts_people_and_can_be_taken_back);
    tcase_add_test(tc, nobody_supports_themselves_or_what_is_hidden);
    tcase_add_test(tc, a_page_knows_what_its_reader_supports);
    suite_add_tcase(s, tc);
    return s;
}
