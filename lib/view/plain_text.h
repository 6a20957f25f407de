/*
 * plain_text.h - cleaned markup as one line of text, for what knows no markup
 */
#ifndef PLAIN_TEXT_H
#define PLAIN_TEXT_H

#include "arena.h"
#include "html.h"

/* Tags dropped, entities decoded, white space to single blanks; at most `points` code
 * points, the ellipsis of a cut included. */
char *plain_text(struct arena *a, struct html html, size_t points);

#endif
