/*
 * buf.c - a growing byte buffer with a ceiling
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "heap.h"

#define FIRST_BYTES 256

void buf_init(struct buf *b, size_t max_bytes)
{
    *b = (struct buf){ .max = max_bytes, .cap = FIRST_BYTES };
    b->s = heap_resize(NULL, b->cap);
    b->s[0] = '\0';
}

void buf_clear(struct buf *b)
{
    free(b->s);
    *b = (struct buf){ 0 };
}

void buf_reset(struct buf *b)
{
    b->n = 0;
    b->rc = RC_OK;
    if (b->s)
        b->s[0] = '\0';
}

bool buf_shrink(struct buf *b, size_t bytes)
{
    buf_reset(b);
    if (b->cap <= bytes)
        return false;
    b->s = heap_resize(b->s, bytes);
    b->cap = bytes;
    return true;
}

/* Makes room for n more bytes and a NUL, or latches RC_TOO_LARGE and returns false. */
static bool reserve(struct buf *b, size_t n)
{
    size_t cap = b->cap;

    if (b->rc == RC_OK && (b->n > b->max || n > b->max - b->n))
        b->rc = RC_TOO_LARGE;
    if (b->rc)
        return false;
    if (n < cap - b->n)
        return true;
    if (n >= (size_t)-1 / 2 - b->n)
        heap_exhausted(n);
    while (cap <= b->n + n)
        cap = cap ? cap * 2 : FIRST_BYTES;
    b->s = heap_resize(b->s, cap);
    b->cap = cap;
    return true;
}

void buf_add(struct buf *b, const void *bytes, size_t n)
{
    if (n == 0 || !reserve(b, n))
        return;
    memcpy(b->s + b->n, bytes, n);
    b->n += n;
    b->s[b->n] = '\0';
}

void buf_str(struct buf *b, const char *s)
{
    buf_add(b, s, strlen(s));
}

void buf_char(struct buf *b, char c)
{
    buf_add(b, &c, 1);
}

void buf_printf(struct buf *b, const char *format, ...)
{
    va_list args;
    int n;

    va_start(args, format);
    n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (n < 0) {
        b->rc = RC_TOO_LARGE; /* over INT_MAX bytes */
        return;
    }
    if (!reserve(b, (size_t)n))
        return;
    va_start(args, format);
    vsnprintf(b->s + b->n, (size_t)n + 1, format, args);
    va_end(args);
    b->n += (size_t)n;
}

static const char *entity(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    default:
        return "&#39;";
    }
}

void buf_escape(struct buf *b, const char *text)
{
    for (;;) {
        size_t plain = strcspn(text, "&<>\"'");

        buf_add(b, text, plain);
        text += plain;
        if (!*text)
            return;
        buf_str(b, entity(*text++));
    }
}

size_t buf_escaped_bytes(const char *text)
{
    size_t n = 0;

    for (;;) {
        const size_t plain = strcspn(text, "&<>\"'");

        n += plain;
        text += plain;
        if (!*text)
            return n;
        n += strlen(entity(*text++));
    }
}
