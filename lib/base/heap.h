/*
 * heap.h - the heap below arenas: an allocation succeeds or the process ends
 */
#ifndef HEAP_H
#define HEAP_H

#include <stddef.h>

/* realloc() that never returns NULL; bytes > 0. */
void *heap_resize(void *p, size_t bytes);
/* Hands what was freed back to the system. The C library does so by itself as long as
 * no large piece was freed; afterwards it keeps twice as much as that for the next. */
void heap_give_back(void);
/* Logs and aborts: a size that cannot be right, or no memory left. */
_Noreturn void heap_exhausted(size_t bytes);

#endif
