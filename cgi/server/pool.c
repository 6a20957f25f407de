/*
 * pool.c - the supervisor and its table of workers
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clock.h"
#include "log.h"
#include "mailer.h"
#include "pool.h"
#include "worker_loop.h"

/* Two generations, one replacing the other, each with a mail process. */
#define CHILDREN (2 * CONFIG_WORKERS_MAX + 2)
#define STOP_MS 4000          /* then the remaining ones are killed */
#define STABLE_MS 5000        /* a worker that lived longer started well */
#define RETRY_CRASH_MS 1000   /* longest pause before a crashed worker is replaced */
#define RETRY_FAILED_MS 10000 /* the same for one that could not start */
#define CRASHES_LOGGED 5      /* in a row; then one line says that they go on */

enum child_state { CHILD_NONE, CHILD_STARTING, CHILD_READY, CHILD_LEAVING };

struct child {
    enum child_state state;
    pid_t pid;
    int ready; /* the child's first byte says that it can answer; -1 after it */
    unsigned generation; /* of the configuration that it was started with */
    int64_t started_ms;
    bool mails; /* the mail process, which serves no requests */
};

struct pool {
    struct app *app;
    struct listener *listener;
    const char *config_path;
    int signals;
    unsigned generation;
    struct child children[CHILDREN];
    unsigned crashes;      /* workers in a row that died within STABLE_MS */
    int64_t retry_ms;      /* no worker is started before */
    int64_t mail_retry_ms; /* no mail process is started before */
    bool stopping;
    bool emptying;   /* no child is started before all have ended */
    int64_t stop_ms; /* when stopping or emptying: the rest is killed then */
    bool is_child;   /* after fork: this is a child, and ended with `status` */
    int status;
};

static size_t wanted(const struct pool *p)
{
    return (size_t)p->app->config.workers;
}

/* Workers in `state`, of the current configuration or of older ones. */
static size_t count(const struct pool *p, enum child_state state, bool current)
{
    size_t n = 0;

    for (size_t i = 0; i < CHILDREN; i++)
        n += p->children[i].state == state && !p->children[i].mails &&
             (p->children[i].generation == p->generation) == current;
    return n;
}

static size_t count_all(const struct pool *p)
{
    size_t n = 0;

    for (size_t i = 0; i < CHILDREN; i++)
        n += p->children[i].state != CHILD_NONE;
    return n;
}

static void forget_ready(struct child *c)
{
    if (c->ready >= 0)
        close(c->ready);
    c->ready = -1;
}

static void become_child(struct pool *p, bool mails, pid_t supervisor, int ready)
{
    for (size_t i = 0; i < CHILDREN; i++)
        if (p->children[i].state != CHILD_NONE)
            forget_ready(&p->children[i]);
    close(p->signals);
    p->listener->path = NULL; /* only the supervisor removes it */
    p->is_child = true;
    p->status = mails ? mailer_run(p->app, supervisor, ready)
                      : worker_loop(p->app, p->listener, supervisor, ready);
}

static void cannot_start(struct pool *p, bool mails)
{
    const int64_t at = clock_monotonic_ms() + RETRY_CRASH_MS;

    log_error("cannot start a %s: %m", mails ? "mail process" : "worker");
    if (mails)
        p->mail_retry_ms = at;
    else
        p->retry_ms = at;
}

static void start_one(struct pool *p, bool mails)
{
    const pid_t supervisor = getpid();
    struct child *c = p->children;
    int ends[2];
    pid_t pid;

    while (c < p->children + CHILDREN && c->state != CHILD_NONE)
        c++;
    if (pipe2(ends, O_CLOEXEC) != 0) {
        cannot_start(p, mails);
        return;
    }
    pid = fork();
    if (pid == 0) {
        close(ends[0]);
        become_child(p, mails, supervisor, ends[1]);
        return;
    }
    close(ends[1]);
    if (pid < 0) {
        cannot_start(p, mails);
        close(ends[0]);
        return;
    }
    *c = (struct child){ .state = CHILD_STARTING,
                         .pid = pid,
                         .ready = ends[0],
                         .generation = p->generation,
                         .started_ms = clock_monotonic_ms(),
                         .mails = mails };
}

static void signal_child(struct child *c, int signal)
{
    kill(c->pid, signal);
    forget_ready(c);
    c->state = CHILD_LEAVING;
}

/* The next worker starts at once; after several deaths in a row, ever later. */
static void worker_died(struct pool *p, const struct child *c, int status)
{
    const int64_t now = clock_monotonic_ms();
    const bool crashed = WIFSIGNALED(status);
    const int64_t longest = crashed ? RETRY_CRASH_MS : RETRY_FAILED_MS;
    int64_t pause;

    p->crashes = now - c->started_ms < STABLE_MS ? p->crashes + 1 : 1;
    pause = p->crashes < 2 ? 0 : 50LL << (p->crashes < 16 ? p->crashes : 16);
    p->retry_ms = now + (pause < longest ? pause : longest);
    if (p->crashes > CRASHES_LOGGED)
        return;
    if (crashed)
        log_error("worker %ld ended by signal %d (%s)", (long)c->pid, WTERMSIG(status),
                  strsignal(WTERMSIG(status)));
    else
        log_error("worker %ld ended with status %d", (long)c->pid, WEXITSTATUS(status));
    if (p->crashes == CRASHES_LOGGED)
        log_error("workers keep ending; more of this is not logged until one lasts");
}

