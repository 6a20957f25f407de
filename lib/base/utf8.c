/*
 * utf8.c - UTF-8 as bytes: see utf8.h
 */
#include <utf8proc.h>

#include "utf8.h"

bool utf8_valid(const char *s, size_t n)
{
    utf8proc_int32_t point;

    for (size_t i = 0; i < n;) {
        utf8proc_ssize_t used = 1;

        if (s[i] == '\0')
            return false;
        if (s[i] & 0x80)
            used = utf8proc_iterate((const utf8proc_uint8_t *)s + i,
                                    (utf8proc_ssize_t)(n - i), &point);
        if (used <= 0)
            return false;
        i += (size_t)used;
    }
    return true;
}

bool utf8_starts(char c)
{
    return (c & 0xC0) != 0x80;
}

size_t utf8_length(const char *s)
{
    size_t points = 0;

    for (; *s; s++)
        points += utf8_starts(*s);
    return points;
}
