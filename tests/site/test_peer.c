/*
 * test_peer.c - peers that are silent, slow or break the protocol
 */
#include <sys/socket.h>

#include "array.h"
#include "server.h"
#include "wire.h"

#define SILENT 64
#define SLOW 4 /* more than there are workers */
#define PAUSE_US 20000

/* ---- Silent and slow ---- */

/* The time-out of a body is too long to help. */
#define LONG "timeout_seconds = 120\n"

START_TEST(silent_peers_hold_no_worker)
{
    int silent[SILENT];

    site_program(LONG);
    for (size_t i = 0; i < SILENT; i++)
        silent[i] = wire_open(site.socket);
    ck_assert(EVENTUALLY(site_serves()));
    for (size_t i = 0; i < SILENT; i++)
        ck_assert_str_eq(wire_answer(site.arena, silent[i]), "");
    ck_assert(EVENTUALLY(site_serves()));
    site_stop();
}
END_TEST

START_TEST(half_a_header_holds_no_worker)
{
    static const char half[] = { 1, 1, 0 };
    int stalled[SLOW];

    site_program(LONG);
    for (size_t i = 0; i < SLOW; i++) {
        stalled[i] = wire_open(site.socket);
        ck_assert(wire_send(stalled[i], half, sizeof(half)));
    }
    ck_assert(EVENTUALLY(site_serves()));
    for (size_t i = 0; i < SLOW; i++)
        ck_assert_str_eq(wire_answer(site.arena, stalled[i]), "");
    site_stop();
}
END_TEST

/* Byte n of a good header that never ends: many small variables. */
static bool trickle(int fd, size_t n)
{
    static const unsigned char begin[] = { 1, 1, 0, 1, 0, 8, 0, 0,
                                           0, 1, 0, 0, 0, 0, 0, 0 };
    static const unsigned char variable[] = { 1, 4, 0, 1, 0, 4, 0, 0, 1, 1, 'A', 'b' };

    return wire_send(fd,
                     n < sizeof(begin)
                         ? &begin[n]
                         : &variable[(n - sizeof(begin)) % sizeof(variable)],
                     1);
}

START_TEST(a_header_as_a_whole_has_its_time)
{
    const int64_t until = now_ms() + PATIENCE_MS;
    int slow[SLOW];
    bool alive = true;

    site_program(LONG);
    for (size_t i = 0; i < SLOW; i++)
        slow[i] = wire_open(site.socket);
    for (size_t n = 0; alive; n++) {
        alive = false;
        for (size_t i = 0; i < SLOW; i++)
            alive |= trickle(slow[i], n);
        ck_assert(EVENTUALLY(site_serves()));
        ck_assert_int_lt(now_ms(), until);
        usleep(PAUSE_US);
    }
    for (size_t i = 0; i < SLOW; i++)
        ck_assert_str_eq(wire_answer(site.arena, slow[i]), "");
    site_stop();
}
END_TEST

START_TEST(a_body_as_a_whole_has_its_time)
{
    const int64_t until = now_ms() + PATIENCE_MS;
    pid_t before[8];
    int fd;

    site_program("timeout_seconds = 1\nrequest_seconds = 120\n");
    ck_assert_uint_eq(site_workers(before, 8), 2);
    fd = wire_open(site.socket);
    wire_begin(fd);
    wire_params(fd, "REQUEST_METHOD", "POST", "REQUEST_URI", "/p/" DEBATE "/comments",
                "CONTENT_TYPE", "application/x-www-form-urlencoded", "CONTENT_LENGTH",
                "60000", "REMOTE_ADDR", "127.0.0.1", NULL);
    /* A record of STDIN, a byte at a time. */
    ck_assert(wire_send(fd, "\1\5\0\1\xea\x60\0\0", 8));
    while (wire_send(fd, "a", 1)) {
        ck_assert_int_lt(now_ms(), until);
        usleep(PAUSE_US);
    }
    ck_assert_str_eq(wire_answer(site.arena, fd), "");
    ck_assert_uint_eq(site_survivors(before, 2), 2);
    site_stop();
}
END_TEST

/* ---- Variables that C strings cannot hold ---- */

#define PAIRS(text) text, sizeof(text) - 1
#define GET "\x0e\3REQUEST_METHODGET"

static const struct {
    const char *what, *pairs;
    size_t n;
    const char *status;
} variables[] = {
    { "whole", PAIRS(GET "\x0b\x8REQUEST_URI/healthz"), "Status: 200 " },
    { "a NUL in a value", PAIRS(GET "\x0b\x0bREQUEST_URI/healthz\0/x"),
      "Status: 400 " },
    { "a NUL in a name", PAIRS(GET "\x0b\x8REQUEST_URI/healthz\3\1A\0Bc"),
      "Status: 400 " },
    { "a name that brings a value", PAIRS(GET "\x14\0REQUEST_URI=/healthz"),
      "Status: 400 " },
};

START_TEST(a_variable_that_would_be_cut_is_400)
{
    site_program(NULL);
    for (size_t i = 0; i < ARRAY_LEN(variables); i++) {
        const int fd = wire_open(site.socket);
        const char *answer;

        wire_begin(fd);
        wire_pairs(fd, variables[i].pairs, variables[i].n);
        wire_stdin(fd, "", 0);
        answer = wire_answer(site.arena, fd);
        ck_assert_msg(strncmp(answer, variables[i].status, 12) == 0, "%s: %.40s",
                      variables[i].what, answer);
    }
    site_stop();
}
END_TEST

