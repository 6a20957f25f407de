/*
 * text.c - typed text, cleaned for storing and comparing (utf8proc): see text.h
 */
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "banned.h"
#include "heap.h"
#include "text.h"
#include "utf8.h"

#define NO_POINT (-1)
#define REPLACEMENT 0xFFFD

/* Real text has only a handful of marks on a letter. More of them overlap other lines,
 * and utf8proc sorts a run of marks in quadratic time. */
#define MARKS_MAX 10

/* Decodes one code point; a broken byte gives U+FFFD. Returns the bytes read. */
static size_t decode(const char *s, size_t n, utf8proc_int32_t *point)
{
    const utf8proc_ssize_t used =
        utf8proc_iterate((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)n, point);

    if (used > 0)
        return (size_t)used;
    *point = REPLACEMENT;
    return 1;
}

char *text_prefix(struct arena *a, const char *s, size_t points)
{
    size_t n = 0;

    while (s[n] && (!utf8_starts(s[n]) || points-- > 0))
        n++;
    return arena_strndup(a, s, n);
}

static bool is_white(utf8proc_int32_t c)
{
    switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return true;
    default:
        return c == 0x2800; /* the braille pattern without dots looks blank */
    }
}

static bool is_mark(utf8proc_int32_t c)
{
    const utf8proc_property_t *p = utf8proc_get_property(c);

    return p->category == UTF8PROC_CATEGORY_MN || p->category == UTF8PROC_CATEGORY_ME ||
           p->combining_class != 0;
}

/* ZWNJ, ZWJ and variation selectors: they shape the characters beside them (emoji,
 * Persian, Hindi). */
static bool is_joiner(utf8proc_int32_t c)
{
    return c == 0x200C || c == 0x200D || (c >= 0xFE00 && c <= 0xFE0F);
}

