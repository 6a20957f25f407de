/*
 * clock.c - the only source of time
 */
#include <stdio.h>
#include <time.h>

#include "banned.h"
#include "clock.h"

/* Years of four digits, which the format supposes: 0001-01-01 to 9999-12-31. */
#define FIRST_SECOND INT64_C(-62135596800)
#define LAST_SECOND INT64_C(253402300799)

/* Set by tests and the sample debate alone; 0: time runs. */
static int64_t fixed;

int64_t clock_now(void)
{
    return fixed ? fixed : (int64_t)time(NULL);
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
