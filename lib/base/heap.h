/*
 * heap.h - the heap below arenas: an allocation succeeds or the process ends
 */
#ifndef HEAP_H
#define HEAP_H

#include <stddef.h>

/* realloc() that never returns NULL; bytes > 0. */
void *heap_resize(void *p, size_t bytes);
/* Hands freed memory back to the system. The C library does so by itself until the first
 * large piece is freed; from then on it keeps up to twice the size of that piece. */
void heap_give_back(void);
/* Logs and aborts: a size that cannot be right, or no memory left. */
_Noreturn void heap_exhausted(size_t bytes);

#endif
