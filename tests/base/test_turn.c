/*
 * test_turn.c - turns: never more than the limit, and a dead holder keeps none
 */
#include <signal.h>
#include <sys/wait.h>

#include "log.h"
#include "scratch.h"
#include "turn.h"

Suite *turn_suite(void);

#define PROCESSES 12

static struct scratch scratch;
static char path[96];

static void setup(void)
{
    scratch_make(&scratch);
    snprintf(path, sizeof(path), "%s/turns", scratch.folder);
}

static void teardown(void)
{
    scratch_remove(&scratch);
}

START_TEST(there_are_as_many_as_were_asked_for)
{
    struct turn one, two, none;

    ck_assert_int_eq(turn_take(path, 2, &one), RC_OK);
    ck_assert_int_eq(turn_take(path, 2, &two), RC_OK);
    ck_assert_int_eq(turn_take(path, 2, &none), RC_BUSY);
    ck_assert_int_eq(none.fd, -1);
    turn_give(&one);
    turn_give(&one);
    ck_assert_int_eq(turn_take(path, 2, &one), RC_OK);
    turn_give(&two);
    turn_give(&one);
}
END_TEST

/* A caller with a higher limit gets a turn when the first one is taken. */
START_TEST(some_may_use_more_than_others)
{
    struct turn stranger, known, none;

    ck_assert_int_eq(turn_take(path, 1, &stranger), RC_OK);
    ck_assert_int_eq(turn_take(path, 1, &none), RC_BUSY);
    ck_assert_int_eq(turn_take(path, 2, &known), RC_OK);
    ck_assert_int_eq(turn_take(path, 2, &none), RC_BUSY);
    turn_give(&stranger);
    ck_assert_int_eq(turn_take(path, 1, &stranger), RC_OK);
    turn_give(&stranger);
    turn_give(&known);
}
END_TEST

/* Starts a process that reports whether it got a turn and keeps it until killed. */
static pid_t taker(int said)
{
    const pid_t pid = fork();
    struct turn turn;
    char got;

    ck_assert_int_ge(pid, 0);
    if (pid)
        return pid;
    got = turn_take(path, 2, &turn) == RC_OK;
    if (write(said, &got, 1) == 1)
        pause();
    _exit(0);
}

static int count(int said, int n)
{
    int sum = 0;
    char got;

    for (int i = 0; i < n; i++) {
        ck_assert_int_eq(read(said, &got, 1), 1);
        sum += got;
    }
    return sum;
}

static void kill_all(const pid_t *pids, int n)
{
    for (int i = 0; i < n; i++) {
        ck_assert_int_eq(kill(pids[i], SIGKILL), 0);
        ck_assert_int_eq(waitpid(pids[i], NULL, 0), pids[i]);
    }
}

START_TEST(processes_share_them_and_give_them_back_when_they_are_killed)
{
    pid_t pids[PROCESSES];
    int ends[2];

    ck_assert_int_eq(pipe(ends), 0);
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < PROCESSES; i++)
            pids[i] = taker(ends[1]);
        ck_assert_int_eq(count(ends[0], PROCESSES), 2);
        kill_all(pids, PROCESSES);
    }
    close(ends[0]);
    close(ends[1]);
}
END_TEST

START_TEST(without_a_folder_there_are_none)
{
    struct turn turn = { 7 };

    log_threshold(LOG_LEVEL_ERROR + 1);
    snprintf(path, sizeof(path), "%s/nowhere/turns", scratch.folder);
    ck_assert_int_eq(turn_take(path, 2, &turn), RC_FAIL);
    ck_assert_int_eq(turn.fd, -1);
    log_threshold(LOG_LEVEL_INFO);
}
END_TEST

Suite *turn_suite(void)
{
    Suite *s = suite_create("turn");
    TCase *tc = tcase_create("turn");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, there_are_as_many_as_were_asked_for);
    tcase_add_test(tc, some_may_use_more_than_others);
    tcase_add_test(tc, processes_share_them_and_give_them_back_when_they_are_killed);
    tcase_add_test(tc, without_a_folder_there_are_none);
    suite_add_tcase(s, tc);
    return s;
}
