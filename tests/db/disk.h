/*
 * disk.h - system calls of this test program: replaced, counted and made to fail
 *
 * SQLite and the code under test call these instead of the system's. A sync does not
 * wait for a disk, and usleep only counts, unless a test sets `sleeps`.
 */
#ifndef DISK_H
#define DISK_H

#include <stdbool.h>
#include <stdint.h>

struct disk {
    int waits;               /* calls of fsync and fdatasync so far */
    int refusals;            /* number of the next waits that fail */
    int passes;              /* number of waits that succeed before those */
    void (*at_wait)(void);   /* called by each wait */
    int64_t slept_us;        /* time asked of usleep so far */
    void (*at_sleep)(void);  /* called by each usleep */
    bool sleeps;             /* usleep really sleeps */
    int refused_write;       /* errno of a failing pwrite; 0: it succeeds */
    bool is_read_only;       /* reported by statvfs */
    const char *refused_end; /* pwrite fails for names with this end */
};
extern struct disk disk;

#endif
