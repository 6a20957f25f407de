/*
 * test_process.c - the program as a process: signals, sockets, plain CGI
 */
#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include "browser.h"
#include "server.h"
#include "wire.h"

/* In the log of a stop at which a process did not end in time. */
#define KILLED "did not end in time and are killed"

START_TEST(a_stop_answers_what_has_begun)
{
    int fds[6]; /* more than there are workers: some wait in the queue of the socket */

    site_program(NULL);
    for (size_t i = 0; i < 6; i++)
        fds[i] = wire_half_a_comment();
    ck_assert_int_eq(kill(site.serve, SIGTERM), 0);
    ck_assert(EVENTUALLY(access(site.socket, F_OK) != 0));
    for (size_t i = 0; i < 6; i++)
        wire_other_half(fds[i]);
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
    int fd, silent;

    site_program("timeout_seconds = 120\n"); /* longer than program_end waits */
    fd = wire_half_a_comment();
    silent = wire_open(site.socket);
    ck_assert_int_eq(program_end(site.serve), 0);
    ck_assert_ptr_nonnull(strstr(site_log(), KILLED));
    close(fd);
    close(silent);
    site.serve = 0;
    site_stop();
}
END_TEST

START_TEST(workers_end_with_a_killed_supervisor)
{
    pid_t workers[8];
    size_t n;

    site_program(NULL);
    n = site_workers(workers, 8);
    ck_assert_uint_eq(n, 2);
    kill(site.serve, SIGKILL);
    ck_assert_int_eq(program_wait(site.serve), 128 + SIGKILL);
    for (size_t i = 0; i < n; i++)
        ck_assert(EVENTUALLY(program_is_over(workers[i])));
    site_serve(); /* over the socket that was left behind */
    ck_assert(EVENTUALLY(site_serves()));
    site_stop();
}
END_TEST

/* The number of starts in the log, successful or not. */
static int starts(void)
{
    int n = 0;

    for (const char *s = site_log(); (s = strstr(s, "socket: ")) != NULL; s++)
        n++;
    for (const char *s = site_log(); (s = strstr(s, "serving with ")) != NULL; s++)
        n++;
    return n;
}

START_TEST(a_start_right_after_a_kill_is_not_refused)
{
    site_program(NULL);
    for (int i = 0; i < 10; i++) {
        const pid_t killed = site.serve;

        ck_assert(EVENTUALLY(site_is_complete(NULL, 0)));
        kill(killed, SIGKILL);
        ck_assert(EVENTUALLY(program_is_over(killed)));
        site_serve(); /* the killed process is still a zombie */
        ck_assert_int_eq(program_wait(killed), 128 + SIGKILL);
        ck_assert_msg(EVENTUALLY(starts() == i + 2), "%s", site_log());
        ck_assert_msg(!strstr(site_log(), "is in use"), "%d: %s", i, site_log());
        ck_assert(EVENTUALLY(site_serves()));
    }
    site_stop();
}
END_TEST

START_TEST(a_start_waits_for_workers_of_a_killed_program)
{
    pid_t workers[8], killed;

    site_program(NULL);
    ck_assert_uint_eq(site_workers(workers, 8), 2);
    killed = site.serve;
    program_pause(workers[0]);
    ck_assert_int_eq(kill(killed, SIGKILL), 0);
    ck_assert(EVENTUALLY(program_is_over(killed)));
    site_serve();
    ck_assert_msg(EVENTUALLY(strstr(site_log(), "waiting for the workers")), "%s",
                  site_log());
    program_resume(workers[0]);
    ck_assert_int_eq(program_wait(killed), 128 + SIGKILL);
    ck_assert_msg(EVENTUALLY(starts() == 2), "%s", site_log());
    ck_assert_msg(!strstr(site_log(), "is in use"), "%s", site_log());
    ck_assert(EVENTUALLY(site_serves()));
    site_stop();
}
END_TEST

START_TEST(a_second_program_does_not_take_the_socket)
{
    struct outcome o;

    site_program(NULL);
    o = site_command(WORDS("serve"));
    ck_assert_int_eq(o.status, 1);
    ck_assert_msg(strstr(o.err, "is in use") != NULL, "%s", o.err);
    ck_assert(site_serves());
    site_stop();
}
END_TEST

START_TEST(the_socket_is_for_the_group_alone)
{
    struct stat st;

    site_program(NULL);
    ck_assert_int_eq(stat(site.socket, &st), 0);
    ck_assert_uint_eq(st.st_mode & 07777, 0660);
    site_stop();
}
END_TEST

/* ---- Inherited sockets ---- */

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
    ck_assert(site_serves());
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

/* The fingerprint of the static files on a page of this copy of the program. */
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

Suite *process_suite(void);

Suite *process_suite(void)
{
    Suite *s = suite_create("process");
    TCase *tc = tcase_create("process");

    tcase_add_test(tc, a_stop_answers_what_has_begun);
    tcase_add_test(tc, a_stop_does_not_wait_for_a_stalled_peer);
    tcase_add_test(tc, workers_end_with_a_killed_supervisor);
    tcase_add_test(tc, a_start_right_after_a_kill_is_not_refused);
    tcase_add_test(tc, a_start_waits_for_workers_of_a_killed_program);
    tcase_add_test(tc, a_second_program_does_not_take_the_socket);
    tcase_add_test(tc, the_socket_is_for_the_group_alone);
    tcase_add_test(tc, a_socket_on_standard_input_is_served);
    tcase_add_test(tc, without_a_command_a_socket_is_enough);
    tcase_add_test(tc, a_socket_of_systemd_is_served);
    tcase_add_test(tc, as_plain_cgi_it_answers_one_request);
    tcase_add_test(tc, a_program_built_anew_has_another_fingerprint);
    suite_add_tcase(s, tc);
    return s;
}
