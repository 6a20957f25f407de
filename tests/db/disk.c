/*
 * disk.c - replaces fsync, fdatasync, pwrite64, statvfs and usleep: see disk.h
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "disk.h"

struct disk disk;

static int wait_for_disk(void)
{
    disk.waits++;
    if (disk.at_wait)
        disk.at_wait();
    if (disk.passes && disk.passes--)
        return 0;
    errno = EIO;
    return disk.refusals && disk.refusals-- ? -1 : 0;
}

int fdatasync(int fd)
{
    (void)fd;
    return wait_for_disk();
}

int fsync(int fd)
{
    (void)fd;
    return wait_for_disk();
}

static bool ends_so(int fd, const char *end)
{
    char link[32], name[256];
    ssize_t n;

    snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
    n = readlink(link, name, sizeof(name));
    return n >= (ssize_t)strlen(end) &&
           memcmp(name + n - strlen(end), end, strlen(end)) == 0;
}

ssize_t pwrite64(int fd, const void *bytes, size_t n, off64_t at)
{
    if (disk.refused_write && ends_so(fd, disk.refused_end)) {
        errno = disk.refused_write;
        return -1;
    }
    return syscall(SYS_pwrite64, fd, bytes, n, at);
}

int statvfs(const char *path, struct statvfs *out)
{
    (void)path;
    *out =
        (struct statvfs){ .f_bavail = 1, .f_flag = disk.is_read_only ? ST_RDONLY : 0 };
    return 0;
}

int usleep(useconds_t us)
{
    const struct timespec pause = { .tv_nsec = (long)us * 1000 };

    disk.slept_us += us;
    if (disk.at_sleep)
        disk.at_sleep();
    return disk.sleeps ? nanosleep(&pause, NULL) : 0;
}
