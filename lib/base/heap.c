/*
 * heap.c - the heap below arenas: an allocation succeeds or the process ends
 */
#include <malloc.h>
#include <stdlib.h>

#include "heap.h"
#include "log.h"

void *heap_resize(void *p, size_t bytes)
{
    void *grown = realloc(p, bytes);

    if (!grown)
        heap_exhausted(bytes);
    return grown;
}

void heap_give_back(void)
{
    malloc_trim(0);
}

void heap_exhausted(size_t bytes)
{
    log_error("out of memory: %zu bytes refused; allow the process more, or run fewer"
              " workers",
              bytes);
    abort();
}
