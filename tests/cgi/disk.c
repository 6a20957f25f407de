/*
 * disk.c - replaces fsync, fdatasync, pwrite64, fcntl64 and usleep: see disk.h
 */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "disk.h"
#include "mails_due.h"
#include "scratch.h"
#include "site.h"
#include "upgrade.h"

static struct scratch scratch;
static enum disk_fault fault;
static int well_before; /* commits that still succeed */
static bool locked;     /* another process holds a lock that a reader needs */

#define WRITE_LOCK 120 /* write-ahead log: UNIX_SHM_BASE in SQLite's os_unix.c */

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

int fcntl64(int fd, int command, ...)
{
    const struct flock *lock;
    va_list more;
    void *arg;

    va_start(more, command);
    lock = arg = va_arg(more, void *);
    va_end(more);
    if (locked && command == F_SETLK && lock->l_type == F_RDLCK) {
        errno = EAGAIN;
        return -1;
    }
    if (command == F_SETLK && lock->l_type == F_UNLCK && lock->l_start == WRITE_LOCK)
        locked = fails(DISK_LOCKED);
    return (int)syscall(SYS_fcntl, fd, command, arg);
}

/* SQLite sleeps between its attempts to lock: these waits are skipped. */
int usleep(useconds_t us)
{
    const struct timespec time = { us / 1000000, us % 1000000 * 1000L };

    return locked ? 0 : nanosleep(&time, NULL);
}

void disk_setup(void)
{
    struct worker *w = call_worker();

    disk_fails(DISK_WELL, 0);
    mails_due_setup();
    db_close(w->db);
    scratch_make(&scratch);
    ck_assert_int_eq(db_open(&w->db, scratch.file, DB_CREATE, 0), RC_OK);
    ck_assert_int_eq(schema_create(w->db), RC_OK);
    ck_assert_int_eq(site_create(w->db, "La tertulia", "", LANG_ES, CALL_NOW), RC_OK);
    debate("uno");
}

void disk_teardown(void)
{
    disk_fails(DISK_WELL, 0);
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
    locked = false;
}

void disk_mended(void)
{
    struct worker *w = call_worker();

    disk_fails(DISK_WELL, 0);
    db_close(w->db);
    ck_assert_int_eq(db_open(&w->db, scratch.file, DB_READ_WRITE, 0), RC_OK);
}

void disk_script(const char *text)
{
    ck_assert_int_eq(db_script(call_db(), "script", text), RC_OK);
}

struct response post_unsaved(const char *cookie, const char *target, const char *body)
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

struct response post_unconfirmed(const char *cookie, const char *target,
                                 const char *body)
{
    struct response rs;

    disk_fails(DISK_UNSYNCED, 0);
    rs = post_as(cookie, target, body);
    ck_status(rs, 500);
    ck_assert_int_eq(rs.cache, CACHE_NEVER);
    return rs;
}
