/*
 * listener.c - makes or inherits the listening socket, and accepts from it
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <sys/pidfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "listener.h"
#include "log.h"
#include "number.h"

#define BACKLOG 1024
#define SYSTEMD_FD 3 /* SD_LISTEN_FDS_START */
#define PEER_GROUPS 256
/* The workers of a killed supervisor end soon after it, and listen until then. */
#define ORPHANS_MS 3000
#define AGAIN_MS 20

static bool is_listening(int fd)
{
    int listening = 0;
    socklen_t n = sizeof(listening);

    return getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listening, &n) == 0 && listening;
}

/* Returns the descriptor of the socket that systemd passed to this process, or -1. */
static int systemd_fd(void)
{
    const char *pid = getenv("LISTEN_PID");
    const char *count = getenv("LISTEN_FDS");
    uint64_t n;

    if (!pid || !parse_uint(pid, INT_MAX, &n) || (pid_t)n != getpid())
        return -1;
    if (!count || strcmp(count, "1") != 0 || !is_listening(SYSTEMD_FD))
        return -1;
    return SYSTEMD_FD;
}

static int given_fd(void)
{
    return is_listening(STDIN_FILENO) ? STDIN_FILENO : systemd_fd();
}

bool listener_given(void)
{
    return given_fd() >= 0;
}

static bool address_of(const char *path, struct sockaddr_un *address)
{
    *address = (struct sockaddr_un){ .sun_family = AF_UNIX };
    if (strlen(path) >= sizeof(address->sun_path)) {
        log_error("socket: %s is longer than %zu bytes; see [server] socket", path,
                  sizeof(address->sun_path) - 1);
        return false;
    }
    memcpy(address->sun_path, path, strlen(path));
    return true;
}

/* Has the process that called listen() at the other end ended? */
static bool is_orphaned(int fd)
{
    struct ucred peer;
    socklen_t n = sizeof(peer);
    struct pollfd ended = { .events = POLLIN };
    bool yes;

    if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &n) != 0)
        return false;
    ended.fd = pidfd_open(peer.pid, 0);
    if (ended.fd < 0) /* gone, or no pidfd_open(), as under valgrind */
        return kill(peer.pid, 0) != 0 && errno == ESRCH;
    yes = poll(&ended, 1, 0) > 0; /* also before its parent waits for it */
    close(ended.fd);
    return yes;
}

/* Returns 0 if a process listens at `path`, else an errno; ECONNREFUSED: no process
 * listens, or no file exists. */
static int reach(const char *path, const struct sockaddr_un *address, bool *orphaned)
{
    struct stat st;
    int fd, problem = 0;

    *orphaned = false;
    if (lstat(path, &st) != 0)
        return errno == ENOENT ? ECONNREFUSED : errno;
    if (!S_ISSOCK(st.st_mode))
        return EEXIST;
    fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (connect(fd, (const struct sockaddr *)address, sizeof(*address)) != 0)
        problem = errno;
    else
        *orphaned = is_orphaned(fd);
    if (fd >= 0)
        close(fd);
    return problem;
}

/* false (logged): a program listens at `path`, or the file cannot be removed. */
static bool remove_stale(const char *path, const struct sockaddr_un *address)
{
    bool orphaned;
    int problem = reach(path, address, &orphaned);

    if (!problem && orphaned)
        log_info("waiting for the workers of a killed program to leave %s", path);
    for (int ms = 0; !problem && orphaned && ms < ORPHANS_MS; ms += AGAIN_MS) {
        usleep(AGAIN_MS * 1000);
        problem = reach(path, address, &orphaned);
    }
    if (problem != ECONNREFUSED) {
        log_error("socket: %s is in use%s%s; stop the other program or change [server] "
                  "socket",
                  path, problem ? ": " : "", problem ? strerror(problem) : "");
        return false;
    }
    if (unlink(path) == 0 || errno == ENOENT)
        return true;
    log_error("socket: cannot remove %s, which nobody listens on: %m", path);
    return false;
}

