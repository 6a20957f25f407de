/*
 * clock.h - the only source of time
 *
 * Wall-clock times are whole seconds since 1970-01-01 UTC, as the database keeps them.
 */
#ifndef CLOCK_H
#define CLOCK_H

#include <stdint.h>

#define MINUTE_S 60
#define HOUR_S (60 * MINUTE_S)
#define DAY_S (24 * HOUR_S)

int64_t clock_now(void);
/* Tests and the sample debate: every later clock_now() answers `at`; 0 lets time run
 * again. */
void clock_fix(int64_t at);

/* "2026-11-04T10:12:00Z" (RFC 3339) into out[21]. */
void clock_rfc3339(int64_t at, char out[21]);
/* "Wed, 04 Nov 2026 10:12:00 +0000" (RFC 5322, section 3.3) into out[32]. */
void clock_rfc5322(int64_t at, char out[32]);

#endif
