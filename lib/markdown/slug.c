/*
 * slug.c - the name of a post in its address
 */
#include <string.h>

#include "slug.h"
#include "text.h"

static bool in_slug(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool slug_valid(const char *s)
{
    size_t n = 0;

    for (; s[n]; n++) {
        if (n == SLUG_MAX || !(in_slug(s[n]) || s[n] == '-'))
            return false;
    }
    return n > 0;
}

/* Cuts after the last whole word that fits; a single longer word at SLUG_MAX. */
static void cut(char *slug)
{
    char *end;

    if (strlen(slug) <= SLUG_MAX)
        return;
    end = slug + SLUG_MAX;
    while (end > slug && *end != '-')
        end--;
    *(end > slug ? end : slug + SLUG_MAX) = '\0';
}

/* Bytes of an apostrophe at s, either kind: it joins, "don't" becomes "dont". */
static size_t apostrophe(const char *s)
{
    return *s == '\'' ? 1 : strncmp(s, "\u2019", 3) == 0 ? 3 : 0;
}

char *slug_from_title(struct arena *a, const char *title)
{
    const char *from = text_fold(a, title);
    char *slug = arena_alloc(a, strlen(from) + 1);
    size_t n = 0, step;

    for (; *from; from += step) {
        step = apostrophe(from);
        if (step)
            continue;
        step = 1;
        if (in_slug(*from))
            slug[n++] = *from;
        else if (n && slug[n - 1] != '-')
            slug[n++] = '-';
    }
    if (n && slug[n - 1] == '-')
        n--;
    slug[n] = '\0';
    cut(slug);
    return slug;
}
