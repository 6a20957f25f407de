/*
 * worker_loop.c - a worker: waits for connections or a signal, serves one at a time
 */
#include <errno.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "arrivals.h"
#include "clock.h"
#include "fcgi.h"
#include "log.h"
#include "watch.h"
#include "worker_loop.h"

/* After a failed accept (no descriptors, no memory) a worker waits this long: no busy
 * loop. */
#define PAUSE_MS 100
#define REOPEN_MS 2000 /* a younger worker goes on with its open database */
#define EVENTS 16

struct serving {
    struct worker worker;
    const struct listener *listener;
    struct arrivals arrivals;
    int epoll, signals;
    int64_t opened_ms; /* when the database was opened; monotonic */
};

static bool add(int epoll, int fd, uint32_t events)
{
    struct epoll_event e = { .events = events, .data.fd = fd };

    return epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &e) == 0;
}

static bool serving_open(struct serving *s)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, WORKER_FINISH);
    sigaddset(&set, WORKER_DRAIN);
    s->signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    s->epoll = s->arrivals.epoll = epoll_create1(EPOLL_CLOEXEC);
    /* Exclusive: one connection wakes one worker, not all of them. */
    if (s->signals >= 0 && s->epoll >= 0 && add(s->epoll, s->signals, EPOLLIN) &&
        add(s->epoll, s->listener->fd, EPOLLIN | EPOLLEXCLUSIVE))
        return true;
    log_error("worker: cannot wait for connections: %m");
    return false;
}

static void serving_close(struct serving *s)
{
    arrivals_close(&s->arrivals);
    if (s->signals >= 0)
        close(s->signals);
    if (s->epoll >= 0)
        close(s->epoll);
}

/* Returns the signal that came, or 0. *connections: a client may have connected. */
static int wait_next(struct serving *s, bool *connections)
{
    struct signalfd_siginfo signal;
    struct epoll_event e[EVENTS];
    const int n = epoll_wait(s->epoll, e, EVENTS, arrivals_wait_ms(&s->arrivals));

    if (n < 0 && errno != EINTR)
        log_error("worker: %m");
    *connections = false;
    for (int i = 0; i < n; i++) {
        if (e[i].data.fd == s->listener->fd)
            *connections = true;
        else if (e[i].data.fd != s->signals)
            arrivals_news(&s->arrivals, e[i].data.fd, e[i].events);
    }
    if (read(s->signals, &signal, sizeof(signal)) == (ssize_t)sizeof(signal))
        return (int)signal.ssi_signo;
    return 0;
}

static void serve_arrivals(struct serving *s)
{
    bool cut;
    int fd;

    while ((fd = arrivals_next(&s->arrivals, &cut)) >= 0)
        fcgi_serve(&s->worker, fd, cut);
}

/* Accepts one connection at most: free workers take the others. */
static bool accept_one(struct serving *s)
{
    const int fd = listener_accept(s->listener);

    if (fd >= 0)
        arrivals_add(&s->arrivals, fd);
    else if (errno != EAGAIN)
        usleep(PAUSE_MS * 1000);
    return fd >= 0;
}

/* Must the database be opened anew? All processes must close it first. */
static bool wants_reopening(const struct serving *s)
{
    return db_unsynced(s->worker.db) &&
           clock_monotonic_ms() - s->opened_ms >= REOPEN_MS;
}

/* Returns the signal, or 0 when the database has to be opened anew. A connection that
 * came together with the signal is accepted: epoll woke no other worker for it. */
static int serve_until_signal(struct serving *s)
{
    bool connections;
    int signal;

    do {
        signal = wait_next(s, &connections);
        serve_arrivals(s); /* they came first */
        if (connections && accept_one(s))
            serve_arrivals(s);
    } while (!signal && !wants_reopening(s));
    return signal;
}

/* No other worker can answer the connections that this one has accepted. */
static void serve_the_rest(struct serving *s, bool drain)
{
    bool connections;

    epoll_ctl(s->epoll, EPOLL_CTL_DEL, s->listener->fd, NULL);
    while (drain && accept_one(s))
        serve_arrivals(s);
    serve_arrivals(s);
    while (s->arrivals.n > 0) {
        wait_next(s, &connections);
        serve_arrivals(s);
    }
}

bool worker_tie_to(pid_t supervisor)
{
    return prctl(PR_SET_PDEATHSIG, WORKER_FINISH) == 0 && getppid() == supervisor;
}

/* How many workers may wait to write: all but one, which answers readers meanwhile; the
 * only one may wait, too. */
static int places(const struct config *config)
{
    return config->workers > 1 ? (int)config->workers - 1 : 1;
}

int worker_loop(const struct app *app, const struct listener *listener,
                pid_t supervisor, int ready)
{
    struct serving s = { .listener = listener, .epoll = -1, .signals = -1 };
    int status = 1, signal;

    if (!worker_tie_to(supervisor) || fcgi_init() || watch_init(&app->config) ||
        worker_open(&s.worker, app))
        return status;
    s.opened_ms = clock_monotonic_ms();
    db_wait_places(s.worker.db, places(&app->config));
    if (serving_open(&s)) {
        /* Fails if the supervisor has closed its end to stop this worker, which then
         * still answers the connections that wait. */
        if (write(ready, "", 1) != 1)
            log_debug("worker: ended before it was ready");
        close(ready);
        signal = serve_until_signal(&s);
        serve_the_rest(&s, signal == WORKER_DRAIN);
        status = signal ? 0 : WORKER_REOPEN;
    }
    serving_close(&s);
    worker_close(&s.worker);
    return status;
}
