/*
 * watch.c - how long a request may take: see watch.h
 */
#include <errno.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/time.h>

#include "log.h"
#include "routes.h"
#include "watch.h"

enum watched { WATCHED_NOTHING, WATCHED_PEER, WATCHED_REQUEST };

/* Static, because a signal handler gets no argument of ours. The process has one alarm
 * and serves one request at a time. */
static struct {
    volatile sig_atomic_t watched; /* enum watched */
    volatile int fd;
    const struct worker *volatile worker;
    time_t peer_s, request_s;
    char request_text[24]; /* request_s, for the log */
} watch;

static void log_overdue(const struct worker *w)
{
    const struct route *route = w->route;
    const char *statement = db_running(w->db);
    const char *const texts[] = { !route                         ? "a request"
                                  : route->method == METHOD_POST ? "POST "
                                                                 : "GET ",
                                  route ? route->path : "",
                                  " took more than [server] request_seconds = ",
                                  watch.request_text,
                                  statement ? ", in the statement "
                                            : ", outside the database",
                                  statement ? statement : "",
                                  "; this worker ends and another one takes its place",
                                  NULL };

    log_from_handler(texts);
}

static void on_alarm(int number)
{
    const int saved = errno;

    if (watch.watched == WATCHED_PEER)
        shutdown(watch.fd, SHUT_RDWR);
    if (watch.watched == WATCHED_REQUEST) {
        log_overdue(watch.worker);
        signal(number, SIG_DFL);
        raise(number); /* takes effect when this handler returns */
    }
    errno = saved;
}

/* The alarm repeats every second, in case the first one comes just before the call that
 * it has to end. */
static void set_alarm(time_t seconds)
{
    const struct itimerval t = { .it_value = { .tv_sec = seconds },
                                 .it_interval = { .tv_sec = 1 } };

    setitimer(ITIMER_REAL, &t, NULL);
}

enum rc watch_init(const struct config *config)
{
    struct sigaction action = { .sa_handler = on_alarm, .sa_flags = SA_RESTART };

    watch.peer_s = (time_t)config->timeout_s;
    watch.request_s = (time_t)config->request_s;
    snprintf(watch.request_text, sizeof(watch.request_text), "%lld",
             (long long)config->request_s);
    sigemptyset(&action.sa_mask);
    if (sigaction(SIGALRM, &action, NULL) == 0)
        return RC_OK;
    log_error("worker: cannot watch requests: %m");
    return RC_FAIL;
}

/* Sets the alarm while nothing is watched: a late signal of the last alarm has no
 * effect. */
static void begin(enum watched watched, time_t seconds)
{
    watch.watched = WATCHED_NOTHING;
    set_alarm(seconds);
    watch.watched = (sig_atomic_t)watched;
}

void watch_peer(int fd)
{
    watch.watched = WATCHED_NOTHING;
    watch.fd = fd;
    begin(WATCHED_PEER, watch.peer_s);
}

void watch_answer(const struct worker *w)
{
    watch.watched = WATCHED_NOTHING;
    watch.worker = w;
    begin(WATCHED_REQUEST, watch.request_s);
}

void watch_end(void)
{
    const struct itimerval none = { 0 };

    watch.watched = WATCHED_NOTHING;
    setitimer(ITIMER_REAL, &none, NULL);
}
