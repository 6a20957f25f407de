/*
 * sample_reader.c - reads parts of the sample site's texts: see sample_reader.h
 */
#include "number.h"
#include "sample_reader.h"

enum rc reader_wrong(struct reader *r, unsigned line, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    r->error->line = line;
    r->error->what = arena_vprintf(r->arena, format, args);
    va_end(args);
    return RC_INVALID;
}

bool reader_line(struct reader *r, struct line *out)
{
    out->s = r->at;
    out->n = strcspn(r->at, "\n");
    if (!*r->at)
        return false;
    r->at += out->n + (r->at[out->n] == '\n');
    r->line++;
    return true;
}

bool reader_starts(const char *s, const char *with)
{
    return strncmp(s, with, strlen(with)) == 0;
}

const char *reader_body(struct reader *r)
{
    const char *s = r->at, *end;
    struct line line;

    while (*r->at && !reader_starts(r->at, HEADER))
        reader_line(r, &line);
    for (end = r->at; end > s && (end[-1] == '\n' || end[-1] == ' '); end--)
        ;
    while (s < end && *s == '\n')
        s++;
    return arena_strndup(r->arena, s, (size_t)(end - s));
}

enum rc reader_key(struct reader *r, struct fields *keys, struct line name,
                   struct line value)
{
    struct field *f = &keys->items[keys->n];

    if (keys->n == KEYS_MAX)
        return reader_wrong(r, r->line, "too many keys");
    f->name = arena_strndup(r->arena, name.s, name.n);
    f->value = arena_strndup(r->arena, value.s, value.n);
    if (!*f->name || !*f->value)
        return reader_wrong(r, r->line, "a key or a value is empty");
    if (fields_count(keys, f->name))
        return reader_wrong(r, r->line, "%s is given twice", f->name);
    keys->n++;
    return RC_OK;
}

enum rc reader_known(struct reader *r, const struct fields *keys,
                     const char *const *known)
{
    for (size_t i = 0; i < keys->n; i++) {
        const char *const *k = known;

        while (*k && strcmp(*k, keys->items[i].name) != 0)
            k++;
        if (!*k)
            return reader_wrong(r, r->line, "unknown key %s", keys->items[i].name);
    }
    return RC_OK;
}

/* Returns "09:41" as minutes of the day, or -1. */
static int clock_minutes(const char *s)
{
    static const char shape[] = "dd:dd";
    int hours, minutes;

    for (size_t i = 0; i < sizeof(shape); i++)
        if (shape[i] == 'd' ? s[i] < '0' || s[i] > '9' : s[i] != shape[i])
            return -1;
    hours = (s[0] - '0') * 10 + s[1] - '0';
    minutes = (s[3] - '0') * 10 + s[4] - '0';
    return hours < 24 && minutes < 60 ? hours * 60 + minutes : -1;
}

enum rc reader_time(struct reader *r, const struct fields *keys,
                    struct sample_time *out)
{
    const char *day = fields_text(keys, "day"), *time = fields_text(keys, "time");
    uint64_t days = 0;

    if (*day != '-' || !parse_uint(day + 1, SAMPLE_DAYS_MAX, &days) || days < 1)
        return reader_wrong(r, r->line, "day is not -1 to -%d", SAMPLE_DAYS_MAX);
    out->day = -(int)days;
    out->minute = clock_minutes(time);
    return out->minute < 0 ? reader_wrong(r, r->line, "time is not like 09:41") : RC_OK;
}
