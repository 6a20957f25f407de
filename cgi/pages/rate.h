/*
 * rate.h - how often an address may act, as configured
 */
#ifndef RATE_H
#define RATE_H

#include "message.h"
#include "request.h"

/* Actions that are limited together; 0: without limit. */
struct rate {
    const char *purpose; /* rate_limit.h */
    int64_t per_minute, per_day;
};
struct rate rate_of_comments(const struct request *rq);
struct rate rate_of_reactions(const struct request *rq);
/* RC_TOO_MANY: the address must wait *wait_s seconds. */
enum rc rate_check(const struct request *rq, struct rate rate,
                   int64_t *wait_s) MUST_USE;
/* Inside a write transaction: checks and counts one action. Authors have no limit. */
enum rc rate_count(const struct request *rq, struct rate rate,
                   int64_t *wait_s) MUST_USE;
/* How long to wait, in words: seconds up to two minutes, then minutes. */
const char *rate_wait_words(const struct request *rq, enum message seconds,
                            enum message minutes, int64_t wait_s);

#endif
