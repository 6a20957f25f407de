/*
 * form_token.c - the token of a form: see form_token.h
 */
#include "app.h"
#include "clock.h"
#include "form_token.h"
#include "token.h"

#define TOKEN_REACTION "reaction"

char *form_token(const struct request *rq, const char *purpose, int64_t id)
{
    return token_make(rq->arena, &rq->site->key, purpose, id, rq->now);
}

bool form_token_good(const struct request *rq, const char *purpose, int64_t id)
{
    const struct token_limits limits = { 0, rq->app->config.token_hours * HOUR_S };
    int64_t issued;

    return token_check(request_form(rq, "token"), &rq->site->key, purpose, id, rq->now,
                       limits, &issued) == TOKEN_GOOD;
}

const char *reaction_token(const struct request *rq, int64_t post_id)
{
    return form_token(rq, TOKEN_REACTION, post_id);
}

bool reaction_token_good(const struct request *rq, int64_t post_id)
{
    return form_token_good(rq, TOKEN_REACTION, post_id);
}
