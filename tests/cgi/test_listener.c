/*
 * test_listener.c - making the socket, taking a given one, and who may connect
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "arena.h"
#include "listener.h"
#include "log.h"
#include "scratch.h"
#include "suite.h"

#define SYSTEMD_FD 3

static struct scratch scratch;
static struct arena *arena;
static const char *path;

static void setup(void)
{
    arena = arena_new();
    scratch_make(&scratch);
    path = arena_printf(arena, "%s/socket", scratch.folder);
    unsetenv("LISTEN_PID");
    unsetenv("LISTEN_FDS");
    log_threshold(LOG_LEVEL_ERROR + 1); /* failures here are made on purpose */
}

static void teardown(void)
{
    log_threshold(LOG_LEVEL_INFO);
    scratch_remove(&scratch);
    arena_free(arena);
}

static struct sockaddr_un address_of(const char *name)
{
    struct sockaddr_un a = { .sun_family = AF_UNIX };

    memcpy(a.sun_path, name, strlen(name));
    return a;
}

/* Listens as another program would. */
static int listening(void)
{
    const struct sockaddr_un a = address_of(path);
    const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

    ck_assert_int_eq(bind(fd, (const struct sockaddr *)&a, sizeof(a)), 0);
    ck_assert_int_eq(listen(fd, 5), 0);
    return fd;
}

static int connected(void)
{
    const struct sockaddr_un a = address_of(path);
    const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

    ck_assert_int_eq(connect(fd, (const struct sockaddr *)&a, sizeof(a)), 0);
    return fd;
}

static bool exists(const char *name)
{
    struct stat st;

    return lstat(name, &st) == 0;
}

START_TEST(only_owner_and_group_may_connect)
{
    static const mode_t masks[] = { 022, 0, 077 };

    for (size_t i = 0; i < ARRAY_LEN(masks); i++) {
        const mode_t before = umask(masks[i]);
        struct listener l;
        struct stat st;

        ck_assert_int_eq(listener_open(&l, path), RC_OK);
        ck_assert_uint_eq(umask(before), masks[i]);
        ck_assert_int_eq(stat(path, &st), 0);
        ck_assert(S_ISSOCK(st.st_mode));
        ck_assert_uint_eq(st.st_mode & 07777, 0660);
        ck_assert_str_eq(l.path, path);
        ck_assert(l.local);
        ck_assert_uint_eq(l.group, st.st_gid);
        ck_assert(fcntl(l.fd, F_GETFL) & O_NONBLOCK);
        ck_assert(fcntl(l.fd, F_GETFD) & FD_CLOEXEC);
        listener_close(&l);
        ck_assert(!exists(path));
        ck_assert_int_eq(l.fd, -1);
    }
}
END_TEST

START_TEST(what_a_dead_one_left_is_replaced)
{
    struct listener l;

    close(listening());
    ck_assert(exists(path));
    ck_assert_int_eq(listener_open(&l, path), RC_OK);
    close(connected());
    listener_close(&l);
}
END_TEST

START_TEST(a_live_one_is_left_in_peace)
{
    const int other = listening();
    struct listener l;

    ck_assert_int_eq(listener_open(&l, path), RC_FAIL);
    ck_assert_int_eq(l.fd, -1);
    close(connected());
    close(other);
}
END_TEST

/* Leaves a listening socket to a child whose parent dies; returns the child. It ends at
 * the first connection if `ends`, and otherwise lives on. */
static pid_t listening_orphan(bool ends)
{
    int said[2];
    pid_t maker, orphan = 0;

    ck_assert_int_eq(pipe(said), 0);
    maker = fork();
    if (maker == 0) {
        const int fd = listening();

        orphan = fork();
        if (orphan == 0) {
            while (accept(fd, NULL, NULL) < 0 || !ends)
                ;
            _exit(0);
        }
        _exit(write(said[1], &orphan, sizeof(orphan)) != sizeof(orphan));
    }
    ck_assert_int_eq(waitpid(maker, NULL, 0), maker);
    ck_assert_int_eq(read(said[0], &orphan, sizeof(orphan)), sizeof(orphan));
    close(said[0]);
    close(said[1]);
    return orphan;
}

