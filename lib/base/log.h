/*
 * log.h - one line per event on standard error, where systemd and ./demo collect it
 *
 * "level tertulia[pid] message". A failure is logged once, by whoever meets it, and
 * says what the operator can do. Control characters in what is logged become '?', so
 * nobody forges a line.
 */
#ifndef LOG_H
#define LOG_H

#include <stdbool.h>

enum log_level { LOG_LEVEL_DEBUG, LOG_LEVEL_INFO, LOG_LEVEL_WARNING, LOG_LEVEL_ERROR };

/* Drops lines below this level (LOG_LEVEL_INFO at first); called before workers
 * start. */
void log_threshold(enum log_level lowest);
/* Is a line of this level written? For a line that costs something to make. */
bool log_wanted(enum log_level level);
void log_debug(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_info(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_warning(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_error(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* A line in the system's log (syslog(3), authpriv), beside that of the service: by a
 * command, whose standard error is somebody's terminal. */
void log_to_system(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The texts up to NULL, one behind the other, as an error. Calls nothing that a signal
 * handler may not call. */
void log_from_handler(const char *const *texts);

#endif
