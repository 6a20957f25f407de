/*
 * bounds.h - what a Markdown text may ask of cmark, found out before it is parsed
 *
 * Debian's cmark 0.30.2 carries no security patches. Some texts cost it the square of
 * their length, and some cost it and our own passes fifty times what prose of the same
 * length costs: a node for each byte, a paragraph for every three, thirty open lists at
 * every blank line. One pass over the text adds up what it will cost, by the table in
 * bounds.c, and refuses what is out of proportion to its length. It guesses high: where
 * a sign stands in code or in a tag it counts all the same, but for lines between ```
 * fences at the margin, which cost nothing.
 *
 * Inside lib/markdown.
 */
#ifndef BOUNDS_H
#define BOUNDS_H

#include "rc.h"

#define BOUNDS_NESTING 32 /* quotes and lists, one inside the other */

/* RC_INVALID: nested deeper; RC_TOO_MANY: too many signs, lines, open lists or images
 * for its length. */
enum rc bounds_check(const char *source) MUST_USE;

#endif
