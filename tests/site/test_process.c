/*
 * test_process.c - the program as a process: signals, sockets, plain CGI, broken peers
 */
#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include "browser.h"
#include "server.h"
#include "wire.h"

/* The log of a stop at which somebody did not end by himself. */
#define KILLED "did not end in time and are killed"

static bool complete(void)
{
    return site_is_complete(NULL, 0);
}

static void program_only(const char *server)
{
    site_start(&(struct site_setup){ .server = server, .without_nginx = true });
    ck_assert(EVENTUALLY(complete()));
}

static bool serves(void)
{
    return strncmp(wire_get(site.arena, site.socket, "/healthz"), "Status: 200 ", 12) ==
           0;
}

/* A request whose body is still to come. */
static int half_a_request(void)
{
    const int fd = wire_open(site.socket);

    wire_begin(fd);
    wire_params(fd, "REQUEST_METHOD", "POST", "REQUEST_URI", "/p/" DEBATE "/comments",
                "CONTENT_TYPE", "application/x-www-form-urlencoded", "CONTENT_LENGTH",
                "3", "REMOTE_ADDR", "127.0.0.1", NULL);
    return fd;
}

static void send_other_half(int fd)
{
    wire_stdin(fd, "a=b", 3);
    wire_stdin(fd, "", 0);
}

START_TEST(a_stop_answers_what_has_begun)
{
    int fds[6]; /* more than there are workers: some wait in the queue of the socket */

    program_only(NULL);
    for (size_t i = 0; i < 6; i++)
        fds[i] = half_a_request();
    ck_assert_int_eq(kill(site.serve, SIGTERM), 0);
    ck_assert(EVENTUALLY(access(site.socket, F_OK) != 0));
    for (size_t i = 0; i < 6; i++)
        send_other_half(fds[i]);
    for (size_t i = 0; i < 6; i++) {
        const char *answer = wire_answer(site.arena, fds[i]);

        ck_assert_msg(strstr(answer, "Status: 422 ") != NULL, "%zu: %.40s", i, answer);
    }
    ck_assert_int_eq(program_wait(site.serve), 0);
    ck_assert_ptr_null(strstr(site_log(), KILLED));
    site.serve = 0;
    site_stop();
}
END_TEST

START_TEST(a_stop_does_not_wait_for_a_stalled_peer)
{
    int fd;

    program_only("timeout_seconds = 120\n"); /* longer than program_end waits */
    fd = half_a_request();
    ck_assert_int_eq(program_end(site.serve), 0);
    ck_assert_ptr_nonnull(strstr(site_log(), KILLED));
    close(fd);
    site.serve = 0;
    site_stop();
}
END_TEST

START_TEST(workers_end_with_a_killed_supervisor)
{
    pid_t workers[8];
    size_t n;

    program_only(NULL);
    n = site_workers(workers, 8);
    ck_assert_uint_eq(n, 2);
    kill(site.serve, SIGKILL);
    ck_assert_int_eq(program_wait(site.serve), 128 + SIGKILL);
    for (size_t i = 0; i < n; i++)
        ck_assert(EVENTUALLY(program_is_over(workers[i])));
    site_serve(); /* over the socket that was left behind */
    ck_assert(EVENTUALLY(serves()));
    site_stop();
}
END_TEST

START_TEST(a_second_program_does_not_take_the_socket)
{
    struct outcome o;

    program_only(NULL);
    o = site_command(WORDS("serve"));
    ck_assert_int_eq(o.status, 1);
    ck_assert_msg(strstr(o.err, "is in use") != NULL, "%s", o.err);
    ck_assert(serves());
    site_stop();
}
END_TEST

START_TEST(the_socket_is_for_the_group_alone)
{
    struct stat st;

    program_only(NULL);
    ck_assert_int_eq(stat(site.socket, &st), 0);
    ck_assert_uint_eq(st.st_mode & 07777, 0660);
    site_stop();
}
END_TEST

/* ---- Sockets that somebody else listens on ---- */

static int listening_socket(void)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

    memcpy(address.sun_path, site.socket, strlen(site.socket) + 1);
    ck_assert_int_eq(bind(fd, (const struct sockaddr *)&address, sizeof(address)), 0);
    ck_assert_int_eq(listen(fd, 16), 0);
    return fd;
}