/* Mail can wait: the next process starts after a pause in any case. */
static void mailer_died(struct pool *p, const struct child *c, int status)
{
    p->mail_retry_ms = clock_monotonic_ms() + RETRY_FAILED_MS;
    log_error("mail process %ld ended by itself (%s %d); the next one starts in %d s",
              (long)c->pid, WIFSIGNALED(status) ? "signal" : "status",
              WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status),
              RETRY_FAILED_MS / 1000);
}

/* A child ended without a signal from the supervisor. */
static void child_died(struct pool *p, const struct child *c, int status)
{
    if (c->mails)
        mailer_died(p, c, status);
    else if (!WIFEXITED(status) || WEXITSTATUS(status) != WORKER_REOPEN)
        worker_died(p, c, status);
}

/* A sync of the database has failed: all processes must close it before it is opened
 * anew. Meanwhile connections wait in the queue of the socket. */
static void empty(struct pool *p)
{
    if (p->stopping || p->emptying)
        return;
    log_warning("all processes end, to open the database anew");
    p->emptying = true;
    p->stop_ms = clock_monotonic_ms() + STOP_MS;
    for (size_t i = 0; i < CHILDREN; i++)
        if (p->children[i].state == CHILD_STARTING ||
            p->children[i].state == CHILD_READY)
            signal_child(&p->children[i], WORKER_FINISH);
}

static void refill(struct pool *p)
{
    p->emptying = false;
    p->retry_ms = p->mail_retry_ms = 0;
    /* As at the start, one process alone opens the database first. */
    if (app_check_database(p->app))
        log_error("the database could not be opened anew; workers try on");
}

static void reap(struct pool *p)
{
    int status;
    pid_t pid;

    while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
        for (size_t i = 0; i < CHILDREN; i++) {
            struct child *c = &p->children[i];

            if (c->state == CHILD_NONE || c->pid != pid)
                continue;
            if (c->state != CHILD_LEAVING)
                child_died(p, c, status);
            forget_ready(c);
            *c = (struct child){ .ready = -1 };
            if (WIFEXITED(status) && WEXITSTATUS(status) == WORKER_REOPEN)
                empty(p);
        }
    }
}

static void stop(struct pool *p)
{
    /* On systemd's socket, connections wait for the next start of the service; on our
     * own, only these workers can answer them. */
    const int signal = p->listener->path ? WORKER_DRAIN : WORKER_FINISH;

    if (p->stopping)
        return;
    p->stopping = true;
    p->stop_ms = clock_monotonic_ms() + STOP_MS;
    listener_unlink(p->listener);
    for (size_t i = 0; i < CHILDREN; i++)
        if (p->children[i].state == CHILD_STARTING ||
            p->children[i].state == CHILD_READY)
            signal_child(&p->children[i], signal);
}

static void reload(struct pool *p)
{
    struct app fresh;

    if (app_open(&fresh, p->config_path)) {
        log_error("reload: the configuration stays as it was");
        return;
    }
    if (app_check_database(&fresh)) {
        log_error("reload: the configuration stays as it was");
        app_close(&fresh);
        return;
    }
    if (strcmp(fresh.config.socket, p->app->config.socket) != 0 && p->listener->path)
        log_warning("reload: [server] socket changed; that takes a restart");
    app_replace(p->app, &fresh);
    p->generation++;
    p->crashes = 0;
    p->retry_ms = p->mail_retry_ms = 0;
    log_info("reload: workers are replaced");
}

static void handle_signals(struct pool *p)
{
    struct signalfd_siginfo signal;

    while (read(p->signals, &signal, sizeof(signal)) == (ssize_t)sizeof(signal)) {
        if (signal.ssi_signo == SIGCHLD)
            reap(p);
        else if (signal.ssi_signo == SIGHUP && !p->stopping)
            reload(p);
        else if (signal.ssi_signo == SIGTERM || signal.ssi_signo == SIGINT)
            stop(p);
    }
}

/* Old workers leave one by one, each when a new one can take its place. */
static void retire(struct pool *p)
{
    const size_t ready = count(p, CHILD_READY, true);
    size_t old = count(p, CHILD_READY, false);

    for (size_t i = 0; i < CHILDREN; i++) {
        struct child *c = &p->children[i];

        if (c->generation == p->generation)
            continue;
        if (c->state == CHILD_STARTING || (c->state == CHILD_READY && c->mails)) {
            signal_child(c, WORKER_FINISH);
        } else if (c->state == CHILD_READY &&
                   (ready >= wanted(p) || old + ready > wanted(p))) {
            signal_child(c, WORKER_FINISH);
            old--;
        }
    }
}

