/*
 * test_tally.c - comments, people and changes of side
 */
#include "fixture.h"

Suite *tally_suite(void);

START_TEST(a_loud_person_counts_once)
{
    int64_t post_id = add_debate("hello");

    for (int i = 0; i < 30; i++)
        say(post_id, 1, SIDE_PRO, 0);
    say(post_id, 2, SIDE_CONTRA, 0);
    say(post_id, 3, SIDE_CONTRA, 0);
    assert_numbers("hello", 32, 30, 2, 1, 2, 0);
}
END_TEST

START_TEST(the_latest_side_counts_at_any_depth)
{
    int64_t post_id = add_debate("hello"), id = say(post_id, 1, SIDE_PRO, 0);

    id = say(post_id, 1, SIDE_CONTRA, id);
    assert_numbers("hello", 2, 1, 1, 0, 1, 1);
    say(post_id, 1, SIDE_PRO, id);
    assert_numbers("hello", 3, 2, 1, 1, 0, 0); /* back on their first side */
}
END_TEST

START_TEST(people_are_counted_per_debate)
{
    int64_t one = add_debate("one"), two = add_debate("two");

    say(one, 1, SIDE_PRO, 0);
    say(two, 1, SIDE_CONTRA, 0);
    assert_numbers("one", 1, 1, 0, 1, 0, 0);
    assert_numbers("two", 1, 0, 1, 0, 1, 0);
}
END_TEST

START_TEST(plain_posts_count_comments_alone)
{
    int64_t post_id = add_plain("plain"), id = say(post_id, 1, SIDE_NONE, 0);

    say(post_id, 1, SIDE_NONE, id);
    assert_numbers("plain", 2, 0, 0, 0, 0, 0);
    decide(ACTION_DELETE, id);
    assert_numbers("plain", 1, 0, 0, 0, 0, 0);
}
END_TEST

START_TEST(an_approved_comment_takes_its_place_in_time)
{
    int64_t post_id = add_debate("hello");
    int64_t first = say_as(COMMENT_PENDING, post_id, 1, SIDE_CONTRA, 0);

    say(post_id, 1, SIDE_PRO, 0);
    assert_numbers("hello", 1, 1, 0, 1, 0, 0);
    decide(ACTION_APPROVE, first); /* written first, so it is their first side */
    assert_numbers("hello", 2, 1, 1, 1, 0, 1);
}
END_TEST

START_TEST(a_deleted_comment_takes_its_voice_along)
{
    int64_t post_id = add_debate("hello"), first, latest, batch;

    first = say(post_id, 1, SIDE_PRO, 0);
    latest = say(post_id, 1, SIDE_CONTRA, 0);
    batch = decide(ACTION_DELETE, latest);
    assert_numbers("hello", 1, 1, 0, 1, 0, 0);
    ck_assert_int_eq(undo(batch), 1);
    assert_numbers("hello", 2, 1, 1, 0, 1, 1);
    decide(ACTION_DELETE, first);
    assert_numbers("hello", 1, 0, 1, 0, 1, 0);
    decide(ACTION_SPAM, latest);
    assert_numbers("hello", 0, 0, 0, 0, 0, 0);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM person_stance"), 0);
}
END_TEST

START_TEST(a_retag_moves_comment_and_person)
{
    int64_t post_id = add_debate("hello"), id = say(post_id, 1, SIDE_PRO, 0), batch;

    say(post_id, 2, SIDE_PRO, id);
    batch = decide(ACTION_CONTRA, id);
    assert_numbers("hello", 2, 1, 1, 1, 1, 0);
    ck_assert_int_eq(undo(batch), 1);
    assert_numbers("hello", 2, 2, 0, 2, 0, 0);
}
END_TEST

START_TEST(a_retag_of_the_first_of_two_is_a_change_of_side)
{
    int64_t post_id = add_debate("hello"), id = say(post_id, 1, SIDE_PRO, 0);

    say(post_id, 1, SIDE_PRO, 0);
    decide(ACTION_CONTRA, id);
    assert_numbers("hello", 2, 1, 1, 1, 0, 1);
}
END_TEST

START_TEST(a_retag_of_what_is_hidden_counts_once_it_is_shown)
{
    int64_t post_id = add_debate("hello");
    int64_t id = say_as(COMMENT_PENDING, post_id, 1, SIDE_PRO, 0);

    decide(ACTION_CONTRA, id);
    assert_numbers("hello", 0, 0, 0, 0, 0, 0);
    decide(ACTION_APPROVE, id);
    assert_numbers("hello", 1, 0, 1, 0, 1, 0);
}
END_TEST

Suite *tally_suite(void)
{
    Suite *s = suite_create("tally");
    TCase *tc = site_case("tally");

    tcase_add_test(tc, a_loud_person_counts_once);
    tcase_add_test(tc, the_latest_side_counts_at_any_depth);
    tcase_add_test(tc, people_are_counted_per_debate);
    tcase_add_test(tc, plain_posts_count_comments_alone);
    tcase_add_test(tc, an_approved_comment_takes_its_place_in_time);
    tcase_add_test(tc, a_deleted_comment_takes_its_voice_along);
    tcase_add_test(tc, a_retag_moves_comment_and_person);
    tcase_add_test(tc, a_retag_of_the_first_of_two_is_a_change_of_side);
    tcase_add_test(tc, a_retag_of_what_is_hidden_counts_once_it_is_shown);
    suite_add_tcase(s, tc);
    return s;
}
