/*
 * power.c - a recording file system for SQLite, and the replay: see power.h
 */
#include <check.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "power.h"

#define SECTOR 512
#define FILES 2 /* the database and its log */

static const char *const SUFFIX[FILES] = { "", "-wal" };

enum what { ACT_WRITE, ACT_LENGTH, ACT_SYNC, ACT_REFUSED };

struct act {
    enum what what;
    int file;
    size_t at, n; /* ACT_LENGTH: the new length is `at` */
    unsigned char *bytes;
};

struct image {
    unsigned char *bytes;
    size_t n, room;
};

static struct {
    sqlite3_vfs vfs, *real;
    char log[128];
    struct image before[FILES];
    struct act *acts;
    size_t n, room;
    void (*at_sync)(void);
    bool refuses, records;
} power;

/* ---- Images of files ---- */

static void image_length(struct image *i, size_t n)
{
    const size_t whole = (n + SECTOR - 1) / SECTOR * SECTOR;

    if (whole > i->room) {
        i->bytes = realloc(i->bytes, whole);
        ck_assert_ptr_nonnull(i->bytes);
        memset(i->bytes + i->room, 0, whole - i->room);
        i->room = whole;
    }
    if (n < i->n)
        memset(i->bytes + n, 0, i->room - n);
    i->n = n;
}

static void image_put(struct image *i, size_t at, const void *bytes, size_t n)
{
    if (at + n > i->n)
        image_length(i, at + n);
    memcpy(i->bytes + at, bytes, n);
}

static void image_copy(struct image *to, const struct image *from)
{
    image_length(to, 0);
    if (from->n)
        image_put(to, 0, from->bytes, from->n);
}

static void image_load(struct image *i, const char *path, const char *suffix)
{
    char name[160], piece[4096];
    FILE *f;
    size_t n;

    snprintf(name, sizeof(name), "%s%s", path, suffix);
    f = fopen(name, "re");
    while (f && (n = fread(piece, 1, sizeof(piece), f)) > 0)
        image_put(i, i->n, piece, n);
    if (f)
        fclose(f);
}

static void image_save(const struct image *i, const char *path, const char *suffix)
{
    char name[160];
    FILE *f;

    snprintf(name, sizeof(name), "%s%s", path, suffix);
    f = fopen(name, "we");
    ck_assert_ptr_nonnull(f);
    ck_assert_uint_eq(fwrite(i->bytes, 1, i->n, f), i->n);
    ck_assert_int_eq(fclose(f), 0);
}

/* ---- The recording ---- */

struct file {
    sqlite3_file base;
    int which; /* index of SUFFIX; -1: another file */
    sqlite3_file *real;
};

static sqlite3_file *real_of(sqlite3_file *file)
{
    return ((struct file *)(void *)file)->real;
}

static void record(enum what what, int file, size_t at, const void *bytes, size_t n)
{
    struct act *act;

    if (file < 0 || !power.records)
        return;
    if (power.n == power.room) {
        power.room = power.room ? 2 * power.room : 1024;
        power.acts = realloc(power.acts, power.room * sizeof(*power.acts));
        ck_assert_ptr_nonnull(power.acts);
    }
    act = &power.acts[power.n++];
    *act = (struct act){ .what = what, .file = file, .at = at, .n = n };
    if (n) {
        act->bytes = malloc(n);
        ck_assert_ptr_nonnull(act->bytes);
        memcpy(act->bytes, bytes, n);
    }
}

static int do_close(sqlite3_file *f)
{
    const int code = real_of(f)->pMethods->xClose(real_of(f));

    f->pMethods = NULL;
    return code;
}

static int do_read(sqlite3_file *f, void *to, int n, sqlite3_int64 at)
{
    return real_of(f)->pMethods->xRead(real_of(f), to, n, at);
}

