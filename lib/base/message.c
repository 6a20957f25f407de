/*
 * message.c - the texts of the program in every language
 */
#include <assert.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "banned.h"
#include "clock.h"
#include "message.h"
#include "message_table.h"

#define NO_BREAK_SPACE "\xC2\xA0"

const char *message(enum lang lang, enum message id)
{
    assert(lang < LANGS && id < MESSAGES);
    return message_texts[lang][id].one;
}

static int compare_names(const void *name, const void *item)
{
    return strcmp(name, *(const char *const *)item);
}

const char *message_by_name(enum lang lang, const char *name)
{
    const char *const *found = bsearch(name, message_names + 1, MESSAGES - 1,
                                       sizeof message_names[0], compare_names);

    return found ? message(lang, (enum message)(found - message_names)) : NULL;
}

/* Returns the value of the name of n bytes, or NULL. */
static const char *value_of(const char *name, size_t n, va_list pairs)
{
    const char *value = NULL;
    const char *key;
    va_list args;

    va_copy(args, pairs);
    while (!value && (key = va_arg(args, const char *))) {
        const char *candidate = va_arg(args, const char *);

        if (strlen(key) == n && memcmp(key, name, n) == 0)
            value = candidate;
    }
    va_end(args);
    return value;
}

/* Copies text to `out` with values in the place of {names}; a value is not substituted
 * again. If `out` is NULL it only measures. Returns the bytes without NUL. */
static size_t substitute(char *out, const char *text, va_list pairs)
{
    size_t n = 0;

    while (*text) {
        const char *end = *text == '{' ? strchr(text, '}') : NULL;
        const char *value =
            end ? value_of(text + 1, (size_t)(end - text - 1), pairs) : NULL;
        const char *piece = value ? value : text;
        const size_t bytes = value ? strlen(value) : 1;

        if (out)
            memcpy(out + n, piece, bytes);
        n += bytes;
        text = value ? end + 1 : text + 1;
    }
    return n;
}

static char *fill(struct arena *a, const char *text, va_list pairs)
{
    char *s = arena_alloc(a, substitute(NULL, text, pairs) + 1);

    substitute(s, text, pairs);
    return s;
}

static char *fill_text(struct arena *a, const char *text, ...)
{
    va_list pairs;
    char *s;

    va_start(pairs, text);
    s = fill(a, text, pairs);
    va_end(pairs);
    return s;
}

char *message_fill(struct arena *a, enum lang lang, enum message id, ...)
{
    va_list pairs;
    char *s;

    va_start(pairs, id);
    s = fill(a, message(lang, id), pairs);
    va_end(pairs);
    return s;
}

char *message_count(struct arena *a, enum lang lang, enum message id, int64_t n)
{
    const char *many = message_texts[lang][id].many;
    const char *text = n != 1 && many ? many : message(lang, id);

    return fill_text(a, text, "n", format_number(a, lang, n), NULL);
}

char *format_number(struct arena *a, enum lang lang, int64_t n)
{
    const char *between = lang == LANG_ES ? NO_BREAK_SPACE : ",";
    const size_t least =
        lang == LANG_ES ? 5 : 4; /* digits of the smallest grouped number */
    char digits[24];
    char out[64];
    size_t used = 0, count;
    const char *d = digits;

    snprintf(digits, sizeof digits, "%" PRId64, n);
    if (*d == '-')
        out[used++] = *d++;
    count = strlen(d);
    for (size_t left = count; left > 0; left--) {
        if (left < count && left % 3 == 0 && count >= least) {
            memcpy(out + used, between, strlen(between));
            used += strlen(between);
        }
        out[used++] = *d++;
    }
    return arena_strndup(a, out, used);
}

static struct tm local(int64_t at)
{
    struct tm tm = { .tm_mday = 1 };
    const time_t t = at;

    localtime_r(&t, &tm); /* fails only for a year over INT_MAX */
    return tm;
}

static const char *month_name(enum lang lang, const struct tm *tm)
{
    static const enum message months[] = { MSG_MONTH_01, MSG_MONTH_02, MSG_MONTH_03,
                                           MSG_MONTH_04, MSG_MONTH_05, MSG_MONTH_06,
                                           MSG_MONTH_07, MSG_MONTH_08, MSG_MONTH_09,
                                           MSG_MONTH_10, MSG_MONTH_11, MSG_MONTH_12 };

    return message(lang, months[tm->tm_mon]);
}

char *format_time(struct arena *a, enum lang lang, int64_t at)
{
    const struct tm tm = local(at);

    return arena_printf(a, "%s, %02d:%02d", format_date(a, lang, at), tm.tm_hour,
                        tm.tm_min);
}

char *format_clock(struct arena *a, int64_t at)
{
    const struct tm tm = local(at);

    return arena_printf(a, "%02d:%02d", tm.tm_hour, tm.tm_min);
}

char *format_until(struct arena *a, enum lang lang, int64_t at, int64_t now)
{
    const struct tm tm = local(at);

    if (clock_days(now, at) != 0)
        return message_fill(a, lang, MSG_OWN_UNTIL_DAY, "time",
                            format_time(a, lang, at), NULL);
    return message_fill(a, lang,
                        tm.tm_hour == 1 ? MSG_OWN_UNTIL_ONE : MSG_OWN_UNTIL_HOUR,
                        "time", format_clock(a, at), NULL);
}

char *format_date(struct arena *a, enum lang lang, int64_t at)
{
    const struct tm tm = local(at);

    return arena_printf(a, "%d %s %" PRId64, tm.tm_mday, month_name(lang, &tm),
                        (int64_t)tm.tm_year + 1900);
}

char *format_day(struct arena *a, enum lang lang, int64_t at)
{
    const struct tm tm = local(at);

    return arena_printf(a, "%d %s", tm.tm_mday, month_name(lang, &tm));
}
