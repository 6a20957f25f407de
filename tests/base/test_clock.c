/*
 * test_clock.c - the only source of time
 */
#include <check.h>
#include <time.h>

#include "clock.h"

Suite *clock_suite(void);

START_TEST(it_tells_the_time)
{
    const int64_t before = time(NULL);
    const int64_t now = clock_now();

    ck_assert_int_ge(now, before);
    ck_assert_int_le(now, time(NULL));
}
END_TEST

START_TEST(it_can_be_stopped_and_started)
{
    clock_fix(1793787120);
    ck_assert_int_eq(clock_now(), 1793787120);
    ck_assert_int_eq(clock_now(), 1793787120);
    clock_fix(0);
    ck_assert_int_ne(clock_now(), 1793787120);
}
END_TEST

static void reads(int64_t at, const char *text)
{
    char out[21];

    clock_rfc3339(at, out);
    ck_assert_str_eq(out, text);
}

START_TEST(times_have_a_format)
{
    reads(1793787120, "2026-11-04T10:12:00Z");
    reads(784111777, "1994-11-06T08:49:37Z");
    reads(951782400, "2000-02-29T00:00:00Z");
    reads(0, "1970-01-01T00:00:00Z");
    reads(-1, "1969-12-31T23:59:59Z");
}
END_TEST

START_TEST(mail_has_a_format_of_its_own)
{
    char out[32];

    clock_rfc5322(1793787120, out);
    ck_assert_str_eq(out, "Wed, 04 Nov 2026 10:12:00 +0000");
    clock_rfc5322(951782400, out);
    ck_assert_str_eq(out, "Tue, 29 Feb 2000 00:00:00 +0000");
    clock_rfc5322(INT64_MAX, out);
    ck_assert_str_eq(out, "Fri, 31 Dec 9999 23:59:59 +0000");
}
END_TEST

START_TEST(years_stay_within_four_digits)
{
    reads(INT64_MAX, "9999-12-31T23:59:59Z");
    reads(INT64_MIN, "0001-01-01T00:00:00Z");
}
END_TEST

Suite *clock_suite(void)
{
    Suite *s = suite_create("clock");
    TCase *tc = tcase_create("clock");

    suite_add_tcase(s, tc);
    tcase_add_test(tc, it_tells_the_time);
    tcase_add_test(tc, it_can_be_stopped_and_started);
    tcase_add_test(tc, times_have_a_format);
    tcase_add_test(tc, mail_has_a_format_of_its_own);
    tcase_add_test(tc, years_stay_within_four_digits);
    return s;
}
