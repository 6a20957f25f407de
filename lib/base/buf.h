/*
 * buf.h - a growing byte buffer with a ceiling
 *
 * The first failure (a piece that would pass the ceiling) is latched in `rc`; later
 * appends do nothing, so building loops stay clean and one check follows. `s` is always
 * NUL-terminated after buf_init; the bytes may hold NUL themselves, `n` is the length.
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
/* Forget the content, keep the memory and forgive the latched failure. */
void buf_reset(struct buf *b);
/* The same, and give back what is held above `bytes` (> 0); true when there was any. */
bool buf_shrink(struct buf *b, size_t bytes);

void buf_add(struct buf *b, const void *bytes, size_t n);
void buf_str(struct buf *b, const char *s);
void buf_char(struct buf *b, char c);
void buf_printf(struct buf *b, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Text as HTML: & < > " ' become entities. */
void buf_escape(struct buf *b, const char *text);
/* The bytes that buf_escape makes of a text. */
size_t buf_escaped_bytes(const char *text);

#endif
