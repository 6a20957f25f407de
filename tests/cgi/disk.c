/*
 * disk.c - stands in for fsync, fdatasync and pwrite64: see disk.h
 */
#include <errno.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "disk.h"
#include "letters.h"
#include "scratch.h"
#include "site.h"
#include "upgrade.h"

static struct scratch scratch;
static enum disk_fault fault;
static int well_before; /* commits that succeed yet */

static bool fails(enum disk_fault how)
{
    return fault == how && !well_before;
}

static int wait_for_disk(long call, int fd)
{
    if (fails(DISK_UNSYNCED)) {
        errno = EIO;
        return -1;
    }
    if (well_before)
        well_before--;
    return (int)syscall(call, fd);
}

int fdatasync(int fd)
{
    return wait_for_disk(SYS_fdatasync, fd);
}

int fsync(int fd)
{
    return wait_for_disk(SYS_fsync, fd);
}

ssize_t pwrite64(int fd, const void *bytes, size_t n, off64_t at)
{
    if (fails(DISK_FULL)) {
        errno = ENOSPC;
        return -1;
    }
    return syscall(SYS_pwrite64, fd, bytes, n, at);
}

void disk_setup(void)
{
    struct worker *w = call_worker();

    fault = DISK_WELL;
    letters_setup();
    db_close(w->db);
    scratch_make(&scratch);
    ck_assert_int_eq(db_open(&w->db, scratch.file, DB_CREATE, 0), RC_OK);
    ck_assert_int_eq(schema_create(w->db), RC_OK);
    ck_assert_int_eq(site_create(w->db, "La tertulia", "", LANG_ES, CALL_NOW), RC_OK);
    debate("uno");
}

void disk_teardown(void)
{
    fault = DISK_WELL;
    call_teardown();
    scratch_remove(&scratch);
}

struct db *disk_neighbour(void)
{
    struct db *db;

    ck_assert_int_eq(db_open(&db, scratch.file, DB_READ_WRITE, 0), RC_OK);
    return db;
}

void disk_fails(enum disk_fault how, int well)
{
    fault = how;
    well_before = well;
}

void disk_mended(void)
{
    struct worker *w = call_worker();

    fault = DISK_WELL;
    db_close(w->db);
    ck_assert_int_eq(db_open(&w->db, scratch.file, DB_READ_WRITE, 0), RC_OK);
}

void disk_script(const char *text)
{
    ck_assert_int_eq(db_script(call_db(), "script", text), RC_OK);
}

struct response pressed_in_vain(const char *cookie, const char *target,
                                const char *body)
{
    struct response rs;

    disk_script("PRAGMA query_only = 1");
    rs = post_as(cookie, target, body);
    disk_script("PRAGMA query_only = 0");
    ck_status(rs, 503);
    ck_assert_int_gt(rs.retry_after_s, 0);
    ck_assert_int_eq(rs.cache, CACHE_NEVER);
    return rs;
}

struct response pressed_without_word(const char *cookie, const char *target,
                                     const char *body)
{
    struct response rs;

    disk_fails(DISK_UNSYNCED, 0);
    rs = post_as(cookie, target, body);
    ck_status(rs, 500);
    ck_assert_int_eq(rs.cache, CACHE_NEVER);
    return rs;
}
