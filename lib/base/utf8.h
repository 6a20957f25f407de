/*
 * utf8.h - UTF-8 as bytes: whether it is well formed, where code points start
 *
 * Input is validated when it is decoded: RFC 3629 UTF-8 without NUL. text.h cleans it.
 */
#ifndef UTF8_H
#define UTF8_H

#include <stdbool.h>
#include <stddef.h>

/* Are these n bytes well-formed UTF-8 without NUL? */
bool utf8_valid(const char *s, size_t n);
/* Returns true for the first byte of a code point, false for a continuation byte. */
bool utf8_starts(char c);
/* Code points in valid UTF-8. */
size_t utf8_length(const char *s);

#endif
