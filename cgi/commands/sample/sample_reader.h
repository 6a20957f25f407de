/*
 * sample_reader.h - what posts and talks of the sample site are both made of: lines, keys,
 * times, and Markdown up to the next header
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

/* RC_INVALID, with the line and what is wrong with it for whoever wrote the text. */
enum rc reader_wrong(struct reader *r, unsigned line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* false at the end. */
bool reader_line(struct reader *r, struct line *out);
bool reader_starts(const char *s, const char *with);
/* Everything up to the next header or the end, without the white space around it. */
const char *reader_body(struct reader *r);
/* Adds to `keys`, which has room for KEYS_MAX. */
enum rc reader_key(struct reader *r, struct fields *keys, struct line name,
                   struct line value) MUST_USE;
/* Every key is one of `known`, which ends with NULL. */
enum rc reader_known(struct reader *r, const struct fields *keys,
                     const char *const *known) MUST_USE;
/* From keys "day" and "time". */
enum rc reader_time(struct reader *r, const struct fields *keys,
                    struct sample_time *out) MUST_USE;

#endif
