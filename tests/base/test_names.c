/*
 * test_names.c - names of enum values, and hexadecimal digits
 */
#include "hex.h"
#include "names.h"
#include "suite.h"

Suite *names_suite(void);

START_TEST(a_name_is_found_whole)
{
    static const char *const names[] = { "", "uno", "dos", "unos" };

    ck_assert_uint_eq(name_find(names, 4, "uno"), 1);
    ck_assert_uint_eq(name_find(names, 4, "unos"), 3);
    ck_assert_uint_eq(name_find(names, 4, ""), 0);
    ck_assert_uint_eq(name_find(names, 4, "UNO"), 4);
    ck_assert_uint_eq(name_find(names, 4, "tres"), 4);
    ck_assert_uint_eq(name_find(names, 3, "unos"), 3);
    ck_assert_uint_eq(name_find(names, 4, NULL), 4);
}
END_TEST

START_TEST(a_byte_is_two_hex_digits)
{
    char digits[2];

    for (int c = 0; c < 256; c++) {
        hex_write((unsigned char)c, digits);
        ck_assert_int_eq(hex_value(digits[0]) << 4 | hex_value(digits[1]), c);
    }
    hex_write(0xaf, digits);
    ck_assert_mem_eq(digits, "AF", 2);
    ck_assert_int_eq(hex_value('f'), 15);
    for (const char *s = "/:@G`g \xff"; *s; s++)
        ck_assert_int_eq(hex_value(*s), -1);
}
END_TEST

Suite *names_suite(void)
{
    Suite *s = suite_create("names");
    TCase *tc = tcase_create("names");

    tcase_add_test(tc, a_name_is_found_whole);
    tcase_add_test(tc, a_byte_is_two_hex_digits);
    suite_add_tcase(s, tc);
    return s;
}
