/*
 * disk.h - a site whose database is a file, on a disk that fails when a test says so
 *
 * This program's waits for the disk, its writes to it and its locks go through here.
 */
#ifndef DISK_H
#define DISK_H

#include "call.h"

#define NOT_SAVED "No hemos podido guardarlo"
#define MAYBE_SAVED "no sabemos si se ha guardado"

/* mails_due_setup() with the database in a file, and the debate "uno". */
void disk_setup(void);
void disk_teardown(void);
/* Another program's connection to the same database; the caller closes it. */
struct db *disk_neighbour(void);

enum disk_fault {
    DISK_WELL,
    DISK_FULL,     /* a commit is rolled back: RC_FULL */
    DISK_UNSYNCED, /* a commit is stored, but the disk does not say so: RC_FAIL */
    DISK_LOCKED /* once a write transaction has ended, nothing can be read: RC_FAIL */
};
/* From now on, after as many commits as `well` (0 for DISK_LOCKED). */
void disk_fails(enum disk_fault how, int well);
/* The disk is well again, and the program was started anew. */
void disk_mended(void);
/* A script on the database of the running test. */
void disk_script(const char *text);

/* The answer to a press while nothing can be written. */
struct response pressed_in_vain(const char *cookie, const char *target,
                                const char *body);
/* The answer to a press that is stored, while the disk does not say so. Nothing can be
 * written from then on. */
struct response pressed_without_word(const char *cookie, const char *target,
                                     const char *body);

#endif
