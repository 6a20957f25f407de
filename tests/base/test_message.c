/*
 * test_message.c - looking messages up, filling them, numbers and dates
 */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "message.h"
#include "message_table.h"

Suite *message_suite(void);

static struct arena *a;

static void setup(void)
{
    a = arena_new();
    setenv("TZ", "Europe/Madrid", 1);
    tzset();
}

static void teardown(void)
{
    unsetenv("TZ");
    tzset();
    arena_free(a);
}

START_TEST(a_message_is_there_in_each_language)
{
    ck_assert_str_eq(message(LANG_ES, MSG_SIDE_PRO), "A favor");
    ck_assert_str_eq(message(LANG_EN, MSG_SIDE_PRO), "For");
    ck_assert_str_eq(message(LANG_EN, MSG_NONE), "");
}
END_TEST

START_TEST(every_message_is_found_by_its_name)
{
    for (int i = 1; i < MESSAGES; i++) {
        ck_assert_int_lt(strcmp(message_names[i - 1], message_names[i]), 0);
        for (int lang = 0; lang < LANGS; lang++)
            ck_assert_ptr_eq(message_by_name((enum lang)lang, message_names[i]),
                             message((enum lang)lang, (enum message)i));
    }
    ck_assert_ptr_null(message_by_name(LANG_ES, ""));
    ck_assert_ptr_null(message_by_name(LANG_ES, "side"));
    ck_assert_ptr_null(message_by_name(LANG_ES, "side.pro "));
    ck_assert_ptr_null(message_by_name(LANG_ES, "zz.zz"));
}
END_TEST

START_TEST(names_in_braces_are_filled)
{
    ck_assert_str_eq(message_fill(a, LANG_EN, MSG_FORM_TOO_LONG, "n", "1", NULL),
                     "1 character too many.");
    ck_assert_str_eq(message_fill(a, LANG_EN, MSG_FORM_TOO_LONG, "n", "", NULL),
                     " character too many.");
}
END_TEST

START_TEST(what_has_no_value_stays)
{
    ck_assert_str_eq(
        message_fill(a, LANG_EN, MSG_FORM_TOO_LONG, "no", "1", "", "2", NULL),
        "{n} character too many.");
    ck_assert_str_eq(message_fill(a, LANG_EN, MSG_FORM_TOO_LONG, NULL),
                     "{n} character too many.");
}
END_TEST

START_TEST(values_are_not_filled_again)
{
    ck_assert_str_eq(message_fill(a, LANG_EN, MSG_FORM_TOO_LONG, "n", "{n}%s{n}", NULL),
                     "{n}%s{n} character too many.");
}
END_TEST

START_TEST(one_is_singular_and_all_else_plural)
{
    ck_assert_str_eq(message_count(a, LANG_ES, MSG_FORM_TOO_LONG, 1),
                     "Sobra 1 carácter.");
    ck_assert_str_eq(message_count(a, LANG_ES, MSG_FORM_TOO_LONG, 0),
                     "Sobran 0 caracteres.");
    ck_assert_str_eq(message_count(a, LANG_EN, MSG_FORM_TOO_LONG, 12345),
                     "12,345 characters too many.");
}
END_TEST

START_TEST(a_message_without_plural_can_be_counted)
{
    ck_assert_str_eq(message_count(a, LANG_EN, MSG_SIDE_PRO, 2), "For");
}
END_TEST

static void number_is(int64_t n, const char *es, const char *en)
{
    ck_assert_str_eq(format_number(a, LANG_ES, n), es);
    ck_assert_str_eq(format_number(a, LANG_EN, n), en);
}