static int do_write(sqlite3_file *f, const void *from, int n, sqlite3_int64 at)
{
    record(ACT_WRITE, ((struct file *)(void *)f)->which, (size_t)at, from, (size_t)n);
    return real_of(f)->pMethods->xWrite(real_of(f), from, n, at);
}

static int do_truncate(sqlite3_file *f, sqlite3_int64 n)
{
    record(ACT_LENGTH, ((struct file *)(void *)f)->which, (size_t)n, NULL, 0);
    return real_of(f)->pMethods->xTruncate(real_of(f), n);
}

static int do_sync(sqlite3_file *f, int flags)
{
    const int which = ((struct file *)(void *)f)->which;

    (void)flags;
    if (power.refuses && which == 1) {
        power.refuses = false;
        record(ACT_REFUSED, which, 0, NULL, 0);
        return SQLITE_IOERR_FSYNC;
    }
    if (power.at_sync)
        power.at_sync();
    record(ACT_SYNC, which, 0, NULL, 0);
    return SQLITE_OK;
}

static int do_size(sqlite3_file *f, sqlite3_int64 *n)
{
    return real_of(f)->pMethods->xFileSize(real_of(f), n);
}

static int do_lock(sqlite3_file *f, int lock)
{
    return real_of(f)->pMethods->xLock(real_of(f), lock);
}

static int do_unlock(sqlite3_file *f, int lock)
{
    return real_of(f)->pMethods->xUnlock(real_of(f), lock);
}

static int do_check(sqlite3_file *f, int *out)
{
    return real_of(f)->pMethods->xCheckReservedLock(real_of(f), out);
}

static int do_control(sqlite3_file *f, int what, void *argument)
{
    return real_of(f)->pMethods->xFileControl(real_of(f), what, argument);
}

static int do_sector(sqlite3_file *f)
{
    return real_of(f)->pMethods->xSectorSize(real_of(f));
}

static int do_traits(sqlite3_file *f)
{
    return real_of(f)->pMethods->xDeviceCharacteristics(real_of(f));
}

static int do_shm_map(sqlite3_file *f, int page, int n, int extend, void volatile **out)
{
    return real_of(f)->pMethods->xShmMap(real_of(f), page, n, extend, out);
}

static int do_shm_lock(sqlite3_file *f, int offset, int n, int flags)
{
    return real_of(f)->pMethods->xShmLock(real_of(f), offset, n, flags);
}

static void do_shm_barrier(sqlite3_file *f)
{
    real_of(f)->pMethods->xShmBarrier(real_of(f));
}

static int do_shm_unmap(sqlite3_file *f, int remove)
{
    return real_of(f)->pMethods->xShmUnmap(real_of(f), remove);
}

static const sqlite3_io_methods METHODS = {
    .iVersion = 2,
    .xClose = do_close,
    .xRead = do_read,
    .xWrite = do_write,
    .xTruncate = do_truncate,
    .xSync = do_sync,
    .xFileSize = do_size,
    .xLock = do_lock,
    .xUnlock = do_unlock,
    .xCheckReservedLock = do_check,
    .xFileControl = do_control,
    .xSectorSize = do_sector,
    .xDeviceCharacteristics = do_traits,
    .xShmMap = do_shm_map,
    .xShmLock = do_shm_lock,
    .xShmBarrier = do_shm_barrier,
    .xShmUnmap = do_shm_unmap,
};

static int do_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags,
                   int *got)
{
    struct file *f = (struct file *)(void *)file;
    int code;

    (void)vfs;
    f->real = (sqlite3_file *)(void *)(f + 1);
    f->which = flags & SQLITE_OPEN_MAIN_DB ? 0 : flags & SQLITE_OPEN_WAL ? 1 : -1;
    code = power.real->xOpen(power.real, name, f->real, flags, got);
    f->base.pMethods = f->real->pMethods ? &METHODS : NULL;
    return code;
}

