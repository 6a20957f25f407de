/*
 * turn.c - turns, kept as locks on a file: see turn.h
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "log.h"
#include "turn.h"

static enum rc cannot(const char *path)
{
    const int why = errno;

    log_error("no turns without %s: %s; its folder must belong to the user that runs "
              "tertulia",
              path, strerror(why));
    return why == ENOSPC || why == EROFS || why == EDQUOT ? RC_FULL : RC_FAIL;
}

/* The lock belongs to the open file, not to the process: another open and close of the
 * file does not end it. */
static enum rc lock(int fd, int byte, const char *path)
{
    struct flock lock = {
        .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = byte, .l_len = 1
    };

    if (fcntl(fd, F_OFD_SETLK, &lock) == 0)
        return RC_OK;
    return errno == EAGAIN || errno == EACCES ? RC_BUSY : cannot(path);
}

enum rc turn_take(const char *path, int of, struct turn *out)
{
    enum rc rc = RC_BUSY;

    out->fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (out->fd < 0)
        return cannot(path);
    for (int i = 0; rc == RC_BUSY && i < of; i++)
        rc = lock(out->fd, i, path);
    if (rc)
        turn_give(out);
    return rc;
}

void turn_give(struct turn *turn)
{
    if (turn->fd >= 0)
        close(turn->fd);
    turn->fd = -1;
}
