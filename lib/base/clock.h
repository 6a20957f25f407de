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
/* Time since a fixed moment, whatever the wall clock does: for time-outs. */
int64_t clock_monotonic_ms(void);
int64_t clock_monotonic_us(void);
/* Monotonic, at the kernel's last tick, up to 10 ms ago: costs next to nothing. */
int64_t clock_coarse_ms(void);
/* For tests and the sample debate: later clock_now() calls return `at`; 0 ends that. */
void clock_fix(int64_t at);

/* "2026-11-04T10:12:00Z" (RFC 3339) into out[21]. */
void clock_rfc3339(int64_t at, char out[21]);
/* "Wed, 04 Nov 2026 10:12:00 +0000" (RFC 5322, section 3.3) into out[32]. */
void clock_rfc5322(int64_t at, char out[32]);

/* Number of midnights in the process's time zone between two moments: 1 is tomorrow. */
int64_t clock_days(int64_t from, int64_t to);

/* The value of <input type="datetime-local">: "2026-11-04T11:12" in the process's time
 * zone, into out[17]. */
void clock_local(int64_t at, char out[17]);
enum clock_reading {
    CLOCK_READ,
    CLOCK_UNREADABLE, /* another form, or no date of the calendar after 1970 */
    CLOCK_SKIPPED     /* no such time: the clocks go forward past it */
};
/* The inverse; `text` may also have seconds. A time that occurs twice means the second
 * one, so that clock_local() of *at gives the same text and is read as *at again. */
enum clock_reading clock_local_read(const char *text, int64_t *at);

#endif
