/*
 * sample_reader.h - reads lines, keys, times and Markdown of the sample site's texts
 */
#ifndef SAMPLE_READER_H
#define SAMPLE_READER_H

#include "fields.h"
#include "sample.h"

#define HEADER "== "
#define SAMPLE_DAYS_MAX 365
#define KEYS_MAX 12

struct reader {
    struct arena *arena;
    const char *at; /* start of the next line */
    unsigned line;  /* number of the last line read */
    struct sample_error *error;
};

struct line {
    const char *s; /* not terminated */
    size_t n;
};

/* Sets *r->error to the line and what is wrong with it. Returns RC_INVALID. */
enum rc reader_wrong(struct reader *r, unsigned line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* false at the end. */
bool reader_line(struct reader *r, struct line *out);
bool reader_starts(const char *s, const char *with);
/* Returns all up to the next header or the end, without the white space around it. */
const char *reader_body(struct reader *r);
/* Adds to `keys`, which has room for KEYS_MAX. */
enum rc reader_key(struct reader *r, struct fields *keys, struct line name,
                   struct line value) MUST_USE;
/* RC_INVALID unless each key is one of `known`, which ends with NULL. */
enum rc reader_known(struct reader *r, const struct fields *keys,
                     const char *const *known) MUST_USE;
/* Reads keys "day" and "time". */
enum rc reader_time(struct reader *r, const struct fields *keys,
                    struct sample_time *out) MUST_USE;

#endif
