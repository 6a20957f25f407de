/*
 * text.h - typed text, cleaned for storing and comparing (utf8proc)
 *
 * Lengths that a reader sees are counted in code points after NFC (utf8_length).
 */
#ifndef TEXT_H
#define TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"

/* Returns the first `points` code points of valid UTF-8. */
char *text_prefix(struct arena *a, const char *s, size_t points);
/* Returns at most `points` code points, the last one an ellipsis if `s` was cut. */
const char *text_shorten(struct arena *a, const char *s, size_t points);
/* The same for a line, cut at the end of a word if possible. */
const char *text_shorten_words(struct arena *a, const char *line, size_t points);

/* Returns false for a mark that follows ten others on one letter. *marks counts them
 * and is 0 at first. */
bool text_mark_fits(int32_t point, unsigned *marks);

/* In all three a broken byte becomes U+FFFD, marks on one letter beyond ten are
 * dropped, and a text without visible characters becomes "". A second cleaning of a
 * line or a text changes nothing. */

/* One line of text: NFC, runs of white space and control characters to one blank, ends
 * trimmed; direction overrides, noncharacters and invisible format characters dropped,
 * except ZWJ, ZWNJ and the selectors of emoji. */
char *text_line(struct arena *a, const char *s);
/* Text of many lines: NFC; CR LF, CR and Unicode's line ends to LF; trailing white
 * space trimmed; other control characters except TAB, direction overrides and
 * noncharacters dropped. */
char *text_lines(struct arena *a, const char *s);
/* For comparing names: case-folded, accents removed, compatible forms (full width,
 * ligatures) made plain. "Áña" equals "ana". */
char *text_fold(struct arena *a, const char *s);

#endif
