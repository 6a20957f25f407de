/*
 * names.c - the names of an enum's values: see names.h
 */
#include <string.h>

#include "names.h"

size_t name_find(const char *const *names, size_t n, const char *text)
{
    size_t i = 0;

    while (text && i < n && strcmp(names[i], text) != 0)
        i++;
    return text ? i : n;
}
