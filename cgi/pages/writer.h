/*
 * writer.h - whoever acts on a post: who they are, how often they may
 */
#ifndef WRITER_H
#define WRITER_H

#include "message.h"
#include "request.h"
#include "secret.h"

struct writer {
    int64_t person_id;        /* 0: a new person with key_digest */
    const char *new_key;      /* a new person's cookie, else NULL */
    struct secret key_digest; /* of new_key */
};

/* `press` is made of everything that makes two presses of one button the same. A new
 * person's key follows from it, so that both presses yield the same cookie. */
void writer_identify(const struct request *rq, const struct secret *press,
                     struct writer *out);
/* Is the cookie of this request the one that `press` yields? */
bool writer_is_of(const struct request *rq, const struct secret *press);
/* A new person with a key that nothing else yields. */
void writer_stranger(const struct request *rq, struct writer *out);

/* What an address may do so and so often. */
struct writer_rate {
    const char *purpose; /* attempt.h */
    int64_t per_minute, per_day;
};
struct writer_rate writer_comments(const struct request *rq);
struct writer_rate writer_presses(const struct request *rq);
/* RC_TOO_MANY: *wait_s seconds are to pass first. */
enum rc writer_check(const struct request *rq, struct writer_rate rate,
                     int64_t *wait_s) MUST_USE;
/* Inside a write transaction: checks and counts one. A signed-in author is free. */
enum rc writer_count(const struct request *rq, struct writer_rate rate,
                     int64_t *wait_s) MUST_USE;
/* The form token of one-press buttons: it has no minimum age. */
const char *writer_press_token(const struct request *rq, int64_t post_id);
bool writer_press_good(const struct request *rq, int64_t post_id);
/* How long to wait, in words: seconds up to two minutes, then minutes. */
const char *writer_wait(const struct request *rq, enum message seconds,
                        enum message minutes, int64_t wait_s);

#endif
