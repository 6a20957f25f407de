/*
 * disk.h - the disk and the pauses of this test program: SQLite and the code under test
 * call these instead of the system's
 *
 * Nothing waits for a disk here, and pauses are counted instead of slept through, unless
 * a test wants to sleep.
 */
#ifndef DISK_H
#define DISK_H

#include <stdbool.h>
#include <stdint.h>

struct disk {
    int waits;               /* fsync and fdatasync so far */
    int refusals;            /* of the next waits */
    int passes;              /* of the next waits, before those are refused */
    void (*at_wait)(void);   /* called by each */
    int64_t slept_us;        /* usleep so far */
    void (*at_sleep)(void);  /* called by each */
    bool sleeps;             /* usleep really does */
    int refused_write;       /* what pwrite fails with (errno); 0: it does not */
    bool is_read_only;       /* says statvfs */
    const char *refused_end; /* of the names of files it fails with */
};
extern struct disk disk;

#endif
