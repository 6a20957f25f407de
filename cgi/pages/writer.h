/*
 * writer.h - whoever acts on a post: who they are, how often they may
 */
#ifndef WRITER_H
#define WRITER_H

#include "message.h"
#include "request.h"
#include "response.h"
#include "secret.h"

struct writer {
    int64_t person_id;   /* 0: the person of key_digest, who may be new */
    const char *new_key; /* the cookie to set with the answer, else NULL */
    bool keeps_none;     /* the browser was given a key and did not bring it back */
    struct secret key_digest; /* of the browser's key, or of new_key */
};

/*
 * Who acts. A browser without a key is sent back with one, to send the same again:
 * *sent_back, and the answer is complete. So nothing is ever stored under a key that its
 * browser has not got: a double click is of one person, and two people behind one
 * address who press the same button of the same page are two.
 *
 * A program that does not say where its form comes from, and a browser that brings no
 * cookie back, get a new key with the answer: each time they are somebody else.
 */
enum rc writer_identify(const struct request *rq, struct response *rs,
                        struct writer *out, bool *sent_back) MUST_USE;

/* What an address may do so and so often. */
struct writer_rate {
    const char *purpose; /* rate_limit.h */
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
