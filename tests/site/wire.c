/*
 * wire.c - raw bytes: see wire.h
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdarg.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "buf.h"
#include "server.h"
#include "wire.h"

/* FastCGI specification 1.0, section 8. */
#define BEGIN_REQUEST 1
#define PARAMS 4
#define STDIN 5
#define STDOUT 6
#define HEADER 8

#define BYTES_MAX ((size_t)8 * 1024 * 1024)

static void be_patient(int fd)
{
    const struct timeval limit = { .tv_sec = PATIENCE_MS / 1000 };

    ck_assert_int_eq(setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit)), 0);
    ck_assert_int_eq(setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof(limit)), 0);
}

bool wire_send(int fd, const void *bytes, size_t n)
{
    const char *p = bytes;

    while (n > 0) {
        const ssize_t sent = send(fd, p, n, MSG_NOSIGNAL);

        if (sent <= 0)
            return false;
        p += sent;
        n -= (size_t)sent;
    }
    return true;
}

static void read_all(int fd, struct buf *out)
{
    char piece[16384];
    ssize_t n;

    while ((n = recv(fd, piece, sizeof(piece), 0)) > 0)
        buf_add(out, piece, (size_t)n);
}

const char *wire_http(struct arena *a, const char *bytes, size_t n)
{
    const struct sockaddr_in to = { .sin_family = AF_INET,
                                    .sin_port = htons((uint16_t)site.port.number),
                                    .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct buf answer;
    char *text;

    ck_assert_int_eq(connect(fd, (const struct sockaddr *)&to, sizeof(to)), 0);
    be_patient(fd);
    wire_send(fd, bytes, n); /* a refusal may come before the last byte is taken */
    buf_init(&answer, BYTES_MAX);
    read_all(fd, &answer);
    close(fd);
    text = arena_alloc(a, answer.n + 1);
    memcpy(text, answer.s, answer.n);
    buf_clear(&answer);
    return text;
}

int wire_status(const char *answer)
{
    if (!*answer)
        return 0;
    if (strncmp(answer, "HTTP/1.1 ", 9) != 0)
        return -1;
    return (answer[9] - '0') * 100 + (answer[10] - '0') * 10 + (answer[11] - '0');
}

/* A connected descriptor, or -1. */
static int reach(const char *socket_path)
{
    struct sockaddr_un to = { .sun_family = AF_UNIX };
    const int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

    memcpy(to.sun_path, socket_path, strlen(socket_path) + 1);
    if (connect(fd, (const struct sockaddr *)&to, sizeof(to)) == 0)
        return fd;
    close(fd);
    return -1;
}

bool wire_reaches(const char *socket_path)
{
    const int fd = reach(socket_path);

    if (fd >= 0)
        close(fd);
    return fd >= 0;
}

int wire_open(const char *socket_path)
{
    const int fd = reach(socket_path);

    ck_assert_int_ge(fd, 0);
    be_patient(fd);
    return fd;
}

static void record(int fd, unsigned char type, const void *bytes, size_t n)
{
    const unsigned char header[HEADER] = {
        1, type, 0, 1, (unsigned char)(n >> 8), (unsigned char)(n & 0xff), 0, 0
    };

    wire_send(fd, header, sizeof(header));
    wire_send(fd, bytes, n);
}

void wire_begin(int fd)
{
    const unsigned char responder[8] = { 0, 1, 0, 0, 0, 0, 0, 0 };

    record(fd, BEGIN_REQUEST, responder, sizeof(responder));
}

static void add_length(struct buf *out, size_t n)
{
    const unsigned char four[] = { (unsigned char)(n >> 24 | 0x80),
                                   (unsigned char)(n >> 16 & 0xff),
                                   (unsigned char)(n >> 8 & 0xff),
                                   (unsigned char)(n & 0xff) };

    buf_add(out, four, sizeof(four));
}

void wire_params(int fd, ...)
{
    const char *name, *value;
    struct buf pairs;
    va_list list;

    buf_init(&pairs, BYTES_MAX);
    va_start(list, fd);
    while ((name = va_arg(list, const char *))) {
        value = va_arg(list, const char *);
        add_length(&pairs, strlen(name));
        add_length(&pairs, strlen(value));
        buf_str(&pairs, name);
        buf_str(&pairs, value);
    }
    va_end(list);
    wire_pairs(fd, pairs.s, pairs.n);
    buf_clear(&pairs);
}

void wire_pairs(int fd, const void *bytes, size_t n)
{
    record(fd, PARAMS, bytes, n);
    record(fd, PARAMS, "", 0);
}

void wire_stdin(int fd, const char *bytes, size_t n)
{
    record(fd, STDIN, bytes, n);
}

/* The bytes of the STDOUT records, without record headers. */
static char *stdout_of(struct arena *a, const struct buf *in)
{
    char *text = arena_alloc(a, in->n + 1);
    size_t at = 0, n = 0;

    while (at + HEADER <= in->n) {
        const unsigned char *h = (const unsigned char *)in->s + at;
        const size_t bytes = (size_t)h[4] << 8 | h[5];

        at += HEADER;
        if (at + bytes + h[6] > in->n)
            break;
        if (h[1] == STDOUT) {
            memcpy(text + n, in->s + at, bytes);
            n += bytes;
        }
        at += bytes + h[6];
    }
    return text;
}

const char *wire_answer(struct arena *a, int fd)
{
    struct buf in;
    const char *text;

    buf_init(&in, BYTES_MAX);
    read_all(fd, &in);
    close(fd);
    text = stdout_of(a, &in);
    buf_clear(&in);
    return text;
}

int wire_half_a_comment(void)
{
    const int fd = wire_open(site.socket);

    wire_begin(fd);
    wire_params(fd, "REQUEST_METHOD", "POST", "REQUEST_URI", "/p/" DEBATE "/comments",
                "CONTENT_TYPE", "application/x-www-form-urlencoded", "CONTENT_LENGTH",
                "3", "REMOTE_ADDR", "127.0.0.1", NULL);
    return fd;
}

void wire_other_half(int fd)
{
    wire_stdin(fd, "a=b", 3);
    wire_stdin(fd, "", 0);
}

const char *wire_get(struct arena *a, const char *socket_path, const char *path)
{
    const int fd = wire_open(socket_path);

    wire_begin(fd);
    wire_params(fd, "REQUEST_METHOD", "GET", "REQUEST_URI", path, "REMOTE_ADDR",
                "127.0.0.1", NULL);
    wire_stdin(fd, "", 0);
    return wire_answer(a, fd);
}
