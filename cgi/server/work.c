/*
 * work.c - a worker: waits for a connection or for the word to end, one request at a
 * time
 */
#include <errno.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "fcgi.h"
#include "log.h"
#include "watch.h"
#include "work.h"

/* After a failed accept (no descriptors, no memory) a worker waits this long: no busy
 * loop. */
#define PAUSE_MS 100

struct waiting {
    int epoll, signals;
};

static bool add(int epoll, int fd, uint32_t events)
{
    struct epoll_event e = { .events = events, .data.fd = fd };

    return epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &e) == 0;
}

static bool waiting_open(struct waiting *w, int listener)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, WORK_FINISH);
    sigaddset(&set, WORK_DRAIN);
    w->signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    w->epoll = epoll_create1(EPOLL_CLOEXEC);
    /* Exclusive: one connection wakes one worker, not all of them. */
    if (w->signals >= 0 && w->epoll >= 0 && add(w->epoll, w->signals, EPOLLIN) &&
        add(w->epoll, listener, EPOLLIN | EPOLLEXCLUSIVE))
        return true;
    log_error("worker: cannot wait for connections: %m");
    return false;
}

static void waiting_close(struct waiting *w)
{
    if (w->signals >= 0)
        close(w->signals);
    if (w->epoll >= 0)
        close(w->epoll);
}

/* The signal that came, or 0: there may be a connection. */
static int wait_next(const struct waiting *w)
{
    struct signalfd_siginfo signal;
    struct epoll_event e[2];

    if (epoll_wait(w->epoll, e, 2, -1) < 0 && errno != EINTR)
        log_error("worker: %m");
    if (read(w->signals, &signal, sizeof(signal)) == (ssize_t)sizeof(signal))
        return (int)signal.ssi_signo;
    return 0;
}

static bool serve_next(struct worker *w, const struct listener *listener)
{
    const int fd = listener_accept(listener);

    if (fd >= 0)
        fcgi_serve(w, fd);
    return fd >= 0;
}

static void serve_until_told(struct worker *w, const struct listener *listener,
                             const struct waiting *waiting)
{
    int told;

    while ((told = wait_next(waiting)) == 0)
        if (!serve_next(w, listener) && errno != EAGAIN)
            usleep(PAUSE_MS * 1000);
    if (told == WORK_DRAIN)
        while (serve_next(w, listener))
            ;
}

bool work_tie_to(pid_t supervisor)
{
    return prctl(PR_SET_PDEATHSIG, WORK_FINISH) == 0 && getppid() == supervisor;
}

int work(const struct app *app, const struct listener *listener, pid_t supervisor,
         int ready)
{
    struct waiting waiting = { -1, -1 };
    struct worker w;
    int status = 1;

    if (!work_tie_to(supervisor) || fcgi_init() || watch_init(&app->config) ||
        worker_open(&w, app))
        return status;
    if (waiting_open(&waiting, listener->fd)) {
        /* Nobody takes it when the word to end came first: what waits is answered all
         * the same. */
        if (write(ready, "", 1) != 1)
            log_debug("worker: told to end before it was ready");
        close(ready);
        serve_until_told(&w, listener, &waiting);
        status = 0;
    }
    waiting_close(&waiting);
    worker_close(&w);
    return status;
}