static int do_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
    (void)vfs;
    if (strcmp(name, power.log) == 0)
        record(ACT_LENGTH, 1, 0, NULL, 0);
    return power.real->xDelete(power.real, name, sync);
}

/* Drops an earlier recording. */
static void forget(void)
{
    for (size_t i = 0; i < power.n; i++)
        free(power.acts[i].bytes);
    free(power.acts);
    power.acts = NULL;
    power.n = power.room = 0;
    for (int i = 0; i < FILES; i++)
        image_length(&power.before[i], 0);
}

void power_record(const char *path)
{
    power.real = sqlite3_vfs_find(NULL);
    power.vfs = *power.real;
    power.vfs.zName = "power";
    power.vfs.pNext = NULL;
    power.vfs.szOsFile = (int)sizeof(struct file) + power.real->szOsFile;
    power.vfs.xOpen = do_open;
    power.vfs.xDelete = do_delete;
    snprintf(power.log, sizeof(power.log), "%s-wal", path);
    forget();
    for (int i = 0; i < FILES; i++)
        image_load(&power.before[i], path, SUFFIX[i]);
    power.records = true;
    ck_assert_int_eq(sqlite3_vfs_register(&power.vfs, 1), SQLITE_OK);
}

void power_at_sync(void (*call)(void))
{
    power.at_sync = call;
}

void power_refuse(void)
{
    power.refuses = true;
}

size_t power_acts(void)
{
    return power.n;
}

void power_stop(void)
{
    power.records = false;
    ck_assert_int_eq(sqlite3_vfs_register(power.real, 1), SQLITE_OK);
}

/* ---- The replay ---- */

/* A sector as one write made it; it may not be on the disk. */
struct floating {
    size_t sector, act;
    bool forgotten; /* by the kernel: a later sync does not write it */
    unsigned char bytes[SECTOR];
};

struct replayed {
    struct image seen, safe; /* as readers see it; certainly on the disk */
    struct floating *floating;
    size_t n, room;
    size_t *lengths; /* those that may not be on the disk */
    size_t lengths_n, lengths_room;
};

struct power_replay {
    size_t done;
    struct replayed files[FILES];
};

struct power_replay *power_replay_new(void)
{
    struct power_replay *r = calloc(1, sizeof(*r));

    ck_assert_ptr_nonnull(r);
    for (int i = 0; i < FILES; i++) {
        image_copy(&r->files[i].seen, &power.before[i]);
        image_copy(&r->files[i].safe, &power.before[i]);
    }
    return r;
}

void power_replay_free(struct power_replay *r)
{
    for (int i = 0; i < FILES; i++) {
        free(r->files[i].seen.bytes);
        free(r->files[i].safe.bytes);
        free(r->files[i].floating);
        free(r->files[i].lengths);
    }
    free(r);
}

static void float_sector(struct replayed *f, size_t sector, size_t act)
{
    if (f->n == f->room) {
        f->room = f->room ? 2 * f->room : 256;
        f->floating = realloc(f->floating, f->room * sizeof(*f->floating));
        ck_assert_ptr_nonnull(f->floating);
    }
    f->floating[f->n] = (struct floating){ .sector = sector, .act = act };
    memcpy(f->floating[f->n++].bytes, f->seen.bytes + sector * SECTOR, SECTOR);
}

static void float_length(struct replayed *f, size_t n)
{
    if (f->lengths_n == f->lengths_room) {
        f->lengths_room = f->lengths_room ? 2 * f->lengths_room : 64;
        f->lengths = realloc(f->lengths, f->lengths_room * sizeof(*f->lengths));
        ck_assert_ptr_nonnull(f->lengths);
    }
    f->lengths[f->lengths_n++] = n;
}

/* Records the sectors of a change from `at` to `end`. */
static void float_bytes(struct replayed *f, size_t at, size_t end, size_t act)
{
    for (size_t s = at / SECTOR; s * SECTOR < end; s++)
        float_sector(f, s, act);
}

