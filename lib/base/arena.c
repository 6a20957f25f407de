/*
 * arena.c - memory that is freed all at once: see arena.h
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "banned.h"
#include "heap.h"

#ifdef NDEBUG
#define SHARE_BLOCKS 1
#else
#define SHARE_BLOCKS 0 /* one block per piece: AddressSanitizer sees its end */
#endif

#define BLOCK_BYTES ((size_t)64 * 1024)
#define ALIGNMENT _Alignof(max_align_t)

struct block {
    struct block *next;
    size_t n, cap; /* bytes used and held in data */
    max_align_t data[];
};

struct arena {
    struct block *first; /* serves small pieces; NULL: nothing allocated yet */
};

struct arena *arena_new(void)
{
    struct arena *a = heap_resize(NULL, sizeof *a);

    *a = (struct arena){ 0 };
    return a;
}

static void blocks_free(struct block *b)
{
    while (b) {
        struct block *next = b->next;

        free(b);
        b = next;
    }
}

void arena_free(struct arena *a)
{
    if (!a)
        return;
    blocks_free(a->first);
    free(a);
}

void arena_reset(struct arena *a)
{
    struct block *kept = a->first;

    if (!kept)
        return;
    if (SHARE_BLOCKS && kept->cap == BLOCK_BYTES) {
        blocks_free(kept->next);
        kept->next = NULL;
        kept->n = 0;
    } else {
        blocks_free(kept);
        a->first = NULL;
    }
}

static struct block *block_new(size_t cap)
{
    struct block *b;

    if (cap > SIZE_MAX - sizeof *b)
        heap_exhausted(cap);
    b = heap_resize(NULL, sizeof *b + cap);
    *b = (struct block){ .cap = cap };
    return b;
}

/* Returns a block with room for the piece. A large piece gets its own block, behind the
 * first one, so that the first one still serves small pieces. */
static struct block *block_for(struct arena *a, size_t bytes)
{
    struct block *b = a->first;

    if (SHARE_BLOCKS && b && bytes <= b->cap - b->n)
        return b;
    if (SHARE_BLOCKS && bytes <= BLOCK_BYTES / 4) {
        b = block_new(BLOCK_BYTES);
        b->next = a->first;
        a->first = b;
        return b;
    }
    b = block_new(bytes);
    if (a->first) {
        b->next = a->first->next;
        a->first->next = b;
    } else {
        a->first = b;
    }
    return b;
}

void *arena_alloc(struct arena *a, size_t bytes)
{
    struct block *b = block_for(a, bytes);
    char *piece = (char *)b->data + b->n;
    size_t left = b->cap - b->n;
    size_t pad = -bytes & (ALIGNMENT - 1);

    b->n += pad <= left - bytes ? bytes + pad : left;
    memset(piece, 0, bytes);
    return piece;
}

void *arena_array(struct arena *a, size_t count, size_t bytes_each)
{
    size_t bytes;

    if (__builtin_mul_overflow(count, bytes_each, &bytes))
        heap_exhausted(SIZE_MAX);
    return arena_alloc(a, bytes);
}

char *arena_strdup(struct arena *a, const char *s)
{
    return arena_strndup(a, s, strlen(s));
}

char *arena_strndup(struct arena *a, const char *s, size_t n)
{
    char *copy;

    if (n == SIZE_MAX)
        heap_exhausted(n);
    copy = arena_alloc(a, n + 1);
    if (n > 0)
        memcpy(copy, s, n);
    return copy;
}

char *arena_printf(struct arena *a, const char *format, ...)
{
    va_list args;
    char *s;

    va_start(args, format);
    s = arena_vprintf(a, format, args);
    va_end(args);
    return s;
}

char *arena_vprintf(struct arena *a, const char *format, va_list args)
{
    va_list again;
    int n;
    char *s;

    va_copy(again, args);
    n = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (n < 0)
        heap_exhausted(SIZE_MAX); /* over INT_MAX bytes, or no memory to format them */
    s = arena_alloc(a, (size_t)n + 1);
    vsnprintf(s, (size_t)n + 1, format, args);
    return s;
}
