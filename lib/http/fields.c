/*
 * fields.c - names and values of a query, of a form body or of the Cookie header
 */
#include <stdbool.h>
#include <string.h>

#include "fields.h"
#include "url.h"
#include "utf8.h"

static size_t pieces_count(const char *s, size_t n, char separator)
{
    size_t pieces = 1;

    for (size_t i = 0; i < n; i++)
        pieces += s[i] == separator;
    return pieces;
}

static enum rc pair_decode(struct arena *a, const char *s, size_t n, struct field *out)
{
    const char *equals = memchr(s, '=', n);
    const size_t name_n = equals ? (size_t)(equals - s) : n;
    char *name, *value = "";
    enum rc rc = url_decode(a, s, name_n, true, &name);

    if (!rc && equals && name_n + 1 < n)
        rc = url_decode(a, equals + 1, n - name_n - 1, true, &value);
    if (!rc)
        *out = (struct field){ .name = name, .value = value };
    return rc;
}

enum rc fields_parse(struct arena *a, const char *s, size_t n, struct fields *out)
{
    const char *end = s + n;
    const size_t pieces = pieces_count(s, n, '&');

    *out = (struct fields){ 0 };
    if (pieces > FIELDS_MAX)
        return RC_INVALID;
    out->items = ARENA_ARRAY(a, pieces, struct field);
    while (s < end) {
        const char *stop = memchr(s, '&', (size_t)(end - s));
        const size_t piece = stop ? (size_t)(stop - s) : (size_t)(end - s);
        enum rc rc = RC_OK;

        if (piece)
            rc = pair_decode(a, s, piece, &out->items[out->n++]);
        if (rc) {
            *out = (struct fields){ 0 };
            return rc;
        }
        s += piece + (stop != NULL);
    }
    return RC_OK;
}

static void cookie_add(struct arena *a, const char *s, size_t n, struct fields *out)
{
    const char *equals;

    while (n && (s[0] == ' ' || s[0] == '\t')) {
        s++;
        n--;
    }
    while (n && (s[n - 1] == ' ' || s[n - 1] == '\t'))
        n--;
    equals = memchr(s, '=', n);
    if (!equals || equals == s || !utf8_valid(s, n))
        return;
    out->items[out->n++] = (struct field){
        .name = arena_strndup(a, s, (size_t)(equals - s)),
        .value = arena_strndup(a, equals + 1, n - (size_t)(equals - s) - 1),
    };
}

void fields_parse_cookies(struct arena *a, const char *header, struct fields *out)
{
    size_t pieces = pieces_count(header, strlen(header), ';');

    if (pieces > FIELDS_MAX)
        pieces = FIELDS_MAX;
    *out = (struct fields){ .items = ARENA_ARRAY(a, pieces, struct field) };
    for (size_t i = 0; i < pieces; i++) {
        const size_t n = strcspn(header, ";");

        cookie_add(a, header, n, out);
        header += n + (header[n] != '\0');
    }
}

/* Compares the first byte before strcmp(): a body may have a thousand fields, and every
 * look-up walks through them. */
static bool is_called(const struct field *f, const char *name)
{
    return f->name[0] == name[0] && strcmp(f->name, name) == 0;
}

const char *fields_get(const struct fields *f, const char *name)
{
    for (size_t i = 0; i < f->n; i++) {
        if (is_called(&f->items[i], name))
            return f->items[i].value;
    }
    return NULL;
}

const char *fields_text(const struct fields *f, const char *name)
{
    const char *value = fields_get(f, name);

    return value ? value : "";
}

size_t fields_count(const struct fields *f, const char *name)
{
    size_t n = 0;

    for (size_t i = 0; i < f->n; i++)
        n += is_called(&f->items[i], name);
    return n;
}
