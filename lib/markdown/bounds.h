/*
 * bounds.h - estimates the cost of a Markdown text before cmark parses it
 *
 * Debian's cmark 0.30.2 carries no security patches. The cost of some texts grows with
 * the square of their length; others cost cmark and our own passes fifty times as much
 * as prose of the same length: a node for each byte, a paragraph for every three bytes,
 * thirty open lists at every blank line. One pass adds up the cost of a text by the
 * table in bounds.c and refuses a cost that is out of proportion to the length. The
 * estimate is high: signs in code and in tags count, too, except between ``` fences at
 * the margin, where only the lines count.
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
