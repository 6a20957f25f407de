/*
 * markup.h - is a piece of markup what lib/markdown may make?
 *
 * Balanced tags, known tags only, known attributes with fit values only, links inside
 * no link.
 */
#ifndef MARKUP_H
#define MARKUP_H

#include <stdbool.h>

/* NULL when it is, else what is wrong with it (static text). */
const char *markup_fault(const char *markup, bool reader);

#endif
