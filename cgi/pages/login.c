/*
 * login.c - signing in and out, and the one-time link that lets an author choose a
 * password
 */
#include "account.h"
#include "admin_view.h"
#include "answer.h"
#include "app.h"
#include "form_token.h"
#include "identity.h"
#include "pages.h"
#include "password_form.h"
#include "site.h"
#include "url.h"
#include "utf8.h"

#define TOKEN_LOGIN "login"

static enum rc show_login(struct request *rq, struct response *rs, struct login_view *v,
                          int status)
{
    struct page p = answer_page(rq);
    enum rc rc;

    v->token = form_token(rq, TOKEN_LOGIN, 0);
    rc = login_view(&p, v, rs->body);
    return rc ? rc : answer_html(rq, rs, status);
}

static const char *next_path(const char *next)
{
    return url_is_local(next) && strncmp(next, "/admin", strlen("/admin")) == 0
               ? next
               : "/admin/";
}

/* GET /admin/login */
enum rc login_show(struct request *rq, struct response *rs)
{
    struct login_view v = { .name = "", .next = request_query(rq, "next") };

    if (rq->session)
        return answer_see_other(rs, next_path(v.next));
    return show_login(rq, rs, &v, 200);
}

static enum rc login_problem(struct request *rq, struct response *rs,
                             struct login_view *v, const char *text, int status)
{
    problem_add(&v->problems, "", text);
    return show_login(rq, rs, v, status);
}

/* Each try is counted: nobody signs in while the database cannot be written to. */
static enum rc try_later(struct request *rq, struct response *rs, struct login_view *v)
{
    rs->retry_after_s = ANSWER_RETRY_S;
    return login_problem(rq, rs, v, message(rq->lang, MSG_ADMIN_LOGIN_LATER), 503);
}

static enum rc start_session(struct request *rq, struct response *rs,
                             int64_t account_id, const char *next)
{
    enum rc rc = identity_begin_session(rq, rs, account_id);

    return rc ? rc : answer_see_other(rs, next);
}

static enum rc check_password(struct request *rq, const char *name, int64_t *account_id)
{
    struct account *account = NULL;
    /* Keyboards put a blank behind a name that they complete. */
    enum rc rc =
        account_by_name(rq->db, rq->arena, utf8_line(rq->arena, name), &account);

    if (rc && rc != RC_NOT_FOUND)
        return rc;
    if (!password_verify(account ? account->password_hash : NULL,
                         request_form(rq, "password")))
        return RC_FORBIDDEN;
    *account_id = account->id;
    return RC_OK;
}

/* POST /admin/login - one message for an unknown name and a wrong password. */
enum rc login_try(struct request *rq, struct response *rs)
{
    struct login_view v = { .name = request_form(rq, "name"),
                            .next = request_form(rq, "next") };
    const char *too_many;
    int64_t account_id;
    enum rc rc;

    if (!form_token_good(rq, TOKEN_LOGIN, 0))
        return login_problem(rq, rs, &v, message(rq->lang, MSG_ADMIN_LOGIN_EXPIRED),
                             403);
    rc = password_try(rq, rs, &too_many);
    if (rc == RC_TOO_MANY)
        return login_problem(rq, rs, &v, too_many, 429);
    if (!rc)
        rc = check_password(rq, v.name, &account_id);
    if (rc == RC_FORBIDDEN)
        return login_problem(rq, rs, &v, message(rq->lang, MSG_ADMIN_LOGIN_WRONG), 422);
    if (!rc)
        rc = password_was_right(rq);
    if (!rc)
        rc = start_session(rq, rs, account_id, next_path(v.next));
    return rc ? try_later(rq, rs, &v) : RC_OK;
}

/* POST /admin/logout */
enum rc logout(struct request *rq, struct response *rs)
{
    enum rc rc = identity_end_session(rq, rs);

    return rc ? rc : answer_see_other(rs, "/");
}

static void link_digest(const struct request *rq, const char *key, struct secret *out)
{
    secret_digest(out, &rq->site->key, "link", key, NULL);
}

static enum rc link_account(struct request *rq, const char *key, struct account **out)
{
    struct secret digest;

    link_digest(rq, key, &digest);
    return account_by_link(rq->db, rq->arena, &digest, rq->now, out);
}

static enum rc show_welcome(struct request *rq, struct response *rs,
                            struct welcome_view *v, int status)
{
    struct page p = answer_page(rq);
    enum rc rc;

    rc = welcome_view(&p, v, rs->body);
    return rc ? rc : answer_html(rq, rs, status);
}

static enum rc link_is_gone(struct request *rq, struct response *rs)
{
    struct login_view v = { .name = "", .next = "" };

    return login_problem(rq, rs, &v, message(rq->lang, MSG_ADMIN_LOGIN_LINK_GONE), 404);
}

/* GET /admin/welcome?key= */
enum rc welcome_show(struct request *rq, struct response *rs)
{
    struct welcome_view v = { .key = request_query(rq, "key") };
    struct account *account;
    enum rc rc = link_account(rq, v.key, &account);

    if (rc == RC_NOT_FOUND)
        return link_is_gone(rq, rs);
    if (rc)
        return rc;
    v.name = account->name;
    return show_welcome(rq, rs, &v, 200);
}

static enum rc set_first_password(struct request *rq, const char *key,
                                  int64_t *account_id)
{
    struct secret digest;
    const char *hash;
    enum rc rc = password_hash(rq->arena, request_form(rq, "password"), &hash);

    if (rc)
        return rc;
    link_digest(rq, key, &digest);
    return account_link_use(rq->db, &digest, rq->now, hash, account_id);
}

/* POST /admin/welcome - the key is the proof; it is spent with the first password. */
enum rc welcome_use(struct request *rq, struct response *rs)
{
    struct welcome_view v = { .key = request_form(rq, "key") };
    struct account *account;
    int64_t account_id;
    enum rc rc = link_account(rq, v.key, &account);
    int status;

    if (rc == RC_NOT_FOUND)
        return link_is_gone(rq, rs);
    if (rc)
        return rc;
    v.name = account->name;
    if (!password_form_read(rq, &v.problems))
        return show_welcome(rq, rs, &v, 422);
    rc = set_first_password(rq, v.key, &account_id);
    if (rc == RC_NOT_FOUND) /* spent meanwhile */
        return link_is_gone(rq, rs);
    if (!rc)
        rc = start_session(rq, rs, account_id, "/admin/");
    status = answer_unsaved(rq, rs, rc, &v.problems);
    return status ? show_welcome(rq, rs, &v, status) : rc;
}
