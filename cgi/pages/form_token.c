/*
 * form_token.c - the token of a form: see form_token.h
 */
#include "app.h"
#include "clock.h"
#include "form_token.h"
#include "token.h"

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
