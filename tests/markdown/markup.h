/*
 * markup.h - checks that markup is what lib/markdown may make
 *
 * Balanced tags, known tags only, known attributes with fit values only, links inside
 * no link.
 */
#ifndef MARKUP_H
#define MARKUP_H

#include <stdbool.h>

/* Returns NULL if it is, else what is wrong with it (static text). */
const char *markup_fault(const char *markup, bool reader);

#endif
