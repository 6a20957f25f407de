/*
 * message.h - the texts of the program in every language
 *
 * locale/es.po and locale/en.po hold the texts under symbolic ids such as
 * "form.no_side". At build time lib/base/messages.awk turns them into message_ids.h
 * (enum message, MSG_FORM_NO_SIDE) and a table; a message that lacks a language stops
 * the build. glibc's gettext is not used: it is process-wide, and the language here
 * changes with each post.
 */
#ifndef MESSAGE_H
#define MESSAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "arena.h"
#include "lang.h"
#include "message_ids.h"

/* The text as written in the PO file; static storage. */
const char *message(enum lang lang, enum message id);
/* By symbolic id, for templates; NULL if there is none. */
const char *message_by_name(enum lang lang, const char *name);

/* Returns the text with each {name} replaced by its value; a name without value stays.
 * Pairs of name and value end with NULL: message_fill(a, lang, MSG_FORM_TOO_LONG, "n",
 * "12", NULL). */
char *message_fill(struct arena *a, enum lang lang, enum message id, ...)
    __attribute__((sentinel));
/* Chooses singular (n = 1) or plural; {n} becomes format_number(n). */
char *message_count(struct arena *a, enum lang lang, enum message id, int64_t n);

/* "12 345" / "12,345"; Spanish groups from five digits on, by no-break spaces (RAE). */
char *format_number(struct arena *a, enum lang lang, int64_t n);
/* "4 nov 2026, 10:12" / "4 Nov 2026, 10:12" in the process's time zone. */
char *format_time(struct arena *a, enum lang lang, int64_t at);
/* "10:12". */
char *format_clock(struct arena *a, int64_t at);
/* The words after "until": "las 10:12" / "10:12" if `at` is on the day of `now`, else
 * "el 4 nov 2026, 10:12" / "4 Nov 2026, 10:12". */
char *format_until(struct arena *a, enum lang lang, int64_t at, int64_t now);
/* "4 nov 2026" / "4 Nov 2026". */
char *format_date(struct arena *a, enum lang lang, int64_t at);
/* "4 nov" / "4 Nov". */
char *format_day(struct arena *a, enum lang lang, int64_t at);

#endif
