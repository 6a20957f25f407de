/*
 * clock.c - the only source of time
 */
#include <stdio.h>
#include <time.h>

#include "banned.h"
#include "clock.h"

/* The formats have four digits for the year: 0001-01-01 to 9999-12-31. */
#define FIRST_SECOND INT64_C(-62135596800)
#define LAST_SECOND INT64_C(253402300799)

/* Set only by tests and the sample debate; 0: the clock runs. */
static int64_t fixed;

int64_t clock_now(void)
{
    return fixed ? fixed : (int64_t)time(NULL);
}

static int64_t microseconds(clockid_t clock)
{
    struct timespec t;

    clock_gettime(clock, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

int64_t clock_monotonic_us(void)
{
    return microseconds(CLOCK_MONOTONIC);
}

int64_t clock_monotonic_ms(void)
{
    return clock_monotonic_us() / 1000;
}

int64_t clock_coarse_ms(void)
{
    return microseconds(CLOCK_MONOTONIC_COARSE) / 1000;
}

void clock_fix(int64_t at)
{
    fixed = at;
}

static struct tm utc(int64_t at)
{
    struct tm tm = { 0 };
    time_t t = at < FIRST_SECOND ? FIRST_SECOND : at > LAST_SECOND ? LAST_SECOND : at;

    gmtime_r(&t, &tm);
    return tm;
}

void clock_rfc3339(int64_t at, char out[21])
{
    const struct tm tm = utc(at);

    snprintf(out, 21, "%04u-%02u-%02uT%02u:%02u:%02uZ", (unsigned)(tm.tm_year + 1900),
             (unsigned)tm.tm_mon + 1, (unsigned)tm.tm_mday, (unsigned)tm.tm_hour,
             (unsigned)tm.tm_min, (unsigned)tm.tm_sec);
}

void clock_rfc5322(int64_t at, char out[32])
{
    static const char days[] = "SunMonTueWedThuFriSat";
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    const struct tm tm = utc(at);

    snprintf(out, 32, "%.3s, %02u %.3s %04u %02u:%02u:%02u +0000",
             days + 3 * tm.tm_wday, (unsigned)tm.tm_mday, months + 3 * tm.tm_mon,
             (unsigned)(tm.tm_year + 1900), (unsigned)tm.tm_hour, (unsigned)tm.tm_min,
             (unsigned)tm.tm_sec);
}

/* Days from 1970-01-01 to the local date at that moment. */
static int64_t day_of(int64_t at)
{
    const time_t t = (time_t)at;
    struct tm tm = { 0 };

    localtime_r(&t, &tm);
    tm.tm_hour = tm.tm_min = tm.tm_sec = 0;
    return (int64_t)timegm(&tm) / DAY_S;
}

int64_t clock_days(int64_t from, int64_t to)
{
    return day_of(to) - day_of(from);
}

void clock_local(int64_t at, char out[17])
{
    const time_t t = (time_t)at;
    struct tm tm = { 0 };

    localtime_r(&t, &tm);
    snprintf(out, 17, "%04u-%02u-%02uT%02u:%02u", (unsigned)(tm.tm_year + 1900) % 10000,
             (unsigned)tm.tm_mon + 1, (unsigned)tm.tm_mday, (unsigned)tm.tm_hour,
             (unsigned)tm.tm_min);
}

static bool same(const struct tm *x, const struct tm *y)
{
    return x->tm_year == y->tm_year && x->tm_mon == y->tm_mon &&
           x->tm_mday == y->tm_mday && x->tm_hour == y->tm_hour &&
           x->tm_min == y->tm_min && x->tm_sec == y->tm_sec;
}

/* Returns the moment at which local time has these fields, in summer time or not; 0 if
 * there is none: mktime() then changes the fields. */
static int64_t moment_of(const struct tm *fields, int summer)
{
    struct tm tm = *fields;
    int64_t at;

    tm.tm_isdst = summer;
    at = (int64_t)mktime(&tm);
    return at > 0 && tm.tm_isdst == summer && same(&tm, fields) ? at : 0;
}

/* Does `text` have the form `form`, in which 0 means any digit? */
static bool has_form(const char *text, const char *form)
{
    for (; *form; form++, text++)
        if (*form == '0' ? *text < '0' || *text > '9' : *text != *form)
            return false;
    return !*text;
}

static bool fields_read(const char *text, struct tm *out)
{
    struct tm tm = { 0 }, calendar;

    if (!has_form(text, "0000-00-00T00:00") && !has_form(text, "0000-00-00T00:00:00"))
        return false;
    /* NOLINTNEXTLINE(cert-err34-c): has_form() let only digits through. */
    sscanf(text, "%4d-%2d-%2dT%2d:%2d:%2d", &tm.tm_year, &tm.tm_mon, &tm.tm_mday,
           &tm.tm_hour, &tm.tm_min, &tm.tm_sec);
    tm.tm_year -= 1900;
    tm.tm_mon -= 1;
    calendar = tm;
    timegm(&calendar);
    *out = tm;
    return tm.tm_year > 70 && same(&calendar, &tm);
}

enum clock_reading clock_local_read(const char *text, int64_t *at)
{
    int64_t winter, summer;
    struct tm tm;

    if (!fields_read(text, &tm))
        return CLOCK_UNREADABLE;
    winter = moment_of(&tm, 0);
    summer = moment_of(&tm, 1);
    *at = winter > summer ? winter : summer;
    return *at ? CLOCK_READ : CLOCK_SKIPPED;
}