/* ---- Records that break the protocol ---- */

/* GET_VALUES: libfcgi copies a name onto its stack as often as it is requested. */
static void ask_for_values(int fd)
{
    static const unsigned char end[] = { 1, 9, 0, 0, 0, 0, 0, 0 };
    unsigned char bytes[8 + 20 * 17] = { 1, 9, 0, 0, 1, 20 * 17 - 256, 0, 0 };

    for (size_t i = 0; i < 20; i++) {
        unsigned char *pair = bytes + 8 + i * 17;

        pair[0] = 15;
        memcpy(pair + 2, "FCGI_MPXS_CONNS", 15);
    }
    wire_send(fd, bytes, sizeof(bytes));
    wire_send(fd, end, sizeof(end));
}

START_TEST(a_record_that_would_break_libfcgi_does_not_reach_it)
{
    pid_t before[8];
    int fd;

    site_program(NULL);
    ck_assert_uint_eq(site_workers(before, 8), 2);
    fd = wire_open(site.socket);
    ask_for_values(fd);
    ck_assert_str_eq(wire_answer(site.arena, fd), "");
    ck_assert(EVENTUALLY(site_serves()));
    ck_assert_uint_eq(site_survivors(before, 2), 2);
    site_stop();
}
END_TEST

START_TEST(a_body_that_breaks_libfcgi_costs_one_worker)
{
    pid_t before[8];
    int fd;

    site_program(NULL);
    ck_assert_uint_eq(site_workers(before, 8), 2);
    fd = wire_half_a_comment();
    ask_for_values(fd);
    ck_assert_str_eq(wire_answer(site.arena, fd), "");
    ck_assert(EVENTUALLY(site_survivors(before, 2) == 1));
    ck_assert(EVENTUALLY(site_is_complete(NULL, 0)));
    ck_assert(EVENTUALLY(site_serves()));
    ck_assert(EVENTUALLY(strstr(site_log(), " ended ") != NULL));
    site_stop();
}
END_TEST

static const struct {
    const char *what, *bytes;
    size_t n;
} garbage[] = {
    { "nothing", "", 0 },
    { "text", "GET / HTTP/1.1\r\n\r\n", 18 },
    { "version 9", "\x09\x01\x00\x01\x00\x08\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00",
      16 },
    { "unknown type", "\x01\xff\x00\x01\x00\x00\x00\x00", 8 },
    { "unknown role",
      "\x01\x01\x00\x01\x00\x08\x00\x00\x00\x7f\x00\x00\x00\x00\x00\x00", 16 },
    { "params without a beginning", "\x01\x04\x00\x01\x00\x00\x00\x00", 8 },
    { "a beginning that is too short", "\x01\x01\x00\x01\x00\x02\x00\x00\x00\x01", 10 },
    { "a length near the end of numbers",
      "\x01\x01\x00\x01\x00\x08\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00"
      "\x01\x04\x00\x01\x00\x0a\x00\x00\xff\xff\xff\xff\xff\xff\xff\xffxx"
      "\x01\x04\x00\x01\x00\x00\x00\x00",
      42 },
    { "only zeros", "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 16 },
};

START_TEST(garbage_from_a_peer_is_survived)
{
    site_program("timeout_seconds = 1\n");
    for (size_t i = 0; i < ARRAY_LEN(garbage); i++) {
        const int fd = wire_open(site.socket);

        wire_send(fd, garbage[i].bytes, garbage[i].n);
        shutdown(fd, SHUT_WR);
        ck_assert_msg(!strstr(wire_answer(site.arena, fd), "Status: 200"), "%s",
                      garbage[i].what);
        ck_assert_msg(EVENTUALLY(site_serves()), "%s: %s", garbage[i].what, site_log());
    }
    ck_assert(EVENTUALLY(site_is_complete(NULL, 0)));
    site_stop();
}
END_TEST

START_TEST(a_body_that_is_shorter_than_promised_is_400)
{
    int fd;

    site_program(NULL);
    fd = wire_half_a_comment();
    wire_stdin(fd, "a=", 2);
    wire_stdin(fd, "", 0);
    ck_assert(strstr(wire_answer(site.arena, fd), "Status: 400 ") != NULL);
    fd = wire_half_a_comment();
    wire_stdin(fd, "a=bcd", 5);
    wire_stdin(fd, "", 0);
    ck_assert(strstr(wire_answer(site.arena, fd), "Status: 400 ") != NULL);
    site_stop();
}
END_TEST

Suite *peer_suite(void);

Suite *peer_suite(void)
{
    Suite *s = suite_create("peer");
    TCase *tc = tcase_create("peer");

    tcase_add_test(tc, silent_peers_hold_no_worker);
    tcase_add_test(tc, half_a_header_holds_no_worker);
    tcase_add_test(tc, a_header_as_a_whole_has_its_time);
    tcase_add_test(tc, a_body_as_a_whole_has_its_time);
    tcase_add_test(tc, a_variable_that_would_be_cut_is_400);
    tcase_add_test(tc, a_record_that_would_break_libfcgi_does_not_reach_it);
    tcase_add_test(tc, a_body_that_breaks_libfcgi_costs_one_worker);
    tcase_add_test(tc, garbage_from_a_peer_is_survived);
    tcase_add_test(tc, a_body_that_is_shorter_than_promised_is_400);
    suite_add_tcase(s, tc);
    return s;
}
