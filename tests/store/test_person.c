/*
 * test_person.c - participants, known by the digest of a key
 */
#include "fixture.h"
#include "person.h"

Suite *person_suite(void);

START_TEST(a_person_is_found_by_key)
{
    struct bytes32 one = digest("key", 1), two = digest("key", 2);
    int64_t id, found;

    ck_assert_int_eq(person_add(db, &one, NOW, &id), RC_OK);
    ck_assert_int_eq(person_by_key(db, &one, &found), RC_OK);
    ck_assert_int_eq(found, id);
    ck_assert_int_eq(person_by_key(db, &two, &found), RC_OK);
    ck_assert_int_eq(found, 0);
}
END_TEST

START_TEST(a_key_belongs_to_one_person)
{
    struct bytes32 key = digest("key", 1);
    int64_t id;

    ck_assert_int_eq(person_add(db, &key, NOW, &id), RC_OK);
    ck_assert_int_eq(person_add(db, &key, NOW, &id), RC_CONFLICT);
}
END_TEST

START_TEST(many_may_have_no_key)
{
    int64_t one, two;

    ck_assert_int_eq(person_add(db, NULL, NOW, &one), RC_OK);
    ck_assert_int_eq(person_add(db, NULL, NOW, &two), RC_OK);
    ck_assert_int_ne(one, two);
}
END_TEST

Suite *person_suite(void)
{
    Suite *s = suite_create("person");
    TCase *tc = site_case("person");

    tcase_add_test(tc, a_person_is_found_by_key);
    tcase_add_test(tc, a_key_belongs_to_one_person);
    tcase_add_test(tc, many_may_have_no_key);
    suite_add_tcase(s, tc);
    return s;
}
