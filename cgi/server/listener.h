/*
 * listener.h - the socket that the web server connects to, and which peers may
 *
 * A listening socket on descriptor 0 (spawn-fcgi) or passed by systemd
 * (sd_listen_fds(3)) is used as it is; else the configured unix socket is made with
 * mode 0660. On a unix socket only these peers are served: root, our own user, and
 * members of the socket file's group.
 */
#ifndef LISTENER_H
#define LISTENER_H

#include <stdbool.h>
#include <sys/types.h>

#include "rc.h"

struct listener {
    int fd;           /* non-blocking */
    const char *path; /* of the socket file that we made, else NULL */
    bool local;       /* a unix socket: peers have credentials */
    gid_t group;      /* of the socket file */
};

/* Did this process inherit a listening socket? */
bool listener_given(void);
/* Borrows `path`. Fails if another program listens there. Replaces the socket file of a
 * killed supervisor after waiting up to 3 s for its workers to end. */
enum rc listener_open(struct listener *l, const char *path) MUST_USE;
/* Removes our socket file: no client can connect; those that wait can be accepted. */
void listener_unlink(struct listener *l);
void listener_close(struct listener *l);

/* Returns a blocking connection of a permitted peer. -1 with errno EAGAIN: none waits;
 * with another errno (logged): pause before the next try. */
int listener_accept(const struct listener *l);

#endif