START_TEST(workers_of_a_dead_one_are_waited_for)
{
    struct listener l;

    listening_orphan(true);
    ck_assert_int_eq(listener_open(&l, path), RC_OK);
    close(connected());
    listener_close(&l);
}
END_TEST

START_TEST(workers_that_do_not_end_keep_their_socket)
{
    const pid_t orphan = listening_orphan(false);
    struct listener l;

    ck_assert_int_eq(listener_open(&l, path), RC_FAIL);
    close(connected());
    ck_assert_int_eq(kill(orphan, SIGKILL), 0);
}
END_TEST

START_TEST(nothing_but_a_socket_is_removed)
{
    const char *target = arena_printf(arena, "%s/target", scratch.folder);
    struct listener l;

    close(open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600));
    ck_assert_int_eq(listener_open(&l, path), RC_FAIL);
    ck_assert(exists(path));
    ck_assert_int_eq(unlink(path), 0);
    ck_assert_int_eq(mkdir(path, 0700), 0);
    ck_assert_int_eq(listener_open(&l, path), RC_FAIL);
    ck_assert_int_eq(rmdir(path), 0);
    ck_assert_int_eq(symlink(target, path), 0);
    ck_assert_int_eq(listener_open(&l, path), RC_FAIL);
    ck_assert(exists(path));
    ck_assert(!exists(target));
}
END_TEST

START_TEST(a_path_has_a_greatest_length)
{
    const size_t most = sizeof(((struct sockaddr_un *)NULL)->sun_path) - 1;
    char *name = arena_alloc(arena, most + 2);
    struct listener l;

    memset(name, 's', most + 1);
    memcpy(name, scratch.folder, strlen(scratch.folder));
    name[strlen(scratch.folder)] = '/';
    ck_assert_int_eq(listener_open(&l, name), RC_FAIL);
    ck_assert_int_eq(l.fd, -1);
    name[most] = '\0';
    ck_assert_int_eq(listener_open(&l, name), RC_OK);
    ck_assert(exists(name));
    listener_close(&l);
    ck_assert(!exists(name));
}
END_TEST

START_TEST(a_folder_that_is_not_there_is_not_made)
{
    struct listener l;

    ck_assert_int_eq(
        listener_open(&l, arena_printf(arena, "%s/no/socket", scratch.folder)),
        RC_FAIL);
    ck_assert_int_eq(l.fd, -1);
}
END_TEST

/* The results of listener_open() with `fd` on descriptor `at`. No assertion may run
 * before `at` is restored. */
struct given {
    struct listener l;
    enum rc rc;
    bool given;
    int flags;
};

static struct given open_given(int fd, int at, const char *name)
{
    const int kept = fcntl(at, F_DUPFD_CLOEXEC, 100);
    struct given g;

    dup2(fd, at);
    g.given = listener_given();
    g.rc = listener_open(&g.l, name);
    g.flags = fcntl(g.l.fd, F_GETFL);
    if (kept >= 0) {
        dup2(kept, at);
        close(kept);
    } else {
        close(at);
    }
    return g;
}

static void check_taken(const struct given *g, int at)
{
    ck_assert(g->given);
    ck_assert_int_eq(g->rc, RC_OK);
    ck_assert_int_eq(g->l.fd, at);
    ck_assert_ptr_null(g->l.path);
    ck_assert(g->l.local);
    ck_assert(g->flags & O_NONBLOCK);
}

START_TEST(a_socket_on_standard_input_is_taken)
{
    const int fd = listening();
    const struct given g = open_given(fd, STDIN_FILENO, "/nonexistent/socket");
    struct stat st;

    check_taken(&g, STDIN_FILENO);
    ck_assert_int_eq(stat(path, &st), 0);
    ck_assert_uint_eq(g.l.group, st.st_gid);
    close(fd);
}
END_TEST

