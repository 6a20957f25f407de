/*
 * test_debate.c - the words of the domain
 */
#include <check.h>

#include "debate.h"

Suite *debate_suite(void);

START_TEST(sides_have_names)
{
    ck_assert_str_eq(side_name(SIDE_NONE), "");
    ck_assert_str_eq(side_name(SIDE_PRO), "pro");
    ck_assert_str_eq(side_name(SIDE_CONTRA), "contra");
}
END_TEST

START_TEST(only_the_two_sides_can_be_chosen)
{
    static const char *const wrong[] = { "",     "none",      "Pro",   "PRO",
                                         "pro ", " pro",      "1",     "contra2",
                                         "con",  "undecided", "contr", NULL };
    enum side side = SIDE_NONE;

    ck_assert(side_parse("pro", &side));
    ck_assert_int_eq(side, SIDE_PRO);
    ck_assert(side_parse("contra", &side));
    ck_assert_int_eq(side, SIDE_CONTRA);
    for (unsigned i = 0; wrong[i]; i++)
        ck_assert_msg(!side_parse(wrong[i], &side), "\"%s\" is taken", wrong[i]);
    ck_assert(!side_parse(NULL, &side));
    ck_assert_int_eq(side, SIDE_CONTRA);
}
END_TEST

START_TEST(each_side_has_another)
{
    ck_assert_int_eq(side_other(SIDE_PRO), SIDE_CONTRA);
    ck_assert_int_eq(side_other(SIDE_CONTRA), SIDE_PRO);
    ck_assert_int_eq(side_other(SIDE_NONE), SIDE_NONE);
}
END_TEST

START_TEST(states_round_trip)
{
    static const char *const names[] = { "pending", "visible", "rejected", "spam",
                                         "deleted" };
    enum comment_state state;

    for (int i = 0; i < COMMENT_STATES; i++) {
        ck_assert_str_eq(comment_state_name((enum comment_state)i), names[i]);
        ck_assert(comment_state_parse(names[i], &state));
        ck_assert_int_eq(state, i);
    }
    ck_assert(!comment_state_parse("", &state));
    ck_assert(!comment_state_parse("Visible", &state));
    ck_assert(!comment_state_parse(NULL, &state));
}
END_TEST

START_TEST(policies_round_trip)
{
    static const char *const names[] = { "site", "all", "first", "none" };
    enum policy policy;

    for (int i = 0; i < 4; i++) {
        ck_assert_str_eq(policy_name((enum policy)i), names[i]);
        ck_assert(policy_parse(names[i], &policy));
        ck_assert_int_eq(policy, i);
    }
    ck_assert(!policy_parse("", &policy));
    ck_assert(!policy_parse("everything", &policy));
    ck_assert(!policy_parse(NULL, &policy));
}
END_TEST

START_TEST(orders_round_trip)
{
    enum order order = ORDER_NEWEST;

    for (int i = 0; i < ORDERS; i++) {
        ck_assert(order_parse(order_name((enum order)i), &order));
        ck_assert_int_eq(order, i);
    }
    ck_assert_str_eq(order_name(ORDER_BALANCED), "balanced");
    ck_assert_str_eq(order_name(ORDER_SUPPORTED), "supported");
    ck_assert(!order_parse("best", &order));
    ck_assert(!order_parse(NULL, &order));
}
END_TEST

Suite *debate_suite(void)
{
    Suite *s = suite_create("debate");
    TCase *tc = tcase_create("debate");

    suite_add_tcase(s, tc);
    tcase_add_test(tc, sides_have_names);
    tcase_add_test(tc, only_the_two_sides_can_be_chosen);
    tcase_add_test(tc, each_side_has_another);
    tcase_add_test(tc, states_round_trip);
    tcase_add_test(tc, policies_round_trip);
    tcase_add_test(tc, orders_round_trip);
    return s;
}
