/*
 * look.h - searches in a rendered page
 */
#ifndef LOOK_H
#define LOOK_H

#include <check.h>
#include <string.h>

/* Runs if it is not escaped: an attribute's end, markup, a script. */
#define HOSTILE "\"><script>alert('x')</script>&amp;<b a=\""
#define HOSTILE_ESCAPED "&lt;script&gt;"

static inline size_t count_of(const char *text, const char *needle)
{
    size_t n = 0;

    for (const char *at = text; (at = strstr(at, needle)); at += strlen(needle))
        n++;
    return n;
}

#define ck_shows(text, needle)                                                         \
    ck_assert_msg(count_of(text, needle) > 0, "missing: %s", needle)
#define ck_hides(text, needle)                                                         \
    ck_assert_msg(count_of(text, needle) == 0, "there is: %s", needle)
#define ck_counts(text, needle, n)                                                     \
    ck_assert_msg(count_of(text, needle) == (n), "%zu times: %s",                      \
                  count_of(text, needle), needle)

#endif
