/*
 * test_decision.c - what each action does to each state, batches and their list
 */
#include "account.h"
#include "array.h"
#include "fixture.h"

Suite *decision_suite(void);

#define STAYS COMMENT_STATES

/* After the action, by state before: pending, visible, rejected, spam, deleted. */
static const struct {
    enum action action;
    int after[COMMENT_STATES];
} outcomes[] = {
    { ACTION_APPROVE,
      { COMMENT_VISIBLE, STAYS, COMMENT_VISIBLE, COMMENT_VISIBLE, STAYS } },
    { ACTION_REJECT,
      { COMMENT_REJECTED, COMMENT_REJECTED, STAYS, COMMENT_REJECTED, STAYS } },
    { ACTION_SPAM, { COMMENT_SPAM, COMMENT_SPAM, COMMENT_SPAM, STAYS, STAYS } },
    { ACTION_DELETE,
      { COMMENT_DELETED, COMMENT_DELETED, COMMENT_DELETED, COMMENT_DELETED, STAYS } },
    { ACTION_RESTORE,
      { STAYS, STAYS, COMMENT_VISIBLE, COMMENT_VISIBLE, COMMENT_VISIBLE } },
};

START_TEST(each_action_leads_from_each_state_to_its_own)
{
    int64_t post_id = add_debate("hello");
    enum action action = outcomes[_i].action;

    for (int state = 0; state < COMMENT_STATES; state++) {
        int64_t id = say_as((enum comment_state)state, post_id, 1, SIDE_PRO, 0);
        int after = outcomes[_i].after[state];
        int64_t batch = decide(action, id);

        ck_assert_int_eq(batch != 0, after != STAYS);
        ck_assert_int_eq(comment(id)->state, after == STAYS ? state : after);
        ck_assert_int_eq(comment(id)->side, SIDE_PRO);
        assert_tally(post_id);
        assert_clean();
    }
}
END_TEST

START_TEST(a_retag_moves_any_state_and_keeps_it)
{
    int64_t post_id = add_debate("hello");

    for (int state = 0; state < COMMENT_STATES; state++) {
        int64_t id = say_as((enum comment_state)state, post_id, 1, SIDE_PRO, 0);

        ck_assert_int_eq(decide(ACTION_PRO, id), 0);
        ck_assert_int_ne(decide(ACTION_CONTRA, id), 0);
        ck_assert_int_eq(comment(id)->side, SIDE_CONTRA);
        ck_assert_int_eq(comment(id)->retagged_from, SIDE_PRO);
        ck_assert_int_eq(comment(id)->state, state);
        ck_assert_int_ne(decide(ACTION_PRO, id), 0);
        ck_assert_int_eq(comment(id)->retagged_from,
                         SIDE_NONE); /* where its writer put it */
        assert_tally(post_id);
        assert_clean();
    }
}
END_TEST

START_TEST(plain_posts_have_no_sides)
{
    int64_t id = say(add_plain("plain"), 1, SIDE_NONE, 0);

    ck_assert_int_eq(decide(ACTION_PRO, id), 0);
    ck_assert_int_eq(decide(ACTION_CONTRA, id), 0);
    ck_assert_int_eq(comment(id)->side, SIDE_NONE);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM decision"), 0);
}
END_TEST

START_TEST(names_are_those_of_the_forms)
{
    static const char *const names[] = { "",       "approve", "reject", "spam",
                                         "delete", "restore", "pro",    "contra" };
    enum action action;

    for (int i = ACTION_APPROVE; i <= ACTION_CONTRA; i++) {
        ck_assert_str_eq(action_name((enum action)i), names[i]);
        ck_assert(action_parse(names[i], &action));
        ck_assert_int_eq(action, i);
    }
    ck_assert(!action_parse("", &action));
    ck_assert(!action_parse("Approve", &action));
    ck_assert(!action_parse("undo", &action));
}
END_TEST

START_TEST(a_batch_changes_what_it_can)
{
    int64_t post_id = add_debate("hello");
    struct outcome done;
    int64_t waits = say_as(COMMENT_PENDING, post_id, 1, SIDE_PRO, 0);
    int64_t spam = say_as(COMMENT_SPAM, post_id, 2, SIDE_PRO, 0);
    int64_t seen = say(post_id, 3, SIDE_CONTRA, 0);
    int64_t ids[] = { seen, waits, 99, -1, waits, INT64_MAX, spam };

    done = decide_all(ACTION_APPROVE, ids, 7);
    ck_assert_int_eq(done.changed, 2);
    ck_assert_int_eq(done.batch, 1);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM decision WHERE batch = 1"), 2);
    assert_numbers("hello", 3, 2, 1, 2, 1, 0);
}
END_TEST

START_TEST(a_batch_that_changes_nothing_has_no_number)
{
    const struct ruling ruling = { ACTION_SPAM, 0, NOW, NOW };
    struct outcome done = { 7, 7, 7 };

    ck_assert_int_eq(decision_apply(db, arena, &ruling, NULL, 0, &done), RC_OK);
    ck_assert_int_eq(done.batch, 0);
    ck_assert_int_eq(done.changed, 0);
    ck_assert_int_eq(done.unread, 0);
}
END_TEST

