/*
 * test_utf8.c - UTF-8 as bytes
 */
#include <check.h>
#include <string.h>

#include "utf8.h"

Suite *utf8_suite(void);

START_TEST(well_formed_text_is_valid)
{
    static const char *const good[] = { "",
                                        "abc",
                                        "ñ€😀",
                                        "\x7f",
                                        "\xC2\x80",
                                        "\xDF\xBF",
                                        "\xE0\xA0\x80",
                                        "\xED\x9F\xBF",
                                        "\xEE\x80\x80",
                                        "\xEF\xBF\xBD",
                                        "\xF0\x90\x80\x80",
                                        "\xF4\x8F\xBF\xBD",
                                        NULL };

    for (int i = 0; good[i]; i++)
        ck_assert_msg(utf8_valid(good[i], strlen(good[i])), "text %d", i);
}
END_TEST

START_TEST(ill_formed_text_is_not)
{
    static const char *const bad[] = { "\xFF", /* never a byte of UTF-8 */
                                       "\xFE",
                                       "\x80", /* a continuation byte alone */
                                       "a\xBFz",
                                       "\xC0\x80", /* overlong NUL */
                                       "\xC1\xBF", /* overlong */
                                       "\xE0\x80\xAF",
                                       "\xE0\x9F\xBF",
                                       "\xF0\x80\x80\xAF",
                                       "\xF0\x8F\xBF\xBF",
                                       "\xED\xA0\x80", /* surrogates */
                                       "\xED\xBF\xBF",
                                       "\xF4\x90\x80\x80", /* past U+10FFFF */
                                       "\xF5\x80\x80\x80",
                                       "\xF8\x88\x80\x80\x80",
                                       "\xC3", /* cut short */
                                       "\xE2\x82",
                                       "\xF0\x9F\x98",
                                       "\xC3(",
                                       "\xE2(\xA1",
                                       "\xE2\x82(",
                                       "\xF0\x9F\x98(",
                                       "fine until\xE2\x82",
                                       NULL };

    for (int i = 0; bad[i]; i++)
        ck_assert_msg(!utf8_valid(bad[i], strlen(bad[i])), "text %d", i);
    ck_assert(!utf8_valid("a\0b", 3));
    ck_assert(!utf8_valid("\0", 1));
    ck_assert(!utf8_valid("ñ", 1));
}
END_TEST

START_TEST(length_counts_code_points)
{
    ck_assert_uint_eq(utf8_length(""), 0);
    ck_assert_uint_eq(utf8_length("año"), 3);
    ck_assert_uint_eq(utf8_length("€😀"), 2);
    ck_assert_uint_eq(utf8_length("e\u0301"), 2);
}
END_TEST

Suite *utf8_suite(void)
{
    Suite *s = suite_create("utf8");
    TCase *tc = tcase_create("utf8");

    suite_add_tcase(s, tc);
    tcase_add_test(tc, well_formed_text_is_valid);
    tcase_add_test(tc, ill_formed_text_is_not);
    tcase_add_test(tc, length_counts_code_points);
    return s;
}
