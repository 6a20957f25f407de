/*
 * buf.h - a growing byte buffer with a ceiling
 *
 * The first failure (a piece that would pass the ceiling) is latched in `rc`; later
 * appends do nothing, so one check after a loop is enough. After buf_init `s` is always
 * NUL-terminated; the content may hold NULs, `n` is its length.
 */
#ifndef BUF_H
#define BUF_H

#include <stdbool.h>
#include <stddef.h>

#include "rc.h"

struct buf {
    char *s;    /* owned; valid until buf_clear */
    size_t n;   /* bytes in use */
    size_t cap; /* bytes allocated, NUL included */
    size_t max; /* ceiling of n in bytes */
    enum rc rc; /* RC_OK or RC_TOO_LARGE */
};

void buf_init(struct buf *b, size_t max_bytes);
void buf_clear(struct buf *b);
/* Drops the content and the latched failure; keeps the memory. */
void buf_reset(struct buf *b);
/* The same, and frees the memory above `bytes` (> 0). Returns true if there was any. */
bool buf_shrink(struct buf *b, size_t bytes);

void buf_add(struct buf *b, const void *bytes, size_t n);
void buf_str(struct buf *b, const char *s);
void buf_char(struct buf *b, char c);
void buf_printf(struct buf *b, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Text as HTML: & < > " ' become entities. */
void buf_escape(struct buf *b, const char *text);
/* Bytes that buf_escape would append. */
size_t buf_escaped_bytes(const char *text);

#endif
