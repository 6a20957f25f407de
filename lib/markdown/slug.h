/*
 * slug.h - the name of a post in its address: [a-z0-9-]{1,80}
 */
#ifndef SLUG_H
#define SLUG_H

#include <stdbool.h>

#include "arena.h"

#define SLUG_MAX 80

bool slug_valid(const char *s);
/* "¿Debe una empresa externalizar?" -> "debe-una-empresa-externalizar": folded, accents
 * removed, cut at a word. "" when nothing is left. */
char *slug_from_title(struct arena *a, const char *title);

#endif
