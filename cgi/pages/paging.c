/*
 * paging.c - a list in pages: see paging.h
 */
#include "paging.h"

struct paging paging_of(int64_t page, size_t size)
{
    return (struct paging){ .page = page,
                            .size = size,
                            .limit = (int64_t)size + 1,
                            .offset = (page - 1) * (int64_t)size };
}

enum rc paging_cut(const struct paging *paging, size_t *n, bool *more)
{
    *more = *n > paging->size;
    if (*more)
        *n = paging->size;
    return paging->page > 1 && *n == 0 ? RC_NOT_FOUND : RC_OK;
}
