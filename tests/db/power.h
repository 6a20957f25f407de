/*
 * power.h - records SQLite's writes, and makes the files that a power cut may leave
 *
 * Writes before a successful sync are on the disk. After it each sector of 512 bytes is
 * as it was, or as any later write made it, and the file has any length that it had
 * since. The kernel counts writes before a failed sync as written, so a later sync does
 * not write them: they may never reach the disk.
 */
#ifndef POWER_H
#define POWER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Starts a recording; the files of `path` are on the disk as they are now. Connections
 * opened later are recorded; there must be none before. */
void power_record(const char *path);
/* Sets a function that is called before each successful sync; NULL: none. */
void power_at_sync(void (*call)(void));
/* Makes the next sync of the log fail. */
void power_refuse(void);
/* Number of writes, changes of length and syncs so far. */
size_t power_acts(void);
/* Ends the recording: connections opened later use the disk directly. */
void power_stop(void);

enum power_loss {
    POWER_NOTHING_MORE, /* only synced writes remain */
    POWER_ALL,          /* all writes remain */
    POWER_LAST_ONLY,    /* synced writes, and the last of the others */
    POWER_NOT_FIRST,    /* all but the first write that was not synced */
    POWER_WRITES,       /* each unsynced write or not, by chance */
    POWER_SECTORS,      /* each sector or not, by chance */
    POWER_LOSSES
};

/* Replays the recording from its beginning. */
struct power_replay;
struct power_replay *power_replay_new(void);
void power_replay_free(struct power_replay *r);
/* Continues until `acts` acts are done. */
void power_replay_to(struct power_replay *r, size_t acts);
/* Cuts the power at that point: writes the files as database `path`, replacing any. */
void power_cut(const struct power_replay *r, enum power_loss loss, uint32_t seed,
               const char *path);

#endif
