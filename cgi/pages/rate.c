/*
 * rate.c - how often an address may act: see rate.h
 */
#include "app.h"
#include "clock.h"
#include "identity.h"
#include "rate.h"
#include "rate_limit.h"

struct rate rate_of_comments(const struct request *rq)
{
    const struct config *c = &rq->app->config;

    return (struct rate){ RATE_COMMENT, c->comments_per_minute, c->comments_per_day };
}

struct rate rate_of_reactions(const struct request *rq)
{
    const struct config *c = &rq->app->config;

    return (struct rate){ RATE_REACTION, c->reactions_per_minute,
                          c->reactions_per_day };
}

enum rc rate_check(const struct request *rq, struct rate rate, int64_t *wait_s)
{
    const struct rate_limit minute = { MINUTE_S, rate.per_minute };
    const struct rate_limit day = { DAY_S, rate.per_day };
    struct bytes32 address;
    enum rc rc;

    identity_address(rq, &address);
    rc = rate_limit_check(rq->db, rate.purpose, &address, minute, rq->now, wait_s);
    if (rc)
        return rc;
    return rate_limit_check(rq->db, rate.purpose, &address, day, rq->now, wait_s);
}

enum rc rate_count(const struct request *rq, struct rate rate, int64_t *wait_s)
{
    struct bytes32 address;
    enum rc rc;

    if (rq->session || (!rate.per_minute && !rate.per_day))
        return RC_OK;
    rc = rate_check(rq, rate, wait_s);
    if (rc)
        return rc;
    identity_address(rq, &address);
    return rate_limit_record(rq->db, rate.purpose, &address, rq->now);
}

const char *rate_wait_words(const struct request *rq, enum message seconds,
                            enum message minutes, int64_t wait_s)
{
    if (wait_s < 2 * MINUTE_S)
        return message_count(rq->arena, rq->lang, seconds, wait_s);
    return message_count(rq->arena, rq->lang, minutes,
                         (wait_s + MINUTE_S - 1) / MINUTE_S);
}
