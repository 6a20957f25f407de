/*
 * password_form.c - a new password, typed twice: see password_form.h
 */
#include "message.h"
#include "password_form.h"
#include "secret.h"

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