static void systemd_says(const char *pid, const char *count)
{
    setenv("LISTEN_PID", pid, 1);
    setenv("LISTEN_FDS", count, 1);
}

START_TEST(a_socket_of_systemd_is_taken)
{
    const int fd = listening();
    struct given g;

    systemd_says(arena_printf(arena, "%ld", (long)getpid()), "1");
    g = open_given(fd, SYSTEMD_FD, "/nonexistent/socket");
    check_taken(&g, SYSTEMD_FD);
    close(fd);
}
END_TEST

START_TEST(a_socket_for_another_process_is_not_taken)
{
    const char *own = arena_printf(arena, "%ld", (long)getpid());
    const struct {
        const char *pid, *count;
    } wrong[] = {
        { "1", "1" },  { "", "1" },
        { "-1", "1" }, { arena_printf(arena, "%sx", own), "1" },
        { own, "0" },  { own, "2" },
        { own, "" },   { own, "01" },
    };
    const int fd = listening();

    for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
        struct given g;

        systemd_says(wrong[i].pid, wrong[i].count);
        g = open_given(fd, SYSTEMD_FD, "/nonexistent/socket");
        ck_assert_msg(!g.given && g.rc == RC_FAIL, "LISTEN_PID=%s LISTEN_FDS=%s",
                      wrong[i].pid, wrong[i].count);
    }
    close(fd);
}
END_TEST

START_TEST(what_does_not_listen_is_not_taken)
{
    const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct given g;

    systemd_says(arena_printf(arena, "%ld", (long)getpid()), "1");
    g = open_given(fd, SYSTEMD_FD, "/nonexistent/socket");
    ck_assert(!g.given);
    ck_assert_int_eq(g.rc, RC_FAIL);
    close(fd);
}
END_TEST

START_TEST(we_may_talk_to_ourselves)
{
    struct listener l;
    int peer, fd;

    ck_assert_int_eq(listener_open(&l, path), RC_OK);
    errno = 0;
    ck_assert_int_eq(listener_accept(&l), -1);
    ck_assert_int_eq(errno, EAGAIN);
    peer = connected();
    fd = listener_accept(&l);
    ck_assert_int_ge(fd, 0);
    close(fd);
    close(peer);
    listener_close(&l);
}
END_TEST

START_TEST(who_has_connected_is_served_to_the_end)
{
    struct listener l;
    int peer, fd;

    ck_assert_int_eq(listener_open(&l, path), RC_OK);
    peer = connected();
    listener_unlink(&l);
    ck_assert(!exists(path));
    fd = listener_accept(&l);
    ck_assert_int_ge(fd, 0);
    close(fd);
    close(peer);
    listener_close(&l);
}
END_TEST

Suite *listener_suite(void);

Suite *listener_suite(void)
{
    Suite *s = suite_create("listener");
    TCase *tc = tcase_create("listener");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, only_owner_and_group_may_connect);
    tcase_add_test(tc, what_a_dead_one_left_is_replaced);
    tcase_add_test(tc, a_live_one_is_left_in_peace);
    tcase_add_test(tc, workers_of_a_dead_one_are_waited_for);
    tcase_add_test(tc, workers_that_do_not_end_keep_their_socket);
    tcase_add_test(tc, nothing_but_a_socket_is_removed);
    tcase_add_test(tc, a_path_has_a_greatest_length);
    tcase_add_test(tc, a_folder_that_is_not_there_is_not_made);
    tcase_add_test(tc, a_socket_on_standard_input_is_taken);
    tcase_add_test(tc, a_socket_of_systemd_is_taken);
    tcase_add_test(tc, a_socket_for_another_process_is_not_taken);
    tcase_add_test(tc, what_does_not_listen_is_not_taken);
    tcase_add_test(tc, we_may_talk_to_ourselves);
    tcase_add_test(tc, who_has_connected_is_served_to_the_end);
    suite_add_tcase(s, tc);
    return s;
}
