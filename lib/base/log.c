/*
 * log.c - one line per event on standard error
 */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <syslog.h>
#include <unistd.h>

#include "log.h"
#include "utf8.h"

/* Writes of at most this size do not mix in a pipe (PIPE_BUF is larger). */
#define LINE_BYTES 1024

/* The only process-wide setting here: set before workers start, then only read. */
static enum log_level threshold = LOG_LEVEL_INFO;

void log_threshold(enum log_level lowest)
{
    threshold = lowest;
}

bool log_wanted(enum log_level level)
{
    return level >= threshold;
}

static const char *level_name(enum log_level level)
{
    static const char *const names[] = { "debug", "info", "warning", "error" };

    return names[level];
}

/* Replaces what could move a terminal's cursor or look like another line by '?'. */
static void defuse(char *s, size_t n)
{
    const bool valid = utf8_valid(s, n);

    for (size_t i = 0; i < n; i++) {
        const unsigned char c = (unsigned char)s[i];

        if (c < 0x20 || c == 0x7f || (c >= 0x80 && !valid)) {
            s[i] = '?';
        } else if (c == 0xc2 && (unsigned char)s[i + 1] < 0xa0) { /* U+0080..U+009F */
            s[i] = '?';
            s[++i] = '?';
        }
    }
}

/* Ends a line that is too long with "...", before a character that would be split. */
static size_t cut(char *line, size_t n)
{
    n -= 3;
    while (n > 0 && !utf8_starts(line[n]))
        n--;
    memcpy(line + n, "...", 4);
    return n + 3;
}

static void write_line(const char *line, size_t n)
{
    while (n > 0) {
        const ssize_t written = write(STDERR_FILENO, line, n);

        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return; /* nowhere to report it */
        line += written;
        n -= (size_t)written;
    }
}

static void __attribute__((format(printf, 2, 0)))
log_line(enum log_level level, const char *format, va_list args)
{
    const int saved = errno;
    char line[LINE_BYTES];
    size_t room, n;
    int head, body;

    if (!log_wanted(level))
        return;
    head = snprintf(line, sizeof line, "%s tertulia[%ld] ", level_name(level),
                    (long)getpid());
    n = (size_t)head;
    room = sizeof line - n;
    errno = saved; /* for %m */
    body = vsnprintf(line + n, room, format, args);
    if (body < 0)
        line[n] = '\0';
    n = body >= (int)room ? cut(line, sizeof line - 2) : n + strlen(line + n);
    defuse(line, n);
    line[n++] = '\n';
    write_line(line, n);
    errno = saved;
}

void log_to_system(const char *format, ...)
{
    char line[LINE_BYTES];
    va_list args;
    int n;

    va_start(args, format);
    n = vsnprintf(line, sizeof line, format, args);
    va_end(args);
    if (n < 0)
        return;
    defuse(line, strlen(line));
    openlog("tertulia", LOG_PID, LOG_AUTHPRIV);
    syslog(LOG_INFO, "%s", line);
    closelog();
}

/* Used instead of snprintf, which may use a lock, the heap or the locale. */
static size_t add_text(char *line, size_t n, const char *text)
{
    while (*text && n < LINE_BYTES - 1)
        line[n++] = *text++;
    return n;
}

static size_t add_number(char *line, size_t n, unsigned long number)
{
    char digits[24] = { 0 };
    size_t at = sizeof digits - 1;

    do
        digits[--at] = (char)('0' + number % 10);
    while (number /= 10);
    return add_text(line, n, digits + at);
}

void log_from_handler(const char *const *texts)
{
    const int saved = errno;
    char line[LINE_BYTES];
    size_t n = add_text(line, 0, "error tertulia[");

    n = add_number(line, n, (unsigned long)getpid());
    n = add_text(line, n, "] ");
    for (; *texts; texts++)
        n = add_text(line, n, *texts);
    defuse(line, n);
    line[n++] = '\n';
    write_line(line, n);
    errno = saved;
}

void log_debug(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    log_line(LOG_LEVEL_DEBUG, format, args);
    va_end(args);
}

void log_info(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    log_line(LOG_LEVEL_INFO, format, args);
    va_end(args);
}

void log_warning(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    log_line(LOG_LEVEL_WARNING, format, args);
    va_end(args);
}

void log_error(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    log_line(LOG_LEVEL_ERROR, format, args);
    va_end(args);
}
