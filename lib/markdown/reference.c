/*
 * reference.c - the comments that a comment names: see reference.h
 */
#include <string.h>
#include <utf8proc.h>

#include "number.h"
#include "reference.h"
#include "utf8.h"

bool references_take(const struct references *refs, struct named *named, int64_t id)
{
    for (size_t i = 0; i < named->n; i++)
        if (named->id[i] == id)
            return true;
    if (named->n == REFERENCES_MAX || !refs->visible(refs->from, id))
        return false;
    named->id[named->n++] = id;
    return true;
}

/* Reads the id, 1 or more, that s begins with. *n is its number of digits. */
static bool id_read(const char *s, int64_t *id, size_t *n)
{
    const char *end = s;

    if (!scan_digits(&end, id) || *id == 0)
        return false;
    *n = (size_t)(end - s);
    return true;
}

/* Is the character at s part of a word? */
static bool in_word(const char *s)
{
    utf8proc_int32_t c;

    if (utf8proc_iterate((const utf8proc_uint8_t *)s, -1, &c) <= 0)
        return false;
    switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_PC:
        return true;
    default:
        return false;
    }
}

/* "&#12;", "##12" and "/#12" are something else. */
static bool word_may_start(const char *start, const char *s)
{
    if (s == start)
        return true;
    do
        s--;
    while (s > start && !utf8_starts(*s));
    return !in_word(s) && !strchr("&#/", *s);
}

bool reference_in_text(const char *start, const char *s, int64_t *id, size_t *n)
{
    if (*s != '#' || !id_read(s + 1, id, n))
        return false;
    *n += 1;
    return !in_word(s + *n) && word_may_start(start, s);
}

/* Returns the rest of s after `prefix`, or NULL if s does not begin with it. */
static const char *after(const char *s, const char *prefix)
{
    const size_t n = strlen(prefix);

    return s && strncmp(s, prefix, n) == 0 ? s + n : NULL;
}

static bool is_slug(const char *slug, const char *s, size_t n)
{
    return strlen(slug) == n && memcmp(slug, s, n) == 0;
}

/* Returns the path after the slug, or NULL if the slug was never this post's. */
static const char *below_post(const struct references *refs, const char *path)
{
    const char *slug = after(path, "/p/");
    const size_t n = slug ? strcspn(slug, "/?#") : 0;
    bool ours = n && is_slug(refs->slug, slug, n);

    for (size_t i = 0; n && !ours && i < refs->former_n; i++)
        ours = is_slug(refs->former[i], slug, n);
    return ours ? slug + n : NULL;
}

bool reference_in_url(const struct references *refs, const char *url, int64_t *id)
{
    const char *path = after(url, refs->base_url);
    const char *rest = below_post(refs, path ? path : url);
    size_t n;

    if (!rest)
        return false;
    if ((path = after(rest, "/comments/")))
        return id_read(path, id, &n) && (!path[n] || strchr("?#", path[n]));
    if (*rest == '?')
        rest += strcspn(rest, "#");
    rest = after(rest, "#c");
    return rest && id_read(rest, id, &n) && !rest[n];
}
