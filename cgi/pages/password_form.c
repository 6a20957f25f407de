/*
 * password_form.c - a new password, typed twice: see password_form.h
 */
#include "app.h"
#include "attempt.h"
#include "clock.h"
#include "identity.h"
#include "password_form.h"
#include "secret.h"

#define WINDOW_S (15 * MINUTE_S)

bool password_form_read(const struct request *rq, struct problems *problems)
{
    const char *password = request_form(rq, "password");
    size_t n = strlen(password);

    if (n < PASSWORD_MIN || n > PASSWORD_MAX)
        problem_add(problems, "password", message(rq->lang, MSG_ADMIN_PASSWORD_LENGTH));
    else if (strcmp(password, request_form(rq, "again")) != 0)
        problem_add(problems, "again", message(rq->lang, MSG_ADMIN_PASSWORD_DIFFERS));
    return problems->n == 0;
}

static enum rc count_try(const struct request *rq, int64_t *wait_s)
{
    struct attempt_limit limit = { WINDOW_S, rq->app->config.failed_logins };
    struct secret address;
    enum rc rc = db_begin_write(rq->db);

    if (rc)
        return rc;
    identity_address(rq, &address);
    rc = attempt_check(rq->db, ATTEMPT_LOGIN, &address, limit, rq->now, wait_s);
    if (!rc)
        rc = attempt_add(rq->db, ATTEMPT_LOGIN, &address, rq->now);
    return db_end(rq->db, rc);
}

enum rc password_try(const struct request *rq, struct response *rs,
                     const char **problem)
{
    int64_t wait_s = 0;
    enum rc rc = count_try(rq, &wait_s);

    if (rc != RC_TOO_MANY)
        return rc;
    rs->retry_after_s = (int)wait_s;
    *problem = message_count(rq->arena, rq->lang, MSG_ADMIN_LOGIN_TOO_MANY,
                             (wait_s + MINUTE_S - 1) / MINUTE_S);
    return rc;
}

enum rc password_was_right(const struct request *rq)
{
    struct secret address;

    identity_address(rq, &address);
    return attempt_forget(rq->db, ATTEMPT_LOGIN, &address);
}
