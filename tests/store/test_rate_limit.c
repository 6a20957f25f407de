/*
 * test_rate_limit.c - limits per address, to the second
 */
#include "fixture.h"
#include "rate_limit.h"

Suite *rate_limit_suite(void);

static const struct rate_limit FIVE_A_MINUTE = { 60, 5 };

static void add(const char *purpose, const struct bytes32 *address, int64_t now)
{
    ck_assert_int_eq(rate_limit_record(db, purpose, address, now), RC_OK);
}

/* Seconds to wait, 0: none. */
static int64_t wait(const char *purpose, const struct bytes32 *address, int64_t now)
{
    int64_t wait_s = -1;
    enum rc rc = rate_limit_check(db, purpose, address, FIVE_A_MINUTE, now, &wait_s);

    ck_assert_int_eq(rc, wait_s ? RC_TOO_MANY : RC_OK);
    return wait_s;
}

START_TEST(the_fifth_is_let_in_and_the_sixth_is_not)
{
    struct bytes32 a = digest("address", 1);

    for (int64_t i = 0; i < 5; i++) {
        ck_assert_int_eq(wait(RATE_COMMENT, &a, NOW + i), 0);
        add(RATE_COMMENT, &a, NOW + i);
    }
    ck_assert_int_eq(wait(RATE_COMMENT, &a, NOW + 4), 56);
}
END_TEST

START_TEST(the_window_ends_when_the_oldest_leaves_it)
{
    struct bytes32 a = digest("address", 1);

    for (int64_t i = 0; i < 5; i++)
        add(RATE_COMMENT, &a, NOW + i * 10);
    ck_assert_int_eq(wait(RATE_COMMENT, &a, NOW + 40), 20);
    ck_assert_int_eq(wait(RATE_COMMENT, &a, NOW + 59), 1);
    ck_assert_int_eq(wait(RATE_COMMENT, &a, NOW + 60), 0);
    add(RATE_COMMENT, &a, NOW + 60);
    ck_assert_int_eq(wait(RATE_COMMENT, &a, NOW + 60), 10);
}
END_TEST

START_TEST(more_than_allowed_wait_for_the_limiting_one)
{
    struct bytes32 a = digest("address", 1);

    for (int64_t i = 0; i < 8; i++)
        add(RATE_COMMENT, &a, NOW + i);
    ck_assert_int_eq(wait(RATE_COMMENT, &a, NOW + 10), 53);
    ck_assert_int_eq(wait(RATE_COMMENT, &a, NOW + 63), 0);
}
END_TEST

START_TEST(addresses_and_purposes_count_apart)
{
    struct bytes32 a = digest("address", 1), b = digest("address", 2);

    for (int i = 0; i < 5; i++)
        add(RATE_COMMENT, &a, NOW);
    ck_assert_int_eq(wait(RATE_COMMENT, &a, NOW), 60);
    ck_assert_int_eq(wait(RATE_COMMENT, &b, NOW), 0);
    ck_assert_int_eq(wait(RATE_LOGIN, &a, NOW), 0);
}
END_TEST

START_TEST(zero_means_no_limit)
{
    struct bytes32 a = digest("address", 1);
    int64_t wait_s;

    for (int i = 0; i < 100; i++)
        add(RATE_COMMENT, &a, NOW);
    ck_assert_int_eq(rate_limit_check(db, RATE_COMMENT, &a,
                                      (struct rate_limit){ 60, 0 }, NOW, &wait_s),
                     RC_OK);
}
END_TEST

START_TEST(a_limit_of_a_day_sees_the_whole_day)
{
    struct bytes32 a = digest("address", 1);
    struct rate_limit one_a_day = { 24 * 3600, 1 };
    int64_t wait_s;

    add(RATE_COMMENT, &a, NOW);
    add(RATE_COMMENT, &a, NOW + 24 * 3600 - 1);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM rate_event"), 2);
    ck_assert_int_eq(
        rate_limit_check(db, RATE_COMMENT, &a, one_a_day, NOW + 24 * 3600 - 1, &wait_s),
        RC_TOO_MANY);
}
END_TEST

