/*
 * program.c - starting programs and reading what they say: see program.h
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "buf.h"
#include "program.h"

#define WORDS_MAX 32
#define FILE_MAX_BYTES ((size_t)64 * 1024 * 1024)

int64_t now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Only what the sanitizers and the loader need, then the test's own. */
static void set_environment(const char *const *variables)
{
    static const char *const kept[] = { "ASAN_OPTIONS", "UBSAN_OPTIONS" };
    const char *values[] = { getenv(kept[0]), getenv(kept[1]) };

    clearenv();
    setenv("PATH", "/usr/bin:/bin:/usr/sbin", 1);
    for (size_t i = 0; i < 2; i++)
        if (values[i])
            setenv(kept[i], values[i], 1);
    for (; variables && *variables; variables++)
        putenv((char *)(uintptr_t)*variables);
}

static void __attribute__((noreturn)) become(const struct program *p, const int fds[3])
{
    const char *path = p->path ? p->path : TERTULIA_PROGRAM;
    char *argv[WORDS_MAX + 2] = { (char *)(uintptr_t)path };
    int copies[3];

    prctl(PR_SET_PDEATHSIG, SIGTERM);
    for (size_t i = 0; i < WORDS_MAX && p->words[i]; i++)
        argv[i + 1] = (char *)(uintptr_t)p->words[i];
    for (int i = 0; i < 3; i++) /* out of the way of the numbers that they shall have */
        copies[i] = fcntl(fds[i], F_DUPFD_CLOEXEC, 3);
    for (int i = 0; i < 3; i++)
        dup2(copies[i], i);
    set_environment(p->variables);
    execv(path, argv);
    _exit(127);
}

pid_t program_start(const struct program *p, int in, int out, int err)
{
    const int fds[] = { in, out, err };
    const pid_t pid = fork();

    if (pid == 0)
        become(p, fds);
    ck_assert_int_gt(pid, 0);
    return pid;
}

/* A file without a name that holds n bytes, read from its start. */
static int memory_file(const char *bytes, size_t n)
{
    const int fd = memfd_create("test", MFD_CLOEXEC);

    ck_assert_int_ge(fd, 0);
    ck_assert(n == 0 || write(fd, bytes, n) == (ssize_t)n);
    lseek(fd, 0, SEEK_SET);
    return fd;
}

static char *read_all(struct arena *a, int fd, size_t *n)
{
    struct buf b;
    char piece[16384], *text;
    ssize_t got;

    buf_init(&b, FILE_MAX_BYTES);
    lseek(fd, 0, SEEK_SET);
    while ((got = read(fd, piece, sizeof(piece))) > 0)
        buf_add(&b, piece, (size_t)got);
    text = arena_alloc(a, b.n + 1);
    memcpy(text, b.s, b.n);
    if (n)
        *n = b.n;
    buf_clear(&b);
    return text;
}

struct outcome program_run(struct arena *a, const struct program *p, const char *in,
                           size_t in_bytes)
{
    const int fds[] = { memory_file(in, in_bytes), memory_file("", 0),
                        memory_file("", 0) };
    struct outcome o;

    o.status = program_wait(program_start(p, fds[0], fds[1], fds[2]));
    o.out = read_all(a, fds[1], NULL);
    o.err = read_all(a, fds[2], NULL);
    for (int i = 0; i < 3; i++)
        close(fds[i]);
    return o;
}

struct outcome program_cgi(struct arena *a, const char *config, const char *method,
                           const char *target, const char *body)
{
    const char *const variables[] = { "GATEWAY_INTERFACE=CGI/1.1",
                                      "SERVER_PROTOCOL=HTTP/1.1",
                                      "REMOTE_ADDR=127.0.0.1",
                                      "CONTENT_TYPE=application/x-www-form-urlencoded",
                                      arena_printf(a, "REQUEST_METHOD=%s", method),
                                      arena_printf(a, "REQUEST_URI=%s", target),
                                      arena_printf(a, "CONTENT_LENGTH=%zu",
                                                   strlen(body)),
                                      arena_printf(a, "TERTULIA_CONFIG=%s", config),
                                      NULL };

    /* A query may arrive as words, which must not count. */
    return program_run(a, &(struct program){ NULL, WORDS("init"), variables }, body,
                       strlen(body));
}

static bool has_ended(pid_t pid, int *status)
{
    const pid_t ended = waitpid(pid, status, WNOHANG);

    ck_assert(ended >= 0 || errno == EINTR);
    return ended == pid;
}

int program_wait(pid_t pid)
{
    int status = 0;

    if (!EVENTUALLY(has_ended(pid, &status))) {
        kill(pid, SIGKILL);
        waitpid(pid, &status, 0);
        ck_abort_msg("a program did not end");
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int program_end(pid_t pid)
{
    kill(pid, SIGTERM);
    return program_wait(pid);
}

/* A letter of proc(5), 0 without such a process. */
static char state_of(pid_t pid)
{
    static const char mark[] = "\nState:\t";
    struct arena *a = arena_new();
    const char *at =
        strstr(file_read(a, arena_printf(a, "/proc/%d/status", pid), NULL), mark);
    const char state = at ? at[strlen(mark)] : '\0';

    arena_free(a);
    return state;
}

bool program_is_over(pid_t pid)
{
    const char state = state_of(pid);

    return state == '\0' || state == 'Z'; /* its parent may not ask how it ended */
}

static bool is_open(int folder, const char *descriptor, const char *file)
{
    char target[PATH_MAX] = "";

    return readlinkat(folder, descriptor, target, sizeof(target) - 1) > 0 &&
           strcmp(target, file) == 0;
}

bool program_has_open(pid_t pid, const char *file)
{
    char path[40];
    struct dirent *e;
    DIR *folder;
    bool has = false;

    snprintf(path, sizeof(path), "/proc/%d/fd", pid);
    folder = opendir(path);
    while (folder && !has && (e = readdir(folder)))
        has = is_open(dirfd(folder), e->d_name, file);
    if (folder)
        closedir(folder);
    return has;
}

void program_pause(pid_t pid)
{
    ck_assert_int_eq(kill(pid, SIGSTOP), 0);
    ck_assert(EVENTUALLY(state_of(pid) == 'T')); /* kill() does not wait for it */
}

void program_resume(pid_t pid)
{
    ck_assert_int_eq(kill(pid, SIGCONT), 0);
}

char *file_read(struct arena *a, const char *path, size_t *n)
{
    const int fd = open(path, O_RDONLY | O_CLOEXEC);
    char *text;

    if (n)
        *n = 0;
    if (fd < 0)
        return arena_strdup(a, "");
    text = read_all(a, fd, n);
    close(fd);
    return text;
}

void file_write(const char *path, const char *text)
{
    FILE *f = fopen(path, "we");

    ck_assert_msg(f != NULL, "%s", path);
    ck_assert_int_ge(fputs(text, f), 0);
    ck_assert_int_eq(fclose(f), 0);
}
