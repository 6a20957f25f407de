/*
 * disk.h - a site whose database is a file, on a disk that fails on request
 *
 * disk.c replaces the calls with which this program syncs, writes and locks files.
 */
#ifndef DISK_H
#define DISK_H

#include "call.h"

#define NOT_SAVED "No hemos podido guardarlo"
#define MAYBE_SAVED "no sabemos si se ha guardado"

/* mails_due_setup() with the database in a file, and the debate "uno". */
void disk_setup(void);
void disk_teardown(void);
/* Returns another connection to the same database; the caller closes it. */
struct db *disk_neighbour(void);

enum disk_fault {
    DISK_WELL,
    DISK_FULL,     /* a commit is rolled back: RC_FULL */
    DISK_UNSYNCED, /* a commit is stored, but not confirmed by the disk: RC_FAIL */
    DISK_LOCKED /* once a write transaction has ended, nothing can be read: RC_FAIL */
};
/* The disk fails in this way after `well` more commits (0 for DISK_LOCKED). */
void disk_fails(enum disk_fault how, int well);
/* The disk works again, and the program is restarted. */
void disk_mended(void);
/* Runs a script on the database of the running test. */
void disk_script(const char *text);

/* Submits a form while nothing can be written; returns the answer. */
struct response post_unsaved(const char *cookie, const char *target, const char *body);
/* Submits a form that is stored but not confirmed by the disk; returns the answer. No
 * later write succeeds. */
struct response post_unconfirmed(const char *cookie, const char *target,
                                 const char *body);

#endif
