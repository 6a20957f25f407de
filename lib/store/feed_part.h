/*
 * feed_part.h - one part of a feed too long for one response (RFC 5005, section 3)
 *
 * Parts go from the newest entry to the oldest and are named by ids, not by page
 * numbers: entries that are added, shown or hidden move no other entry to another part,
 * and the last part costs as little as the first.
 */
#ifndef FEED_PART_H
#define FEED_PART_H

#include <stdint.h>

/* A part ends at FEED_BYTES, but holds one entry at least. An entry takes
 * FEED_ENTRY_BYTES at most besides its texts. */
#define FEED_BYTES 150000
#define FEED_ENTRY_BYTES 1200

struct feed_part {
    int64_t before;   /* requested: entries older than this one; 0: the newest */
    int64_t previous; /* result: `before` of the part of newer entries; 0: the first */
    int64_t next;     /* result: `before` of the part of older entries; 0: none */
};

#endif
