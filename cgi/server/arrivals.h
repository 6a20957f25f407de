/*
 * arrivals.h - accepted connections whose header has not come yet
 *
 * A peer that is silent or slow holds no worker: its connection waits here, while the
 * worker serves others. nginx sends a header at once, so waiting is rare.
 */
#ifndef ARRIVALS_H
#define ARRIVALS_H

#include <stdbool.h>
#include <stdint.h>

#include "fcgi_header.h"

#define ARRIVALS_MAX 64      /* in one worker; one more closes the oldest */
#define ARRIVAL_TIME_MS 2000 /* for a whole header */

struct arrival {
    int fd;
    int64_t until_ms; /* of clock_monotonic_ms() */
    bool news;        /* epoll reported it, or it was not examined yet */
    bool last;        /* the peer can send nothing more */
    bool polled;
};

struct arrivals {
    int epoll; /* borrowed; its events for a connection go to arrivals_news */
    size_t n;
    struct arrival list[ARRIVALS_MAX]; /* oldest first */
    unsigned char header[FCGI_HEADER_MAX];
};

/* Takes ownership of the descriptor. */
void arrivals_add(struct arrivals *a, int fd);
/* Notes the events that epoll reported for a waiting connection. */
void arrivals_news(struct arrivals *a, int fd, uint32_t events);
/* Returns a connection whose header is complete, which the caller closes, or -1. *cut:
 * see FCGI_HEADER_CUT. Closes those whose header is broken or late. */
int arrivals_next(struct arrivals *a, bool *cut);
/* Time until arrivals_next() has work even without new events, in ms; -1: never. */
int arrivals_wait_ms(const struct arrivals *a);
void arrivals_close(struct arrivals *a);

#endif