/* U+FFFE and the like: never text, and XML refuses them. */
static bool is_noncharacter(utf8proc_int32_t c)
{
    return (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
}

/* Marks that reorder what follows (Unicode Standard Annex 9, section 2). */
static bool turns_direction(utf8proc_int32_t c)
{
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/* Has no width: a name of such characters alone would look empty. The Arabic and Syriac
 * number signs are visible, though their category is "format". */
static bool is_invisible(utf8proc_int32_t c)
{
    const utf8proc_property_t *p = utf8proc_get_property(c);

    if ((c >= 0x600 && c <= 0x605) || c == 0x6DD || c == 0x70F || c == 0x8E2)
        return false;
    return p->ignorable || p->category == UTF8PROC_CATEGORY_CF;
}

/* Most of what people type: kept as it is, and not worth a search in Unicode's tables. */
static bool is_plain(utf8proc_int32_t c)
{
    return c > ' ' && c < 0x7F;
}

/* Maps a code point in one line of text; NO_POINT: it is dropped. */
static utf8proc_int32_t line_point(utf8proc_int32_t c)
{
    if (is_plain(c))
        return c;
    if (is_white(c))
        return ' ';
    if (is_joiner(c))
        return c;
    return is_invisible(c) || is_noncharacter(c) ? NO_POINT : c;
}

/* The same in a text of many lines; every line end becomes LF. */
static utf8proc_int32_t text_point(utf8proc_int32_t c)
{
    if (is_plain(c) || c == '\n' || c == '\t')
        return c;
    if (c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029)
        return '\n';
    if (utf8proc_category(c) == UTF8PROC_CATEGORY_CC)
        return NO_POINT;
    return turns_direction(c) || is_noncharacter(c) ? NO_POINT : c;
}

static utf8proc_int32_t same_point(utf8proc_int32_t c)
{
    return c;
}

/* Output of the filter: at most 3 bytes for one of input (U+FFFD for a broken one). */
struct cleaning {
    char *s;
    size_t n;
    unsigned marks; /* so far on the last letter */
    bool visible;   /* some character was neither blank nor invisible */
};

/* Invisible characters do not end a letter: marks behind a ZWJ are still on it. */
bool text_mark_fits(int32_t c, unsigned *marks)
{
    bool mark;

    if (c < 0x80) { /* ASCII has neither marks nor invisible characters */
        *marks = 0;
        return true;
    }
    mark = is_mark(c);
    if (!mark && !is_joiner(c) && !is_invisible(c))
        *marks = 0;
    *marks += mark;
    return !mark || *marks <= MARKS_MAX;
}

static void put(struct cleaning *out, utf8proc_int32_t c)
{
    if (!text_mark_fits(c, &out->marks))
        return;
    if (is_plain(c) ||
        (!is_mark(c) && !is_white(c) && !is_joiner(c) && !is_invisible(c)))
        out->visible = true;
    out->n += (size_t)utf8proc_encode_char(c, (utf8proc_uint8_t *)out->s + out->n);
}

/* Filters `s`; `collapse` joins blanks. Returns "" if nothing visible is left. */
static char *clean(struct arena *a, const char *s, bool collapse,
                   utf8proc_int32_t (*filter)(utf8proc_int32_t))
{
    const size_t n = strlen(s);
    struct cleaning out = { .s = arena_array(a, n + 1, 3) };

    for (size_t i = 0; i < n;) {
        utf8proc_int32_t c;

        i += decode(s + i, n - i, &c);
        if (c == '\r' && s[i] == '\n')
            continue;
        c = filter(c);
        if (c == NO_POINT ||
            (collapse && c == ' ' && (out.n == 0 || out.s[out.n - 1] == ' ')))
            continue;
        put(&out, c);
    }
    out.s[out.visible ? out.n : 0] = '\0';
    return out.s;
}

static void trim_end(char *s)
{
    size_t n = strlen(s);

    while (n > 0) {
        size_t last = n;
        utf8proc_int32_t c;

        do
            last--;
        while (last > 0 && !utf8_starts(s[last]));
        decode(s + last, n - last, &c);
        if (!is_white(c))
            break;
        n = last;
    }
    s[n] = '\0';
}

/* Returns a normal form of valid UTF-8, in the arena. */
static char *mapped(struct arena *a, const char *s, utf8proc_option_t options)
{
    utf8proc_uint8_t *made = NULL;
    const utf8proc_ssize_t n =
        utf8proc_map((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)strlen(s), &made,
                     options | UTF8PROC_STABLE);
    char *copy;

    if (n < 0)
        heap_exhausted(strlen(s)); /* valid input fails only for lack of memory */
    copy = arena_strndup(a, (const char *)made, (size_t)n);
    free(made);
    return copy;
}

/* Has `s` only characters below U+0300, of which none is a mark or composes with another
 * (Unicode Standard Annex 15, section 9)? Their UTF-8 has no byte above 0xCB. */
static bool is_below_marks(const char *s)
{
    while (*s && (unsigned char)*s < 0xCC)
        s++;
    return !*s;
}

/* Returns NFC with at most MARKS_MAX marks on a letter. They are counted again: some
 * letters and marks, once decomposed, are not composed again (U+1D15F, U+0344). Only
 * the last marks of a letter are dropped, so the result is still NFC. */
static char *composed(struct arena *a, char *s)
{
    char *text, *to;
    const char *from;
    unsigned marks = 0;

    if (is_below_marks(s))
        return s;
    from = text = to = mapped(a, s, UTF8PROC_COMPOSE);
    while (*from) {
        utf8proc_int32_t c;
        const size_t n = decode(from, SIZE_MAX / 2, &c);

        if (text_mark_fits(c, &marks)) {
            memmove(to, from, n);
            to += n;
        }
        from += n;
    }
    *to = '\0';
    return text;
}

char *text_line(struct arena *a, const char *s)
{
    char *line = clean(a, s, true, line_point);

    trim_end(line);
    return composed(a, line);
}

char *text_lines(struct arena *a, const char *s)
{
    char *text = clean(a, s, false, text_point);

    trim_end(text);
    return composed(a, text);
}

char *text_fold(struct arena *a, const char *s)
{
    return mapped(a, clean(a, s, false, same_point),
                  UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
                      UTF8PROC_STRIPMARK | UTF8PROC_IGNORE);
}

const char *text_shorten(struct arena *a, const char *s, size_t points)
{
    if (utf8_length(s) <= points)
        return s;
    return arena_printf(a, "%s…", text_prefix(a, s, points - 1));
}

const char *text_shorten_words(struct arena *a, const char *line, size_t points)
{
    char *head, *space;
    size_t n;

    if (utf8_length(line) <= points)
        return line;
    head = text_prefix(a, line, points - 1);
    n = strlen(head);
    space = line[n] == ' ' ? NULL : strrchr(head, ' ');
    if (space)
        n = (size_t)(space - head);
    while (n && strchr(" ,;:.", head[n - 1]))
        n--;
    head[n] = '\0';
    return arena_printf(a, "%s…", head);
}
