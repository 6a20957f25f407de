/*
 * writer.c - whoever acts on a post: see writer.h
 */
#include "app.h"
#include "attempt.h"
#include "clock.h"
#include "form_token.h"
#include "identity.h"
#include "site.h"
#include "writer.h"

#define TOKEN_PRESS "press"

static void take_key(const struct request *rq, const struct secret *key,
                     struct writer *out)
{
    char *text = arena_alloc(rq->arena, SECRET_TEXT + 1);

    secret_text(key, text);
    out->new_key = text;
    identity_reader_digest(rq, text, &out->key_digest);
}

static void key_of_press(const struct request *rq, const struct secret *press,
                         struct secret *out)
{
    char text[SECRET_TEXT + 1];

    secret_text(press, text);
    secret_digest(out, &rq->site->key, "reader key", text, NULL);
}

void writer_identify(const struct request *rq, const struct secret *press,
                     struct writer *out)
{
    struct secret key;

    *out = (struct writer){ .person_id = rq->person_id };
    if (rq->person_id)
        return;
    key_of_press(rq, press, &key);
    take_key(rq, &key, out);
}

bool writer_is_of(const struct request *rq, const struct secret *press)
{
    struct secret cookie, key;

    if (rq->session || !rq->reader_key || !secret_parse(rq->reader_key, &cookie))
        return false;
    key_of_press(rq, press, &key);
    return secret_equal(&cookie, &key);
}

void writer_stranger(const struct request *rq, struct writer *out)
{
    struct secret key;

    *out = (struct writer){ .person_id = 0 };
    secret_random(&key);
    take_key(rq, &key, out);
}

struct writer_rate writer_comments(const struct request *rq)
{
    const struct config *c = &rq->app->config;

    return (struct writer_rate){ ATTEMPT_COMMENT, c->comments_per_minute,
                                 c->comments_per_day };
}

struct writer_rate writer_presses(const struct request *rq)
{
    const struct config *c = &rq->app->config;

    return (struct writer_rate){ ATTEMPT_PRESS, c->presses_per_minute,
                                 c->presses_per_day };
}

enum rc writer_check(const struct request *rq, struct writer_rate rate, int64_t *wait_s)
{
    const struct attempt_limit minute = { MINUTE_S, rate.per_minute };
    const struct attempt_limit day = { DAY_S, rate.per_day };
    struct secret address;
    enum rc rc;

    identity_address(rq, &address);
    rc = attempt_check(rq->db, rate.purpose, &address, minute, rq->now, wait_s);
    if (rc)
        return rc;
    return attempt_check(rq->db, rate.purpose, &address, day, rq->now, wait_s);
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
    return attempt_add(rq->db, rate.purpose, &address, rq->now);
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
