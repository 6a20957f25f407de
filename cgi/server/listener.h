/*
 * listener.h - the socket that the web server connects to, and who may
 *
 * A listening socket on descriptor 0 (spawn-fcgi) or passed by systemd
 * (sd_listen_fds(3)) is used as it is; else the configured unix socket is made with
 * mode 0660. On a unix socket only these peers are served: root, our own user, and
 * whoever has the socket file's group among theirs.
 */
#ifndef LISTENER_H
#define LISTENER_H

#include <stdbool.h>
#include <sys/types.h>

#include "rc.h"

struct listener {
    int fd;           /* does not block */
    const char *path; /* of the socket file that we made, else NULL */
    bool local;       /* a unix socket: peers have credentials */
    gid_t group;      /* of the socket file */
};

/* Was a listening socket handed to this process? */
bool listener_given(void);
/* `path` is borrowed. Fails when somebody listens there already; removes what a dead
 * one left, and waits some seconds for its workers to follow it. */
enum rc listener_open(struct listener *l, const char *path) MUST_USE;
/* Nobody new can connect; who has connected may still be accepted. */
void listener_unlink(struct listener *l);
void listener_close(struct listener *l);

/* A connection of a peer that may talk to us; it blocks. -1 with errno EAGAIN: there is
 * none now; with another errno (logged): wait before the next try. */
int listener_accept(const struct listener *l);

#endif