START_TEST(old_ones_are_erased_a_few_at_a_time)
{
    struct bytes32 a = digest("address", 1);

    for (int i = 0; i < 50; i++)
        add(RATE_LOGIN, &a, NOW);
    add(RATE_LOGIN, &a, NOW + 24 * 3600);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM rate_event"), 51);
    add(RATE_LOGIN, &a, NOW + 24 * 3600 + 1);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM rate_event"), 32);
    add(RATE_LOGIN, &a, NOW + 24 * 3600 + 1);
    add(RATE_LOGIN, &a, NOW + 24 * 3600 + 1);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM rate_event"), 4);
}
END_TEST

START_TEST(old_ones_are_erased_without_a_new_one)
{
    struct bytes32 a = digest("address", 1);

    for (int i = 0; i < 10; i++)
        add(RATE_COMMENT, &a, NOW);
    ck_assert_int_eq(rate_limit_sweep(db, NOW + 24 * 3600, 4), RC_OK);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM rate_event"), 10);
    ck_assert_int_eq(rate_limit_sweep(db, NOW + 24 * 3600 + 1, 4), RC_OK);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM rate_event"), 6);
    ck_assert_int_eq(rate_limit_sweep(db, NOW + 24 * 3600 + 1, 100), RC_OK);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM rate_event"), 0);
    damage("PRAGMA query_only = 1");
    ck_assert_int_eq(rate_limit_sweep(db, NOW + 24 * 3600 + 1, 100), RC_OK);
}
END_TEST

static void guess(const struct bytes32 *address, int64_t account_id)
{
    ck_assert_int_eq(rate_limit_record_guess(db, address, account_id, NOW), RC_OK);
}

static void succeed(const struct bytes32 *address, int64_t account_id)
{
    ck_assert_int_eq(rate_limit_forget_guesses(db, address, account_id), RC_OK);
}

START_TEST(guesses_count_together_and_are_forgotten_apart)
{
    struct bytes32 a = digest("address", 1), b = digest("address", 2);

    guess(&a, 7);
    guess(&a, 7);
    guess(&a, 8);
    guess(&a, 0); /* a name without an account */
    guess(&b, 7);
    ck_assert_int_eq(wait(RATE_LOGIN, &a, NOW), 0);
    guess(&a, 0);
    ck_assert_int_eq(wait(RATE_LOGIN, &a, NOW), 60);
    succeed(&a, 7);
    ck_assert_int_eq(wait(RATE_LOGIN, &a, NOW), 0);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM rate_event"),
                     4); /* one of them is b's */
    succeed(&a, 0);      /* no password is right without an account */
    succeed(&a, 9);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM rate_event"), 4);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM rate_event WHERE account_id IS NULL"),
                     2);
}
END_TEST

START_TEST(another_purpose_is_refused)
{
    struct bytes32 a = digest("address", 1);

    ck_assert_int_eq(rate_limit_record(db, "other", &a, NOW), RC_FAIL);
}
END_TEST

Suite *rate_limit_suite(void)
{
    Suite *s = suite_create("rate_limit");
    TCase *tc = site_case("rate_limit");

    tcase_add_test(tc, the_fifth_is_let_in_and_the_sixth_is_not);
    tcase_add_test(tc, the_window_ends_when_the_oldest_leaves_it);
    tcase_add_test(tc, more_than_allowed_wait_for_the_limiting_one);
    tcase_add_test(tc, addresses_and_purposes_count_apart);
    tcase_add_test(tc, zero_means_no_limit);
    tcase_add_test(tc, a_limit_of_a_day_sees_the_whole_day);
    tcase_add_test(tc, old_ones_are_erased_a_few_at_a_time);
    tcase_add_test(tc, old_ones_are_erased_without_a_new_one);
    tcase_add_test(tc, guesses_count_together_and_are_forgotten_apart);
    tcase_add_test(tc, another_purpose_is_refused);
    suite_add_tcase(s, tc);
    return s;
}
