/*
 * number.h - decimal numbers as people and addresses write them
 */
#ifndef NUMBER_H
#define NUMBER_H

#include <stdbool.h>
#include <stdint.h>

/* Parses a whole string: decimal digits only, no sign, no leading zero, 1 .. INT64_MAX.
 * Returns false for anything else, NULL too. */
bool parse_id(const char *s, int64_t *id);
/* Parses a whole string: decimal digits only, at most `max`. NULL is false. */
bool parse_uint(const char *s, uint64_t max, uint64_t *value);
/* Reads the digits at the start of *s, 0 .. INT64_MAX, and moves *s behind them. False,
 * with *s unchanged: no digit, a leading zero or a larger number. */
bool scan_digits(const char **s, int64_t *value);

#endif
