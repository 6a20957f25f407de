/*
 * test_rank.c - the strength of an argument against values worked out by hand
 */
#include "fixture.h"
#include "rank.h"

Suite *rank_suite(void);

/* Wilson's lower bound with z = 1.96, from tables. */
START_TEST(the_bound_is_the_one_of_the_tables)
{
    ck_assert_int_eq(rank_wilson(0, 0), 0);
    ck_assert_int_eq(rank_wilson(0, 50), 0);
    ck_assert_int_eq(rank_wilson(1, 0) / 1000, 206);
    ck_assert_int_eq(rank_wilson(9, 1) / 1000, 595);
    ck_assert_int_eq(rank_wilson(10, 0) / 1000, 722);
    ck_assert_int_eq(rank_wilson(50, 50) / 1000, 403);
    ck_assert_int_eq(rank_wilson(1000000, 0) / 1000, 999);
}
END_TEST

START_TEST(more_support_is_never_weaker_and_more_answers_never_stronger)
{
    for (int64_t s = 0; s < 60; s++)
        for (int64_t o = 0; o < 60; o++) {
            ck_assert_int_ge(rank_wilson(s + 1, o), rank_wilson(s, o));
            ck_assert_int_le(rank_wilson(s, o + 1), rank_wilson(s, o));
            ck_assert_int_le(rank_wilson(s, o), RANK_MAX);
        }
}
END_TEST

Suite *rank_suite(void)
{
    Suite *s = suite_create("rank");
    TCase *tc = tcase_create("rank");

    tcase_add_test(tc, the_bound_is_the_one_of_the_tables);
    tcase_add_test(tc, more_support_is_never_weaker_and_more_answers_never_stronger);
    suite_add_tcase(s, tc);
    return s;
}
