/*
 * test_arrivals.c - connections that wait for a header, and for how long
 */
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "arrivals.h"
#include "suite.h"

#define PATIENCE_MS 30000

static const char HEADER[] = "\1\1\0\1\0\x8\0\0\0\1\0\0\0\0\0\0\1\4\0\1\0\0\0\0";
#define HEADER_BYTES (sizeof(HEADER) - 1)
#define HALF 11

static struct arrivals *arrivals;
static bool cut;

static void setup(void)
{
    arrivals = calloc(1, sizeof(*arrivals));
    ck_assert_ptr_nonnull(arrivals);
    arrivals->epoll = epoll_create1(EPOLL_CLOEXEC);
    ck_assert_int_ge(arrivals->epoll, 0);
}

static void teardown(void)
{
    arrivals_close(arrivals);
    close(arrivals->epoll);
    free(arrivals);
}

/* Adds an arrival with a time limit that suits a busy machine; returns the other end of
 * its connection. */
static int arrive(void)
{
    int ends[2];

    ck_assert_int_eq(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), 0);
    arrivals_add(arrivals, ends[0]);
    arrivals->list[arrivals->n - 1].until_ms += PATIENCE_MS;
    return ends[1];
}

static void say(int peer, const char *bytes, size_t n)
{
    ck_assert_int_eq(write(peer, bytes, n), (ssize_t)n);
}

/* Passes on the events of epoll; returns for how many connections. */
static int news(void)
{
    struct epoll_event e[4];
    const int n = epoll_wait(arrivals->epoll, e, 4, 0);

    for (int i = 0; i < n; i++)
        arrivals_news(arrivals, e[i].data.fd, e[i].events);
    return n;
}

static bool is_closed(int peer)
{
    char byte;

    return recv(peer, &byte, 1, MSG_DONTWAIT) == 0;
}

START_TEST(a_header_that_is_there_does_not_wait)
{
    const int peer = arrive();
    char bytes[HEADER_BYTES];
    int fd;

    say(peer, HEADER, HEADER_BYTES);
    fd = arrivals_next(arrivals, &cut);
    ck_assert_int_ge(fd, 0);
    ck_assert(!cut);
    ck_assert_uint_eq(arrivals->n, 0);
    ck_assert_int_eq(read(fd, bytes, sizeof(bytes)), HEADER_BYTES); /* all of it */
    ck_assert_int_eq(arrivals_next(arrivals, &cut), -1);
    ck_assert_int_eq(arrivals_wait_ms(arrivals), -1);
    close(fd);
    close(peer);
}
END_TEST

START_TEST(a_header_in_pieces_is_waited_for)
{
    const int peer = arrive();
    int fd;

    ck_assert_int_eq(arrivals_next(arrivals, &cut), -1);
    ck_assert_int_gt(arrivals_wait_ms(arrivals), 0);
    ck_assert_int_eq(news(), 0);
    say(peer, HEADER, HALF);
    ck_assert_int_eq(news(), 1);
    ck_assert_int_eq(arrivals_next(arrivals, &cut), -1);
    ck_assert_int_eq(news(), 0); /* bytes already seen cause no event */
    say(peer, HEADER + HALF, HEADER_BYTES - HALF);
    ck_assert_int_eq(news(), 1);
    fd = arrivals_next(arrivals, &cut);
    ck_assert_int_ge(fd, 0);
    close(fd);
    close(peer);
}
END_TEST

START_TEST(one_that_is_late_is_closed)
{
    const int silent = arrive(), slow = arrive(), other = arrive();

    say(slow, HEADER, HALF);
    ck_assert_int_eq(arrivals_next(arrivals, &cut), -1);
    ck_assert_uint_eq(arrivals->n, 3);
    arrivals->list[0].until_ms = arrivals->list[1].until_ms = 0;
    ck_assert_int_eq(arrivals_wait_ms(arrivals), 0);
    ck_assert_int_eq(arrivals_next(arrivals, &cut), -1);
    ck_assert_uint_eq(arrivals->n, 1);
    ck_assert(is_closed(silent));
    ck_assert(!is_closed(other));
    close(silent);
    close(slow);
    close(other);
}
END_TEST

