/*
 * test_watch.c - how long a request may take: time limits for the program and its peers
 */
#include <sys/socket.h>

#include "browser.h"
#include "server.h"
#include "wire.h"

#define BUDGET_S "3"
#define BUDGET_US 3000000
#define PAUSE_US 20000

/* Saving a comment starts a count that takes hours. */
#define HANG                                                                           \
    "CREATE TABLE many (i INTEGER) STRICT;"                                            \
    "INSERT INTO many"                                                                 \
    " WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9999)" \
    " SELECT i FROM n;"                                                                \
    "CREATE TRIGGER hang AFTER INSERT ON comment"                                      \
    " BEGIN SELECT count(*) FROM many a, many b, many c WHERE a.i + b.i + c.i = 0; "   \
    "END"

START_TEST(a_request_that_hangs_ends_its_worker)
{
    struct browser *b;
    struct answer r;
    pid_t before[8];

    site_start(&(struct site_setup){ .server = "request_seconds = " BUDGET_S "\n" });
    ck_assert(EVENTUALLY(site_is_complete(NULL, 0)));
    ck_assert_uint_eq(site_workers(before, 8), 2);
    b = browser_new();
    site_change(HANG);
    r = argue(b, DEBATE, "pro", "Nadie me deja.", 0);
    ck_status(r, 503);
    ck_says(r, "<h1");
    ck_assert_msg(site_log_says(" POST /p/:slug/comments took more than [server] "
                                "request_seconds = " BUDGET_S
                                ", in the statement insert_comment;"),
                  "%s", site_log());
    ck_assert(EVENTUALLY(site_log_says(" ended by signal 14 ")));
    ck_assert(EVENTUALLY(site_is_complete(NULL, 0)));
    ck_assert_uint_eq(site_survivors(before, 2), 1);
    site_change("DROP TRIGGER hang");
    ck_status(argue(b, DEBATE, "pro", "Ya me dejan.", 0), 303);
    browser_free(b);
    site_stop();
}
END_TEST

START_TEST(a_slow_body_is_no_time_of_ours)
{
    pid_t before[8];
    int fd;

    site_program("request_seconds = " BUDGET_S "\n");
    ck_assert_uint_eq(site_workers(before, 8), 2);
    fd = wire_half_a_comment();
    usleep(BUDGET_US + BUDGET_US / 3);
    wire_other_half(fd);
    ck_assert(strstr(wire_answer(site.arena, fd), "Status: 422 ") != NULL);
    ck_assert_uint_eq(site_survivors(before, 2), 2);
    site_stop();
}
END_TEST

/* More than a socket buffers at once. */
#define ANSWER_BYTES 2000000

static int begin_a_large_answer(void)
{
    int fd;

    site_change(
        "UPDATE post SET body_html = '<p>' || hex(zeroblob(1000000)) || '</p>'");
    fd = wire_open(site.socket);
    wire_begin(fd);
    wire_params(fd, "REQUEST_METHOD", "GET", "REQUEST_URI", "/p/" DEBATE, "REMOTE_ADDR",
                "127.0.0.1", NULL);
    wire_stdin(fd, "", 0);
    return fd;
}

static ssize_t take_a_little(int fd)
{
    char piece[1024];

    return recv(fd, piece, sizeof(piece), 0);
}

START_TEST(an_answer_that_is_taken_slowly_is_no_time_of_ours)
{
    pid_t before[8];
    size_t taken = 0;
    ssize_t some;
    int fd;

    site_program("request_seconds = " BUDGET_S "\n");
    ck_assert_uint_eq(site_workers(before, 8), 2);
    fd = begin_a_large_answer();
    ck_assert_int_gt(take_a_little(fd), 0);
    usleep(BUDGET_US + BUDGET_US / 3);
    while ((some = take_a_little(fd)) > 0)
        taken += (size_t)some;
    ck_assert_uint_gt(taken, ANSWER_BYTES);
    close(fd);
    ck_assert_uint_eq(site_survivors(before, 2), 2);
    site_stop();
}
END_TEST

START_TEST(taking_an_answer_as_a_whole_has_its_time)
{
    const int64_t until = now_ms() + PATIENCE_MS;
    size_t taken = 0;
    ssize_t some;
    int fd;

    site_program("timeout_seconds = 1\nrequest_seconds = 120\n");
    fd = begin_a_large_answer();
    while ((some = take_a_little(fd)) > 0) {
        taken += (size_t)some;
        ck_assert_int_lt(now_ms(), until);
        usleep(PAUSE_US);
    }
    ck_assert_uint_gt(taken, 0);
    ck_assert_uint_lt(taken, ANSWER_BYTES);
    close(fd);
    ck_assert(EVENTUALLY(site_serves()));
    site_stop();
}
END_TEST

Suite *watch_suite(void);

Suite *watch_suite(void)
{
    Suite *s = suite_create("watch");
    TCase *tc = tcase_create("watch");

    tcase_add_test(tc, a_request_that_hangs_ends_its_worker);
    tcase_add_test(tc, a_slow_body_is_no_time_of_ours);
    tcase_add_test(tc, an_answer_that_is_taken_slowly_is_no_time_of_ours);
    tcase_add_test(tc, taking_an_answer_as_a_whole_has_its_time);
    suite_add_tcase(s, tc);
    return s;
}