START_TEST(numbers_are_grouped)
{
    number_is(0, "0", "0");
    number_is(999, "999", "999");
    number_is(1000, "1000", "1,000");
    number_is(9999, "9999", "9,999");
    number_is(10000, "10\u00A0000", "10,000");
    number_is(123456, "123\u00A0456", "123,456");
    number_is(1234567, "1\u00A0234\u00A0567", "1,234,567");
    number_is(-1234, "-1234", "-1,234");
    number_is(-100000, "-100\u00A0000", "-100,000");
    number_is(INT64_MAX, "9\u00A0223\u00A0372\u00A0036\u00A0854\u00A0775\u00A0807",
              "9,223,372,036,854,775,807");
    number_is(INT64_MIN, "-9\u00A0223\u00A0372\u00A0036\u00A0854\u00A0775\u00A0808",
              "-9,223,372,036,854,775,808");
}
END_TEST

START_TEST(dates_are_written_as_the_language_does)
{
    ck_assert_str_eq(format_date(a, LANG_ES, 1793787120), "4 nov 2026");
    ck_assert_str_eq(format_date(a, LANG_EN, 1793787120), "4 Nov 2026");
    ck_assert_str_eq(format_date(a, LANG_ES, 1788264000), "1 sept 2026");
    ck_assert_str_eq(format_date(a, LANG_EN, 1767225600), "1 Jan 2026");
    ck_assert_str_eq(format_date(a, LANG_ES, 1798754400), "31 dic 2026");
}
END_TEST

START_TEST(times_follow_the_time_zone)
{
    ck_assert_str_eq(format_time(a, LANG_ES, 1793787120), "4 nov 2026, 11:12");
    ck_assert_str_eq(format_time(a, LANG_EN, 1783764300), "11 Jul 2026, 12:05");
    ck_assert_str_eq(format_clock(a, 1783764300), "12:05");
    setenv("TZ", "UTC", 1);
    tzset();
    ck_assert_str_eq(format_time(a, LANG_EN, 1793787120), "4 Nov 2026, 10:12");
}
END_TEST

START_TEST(until_leaves_out_the_day_of_today)
{
    const int64_t one = 1793750400; /* 2026-11-04 00:00 UTC, 01:00 local time */

    ck_assert_str_eq(format_until(a, LANG_ES, 1793787120, one), "las 11:12");
    ck_assert_str_eq(format_until(a, LANG_EN, 1793787120, one), "11:12");
    ck_assert_str_eq(format_until(a, LANG_ES, one + 60, one), "la 01:01");
    ck_assert_str_eq(format_until(a, LANG_ES, one, one - 7200), "el 4 nov 2026, 01:00");
    ck_assert_str_eq(format_until(a, LANG_EN, one, one - 7200), "4 Nov 2026, 01:00");
    ck_assert_str_eq(format_until(a, LANG_EN, one, one - 365 * 86400),
                     "4 Nov 2026, 01:00");
}
END_TEST

START_TEST(times_of_no_calendar_do_no_harm)
{
    ck_assert_uint_gt(strlen(format_time(a, LANG_ES, INT64_MAX)), 0);
    ck_assert_uint_gt(strlen(format_time(a, LANG_ES, INT64_MIN)), 0);
    ck_assert_uint_gt(strlen(format_time(a, LANG_ES, INT64_C(60000000000000000))), 0);
}
END_TEST

Suite *message_suite(void)
{
    Suite *s = suite_create("message");
    TCase *tc = tcase_create("message");

    suite_add_tcase(s, tc);
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, a_message_is_there_in_each_language);
    tcase_add_test(tc, every_message_is_found_by_its_name);
    tcase_add_test(tc, names_in_braces_are_filled);
    tcase_add_test(tc, what_has_no_value_stays);
    tcase_add_test(tc, values_are_not_filled_again);
    tcase_add_test(tc, one_is_singular_and_all_else_plural);
    tcase_add_test(tc, a_message_without_plural_can_be_counted);
    tcase_add_test(tc, numbers_are_grouped);
    tcase_add_test(tc, dates_are_written_as_the_language_does);
    tcase_add_test(tc, times_follow_the_time_zone);
    tcase_add_test(tc, until_leaves_out_the_day_of_today);
    tcase_add_test(tc, times_of_no_calendar_do_no_harm);
    return s;
}