static enum rc make(struct listener *l, const char *path)
{
    struct sockaddr_un address;
    mode_t mask;
    int failed;

    if (!address_of(path, &address) || !remove_stale(path, &address))
        return RC_FAIL;
    l->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (l->fd < 0) {
        log_error("socket: %m");
        return RC_FAIL;
    }
    mask = umask(0117);
    failed = bind(l->fd, (const struct sockaddr *)&address, sizeof(address));
    umask(mask);
    if (!failed)
        l->path = path;
    if (failed || listen(l->fd, BACKLOG) != 0) {
        log_error("socket: %s: %m; does its folder exist, and may we write there?",
                  path);
        listener_close(l);
        return RC_FAIL;
    }
    return RC_OK;
}

static enum rc inherit(struct listener *l, int fd)
{
    const int flags = fcntl(fd, F_GETFL);

    l->fd = fd;
    if (flags >= 0 && fcntl(fd, F_SETFL, flags | O_NONBLOCK) == 0)
        return RC_OK;
    log_error("socket: descriptor %d: %m", fd);
    return RC_FAIL;
}

/* Notes whether peers have credentials, and which group may connect. */
static void know_peers(struct listener *l)
{
    struct sockaddr_un address = { 0 };
    socklen_t n = sizeof(address);
    struct stat st;

    l->group = (gid_t)-1;
    if (getsockname(l->fd, (struct sockaddr *)&address, &n) != 0)
        return;
    l->local = address.sun_family == AF_UNIX;
    address.sun_path[sizeof(address.sun_path) - 1] = '\0';
    if (l->local && address.sun_path[0] == '/' && stat(address.sun_path, &st) == 0)
        l->group = st.st_gid;
    else if (l->path && stat(l->path, &st) == 0)
        l->group = st.st_gid;
}

enum rc listener_open(struct listener *l, const char *path)
{
    const int fd = given_fd();
    enum rc rc;

    *l = (struct listener){ .fd = -1 };
    rc = fd >= 0 ? inherit(l, fd) : make(l, path);
    if (!rc)
        know_peers(l);
    return rc;
}

void listener_unlink(struct listener *l)
{
    if (l->path)
        unlink(l->path);
    l->path = NULL;
}

void listener_close(struct listener *l)
{
    listener_unlink(l);
    if (l->fd >= 0)
        close(l->fd);
    l->fd = -1;
}

static bool has_group(int fd, gid_t group)
{
    gid_t groups[PEER_GROUPS];
    socklen_t bytes = sizeof(groups);

    if (getsockopt(fd, SOL_SOCKET, SO_PEERGROUPS, groups, &bytes) != 0)
        return false;
    for (size_t i = 0; i < bytes / sizeof(groups[0]); i++)
        if (groups[i] == group)
            return true;
    return false;
}

static bool may_talk(const struct listener *l, int fd)
{
    struct ucred peer;
    socklen_t n = sizeof(peer);

    if (!l->local)
        return true;
    if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &n) != 0)
        return false;
    if (peer.uid == 0 || peer.uid == geteuid())
        return true;
    if (l->group != (gid_t)-1 && (peer.gid == l->group || has_group(fd, l->group)))
        return true;
    log_warning("socket: user %ld is not let in; add it to the socket's group",
                (long)peer.uid);
    return false;
}

int listener_accept(const struct listener *l)
{
    const int fd = accept4(l->fd, NULL, NULL, SOCK_CLOEXEC);

    if (fd < 0) {
        if (errno == EINTR || errno == ECONNABORTED)
            errno = EAGAIN;
        if (errno != EAGAIN)
            log_warning("socket: cannot accept: %m");
        return -1;
    }
    if (may_talk(l, fd))
        return fd;
    close(fd);
    errno = EAGAIN;
    return -1;
}
