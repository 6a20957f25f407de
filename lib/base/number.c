/*
 * number.c - decimal numbers as people and addresses write them
 */
#include <stddef.h>

#include "number.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Appends a digit. Returns false if the number passes `max`. */
static bool append(uint64_t *sum, char digit, uint64_t max)
{
    return !__builtin_mul_overflow(*sum, 10, sum) &&
           !__builtin_add_overflow(*sum, (uint64_t)(digit - '0'), sum) && *sum <= max;
}

bool parse_uint(const char *s, uint64_t max, uint64_t *value)
{
    uint64_t sum = 0;

    if (!s || !*s)
        return false;
    for (; *s; s++) {
        if (!is_digit(*s) || !append(&sum, *s, max))
            return false;
    }
    *value = sum;
    return true;
}

bool parse_id(const char *s, int64_t *id)
{
    uint64_t value;

    if (!s || *s == '0' || !parse_uint(s, INT64_MAX, &value))
        return false;
    *id = (int64_t)value;
    return true;
}

bool scan_digits(const char **s, int64_t *value)
{
    const char *at = *s;
    uint64_t sum = 0;

    if (!is_digit(*at) || (*at == '0' && is_digit(at[1])))
        return false;
    for (; is_digit(*at); at++) {
        if (!append(&sum, *at, INT64_MAX))
            return false;
    }
    *s = at;
    *value = (int64_t)sum;
    return true;
}
