/*
 * names.h - the names of an enum's values
 */
#ifndef NAMES_H
#define NAMES_H

#include <stddef.h>

/* Returns the index of `text` among the n names; n if it is NULL or none of them. */
size_t name_find(const char *const *names, size_t n, const char *text);

#endif
