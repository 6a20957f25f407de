/*
 * test_number.c - decimal numbers
 */
#include <check.h>

#include "number.h"

Suite *number_suite(void);

START_TEST(ids_are_positive_decimals)
{
    static const char *const wrong[] = { "",
                                         "0",
                                         "01",
                                         "-1",
                                         "+1",
                                         " 1",
                                         "1 ",
                                         "1x",
                                         "0x1",
                                         "1.0",
                                         "1e3",
                                         "１",
                                         "9223372036854775808",
                                         "18446744073709551617",
                                         "99999999999999999999999999",
                                         NULL };
    int64_t id = 0;

    ck_assert(parse_id("1", &id));
    ck_assert_int_eq(id, 1);
    ck_assert(parse_id("9223372036854775807", &id));
    ck_assert_int_eq(id, INT64_MAX);
    for (int i = 0; wrong[i]; i++)
        ck_assert_msg(!parse_id(wrong[i], &id), "\"%s\" is taken", wrong[i]);
    ck_assert(!parse_id(NULL, &id));
    ck_assert_int_eq(id, INT64_MAX);
}
END_TEST

START_TEST(numbers_have_a_ceiling)
{
    uint64_t n = 7;

    ck_assert(parse_uint("0", 0, &n));
    ck_assert_uint_eq(n, 0);
    ck_assert(parse_uint("0042", 42, &n));
    ck_assert_uint_eq(n, 42);
    ck_assert(!parse_uint("43", 42, &n));
    ck_assert(parse_uint("18446744073709551615", UINT64_MAX, &n));
    ck_assert_uint_eq(n, UINT64_MAX);
    ck_assert(!parse_uint("18446744073709551616", UINT64_MAX, &n));
    ck_assert(!parse_uint("184467440737095516150", UINT64_MAX, &n));
    ck_assert(!parse_uint("", 9, &n));
    ck_assert(!parse_uint("-0", 9, &n));
    ck_assert(!parse_uint(NULL, 9, &n));
    ck_assert_uint_eq(n, UINT64_MAX);
}
END_TEST

START_TEST(digits_are_read_as_far_as_they_go)
{
    const char *s = "12.7";
    int64_t n = 0;

    ck_assert(scan_digits(&s, &n));
    ck_assert_int_eq(n, 12);
    ck_assert_str_eq(s, ".7");
    s = "0";
    ck_assert(scan_digits(&s, &n));
    ck_assert_int_eq(n, 0);
    ck_assert_str_eq(s, "");
    s = "9223372036854775807x";
    ck_assert(scan_digits(&s, &n));
    ck_assert_int_eq(n, INT64_MAX);
    ck_assert_str_eq(s, "x");
}
END_TEST

START_TEST(what_is_no_number_is_not_read)
{
    static const char *const wrong[] = { "",   "x1", "-1", "+1",
                                         " 1", "01", "00", "9223372036854775808",
                                         NULL };
    int64_t n = 7;

    for (int i = 0; wrong[i]; i++) {
        const char *s = wrong[i];

        ck_assert_msg(!scan_digits(&s, &n), "\"%s\" is read", wrong[i]);
        ck_assert_ptr_eq(s, wrong[i]);
    }
    ck_assert_int_eq(n, 7);
}
END_TEST

Suite *number_suite(void)
{
    Suite *s = suite_create("number");
    TCase *tc = tcase_create("number");

    suite_add_tcase(s, tc);
    tcase_add_test(tc, ids_are_positive_decimals);
    tcase_add_test(tc, numbers_have_a_ceiling);
    tcase_add_test(tc, digits_are_read_as_far_as_they_go);
    tcase_add_test(tc, what_is_no_number_is_not_read);
    return s;
}
