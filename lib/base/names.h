/*
 * names.h - the words that stand for the values of an enum
 */
#ifndef NAMES_H
#define NAMES_H

#include <stddef.h>

/* Index of `text` among the n names; n: it is none of them, or NULL. */
size_t name_find(const char *const *names, size_t n, const char *text);

#endif
