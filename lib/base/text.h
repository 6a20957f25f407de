/*
 * text.h - text as people write it, made fit to keep and to compare (utf8proc)
 *
 * Lengths that a reader sees are counted in code points after NFC (utf8_length).
 */
#ifndef TEXT_H
#define TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"

/* The first `points` code points of valid UTF-8, in the arena. */
char *text_prefix(struct arena *a, const char *s, size_t points);
/* At most `points` code points, the last of them an ellipsis when some are left out. */
const char *text_shorten(struct arena *a, const char *s, size_t points);
/* The same of a line, cut at a word's end where there is one. */
const char *text_shorten_words(struct arena *a, const char *line, size_t points);

/* false for a mark that follows ten others on one letter; *marks counts them, 0 at
 * first. */
bool text_mark_fits(int32_t point, unsigned *marks);

/* In all three a broken byte becomes U+FFFD, of more than ten marks on one letter the
 * rest is dropped, and what holds nothing visible becomes "". A line or a text that was
 * cleaned once stays what it is. */

/* One line of text: NFC, runs of white space and control characters to one blank, ends
 * trimmed, direction overrides and invisible format characters dropped (but ZWJ, ZWNJ
 * and the selectors of emoji kept), noncharacters dropped. */
char *text_line(struct arena *a, const char *s);
/* Text of many lines: NFC, CR LF, CR and Unicode's own line ends to LF, other control
 * characters but TAB dropped, trailing white space trimmed, direction overrides and
 * noncharacters dropped. */
char *text_lines(struct arena *a, const char *s);
/* Case-folded, accents removed, compatible forms (full width, ligatures) made plain,
 * for comparing names: "Áña" equals "ana". */
char *text_fold(struct arena *a, const char *s);

#endif
