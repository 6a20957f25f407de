/*
 * utf8.h - Unicode text (utf8proc) and digits
 *
 * Text is validated at the door: RFC 3629 UTF-8 without NUL. Lengths the reader sees
 * are counted in code points after NFC.
 */
#ifndef UTF8_H
#define UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"

/* n bytes of well-formed UTF-8 without NUL. */
bool utf8_valid(const char *s, size_t n);
/* Code points in valid UTF-8. */
size_t utf8_length(const char *s);
/* The first `points` code points of valid UTF-8, in the arena. */
char *utf8_prefix(struct arena *a, const char *s, size_t points);
/* At most `points` code points, the last of them an ellipsis when some are left out. */
const char *utf8_shorten(struct arena *a, const char *s, size_t points);

/* false for a mark that follows ten others on one letter; *marks counts them, 0 at
 * first. */
bool utf8_mark_fits(int32_t point, unsigned *marks);

/* In all three a broken byte becomes U+FFFD, of more than ten marks on one letter the
 * rest is dropped, and what holds nothing visible becomes "". A line or a text that was
 * cleaned once stays what it is. */

/* One line of text: NFC, runs of white space and control characters to one blank, ends
 * trimmed, direction overrides and invisible format characters dropped (but ZWJ, ZWNJ
 * and the selectors of emoji kept), noncharacters dropped. */
char *utf8_line(struct arena *a, const char *s);
/* Text of many lines: NFC, CR LF, CR and Unicode's own line ends to LF, other control
 * characters but TAB dropped, trailing white space trimmed, direction overrides and
 * noncharacters dropped. */
char *utf8_text(struct arena *a, const char *s);
/* Case-folded, accents removed, compatible forms (full width, ligatures) made plain,
 * for comparing names: "Áña" equals "ana". */
char *utf8_fold(struct arena *a, const char *s);

/* Decimal digits only, no sign, no leading zero, 1 .. INT64_MAX; anything else is
 * false. */
bool parse_id(const char *s, int64_t *id);
/* Decimal digits only, at most `max`. */
bool parse_uint(const char *s, uint64_t max, uint64_t *value);

#endif