/* May lengthen the image; the caller then sets its length. */
static void put_sector(struct image *i, const struct floating *s)
{
    image_put(i, s->sector * SECTOR, s->bytes, SECTOR);
}

static bool is_rewritten(const struct replayed *f, size_t i)
{
    for (size_t later = i + 1; later < f->n; later++)
        if (f->floating[later].sector == f->floating[i].sector &&
            !f->floating[later].forgotten)
            return true;
    return false;
}

static void sync_file(struct replayed *f)
{
    size_t kept = 0;

    for (size_t i = 0; i < f->n; i++) {
        const struct floating *s = &f->floating[i];

        if (!s->forgotten)
            put_sector(&f->safe, s);
        else if (!is_rewritten(f, i))
            f->floating[kept++] = *s;
    }
    f->n = kept;
    f->lengths_n = 0;
    image_length(&f->safe, f->seen.n);
}

static void replay(struct replayed *f, const struct act *act, size_t number)
{
    const size_t before = f->seen.n;

    switch (act->what) {
    case ACT_WRITE:
        image_put(&f->seen, act->at, act->bytes, act->n);
        float_bytes(f, act->at, act->at + act->n, number);
        break;
    case ACT_LENGTH:
        image_length(&f->seen, act->at);
        if (act->at < before)
            float_bytes(f, act->at, before, number);
        break;
    case ACT_SYNC:
        sync_file(f);
        return;
    case ACT_REFUSED:
        for (size_t i = 0; i < f->n; i++)
            f->floating[i].forgotten = true;
        return;
    }
    if (f->seen.n != before)
        float_length(f, f->seen.n);
}

void power_replay_to(struct power_replay *r, size_t acts)
{
    for (; r->done < acts; r->done++)
        replay(&r->files[power.acts[r->done].file], &power.acts[r->done], r->done);
}

/* Pseudo-random numbers (splitmix). */
static uint32_t chance(uint32_t seed, size_t n)
{
    uint64_t x = ((uint64_t)seed << 32 | (uint32_t)n) + 0x9e3779b97f4a7c15U;

    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9U;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebU;
    return (uint32_t)(x ^ (x >> 31));
}

static bool reached_disk(const struct replayed *f, size_t i, enum power_loss loss,
                         uint32_t seed)
{
    const struct floating *s = &f->floating[i];

    switch (loss) {
    case POWER_ALL:
        return true;
    case POWER_LAST_ONLY:
        return s->act == f->floating[f->n - 1].act;
    case POWER_NOT_FIRST:
        return s->act != f->floating[0].act;
    case POWER_WRITES:
        return chance(seed, s->act) % 2;
    case POWER_SECTORS:
        return chance(seed, i + 100000) % 2;
    case POWER_NOTHING_MORE:
    case POWER_LOSSES:
        break;
    }
    return false;
}

static size_t length_on_disk(const struct replayed *f, enum power_loss loss,
                             uint32_t seed)
{
    size_t which;

    if (loss == POWER_NOTHING_MORE || f->lengths_n == 0)
        return f->safe.n;
    if (loss == POWER_ALL || loss == POWER_LAST_ONLY || loss == POWER_NOT_FIRST)
        return f->seen.n;
    which = chance(seed, f->lengths_n) % (f->lengths_n + 1);
    return which == f->lengths_n ? f->safe.n : f->lengths[which];
}

void power_cut(const struct power_replay *r, enum power_loss loss, uint32_t seed,
               const char *path)
{
    struct image image = { 0 };

    for (int i = 0; i < FILES; i++) {
        const struct replayed *f = &r->files[i];

        image_copy(&image, &f->safe);
        for (size_t s = 0; s < f->n; s++)
            if (reached_disk(f, s, loss, seed))
                put_sector(&image, &f->floating[s]);
        image_length(&image, length_on_disk(f, loss, seed));
        image_save(&image, path, SUFFIX[i]);
    }
    free(image.bytes);
}
