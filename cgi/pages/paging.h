/*
 * paging.h - a list in pages: the rows to read, and whether another page follows
 */
#ifndef PAGING_H
#define PAGING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rc.h"

struct paging {
    int64_t page;          /* from 1 */
    size_t size;           /* rows that a page shows */
    int64_t limit, offset; /* of the rows to read: one more than the page shows */
};
struct paging paging_of(int64_t page, size_t size);
/* Cuts *n, the rows that were read, to those of the page. *more: another page follows.
 * RC_NOT_FOUND: the page is behind the last one. */
enum rc paging_cut(const struct paging *paging, size_t *n, bool *more) MUST_USE;

#endif
