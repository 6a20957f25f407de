/*
 * test_clock.c - the only source of time
 */
#include <check.h>
#include <stdlib.h>
#include <time.h>

#include "array.h"
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

/* Reads `text` in a time zone. 0: skipped by the clocks there; -1: unreadable. */
static int64_t local(const char *zone, const char *text)
{
    enum clock_reading reading;
    int64_t at = 0;

    setenv("TZ", zone, 1);
    tzset();
    reading = clock_local_read(text, &at);
    return reading == CLOCK_READ ? at : reading == CLOCK_SKIPPED ? 0 : -1;
}

static void check_shown(const char *zone, int64_t at, const char *text)
{
    char out[17];

    ck_assert_int_eq(local(zone, text), at);
    clock_local(at, out);
    ck_assert_str_eq(out, text);
}

/* In Madrid clocks go forward on 2026-03-29 at 02:00, back on 2026-10-25 at 03:00. */
START_TEST(a_local_time_knows_summer_time)
{
    check_shown("UTC", 1793787120, "2026-11-04T10:12");
    check_shown("Europe/Madrid", 1793787120, "2026-11-04T11:12");
    check_shown("Europe/Madrid", 1774745940, "2026-03-29T01:59");
    check_shown("Europe/Madrid", 1774746000, "2026-03-29T03:00");
    ck_assert_int_eq(local("Europe/Madrid", "2026-03-29T02:00"), 0);
    ck_assert_int_eq(local("Europe/Madrid", "2026-03-29T02:59"), 0);
    check_shown("Europe/Madrid", 1792886340, "2026-10-25T01:59");
    /* 02:30 occurs twice, an hour apart; the second one counts. */
    check_shown("Europe/Madrid", 1792891800, "2026-10-25T02:30");
    check_shown("Europe/Madrid", 1792893600, "2026-10-25T03:00");
    ck_assert_int_eq(local("Europe/Madrid", "2026-11-04T11:12:00"), 1793787120);
    local("UTC", "2026-11-04T10:12");
}
END_TEST

START_TEST(what_is_no_local_time_is_not_read)
{
    static const char *const texts[] = {
        "",
        "x",
        "2026-11-04",
        "2026-11-04 10:12",
        "2026-11-04T10:12Z",
        "2026-11-04T10:12:60",
        "2026-02-29T10:12",
        "2026-04-31T10:12",
        "2026-13-01T10:12",
        "2026-00-01T10:12",
        "2026-01-00T10:12",
        "2026-01-01T24:00",
        "2026-01-01T10:60",
        "1969-01-01T10:12",
        "+026-11-04T10:12",
        "12026-11-04T10:12",
    };

    for (size_t i = 0; i < ARRAY_LEN(texts); i++)
        ck_assert_msg(local("Europe/Madrid", texts[i]) == -1, "read: %s", texts[i]);
    ck_assert_int_gt(local("UTC", "2028-02-29T10:12"), 0);
}
END_TEST

START_TEST(days_are_counted_by_midnights)
{
    const int64_t midnight = 1793746800; /* 2026-11-04 00:00 in Madrid */
    const int64_t long_day =
        1792879200; /* 2026-10-25 00:00, 25 hours before the next */

    setenv("TZ", "Europe/Madrid", 1);
    tzset();
    ck_assert_int_eq(clock_days(midnight, midnight + 86399), 0);
    ck_assert_int_eq(clock_days(midnight - 1, midnight), 1);
    ck_assert_int_eq(clock_days(midnight, midnight - 1), -1);
    ck_assert_int_eq(clock_days(midnight, midnight + 30 * 86400 + 60), 30);
    ck_assert_int_eq(clock_days(long_day, long_day + 86400), 0);
    ck_assert_int_eq(clock_days(long_day, long_day + 90000), 1);
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
    tcase_add_test(tc, a_local_time_knows_summer_time);
    tcase_add_test(tc, days_are_counted_by_midnights);
    tcase_add_test(tc, what_is_no_local_time_is_not_read);
    return s;
}
