/*
 * test_known_address.c - addresses from which somebody signed in lately
 */
#include "fixture.h"
#include "known_address.h"

Suite *known_address_suite(void);

static bool is_known(const struct secret *address, int64_t now)
{
    bool known;

    ck_assert_int_eq(known_address_find(db, address, now, &known), RC_OK);
    return known;
}

static void add(const struct secret *address, int64_t now)
{
    ck_assert_int_eq(known_address_add(db, address, now), RC_OK);
}

START_TEST(an_address_is_known_for_a_while_after_the_last_time)
{
    const struct secret one = digest("address", 1), two = digest("address", 2);

    ck_assert(!is_known(&one, NOW));
    add(&one, NOW);
    add(&one, NOW + 100);
    ck_assert(is_known(&one, NOW + 100 + KNOWN_ADDRESS_S - 1));
    ck_assert(!is_known(&one, NOW + 100 + KNOWN_ADDRESS_S));
    ck_assert(!is_known(&two, NOW));
}
END_TEST

static int64_t rows(void)
{
    static const struct sql COUNT = { "count", "SELECT count(*) FROM known_address" };
    int64_t n;

    ck_assert_int_eq(db_get_i64(db, &COUNT, DB_NO_ARGS, &n), RC_OK);
    return n;
}

START_TEST(old_ones_are_erased)
{
    for (unsigned i = 0; i < 30; i++) {
        const struct secret old = digest("address", i);

        add(&old, NOW + i);
    }
    ck_assert_int_eq(known_address_erase(db, NOW + KNOWN_ADDRESS_S + 9, 4), RC_OK);
    ck_assert_int_eq(rows(), 26);
    add(&(struct secret){ { 1 } }, NOW + KNOWN_ADDRESS_S + 9);
    ck_assert_int_eq(rows(), 21); /* those of NOW + 10 and later, and the new one */
}
END_TEST

Suite *known_address_suite(void)
{
    Suite *s = suite_create("known_address");
    TCase *tc = site_case("known_address");

    tcase_add_test(tc, an_address_is_known_for_a_while_after_the_last_time);
    tcase_add_test(tc, old_ones_are_erased);
    suite_add_tcase(s, tc);
    return s;
}
