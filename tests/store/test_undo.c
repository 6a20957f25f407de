/*
 * test_undo.c - a batch is undone as a whole, except comments decided again since
 */
#include "fixture.h"
#include "thread.h"
#include "thread_page.h"

Suite *undo_suite(void);

static void assert_not_found(int64_t batch)
{
    struct outcome done;

    ck_assert_int_eq(decision_undo(db, arena, batch, NOW, NOW + 1, &done),
                     RC_NOT_FOUND);
    ck_assert_int_eq(done.changed, 0);
}

START_TEST(undo_puts_back_every_state)
{
    int64_t post_id = add_debate("hello"), ids[COMMENT_STATES];
    struct outcome done;

    for (int state = 0; state < COMMENT_STATES; state++)
        ids[state] = say_as((enum comment_state)state, post_id, 1, SIDE_PRO, 0);
    done = decide_all(ACTION_DELETE, ids, COMMENT_STATES);
    ck_assert_int_eq(done.changed, COMMENT_STATES - 1);
    assert_numbers("hello", 0, 0, 0, 0, 0, 0);
    ck_assert_int_eq(undo(done.batch), COMMENT_STATES - 1);
    for (int state = 0; state < COMMENT_STATES; state++)
        ck_assert_int_eq(comment(ids[state])->state, state);
    assert_numbers("hello", 1, 1, 0, 1, 0, 0);
}
END_TEST

START_TEST(undo_puts_back_side_and_mark)
{
    int64_t id = say(add_debate("hello"), 1, SIDE_PRO, 0);
    int64_t there = decide(ACTION_CONTRA, id), back = decide(ACTION_PRO, id);

    ck_assert_int_eq(undo(back), 1);
    ck_assert_int_eq(comment(id)->side, SIDE_CONTRA);
    ck_assert_int_eq(comment(id)->retagged_from, SIDE_PRO);
    ck_assert_int_eq(undo(there), 1);
    ck_assert_int_eq(comment(id)->side, SIDE_PRO);
    ck_assert_int_eq(comment(id)->retagged_from, SIDE_NONE);
    assert_numbers("hello", 1, 1, 0, 1, 0, 0);
}
END_TEST

START_TEST(undo_works_once_and_only_for_batches)
{
    int64_t id = say(add_debate("hello"), 1, SIDE_PRO, 0),
            batch = decide(ACTION_SPAM, id);

    assert_not_found(0);
    assert_not_found(-1);
    assert_not_found(batch + 1);
    ck_assert_int_eq(undo(batch), 1);
    assert_not_found(batch);
}
END_TEST

START_TEST(a_row_within_a_batch_is_no_batch)
{
    int64_t post_id = add_debate("hello"), ids[2], batch;

    ids[0] = say(post_id, 1, SIDE_PRO, 0);
    ids[1] = say(post_id, 2, SIDE_PRO, 0);
    batch = decide_all(ACTION_SPAM, ids, 2).batch;
    assert_not_found(batch + 1);
}
END_TEST

START_TEST(what_changed_meanwhile_stays)
{
    int64_t post_id = add_debate("hello"), ids[2], batch;

    ids[0] = say(post_id, 1, SIDE_PRO, 0);
    ids[1] = say(post_id, 2, SIDE_PRO, 0);
    batch = decide_all(ACTION_SPAM, ids, 2).batch;
    decide(ACTION_DELETE, ids[0]);
    ck_assert_int_eq(undo(batch), 1);
    ck_assert_int_eq(comment(ids[0])->state, COMMENT_DELETED);
    ck_assert_int_eq(comment(ids[1])->state, COMMENT_VISIBLE);
    assert_numbers("hello", 1, 1, 0, 1, 0, 0);
}
END_TEST

START_TEST(a_later_decision_stands_even_if_it_led_back)
{
    int64_t id = say_as(COMMENT_PENDING, add_debate("hello"), 1, SIDE_PRO, 0);
    int64_t first = decide(ACTION_APPROVE, id);

    decide(ACTION_REJECT, id);
    decide(ACTION_APPROVE, id);
    ck_assert_int_eq(undo(first), 0);
    ck_assert_int_eq(comment(id)->state, COMMENT_VISIBLE);
}
END_TEST

START_TEST(a_later_decision_that_was_undone_is_no_obstacle)
{
    int64_t id = say_as(COMMENT_PENDING, add_debate("hello"), 1, SIDE_PRO, 0);
    int64_t first = decide(ACTION_APPROVE, id);

    ck_assert_int_eq(undo(decide(ACTION_SPAM, id)), 1);
    ck_assert_int_eq(undo(first), 1);
    ck_assert_int_eq(comment(id)->state, COMMENT_PENDING);
    assert_numbers("hello", 0, 0, 0, 0, 0, 0);
}
END_TEST

/* A change that is not a decision, as a later feature may make it. */
static void set(int64_t id, enum comment_state state, enum side side)
{
    ck_assert_int_eq(db_begin_write(db), RC_OK);
    ck_assert_int_eq(
        db_end(db, comment_set(db, comment(id), state, side, SIDE_NONE, NOW)), RC_OK);
}

START_TEST(what_no_author_changed_stays_as_well)
{
    int64_t post_id = add_debate("hello"), one, two, spam, retag;

    one = say(post_id, 1, SIDE_PRO, 0);
    two = say(post_id, 2, SIDE_CONTRA, 0);
    spam = decide(ACTION_SPAM, one);
    set(one, COMMENT_DELETED, SIDE_PRO);
    ck_assert_int_eq(undo(spam), 0);
    ck_assert_int_eq(comment(one)->state, COMMENT_DELETED);
    retag = decide(ACTION_PRO, two);
    set(two, COMMENT_VISIBLE, SIDE_CONTRA);
    ck_assert_int_eq(undo(retag), 0);
    assert_numbers("hello", 1, 0, 1, 0, 1, 0);
}
END_TEST

START_TEST(an_undone_approval_leaves_a_tombstone_above_its_replies)
{
    int64_t post_id = add_debate("hello");
    int64_t id = say_as(COMMENT_PENDING, post_id, 1, SIDE_PRO, 0);
    int64_t batch = decide(ACTION_APPROVE, id);
    struct thread_query q = { .post_id = post_id, .sides = true, .page = 1 };
    struct thread_page page;

    say(post_id, 2, SIDE_CONTRA, id);
    ck_assert_int_eq(undo(batch), 1);
    ck_assert_int_eq(thread_page(db, arena, &q, &page), RC_OK);
    ck_assert_str_eq(outline(&page), "1:0- 2:1");
    assert_numbers("hello", 1, 0, 1, 0, 1, 0);
}
END_TEST

Suite *undo_suite(void)
{
    Suite *s = suite_create("undo");
    TCase *tc = site_case("undo");

    tcase_add_test(tc, undo_puts_back_every_state);
    tcase_add_test(tc, undo_puts_back_side_and_mark);
    tcase_add_test(tc, undo_works_once_and_only_for_batches);
    tcase_add_test(tc, a_row_within_a_batch_is_no_batch);
    tcase_add_test(tc, what_changed_meanwhile_stays);
    tcase_add_test(tc, a_later_decision_stands_even_if_it_led_back);
    tcase_add_test(tc, a_later_decision_that_was_undone_is_no_obstacle);
    tcase_add_test(tc, what_no_author_changed_stays_as_well);
    tcase_add_test(tc, an_undone_approval_leaves_a_tombstone_above_its_replies);
    suite_add_tcase(s, tc);
    return s;
}
