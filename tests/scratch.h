/*
 * scratch.h - a temporary folder for a test that needs files
 */
#ifndef SCRATCH_H
#define SCRATCH_H

#include <check.h>
#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct scratch {
    char folder[64];
    char file[80]; /* folder/site.db; does not exist yet */
};

static inline void scratch_make(struct scratch *s)
{
    snprintf(s->folder, sizeof(s->folder), "/tmp/tertulia-test-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(s->folder));
    snprintf(s->file, sizeof(s->file), "%s/site.db", s->folder);
}

static inline int scratch_drop(const char *path, const struct stat *st, int type,
                               struct FTW *ftw)
{
    (void)st;
    (void)type;
    (void)ftw;
    /* A program may have removed some files at its end. */
    return remove(path) == 0 || errno == ENOENT ? 0 : -1;
}

static inline void scratch_remove(const struct scratch *s)
{
    ck_assert_int_eq(nftw(s->folder, scratch_drop, 8, FTW_DEPTH | FTW_PHYS), 0);
}

#endif
