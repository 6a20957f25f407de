/*
 * test_known_address.c - addresses from which an author signed in recently
 */
#include "account.h"
#include "fixture.h"
#include "known_address.h"

Suite *known_address_suite(void);

static int64_t author(const char *name)
{
    int64_t id;

    ck_assert_int_eq(account_add(db, arena, name, NOW, &id), RC_OK);
    return id;
}

static bool is_known(int64_t account_id, const struct bytes32 *address, int64_t now)
{
    bool known;

    ck_assert_int_eq(known_address_find(db, account_id, address, now, &known), RC_OK);
    return known;
}

static void add(int64_t account_id, const struct bytes32 *address, int64_t now)
{
    ck_assert_int_eq(known_address_add(db, account_id, address, now), RC_OK);
}

START_TEST(an_address_is_known_for_a_while_after_the_last_time)
{
    const struct bytes32 one = digest("address", 1), two = digest("address", 2);
    const int64_t ana = author("Ana");

    ck_assert(!is_known(ana, &one, NOW));
    add(ana, &one, NOW);
    add(ana, &one, NOW + 100);
    ck_assert(is_known(ana, &one, NOW + 100 + KNOWN_ADDRESS_S - 1));
    ck_assert(!is_known(ana, &one, NOW + 100 + KNOWN_ADDRESS_S));
    ck_assert(!is_known(ana, &two, NOW));
}
END_TEST

static int64_t rows(void)
{
    static const struct sql COUNT = { "count", "SELECT count(*) FROM known_address" };
    int64_t n;

    ck_assert_int_eq(db_get_i64(db, &COUNT, DB_NO_ARGS, &n), RC_OK);
    return n;
}

START_TEST(an_address_is_known_for_one_account_and_goes_with_it)
{
    const struct bytes32 address = digest("address", 1);
    const int64_t ana = author("Ana"), luis = author("Luis");

    add(ana, &address, NOW);
    ck_assert(!is_known(luis, &address, NOW));
    ck_assert(!is_known(0, &address, NOW));
    add(luis, &address, NOW);
    ck_assert_int_eq(rows(), 2);
    ck_assert_int_eq(account_remove(db, ana), RC_OK);
    ck_assert(is_known(luis, &address, NOW));
    ck_assert_int_eq(rows(), 1);
}
END_TEST

START_TEST(old_ones_are_erased)
{
    const int64_t ana = author("Ana");

    for (unsigned i = 0; i < 30; i++) {
        const struct bytes32 old = digest("address", i);

        add(ana, &old, NOW + i);
    }
    ck_assert_int_eq(known_address_erase(db, NOW + KNOWN_ADDRESS_S + 9, 4), RC_OK);
    ck_assert_int_eq(rows(), 26);
    add(ana, &(struct bytes32){ { 1 } }, NOW + KNOWN_ADDRESS_S + 9);
    ck_assert_int_eq(rows(), 21); /* those of NOW + 10 and later, and the new one */
}
END_TEST

Suite *known_address_suite(void)
{
    Suite *s = suite_create("known_address");
    TCase *tc = site_case("known_address");

    tcase_add_test(tc, an_address_is_known_for_a_while_after_the_last_time);
    tcase_add_test(tc, an_address_is_known_for_one_account_and_goes_with_it);
    tcase_add_test(tc, old_ones_are_erased);
    suite_add_tcase(s, tc);
    return s;
}
