/*
 * cgi.c - plain CGI: one request, one answer
 */
#include <errno.h>
#include <unistd.h>

#include "cgi.h"
#include "gateway.h"
#include "log.h"
#include "watch.h"

static const char *variable(void *from, const char *name)
{
    (void)from;
    return getenv(name);
}

/* The server need not close standard input after the body: reads only up to `n`. */
static size_t read_input(void *from, char *to, size_t n)
{
    size_t got = 0;

    (void)from;
    while (got < n) {
        ssize_t r = read(STDIN_FILENO, to + got, n - got);

        if (r < 0 && errno == EINTR)
            continue;
        if (r <= 0)
            break;
        got += (size_t)r;
    }
    return got;
}

static bool ended(void *from)
{
    (void)from;
    return true;
}

static bool write_output(const char *s, size_t n)
{
    while (n > 0) {
        ssize_t w = write(STDOUT_FILENO, s, n);

        if (w < 0 && errno == EINTR)
            continue;
        if (w <= 0)
            return false;
        s += w;
        n -= (size_t)w;
    }
    return true;
}

enum rc cgi_serve(struct worker *w)
{
    const struct gateway_source source = { NULL, variable, read_input, ended };
    struct encoded out;

    if (watch_init(&w->app->config))
        return RC_FAIL;
    out = gateway_answer(&source, w, false);
    watch_end();
    if (write_output(out.head, out.head_bytes) &&
        write_output(out.body, out.body_bytes))
        return RC_OK;
    log_error("the web server did not take the answer: %m");
    return RC_FAIL;
}
