/*
 * test_lang.c - the languages of the program
 */
#include <check.h>

#include "lang.h"

Suite *lang_suite(void);

START_TEST(languages_have_codes)
{
    enum lang lang = LANG_ES;

    ck_assert_str_eq(lang_code(LANG_ES), "es");
    ck_assert_str_eq(lang_code(LANG_EN), "en");
    ck_assert(lang_parse("en", &lang));
    ck_assert_int_eq(lang, LANG_EN);
    ck_assert(lang_parse("es", &lang));
    ck_assert_int_eq(lang, LANG_ES);
    ck_assert(!lang_parse("", &lang));
    ck_assert(!lang_parse("EN", &lang));
    ck_assert(!lang_parse("eng", &lang));
    ck_assert(!lang_parse("fr", &lang));
    ck_assert(!lang_parse(NULL, &lang));
    ck_assert_int_eq(lang_other(LANG_ES), LANG_EN);
    ck_assert_int_eq(lang_other(LANG_EN), LANG_ES);
    ck_assert_int_eq(lang, LANG_ES);
}
END_TEST

Suite *lang_suite(void)
{
    Suite *s = suite_create("lang");
    TCase *tc = tcase_create("lang");

    suite_add_tcase(s, tc);
    tcase_add_test(tc, languages_have_codes);
    return s;
}
