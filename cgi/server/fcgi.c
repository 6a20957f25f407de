/*
 * fcgi.c - one FastCGI request on an accepted connection
 */
#include <errno.h>
#include <fcgiapp.h>
#include <limits.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include "encode.h"
#include "fcgi.h"
#include "gateway.h"
#include "log.h"
#include "watch.h"

/* FastCGI specification 1.0, sections 3.3 and 5.5. */
#define RECORD_VERSION 1
#define RECORD_END_REQUEST 3
#define RECORD_STDOUT 6
#define RECORD_HEADER 8
#define RECORD_MAX 65528 /* the longest content that needs no padding */

/* How long libfcgi waits for a peer that broke the protocol to close, in ms; its
 * default of 2 s would block the worker. */
#define LINGER_MS "20"

enum rc fcgi_init(void)
{
    setenv("LIBFCGI_OS_CLOSE_POLL_TIMEOUT", LINGER_MS, 1);
    setenv("LIBFCGI_IS_AF_UNIX_KEEPER_POLL_TIMEOUT", LINGER_MS, 1);
    if (FCGX_Init() == 0)
        return RC_OK;
    log_error("libfcgi cannot be initialised");
    return RC_FAIL;
}

static const char *variable(void *from, const char *name)
{
    const FCGX_Request *r = from;

    return FCGX_GetParam(name, r->envp);
}

static size_t read_stdin(void *from, char *to, size_t n)
{
    FCGX_Request *r = from;
    size_t got = 0;

    while (got < n) {
        const int most = n - got < INT_MAX ? (int)(n - got) : INT_MAX;
        const int some = FCGX_GetStr(to + got, most, r->in);

        if (some <= 0)
            break;
        got += (size_t)some;
    }
    return got;
}

static bool ended(void *from)
{
    FCGX_Request *r = from;

    return FCGX_GetChar(r->in) == EOF && FCGX_GetError(r->in) == 0;
}

static void header(unsigned char *h, unsigned char type, int id, size_t bytes)
{
    h[0] = RECORD_VERSION;
    h[1] = type;
    h[2] = (unsigned char)(id >> 8 & 0xff);
    h[3] = (unsigned char)(id & 0xff);
    h[4] = (unsigned char)(bytes >> 8 & 0xff);
    h[5] = (unsigned char)(bytes & 0xff);
    h[6] = 0; /* padding */
    h[7] = 0;
}

/* An answer as records, not copied: a header before each piece, two records at the
 * end. */
struct records {
    struct iovec *iov;
    size_t n;
    unsigned char *headers; /* the next free header */
    int id;
};

static void add_bytes(struct records *r, const void *p, size_t n)
{
    r->iov[r->n].iov_base = (void *)(uintptr_t)p;
    r->iov[r->n++].iov_len = n;
}

static void add_stream(struct records *r, const char *s, size_t n)
{
    while (n > 0) {
        const size_t piece = n < RECORD_MAX ? n : RECORD_MAX;

        header(r->headers, RECORD_STDOUT, r->id, piece);
        add_bytes(r, r->headers, RECORD_HEADER);
        add_bytes(r, s, piece);
        r->headers += RECORD_HEADER;
        s += piece;
        n -= piece;
    }
}

/* Adds the end of the stream, and END_REQUEST with application status 0 and
 * FCGI_REQUEST_COMPLETE. */
static void add_end(struct records *r)
{
    header(r->headers, RECORD_STDOUT, r->id, 0);
    header(r->headers + RECORD_HEADER, RECORD_END_REQUEST, r->id, 8);
    add_bytes(r, r->headers, 3 * RECORD_HEADER); /* the last eight bytes are zero */
}

/* Skips n bytes that were sent. */
static void skip(struct records *r, size_t n)
{
    while (r->n > 0 && n >= r->iov->iov_len) {
        n -= r->iov->iov_len;
        r->iov++;
        r->n--;
    }
    if (r->n > 0) {
        r->iov->iov_base = (char *)r->iov->iov_base + n;
        r->iov->iov_len -= n;
    }
}

/* Usually one system call. */
static bool send_all(int fd, struct records *r)
{
    while (r->n > 0) {
        const struct msghdr m = { .msg_iov = r->iov,
                                  .msg_iovlen = r->n < IOV_MAX ? r->n : IOV_MAX };
        const ssize_t sent = sendmsg(fd, &m, MSG_NOSIGNAL);

        if (sent < 0 && errno == EINTR)
            continue;
        if (sent <= 0)
            return false;
        skip(r, (size_t)sent);
    }
    return true;
}

static void reply(const FCGX_Request *r, struct arena *a, const struct encoded *out)
{
    const size_t pieces = (out->head_bytes + RECORD_MAX - 1) / RECORD_MAX +
                          (out->body_bytes + RECORD_MAX - 1) / RECORD_MAX;
    struct records records = { .iov = ARENA_ARRAY(a, 2 * pieces + 1, struct iovec),
                               .headers = arena_alloc(a, (pieces + 3) * RECORD_HEADER),
                               .id = r->requestId };

    add_stream(&records, out->head, out->head_bytes);
    add_stream(&records, out->body, out->body_bytes);
    add_end(&records);
    if (!send_all(r->ipcFd, &records))
        log_debug("fastcgi: the peer did not take the answer: %m");
}

static void answer(struct worker *w, FCGX_Request *r, bool cut)
{
    const struct gateway_source source = { r, variable, read_stdin, ended };
    const struct encoded out = gateway_answer(&source, w, cut);

    watch_peer(r->ipcFd);
    reply(r, w->arena, &out);
    worker_rest(w);
}

void fcgi_serve(struct worker *w, int fd, bool cut)
{
    FCGX_Request r;

    FCGX_InitRequest(&r, -1, 0);
    r.ipcFd = fd;
    r.keepConnection = 1; /* else FCGX_Accept_r would first close `fd` */
    watch_peer(fd);
    if (FCGX_Accept_r(&r) < 0) {
        watch_end();
        log_debug("fastcgi: no request on an accepted connection");
        FCGX_Free(&r, r.ipcFd >= 0);
        return;
    }
    answer(w, &r, cut);
    watch_end();
    /* FCGX_Finish_r would write in pieces of 8 KiB and linger until the peer closes. */
    fd = r.ipcFd;
    FCGX_Free(&r, 0);
    close(fd);
}