/* The header came while the worker was busy. */
START_TEST(a_header_that_came_in_time_is_not_late)
{
    const int peer = arrive();
    int fd;

    ck_assert_int_eq(arrivals_next(arrivals, &cut), -1);
    say(peer, HEADER, HEADER_BYTES);
    arrivals->list[0].until_ms = 0;
    fd = arrivals_next(arrivals, &cut);
    ck_assert_int_ge(fd, 0);
    close(fd);
    close(peer);
}
END_TEST

START_TEST(a_peer_that_leaves_is_forgotten)
{
    int peer = arrive();

    close(peer);
    ck_assert_int_eq(arrivals_next(arrivals, &cut), -1);
    ck_assert_uint_eq(arrivals->n, 0);
    peer = arrive();
    say(peer, HEADER, HALF);
    ck_assert_int_eq(arrivals_next(arrivals, &cut), -1);
    close(peer);
    ck_assert_int_eq(news(), 1);
    ck_assert_int_eq(arrivals_next(arrivals, &cut), -1);
    ck_assert_uint_eq(arrivals->n, 0);
}
END_TEST

START_TEST(one_that_had_left_when_it_was_first_polled_is_forgotten)
{
    const int peer = arrive();

    say(peer, HEADER, HALF);
    close(peer);
    ck_assert_int_eq(arrivals_next(arrivals, &cut), -1);
    ck_assert_int_eq(news(), 1);
    ck_assert_int_eq(arrivals_next(arrivals, &cut), -1);
    ck_assert_uint_eq(arrivals->n, 0);
}
END_TEST

START_TEST(a_broken_header_is_closed_at_once)
{
    const int peer = arrive();

    say(peer, "GET / HTTP/1.1\r\n", 16);
    ck_assert_int_eq(arrivals_next(arrivals, &cut), -1);
    ck_assert_uint_eq(arrivals->n, 0);
    close(peer);
}
END_TEST

START_TEST(the_oldest_makes_room)
{
    int peers[ARRIVALS_MAX + 2], fd;

    for (size_t i = 0; i < ARRIVALS_MAX + 2; i++) {
        peers[i] = arrive();
        ck_assert_int_eq(arrivals_next(arrivals, &cut), -1);
    }
    ck_assert_uint_eq(arrivals->n, ARRIVALS_MAX);
    for (size_t i = 0; i < ARRIVALS_MAX + 2; i++)
        ck_assert_int_eq(is_closed(peers[i]), i < 2);
    say(peers[3], HEADER, HEADER_BYTES);
    ck_assert_int_eq(news(), 1);
    fd = arrivals_next(arrivals, &cut);
    ck_assert_int_ge(fd, 0);
    close(fd);
    for (size_t i = 0; i < ARRIVALS_MAX + 2; i++)
        close(peers[i]);
}
END_TEST

Suite *arrivals_suite(void);

Suite *arrivals_suite(void)
{
    Suite *s = suite_create("arrivals");
    TCase *tc = tcase_create("arrivals");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, a_header_that_is_there_does_not_wait);
    tcase_add_test(tc, a_header_in_pieces_is_waited_for);
    tcase_add_test(tc, one_that_is_late_is_closed);
    tcase_add_test(tc, a_header_that_came_in_time_is_not_late);
    tcase_add_test(tc, a_peer_that_leaves_is_forgotten);
    tcase_add_test(tc, one_that_had_left_when_it_was_first_polled_is_forgotten);
    tcase_add_test(tc, a_broken_header_is_closed_at_once);
    tcase_add_test(tc, the_oldest_makes_room);
    suite_add_tcase(s, tc);
    return s;
}
