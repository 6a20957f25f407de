/*
 * writer.c - whoever acts on a post: see writer.h
 */
#include "answer.h"
#include "app.h"
#include "clock.h"
#include "form_token.h"
#include "identity.h"
#include "rate_limit.h"
#include "writer.h"

#define TOKEN_PRESS "press"

/* Query field of a form that is sent again. */
#define AGAIN "again"

/* Browsers say where a form comes from; they send it again when they are told to. */
static bool is_browser(const struct request *rq)
{
    return rq->fetch_site[0] || rq->origin[0];
}

static enum rc send_back(const struct request *rq, struct response *rs)
{
    struct secret digest;

    identity_set_reader(rq, rs, identity_new_reader(rq, &digest));
    return answer_send_again(rs, arena_printf(rq->arena, "%s?" AGAIN "=1", rq->path));
}

enum rc writer_identify(const struct request *rq, struct response *rs,
                        struct writer *out, bool *sent_back)
{
    const bool again = fields_get(&rq->query, AGAIN) != NULL;

    *out = (struct writer){ .person_id = rq->person_id };
    *sent_back = false;
    if (rq->person_id)
        return RC_OK;
    if (rq->reader_key && identity_reader_is_ours(rq)) {
        identity_reader_digest(rq, rq->reader_key, &out->key_digest);
        return RC_OK;
    }
    *sent_back = is_browser(rq) && !again;
    if (*sent_back)
        return send_back(rq, rs);
    out->keeps_none = again;
    out->new_key = identity_new_reader(rq, &out->key_digest);
    return RC_OK;
}

struct writer_rate writer_comments(const struct request *rq)
{
    const struct config *c = &rq->app->config;

    return (struct writer_rate){ RATE_COMMENT, c->comments_per_minute,
                                 c->comments_per_day };
}

struct writer_rate writer_presses(const struct request *rq)
{
    const struct config *c = &rq->app->config;

    return (struct writer_rate){ RATE_REACTION, c->presses_per_minute,
                                 c->presses_per_day };
}

enum rc writer_check(const struct request *rq, struct writer_rate rate, int64_t *wait_s)
{
    const struct rate_limit minute = { MINUTE_S, rate.per_minute };
    const struct rate_limit day = { DAY_S, rate.per_day };
    struct secret address;
    enum rc rc;

    identity_address(rq, &address);
    rc = rate_limit_check(rq->db, rate.purpose, &address, minute, rq->now, wait_s);
    if (rc)
        return rc;
    return rate_limit_check(rq->db, rate.purpose, &address, day, rq->now, wait_s);
}

enum rc writer_count(const struct request *rq, struct writer_rate rate, int64_t *wait_s)
{
    struct secret address;
    enum rc rc;

    if (rq->session || (!rate.per_minute && !rate.per_day))
        return RC_OK;
    rc = writer_check(rq, rate, wait_s);
    if (rc)
        return rc;
    identity_address(rq, &address);
    return rate_limit_record(rq->db, rate.purpose, &address, rq->now);
}

const char *writer_press_token(const struct request *rq, int64_t post_id)
{
    return form_token(rq, TOKEN_PRESS, post_id);
}

bool writer_press_good(const struct request *rq, int64_t post_id)
{
    return form_token_good(rq, TOKEN_PRESS, post_id);
}

const char *writer_wait(const struct request *rq, enum message seconds,
                        enum message minutes, int64_t wait_s)
{
    if (wait_s < 2 * MINUTE_S)
        return message_count(rq->arena, rq->lang, seconds, wait_s);
    return message_count(rq->arena, rq->lang, minutes,
                         (wait_s + MINUTE_S - 1) / MINUTE_S);
}
