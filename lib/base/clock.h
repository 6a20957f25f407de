/*
 * clock.h - the only source of time
 *
 * Wall-clock times are whole seconds since 1970-01-01 UTC, as the database keeps them.
 */
#ifndef CLOCK_H
#define CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#define MINUTE_S 60
#define HOUR_S (60 * MINUTE_S)
#define DAY_S (24 * HOUR_S)

int64_t clock_now(void);
/* Since some moment in the past, whatever the wall clock does: for time-outs. */
int64_t clock_monotonic_ms(void);
int64_t clock_monotonic_us(void);
/* As of the kernel's last tick, up to 10 ms ago: costs next to nothing. */
int64_t clock_coarse_ms(void);
/* Tests and the sample debate: every later clock_now() answers `at`; 0 lets time run
 * again. */
void clock_fix(int64_t at);

/* "2026-11-04T10:12:00Z" (RFC 3339) into out[21]. */
void clock_rfc3339(int64_t at, char out[21]);
/* "Wed, 04 Nov 2026 10:12:00 +0000" (RFC 5322, section 3.3) into out[32]. */
void clock_rfc5322(int64_t at, char out[32]);

/* Midnights of the process's time zone between two moments: 1 is tomorrow. */
int64_t clock_days(int64_t from, int64_t to);

/* What <input type="datetime-local"> shows and sends: "2026-11-04T11:12" in the
 * process's time zone, into out[17]. */
void clock_local(int64_t at, char out[17]);
enum clock_reading {
    CLOCK_READ,
    CLOCK_UNREADABLE, /* another form, or no date of the calendar after 1970 */
    CLOCK_SKIPPED     /* the clocks go forward over it: it is not on any clock */
};
/* The way back; seconds may follow. Of an hour that comes twice, the second one: the
 * text of a moment read so is read as that moment. */
enum clock_reading clock_local_read(const char *text, int64_t *at);

#endif