/* `p` may point to site.config, which is filled here. */
static void assert_activated(const struct program *p)
{
    const int out = open("/dev/null", O_RDWR | O_CLOEXEC);
    int fd;

    site_prepare(&(struct site_setup){ 0 });
    fd = listening_socket();
    site.serve = program_start(p, fd, out, out);
    close(fd);
    close(out);
    ck_assert(serves());
    ck_assert_int_eq(program_end(site.serve), 0);
    site.serve = 0;
    ck_assert_int_eq(access(site.socket, F_OK), 0); /* not ours to remove */
    site_stop();
}

START_TEST(a_socket_on_standard_input_is_served)
{
    assert_activated(
        &(struct program){ .words = WORDS("--config", site.config, "serve") });
}
END_TEST

START_TEST(without_a_command_a_socket_is_enough)
{
    assert_activated(&(struct program){ .words = WORDS("--config", site.config) });
}
END_TEST

START_TEST(a_socket_of_systemd_is_served)
{
    assert_activated(&(struct program){
        "/bin/sh",
        WORDS("-c",
              "LISTEN_PID=$$ LISTEN_FDS=1 exec \"$0\" --config \"$1\" serve"
              " 3<&0 </dev/null",
              TERTULIA_PROGRAM, site.config),
        NULL });
}
END_TEST

/* ---- Plain CGI ---- */

static struct outcome cgi(const char *method, const char *target, const char *body)
{
    return program_cgi(site.arena, site.config, method, target, body);
}

static const char *token_in(const char *page)
{
    static const char mark[] = "name=\"token\" value=\"";
    const char *at = strstr(page, mark);

    ck_assert_ptr_nonnull(at);
    at += strlen(mark);
    return arena_strndup(site.arena, at, strcspn(at, "\""));
}

START_TEST(as_plain_cgi_it_answers_one_request)
{
    struct browser *b = browser_new();
    struct outcome o;

    site_prepare(&(struct site_setup){ 0 });
    o = cgi("GET", "/p/" DEBATE, "");
    ck_assert_int_eq(o.status, 0);
    ck_assert_int_eq(strncmp(o.out, "Status: 200 OK\r\n", 16), 0);
    ck_assert(strstr(o.out, "\r\n\r\n<!doctype html>") != NULL);
    o = cgi("POST", "/p/" DEBATE "/comments",
            form(b, "token", token_in(o.out), "side", "contra", "body", "Por CGI.",
                 "name", "Ana", NULL));
    ck_assert_int_eq(o.status, 0);
    ck_assert_int_eq(strncmp(o.out, "Status: 303 See Other\r\n", 23), 0);
    ck_assert(strstr(o.out, "\r\nLocation: /p/" DEBATE "#c1\r\n") != NULL);
    ck_assert_int_eq(site_number("SELECT contra FROM tally"), 1);
    o = cgi("GET", "/p/%ff", "");
    ck_assert_int_eq(strncmp(o.out, "Status: 400 ", 12), 0);
    site_assert_sound();
    browser_free(b);
    site_stop();
}
END_TEST

/* The fingerprint on the static files of a page, as this copy of the program says. */
static const char *fingerprint_by(const char *program)
{
    const char *const variables[] = {
        "GATEWAY_INTERFACE=CGI/1.1",
        "SERVER_PROTOCOL=HTTP/1.1",
        "REMOTE_ADDR=127.0.0.1",
        "REQUEST_METHOD=GET",
        "REQUEST_URI=/",
        arena_printf(site.arena, "TERTULIA_CONFIG=%s", site.config),
        NULL,
    };
    const struct program copy = { program, WORDS("serve"), variables };
    const struct outcome o = program_run(site.arena, &copy, "", 0);
    const char *at = strstr(o.out, "/static/site.css?v=");

    ck_assert_msg(at != NULL, "%s %s", o.out, o.err);
    at += strlen("/static/site.css?v=");
    return arena_strndup(site.arena, at, strcspn(at, "\""));
}

/* $0 is the copy. */
static void shell(const char *script, const char *copy)
{
    const struct program sh = { "/bin/sh", WORDS("-c", script, copy), NULL };

    ck_assert_int_eq(program_run(site.arena, &sh, "", 0).status, 0);
}

START_TEST(a_program_built_anew_has_another_fingerprint)
{
    const char *copy, *before;

    site_prepare(&(struct site_setup){ 0 });
    copy = site_file("copy");
    shell("cp " TERTULIA_PROGRAM " \"$0\"", copy);
    before = fingerprint_by(copy);
    ck_assert_str_eq(before, fingerprint_by(TERTULIA_PROGRAM));
    shell("echo >> \"$0\"", copy);
    ck_assert_str_ne(before, fingerprint_by(copy));
    site_stop();
}
END_TEST

