/*
 * feed_part.h - one part of a feed that is too long for one answer (RFC 5005, section 3)
 *
 * Parts go from the newest to the oldest and are named by ids, not by numbers: what is
 * written, shown or hidden meanwhile moves nothing from one part into another, and the
 * last one costs as little as the first.
 */
#ifndef FEED_PART_H
#define FEED_PART_H

#include <stdint.h>

/* Where a part ends, with one entry at least; around it an entry takes so many bytes
 * more, at most. */
#define FEED_BYTES 150000
#define FEED_ENTRY_BYTES 1200

struct feed_part {
    int64_t before;   /* asked for: what comes after this one; 0: the newest */
    int64_t previous; /* found: `before` of the part with what is newer; 0: the first */
    int64_t next;     /* found: `before` of the part with what is older; 0: none is */
};

#endif
