/*
 * test_db_wait.c - writers wait for the lock, but only some of them for long
 */
#include <check.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "disk.h"
#include "scratch.h"
#include "table.h"

Suite *db_wait_suite(void);

#define PATIENCE_MS 60000
#define SOON_US 20000 /* longest wait of a process without a place */

static struct scratch scratch;
static int waits[2], goes_on[2]; /* pipes from and to waiting processes */
static int holds[2], lets_go[2]; /* pipes from and to the holder of the lock */

static struct db *own; /* of a child, which dies with it open */

static void setup(void)
{
    disk = (struct disk){ 0 };
    scratch_make(&scratch);
    db_close(table_make(scratch.file, 0));
    ck_assert_int_eq(pipe2(waits, O_CLOEXEC), 0);
    ck_assert_int_eq(pipe2(goes_on, O_CLOEXEC), 0);
    ck_assert_int_eq(pipe2(holds, O_CLOEXEC), 0);
    ck_assert_int_eq(pipe2(lets_go, O_CLOEXEC), 0);
}

static void teardown(void)
{
    scratch_remove(&scratch);
}

static struct db *open_with(int n)
{
    struct db *made = table_open(scratch.file, PATIENCE_MS);

    db_wait_places(made, n);
    return made;
}

/* The parent must not have the database open: a connection does not survive a fork. */
static pid_t start(void run(int), int argument)
{
    const pid_t pid = fork();

    ck_assert_int_ge(pid, 0);
    if (pid == 0)
        run(argument);
    return pid;
}

static int end_of(pid_t pid)
{
    int status;

    ck_assert_int_eq(waitpid(pid, &status, 0), pid);
    return status;
}

static void say(int fd)
{
    if (write(fd, "", 1) != 1)
        _exit(101);
}

static void hear(int fd)
{
    char c;

    if (read(fd, &c, 1) != 1)
        _exit(102);
}

static void hold(int nothing)
{
    enum rc rc;

    own = open_with(nothing);
    rc = db_begin_write(own);
    say(holds[1]);
    hear(lets_go[0]);
    _exit(db_end(own, rc));
}

static pid_t hold_the_lock(void)
{
    const pid_t pid = start(hold, 0);

    hear(holds[0]);
    return pid;
}

static void let_go(pid_t pid)
{
    say(lets_go[1]);
    ck_assert_int_eq(end_of(pid), RC_OK);
}

/* Reports once that the process waits for long, then waits for a byte to go on. */
static void say_so(void)
{
    if (disk.slept_us < SOON_US)
        return;
    disk.at_sleep = NULL;
    disk.sleeps = true;
    say(waits[1]);
    hear(goes_on[0]);
}

static void wait_for_long(int n)
{
    own = open_with(n);
    disk.at_sleep = say_so;
    _exit(table_add_in_transaction(own));
}

/* Returns when the new process has a place. */
static pid_t start_waiting(int n)
{
    const pid_t pid = start(wait_for_long, n);

    hear(waits[0]);
    return pid;
}

static void write_if_possible(int n)
{
    enum rc rc;

    own = open_with(n);
    rc = table_add_in_transaction(own);
    _exit(disk.slept_us > SOON_US ? 100 : (int)rc);
}

/* Starts one more writer and returns its verdict. */
static int try_to_write(int n)
{
    return WEXITSTATUS(end_of(start(write_if_possible, n)));
}

START_TEST(only_so_many_wait_for_long)
{
    const pid_t holder = hold_the_lock(), first = start_waiting(2),
                second = start_waiting(2);

    ck_assert_int_eq(try_to_write(2), RC_BUSY);
    ck_assert_int_eq(try_to_write(2), RC_BUSY);
    let_go(holder);
    say(goes_on[1]);
    say(goes_on[1]);
    ck_assert_int_eq(end_of(first), RC_OK);
    ck_assert_int_eq(end_of(second), RC_OK);
    ck_assert_int_eq(try_to_write(2), RC_OK);
}
END_TEST

START_TEST(a_place_is_free_when_its_process_is_dead)
{
    const pid_t holder = hold_the_lock(), first = start_waiting(1);
    pid_t second;

    ck_assert_int_eq(try_to_write(1), RC_BUSY);
    ck_assert_int_eq(kill(first, SIGKILL), 0);
    end_of(first);
    second = start_waiting(1);
    let_go(holder);
    say(goes_on[1]);
    ck_assert_int_eq(end_of(second), RC_OK);
}
END_TEST

/* Runs statements that wait and end with RC_BUSY. */
static void wait_in_vain(int nothing)
{
    int failed = nothing;

    own = table_open(scratch.file, 40);
    db_wait_places(own, 1);
    failed += table_add(own) != RC_BUSY;
    failed += db_begin_write(own) != RC_BUSY;
    failed += db_script(own, "again", "INSERT INTO n DEFAULT VALUES") != RC_BUSY;
    failed += disk.slept_us < 3 * SOON_US;
    say(waits[1]);
    hear(goes_on[0]);
    _exit(failed);
}

START_TEST(a_place_is_free_when_the_wait_is_over)
{
    const pid_t holder = hold_the_lock(), first = start(wait_in_vain, 0);
    pid_t second;

    hear(waits[0]);
    second = start_waiting(1);
    let_go(holder);
    say(goes_on[1]);
    say(goes_on[1]);
    ck_assert_int_eq(end_of(first), 0);
    ck_assert_int_eq(end_of(second), RC_OK);
}
END_TEST

Suite *db_wait_suite(void)
{
    Suite *suite = suite_create("db wait");
    TCase *c = tcase_create("db wait");

    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, only_so_many_wait_for_long);
    tcase_add_test(c, a_place_is_free_when_its_process_is_dead);
    tcase_add_test(c, a_place_is_free_when_the_wait_is_over);
    suite_add_tcase(suite, c);
    return suite;
}