/* Must a worker be started? All start at once, but one at a time while old ones still
 * serve. */
static bool is_missing(const struct pool *p)
{
    const size_t starting = count(p, CHILD_STARTING, true);
    const size_t alive = starting + count(p, CHILD_READY, true);

    return alive < wanted(p) && count_all(p) < CHILDREN &&
           (starting == 0 || count(p, CHILD_READY, false) == 0);
}

/* Must a mail process be started? Only if the configuration names a mail server. */
static bool mailer_is_missing(const struct pool *p)
{
    if (!config_has_mail(&p->app->config))
        return false;
    for (size_t i = 0; i < CHILDREN; i++)
        if (p->children[i].mails && p->children[i].state != CHILD_NONE &&
            p->children[i].state != CHILD_LEAVING)
            return false;
    return count_all(p) < CHILDREN;
}

static void fill(struct pool *p)
{
    while (!p->is_child && clock_monotonic_ms() >= p->retry_ms && is_missing(p))
        start_one(p, false);
    if (!p->is_child && clock_monotonic_ms() >= p->mail_retry_ms &&
        mailer_is_missing(p))
        start_one(p, true);
}

static void kill_rest(struct pool *p)
{
    if (clock_monotonic_ms() < p->stop_ms)
        return;
    log_warning("%zu processes did not end in time and are killed", count_all(p));
    for (size_t i = 0; i < CHILDREN; i++)
        if (p->children[i].state != CHILD_NONE)
            kill(p->children[i].pid, SIGKILL);
    p->stop_ms = INT64_MAX;
}

/* How long poll() may wait for a signal or a byte, in ms; -1: without limit. */
static int quiet_ms(const struct pool *p)
{
    int64_t until = INT64_MAX, left;

    if (p->stopping || p->emptying)
        until = p->stop_ms;
    else if (is_missing(p))
        until = p->retry_ms;
    if (!p->stopping && !p->emptying && mailer_is_missing(p) &&
        p->mail_retry_ms < until)
        until = p->mail_retry_ms;
    if (until == INT64_MAX)
        return -1;
    left = until - clock_monotonic_ms();
    return left <= 0 ? 1 : (int)(left < 60000 ? left + 1 : 60000);
}

static void note_ready(struct pool *p, struct pollfd *fds, const size_t *which,
                       size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct child *c = &p->children[which[i]];
        char byte;

        if (!fds[i].revents || c->state != CHILD_STARTING)
            continue;
        if (read(c->ready, &byte, 1) == 1)
            c->state = CHILD_READY;
        forget_ready(c); /* closed without a byte: SIGCHLD follows */
    }
}

static void wait_for_news(struct pool *p)
{
    struct pollfd fds[CHILDREN + 1];
    size_t which[CHILDREN];
    size_t n = 0;

    for (size_t i = 0; i < CHILDREN; i++) {
        if (p->children[i].state != CHILD_STARTING || p->children[i].ready < 0)
            continue;
        fds[n] = (struct pollfd){ .fd = p->children[i].ready, .events = POLLIN };
        which[n++] = i;
    }
    fds[n] = (struct pollfd){ .fd = p->signals, .events = POLLIN };
    if (poll(fds, n + 1, quiet_ms(p)) < 0 && errno != EINTR)
        log_error("supervisor: %m");
    note_ready(p, fds, which, n);
    handle_signals(p);
}

static bool pool_open(struct pool *p)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGCHLD);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGHUP);
    p->signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    /* Workers inherit this mask and read their signals with a signalfd, too: no system
     * call is interrupted. */
    sigaddset(&set, SIGQUIT);
    sigaddset(&set, SIGPIPE);
    if (p->signals >= 0 && sigprocmask(SIG_SETMASK, &set, NULL) == 0)
        return true;
    log_error("supervisor: %m");
    return false;
}

int pool_run(struct app *app, struct listener *listener, const char *config_path)
{
    struct pool p = { .app = app, .listener = listener, .config_path = config_path };

    for (size_t i = 0; i < CHILDREN; i++)
        p.children[i].ready = -1;
    if (!pool_open(&p))
        return 1;
    log_info("serving with %zu workers", wanted(&p));
    while (!p.stopping || count_all(&p) > 0) {
        if (p.stopping || p.emptying)
            kill_rest(&p);
        if (p.emptying && count_all(&p) == 0 && !p.stopping)
            refill(&p);
        if (!p.stopping && !p.emptying) {
            retire(&p);
            fill(&p);
        }
        if (p.is_child)
            return p.status;
        wait_for_news(&p);
    }
    close(p.signals);
    log_info("stopped");
    return 0;
}
