/*
 * power.h - records what SQLite does to a database and its log, and makes files as a
 * power cut may leave them
 *
 * What a sync that succeeded came after is on the disk. Of the rest each sector of 512
 * bytes is as it was or as it became with any of the writes since, and the length of the
 * file any that it had. What was written before a sync that failed counts as written for
 * the kernel and may never be: a later sync does not bring it to the disk.
 */
#ifndef POWER_H
#define POWER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* From now on, with the files of `path` on the disk as they are. Connections that are
 * opened later go through the recording; there are none before. */
void power_record(const char *path);
/* Called before each sync that will succeed; NULL: nothing. */
void power_at_sync(void (*call)(void));
/* The next sync of the log fails. */
void power_refuse(void);
/* Writes, changes of length and syncs so far. */
size_t power_acts(void);
/* Connections that are opened later go to the disk again. */
void power_stop(void);

enum power_loss {
    POWER_NOTHING_MORE, /* only what was synced is there */
    POWER_ALL,          /* all is there */
    POWER_LAST_ONLY,    /* of what was not synced, the last write */
    POWER_NOT_FIRST,    /* all of it but the first write */
    POWER_WRITES,       /* each write or not, by chance */
    POWER_SECTORS,      /* each sector for itself, by chance */
    POWER_LOSSES
};

/* Replays what was recorded, from its beginning. */
struct power_replay;
struct power_replay *power_replay_new(void);
void power_replay_free(struct power_replay *r);
/* Goes on until so many acts are done. */
void power_replay_to(struct power_replay *r, size_t acts);
/* The power is cut there: writes the files of another database, over what was there. */
void power_cut(const struct power_replay *r, enum power_loss loss, uint32_t seed,
               const char *path);

#endif
