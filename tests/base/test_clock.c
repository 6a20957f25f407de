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

static void formats(int64_t at, const char *rfc3339, const char *http)
{
    char a[21], b[30];

    clock_rfc3339(at, a);
    ck_assert_str_eq(a, rfc3339);
    clock_http(at, b);
    ck_assert_str_eq(b, http);
}

START_TEST(times_have_two_formats)
{
    formats(1793787120, "2026-11-04T10:12:00Z", "Wed, 04 Nov 2026 10:12:00 GMT");
    formats(784111777, "1994-11-06T08:49:37Z", "Sun, 06 Nov 1994 08:49:37 GMT");
    formats(951782400, "2000-02-29T00:00:00Z", "Tue, 29 Feb 2000 00:00:00 GMT");
    formats(0, "1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT");
    formats(-1, "1969-12-31T23:59:59Z", "Wed, 31 Dec 1969 23:59:59 GMT");
}
END_TEST

START_TEST(years_stay_within_four_digits)
{
    formats(INT64_MAX, "9999-12-31T23:59:59Z", "Fri, 31 Dec 9999 23:59:59 GMT");
    formats(INT64_MIN, "0001-01-01T00:00:00Z", "Mon, 01 Jan 0001 00:00:00 GMT");
}
END_TEST

Suite *clock_suite(void)
{
    Suite *s = suite_create("clock");
    TCase *tc = tcase_create("clock");

    suite_add_tcase(s, tc);
    tcase_add_test(tc, it_tells_the_time);
    tcase_add_test(tc, it_can_be_stopped_and_started);
    tcase_add_test(tc, times_have_two_formats);
    tcase_add_test(tc, years_stay_within_four_digits);
    return s;
}
