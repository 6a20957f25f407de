/*
 * arrivals.c - accepted connections whose header has not come yet: see arrivals.h
 */
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "arrivals.h"
#include "clock.h"
#include "log.h"

static int take(struct arrivals *a, size_t i)
{
    const int fd = a->list[i].fd;

    a->n--;
    memmove(&a->list[i], &a->list[i + 1], (a->n - i) * sizeof(a->list[0]));
    return fd;
}

static void drop(struct arrivals *a, size_t i, const char *why)
{
    log_debug("fastcgi: a connection is closed: %s", why);
    close(take(a, i));
}

void arrivals_add(struct arrivals *a, int fd)
{
    if (a->n == ARRIVALS_MAX)
        drop(a, 0, "too many wait for their header");
    a->list[a->n++] = (struct arrival){
        .fd = fd, .until_ms = clock_monotonic_ms() + ARRIVAL_TIME_MS, .news = true
    };
}

void arrivals_news(struct arrivals *a, int fd, uint32_t events)
{
    for (size_t i = 0; i < a->n; i++) {
        if (a->list[i].fd != fd)
            continue;
        a->list[i].news = true;
        a->list[i].last = events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR);
    }
}

/* MSG_PEEK: the bytes stay in the socket, and libfcgi reads them again. */
static enum fcgi_header look(struct arrivals *a, struct arrival *one)
{
    const ssize_t n =
        recv(one->fd, a->header, sizeof(a->header), MSG_PEEK | MSG_DONTWAIT);

    one->news = false;
    one->last |= n == 0;
    return fcgi_header_check(a->header, n > 0 ? (size_t)n : 0);
}

/* Edge-triggered: epoll reports new bytes only, not those that look() has seen. */
static bool poll_it(const struct arrivals *a, struct arrival *one)
{
    struct epoll_event e = { .events = EPOLLIN | EPOLLRDHUP | EPOLLET,
                             .data.fd = one->fd };

    one->polled = one->polled || epoll_ctl(a->epoll, EPOLL_CTL_ADD, one->fd, &e) == 0;
    return one->polled;
}

int arrivals_next(struct arrivals *a, bool *cut)
{
    const int64_t now_ms = a->n ? clock_monotonic_ms() : 0;
    size_t i = 0;

    while (i < a->n) {
        struct arrival *one = &a->list[i];
        const bool late = now_ms >= one->until_ms;
        enum fcgi_header header = FCGI_HEADER_SHORT;

        if (one->news || late)
            header = look(a, one);
        *cut = header == FCGI_HEADER_CUT;
        if (*cut || header == FCGI_HEADER_COMPLETE)
            return take(a, i);
        if (header == FCGI_HEADER_BROKEN)
            drop(a, i, "its header is not one of FastCGI");
        else if (late || one->last || !poll_it(a, one))
            drop(a, i, "its header did not come");
        else
            i++;
    }
    return -1;
}

int arrivals_wait_ms(const struct arrivals *a)
{
    int64_t left;

    if (a->n == 0)
        return -1;
    left = a->list[0].until_ms - clock_monotonic_ms();
    return left < 0 ? 0 : (int)left + 1;
}

void arrivals_close(struct arrivals *a)
{
    while (a->n > 0)
        close(take(a, a->n - 1));
}
