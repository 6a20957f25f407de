/*
 * plain_text.h - cleaned markup as one line of plain text
 */
#ifndef PLAIN_TEXT_H
#define PLAIN_TEXT_H

#include "arena.h"
#include "html.h"

/* Drops tags, decodes entities and makes white space single blanks. At most `points`
 * code points, the ellipsis of a cut included. */
char *plain_text(struct arena *a, struct html html, size_t points);

#endif
