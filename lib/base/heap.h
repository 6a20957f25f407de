/*
 * heap.h - the heap below arenas: an allocation succeeds or the process ends
 */
#ifndef HEAP_H
#define HEAP_H

#include <stddef.h>

/* realloc() that never returns NULL; bytes > 0. */
void *heap_resize(void *p, size_t bytes);
/* Returns freed memory to the system. The C library does so automatically, but once it
 * has freed a large piece it keeps up to twice the size of that piece. */
void heap_give_back(void);
/* Logs and aborts: an impossible size, or no memory left. */
_Noreturn void heap_exhausted(size_t bytes);

#endif
