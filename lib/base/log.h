/*
 * log.h - one line per event on standard error, where systemd and ./demo collect it
 *
 * "level tertulia[pid] message". The function that meets a failure logs it once, with
 * what the operator can do. Control characters become '?', so that logged text cannot
 * forge a line.
 */
#ifndef LOG_H
#define LOG_H

#include <stdbool.h>

enum log_level { LOG_LEVEL_DEBUG, LOG_LEVEL_INFO, LOG_LEVEL_WARNING, LOG_LEVEL_ERROR };

/* Drops lines below `lowest` (LOG_LEVEL_INFO at first). Call before workers start. */
void log_threshold(enum log_level lowest);
/* Is a line of this level written? For lines that are costly to make. */
bool log_wanted(enum log_level level);
void log_debug(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_info(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_warning(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_error(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Writes a line to the system's log (syslog(3), authpriv). For commands: their standard
 * error is a terminal. */
void log_to_system(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* Logs the texts up to NULL, joined, as an error. Safe in a signal handler. */
void log_from_handler(const char *const *texts);

#endif