START_TEST(a_batch_has_a_limit)
{
    int64_t *ids = ARENA_ARRAY(arena, DECISION_MAX + 1, int64_t);
    const struct ruling ruling = { ACTION_SPAM, 0, NOW, NOW };
    struct outcome done;

    add_debate("hello");
    ids[DECISION_MAX] = say(1, 1, SIDE_PRO, 0);
    ck_assert_int_eq(decision_apply(db, arena, &ruling, ids, DECISION_MAX + 1, &done),
                     RC_INVALID);
    ck_assert_int_eq(comment(1)->state, COMMENT_VISIBLE);
    ck_assert_int_eq(decide_all(ACTION_SPAM, ids + 1, DECISION_MAX).changed, 1);
}
END_TEST

START_TEST(a_batch_that_fails_changes_nothing)
{
    const struct ruling ruling = { ACTION_DELETE, 0, NOW, NOW };
    int64_t post_id = add_debate("hello"), ids[2];
    struct outcome done;

    ids[0] = say(post_id, 1, SIDE_PRO, 0);
    ids[1] = say(post_id, 2, SIDE_PRO, 0);
    damage("UPDATE tally SET comments = 1, pro = 1, people_pro = 1");
    ck_assert_int_eq(decision_apply(db, arena, &ruling, ids, 2, &done),
                     RC_FAIL); /* the tally would fall below zero */
    ck_assert_int_eq(done.batch, 0);
    ck_assert_int_eq(done.changed, 0);
    ck_assert_int_eq(comment(ids[0])->state, COMMENT_VISIBLE);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM decision"), 0);
}
END_TEST

START_TEST(the_first_showing_is_kept)
{
    int64_t post_id = add_debate("hello");
    int64_t id = say_as(COMMENT_PENDING, post_id, 1, SIDE_PRO, 0);

    decide_at(ACTION_APPROVE, id, NOW + 5);
    ck_assert_int_eq(COUNT("SELECT shown FROM comment"), NOW + 5);
    decide(ACTION_DELETE, id);
    decide(ACTION_RESTORE, id);
    ck_assert_int_eq(COUNT("SELECT shown FROM comment"), NOW + 5);
}
END_TEST

START_TEST(recent_batches_are_listed_newest_first)
{
    int64_t post_id = add_debate("hello"), ana, ids[2];
    struct ruling ruling = { ACTION_SPAM, 0, NOW + 1, NOW };
    struct outcome done;
    struct decision_batch *list;
    size_t n;

    ck_assert_int_eq(account_add(db, arena, "Ana", NOW, &ana), RC_OK);
    ids[0] = say(post_id, 1, SIDE_PRO, 0);
    ids[1] = say(post_id, 2, SIDE_PRO, 0);
    ruling.account_id = ana;
    ck_assert_int_eq(decision_apply(db, arena, &ruling, ids, 2, &done), RC_OK);
    ck_assert_int_eq(undo(done.batch), 2);
    decide(ACTION_CONTRA, ids[0]);
    decide(ACTION_REJECT, ids[1]);
    ck_assert_int_eq(decision_recent(db, arena, 2, &list, &n), RC_OK);
    ck_assert_uint_eq(n, 2);
    ck_assert_int_eq(list[0].action, ACTION_REJECT);
    ck_assert_int_eq(list[1].action, ACTION_CONTRA);
    ck_assert_int_eq(decision_recent(db, arena, 10, &list, &n), RC_OK);
    ck_assert_uint_eq(n, 3);
    ck_assert_int_eq(list[2].batch, done.batch);
    ck_assert_int_eq(list[2].at, NOW + 1);
    ck_assert_int_eq(list[2].comments, 2);
    ck_assert_int_eq(list[2].action, ACTION_SPAM);
    ck_assert_str_eq(list[2].account, "Ana");
    ck_assert_str_eq(list[2].writer, comment(ids[0])->name);
    ck_assert_str_eq(list[2].post_slug, "hello");
    ck_assert_str_eq(list[2].post_title, "A title");
    ck_assert(list[2].undone);
    ck_assert(!list[0].undone);
    ck_assert_str_eq(list[0].account, "");
}
END_TEST

Suite *decision_suite(void)
{
    Suite *s = suite_create("decision");
    TCase *tc = site_case("decision");

    tcase_add_loop_test(tc, each_action_leads_from_each_state_to_its_own, 0,
                        (int)ARRAY_LEN(outcomes));
    tcase_add_test(tc, a_retag_moves_any_state_and_keeps_it);
    tcase_add_test(tc, plain_posts_have_no_sides);
    tcase_add_test(tc, names_are_those_of_the_forms);
    tcase_add_test(tc, a_batch_changes_what_it_can);
    tcase_add_test(tc, a_batch_that_changes_nothing_has_no_number);
    tcase_add_test(tc, a_batch_has_a_limit);
    tcase_add_test(tc, a_batch_that_fails_changes_nothing);
    tcase_add_test(tc, the_first_showing_is_kept);
    tcase_add_test(tc, recent_batches_are_listed_newest_first);
    suite_add_tcase(s, tc);
    return s;
}
