/*
 * utf8.h - UTF-8 as bytes: is it well formed, where does a code point start
 *
 * Text is validated at the door: RFC 3629 UTF-8 without NUL. What cleans it is text.h.
 */
#ifndef UTF8_H
#define UTF8_H

#include <stdbool.h>
#include <stddef.h>

/* n bytes of well-formed UTF-8 without NUL. */
bool utf8_valid(const char *s, size_t n);
/* True for the first byte of a code point, false for those that continue one. */
bool utf8_starts(char c);
/* Code points in valid UTF-8. */
size_t utf8_length(const char *s);

#endif