/* ---- Peers that break the protocol ---- */

START_TEST(a_stalled_peer_holds_a_worker_no_longer_than_the_time_out)
{
    static const char half[] = { 1, 1, 0 };
    int stalled[4];

    program_only("timeout_seconds = 1\n");
    for (size_t i = 0; i < 4; i++) {
        stalled[i] = wire_open(site.socket);
        ck_assert(wire_send(stalled[i], half, sizeof(half)));
    }
    ck_assert(EVENTUALLY(serves())); /* a late word of ours counts as stalled, too */
    for (size_t i = 0; i < 4; i++)
        ck_assert_str_eq(wire_answer(site.arena, stalled[i]), "");
    site_stop();
}
END_TEST

/* GET_VALUES: libfcgi copies one name as often as it is asked for, onto its stack. */
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

static size_t survivors(const pid_t *before, size_t n)
{
    pid_t now[8];
    const size_t count = site_workers(now, 8);
    size_t same = 0;

    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < n; j++)
            same += now[i] == before[j];
    return same;
}

START_TEST(a_record_that_breaks_libfcgi_costs_one_worker)
{
    pid_t before[8];
    int fd;

    program_only(NULL);
    ck_assert(serves());
    ck_assert_uint_eq(site_workers(before, 8), 2);
    fd = wire_open(site.socket);
    ask_for_values(fd);
    ck_assert_str_eq(wire_answer(site.arena, fd), "");
    ck_assert(EVENTUALLY(survivors(before, 2) == 1));
    ck_assert(EVENTUALLY(complete()));
    ck_assert(serves());
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
    program_only("timeout_seconds = 1\n");
    for (size_t i = 0; i < sizeof(garbage) / sizeof(garbage[0]); i++) {
        const int fd = wire_open(site.socket);

        wire_send(fd, garbage[i].bytes, garbage[i].n);
        shutdown(fd, SHUT_WR);
        ck_assert_msg(!strstr(wire_answer(site.arena, fd), "Status: 200"), "%s",
                      garbage[i].what);
        ck_assert_msg(EVENTUALLY(serves()), "%s: %s", garbage[i].what, site_log());
    }
    ck_assert(EVENTUALLY(complete()));
    site_stop();
}
END_TEST

START_TEST(a_body_that_is_shorter_than_promised_is_400)
{
    int fd;

    program_only(NULL);
    fd = half_a_request();
    wire_stdin(fd, "a=", 2);
    wire_stdin(fd, "", 0);
    ck_assert(strstr(wire_answer(site.arena, fd), "Status: 400 ") != NULL);
    fd = half_a_request();
    wire_stdin(fd, "a=bcd", 5);
    wire_stdin(fd, "", 0);
    ck_assert(strstr(wire_answer(site.arena, fd), "Status: 400 ") != NULL);
    site_stop();
}
END_TEST

Suite *process_suite(void);

Suite *process_suite(void)
{
    Suite *s = suite_create("process");
    TCase *tc = tcase_create("process");

    tcase_add_test(tc, a_stop_answers_what_has_begun);
    tcase_add_test(tc, a_stop_does_not_wait_for_a_stalled_peer);
    tcase_add_test(tc, workers_end_with_a_killed_supervisor);
    tcase_add_test(tc, a_second_program_does_not_take_the_socket);
    tcase_add_test(tc, the_socket_is_for_the_group_alone);
    tcase_add_test(tc, a_socket_on_standard_input_is_served);
    tcase_add_test(tc, without_a_command_a_socket_is_enough);
    tcase_add_test(tc, a_socket_of_systemd_is_served);
    tcase_add_test(tc, as_plain_cgi_it_answers_one_request);
    tcase_add_test(tc, a_program_built_anew_has_another_fingerprint);
    tcase_add_test(tc, a_stalled_peer_holds_a_worker_no_longer_than_the_time_out);
    tcase_add_test(tc, a_record_that_breaks_libfcgi_costs_one_worker);
    tcase_add_test(tc, garbage_from_a_peer_is_survived);
    tcase_add_test(tc, a_body_that_is_shorter_than_promised_is_400);
    suite_add_tcase(s, tc);
    return s;
}
