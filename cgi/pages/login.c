/*
 * login.c - sign-in, sign-out, and the one-time link for choosing a password
 */
#include "account.h"
#include "admin_view.h"
#include "app.h"
#include "form_token.h"
#include "identity.h"
#include "message.h"
#include "pages.h"
#include "password_form.h"
#include "password_turn.h"
#include "respond.h"
#include "session.h"
#include "text.h"
#include "url.h"

#define TOKEN_LOGIN "login"

static enum rc show_login(struct request *rq, struct response *rs, struct login_view *v,
                          int status)
{
    struct page p = page_of_request(rq);
    enum rc rc;

    v->token = form_token(rq, TOKEN_LOGIN, 0);
    rc = login_view(&p, v, rs->body);
    return rc ? rc : respond_html(rq, rs, status);
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
        return respond_see_other(rs, next_path(v.next));
    return show_login(rq, rs, &v, 200);
}

static enum rc login_problem(struct request *rq, struct response *rs,
                             struct login_view *v, const char *text, int status)
{
    problem_add(&v->problems, "", text);
    return show_login(rq, rs, v, status);
}

/* Each attempt must be counted: sign-in fails while the database accepts no writes. */
static enum rc not_let_in(struct request *rq, struct response *rs, struct login_view *v,
                          enum rc rc)
{
    if (rc == RC_FAIL)
        return show_login(rq, rs, v, respond_untried(rq, rs, rc, &v->problems));
    rs->retry_after_s = RESPOND_RETRY_S;
    return login_problem(rq, rs, v, message(rq->lang, MSG_ADMIN_LOGIN_LATER), 503);
}

/* *account is NULL if no account has that name. */
static enum rc find_account(struct request *rq, const char *name,
                            struct account **account)
{
    /* On-screen keyboards add a blank after a name that they complete. */
    enum rc rc =
        account_by_name(rq->db, rq->arena, text_line(rq->arena, name), account);

    return rc == RC_NOT_FOUND ? RC_OK : rc;
}

/* Inside the transaction. RC_FORBIDDEN: while the password was checked, it was changed
 * or removed, perhaps to lock a person out. */
static enum rc let_in(struct request *rq, const struct account *checked,
                      struct new_session *out)
{
    struct account *now;
    enum rc rc = account_by_id(rq->db, rq->arena, checked->id, &now);

    if (rc == RC_NOT_FOUND ||
        (!rc && !account_has_password(now, checked->password_hash)))
        return RC_FORBIDDEN;
    if (!rc)
        rc = password_was_right(rq, checked->id);
    return rc ? rc : identity_add_session(rq, checked->id, out);
}

static enum rc start_session(struct request *rq, struct response *rs,
                             const struct account *checked)
{
    struct new_session session;
    enum rc rc = db_begin_write(rq->db);

    if (!rc)
        rc = db_end(rq->db, let_in(rq, checked, &session));
    if (!rc)
        identity_set_session(rq, rs, &session);
    return rc;
}

/* POST /admin/login - one message for an unknown name and a wrong password. */
enum rc login_try(struct request *rq, struct response *rs)
{
    struct login_view v = { .name = request_form(rq, "name"),
                            .next = request_form(rq, "next") };
    struct password_turn turn = { 0 };
    struct account *account;
    bool right;
    enum rc rc;

    if (!form_token_good(rq, TOKEN_LOGIN, 0))
        return login_problem(rq, rs, &v, message(rq->lang, MSG_ADMIN_LOGIN_EXPIRED),
                             403);
    rc = find_account(rq, v.name, &account);
    if (!rc)
        rc = password_turn_take(rq, rs, account ? account->id : 0, &turn);
    if (turn.problem)
        return login_problem(rq, rs, &v, turn.problem, turn.status);
    if (rc)
        return not_let_in(rq, rs, &v, rc);
    right = password_verify(account ? account->password_hash : NULL,
                            request_form(rq, "password"));
    password_turn_give(&turn);
    rc = right ? start_session(rq, rs, account) : RC_FORBIDDEN;
    if (rc == RC_FORBIDDEN) {
        event_log(rq, EVENT_SIGN_IN_FAILED, account ? account->name : NULL);
        return login_problem(rq, rs, &v, message(rq->lang, MSG_ADMIN_LOGIN_WRONG), 422);
    }
    if (rc)
        return not_let_in(rq, rs, &v, rc);
    event_log(rq, EVENT_SIGN_IN, account->name);
    return respond_see_other(rs, next_path(v.next));
}

/* POST /admin/logout */
enum rc logout(struct request *rq, struct response *rs)
{
    enum rc rc = session_remove(rq->db, &rq->session->token_digest);

    if (rc)
        return rc;
    identity_drop_session(rq, rs);
    event_log(rq, EVENT_SIGN_OUT, rq->session->account.name);
    return respond_see_other(rs, "/");
}

static void link_digest(const struct request *rq, const char *key, struct bytes32 *out)
{
    secret_digest(out, &rq->site->key, "link", key, NULL);
}

static enum rc link_account(struct request *rq, const char *key, struct account **out)
{
    struct bytes32 digest;

    link_digest(rq, key, &digest);
    return account_by_link(rq->db, rq->arena, &digest, rq->now, out);
}

static enum rc show_welcome(struct request *rq, struct response *rs,
                            struct welcome_view *v, int status)
{
    struct page p = page_of_request(rq);
    enum rc rc;

    rc = welcome_view(&p, v, rs->body);
    return rc ? rc : respond_html(rq, rs, status);
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

/* Inside the transaction. */
static enum rc use_link(struct request *rq, const char *key, const char *hash,
                        struct new_session *out)
{
    struct bytes32 digest;
    int64_t account_id;
    enum rc rc;

    link_digest(rq, key, &digest);
    rc = account_link_use(rq->db, &digest, rq->now, hash, &account_id);
    return rc ? rc : identity_add_session(rq, account_id, out);
}

static enum rc set_first_password(struct request *rq, struct response *rs,
                                  const char *key, const char *hash)
{
    struct new_session session;
    enum rc rc = db_begin_write(rq->db);

    if (!rc)
        rc = db_end(rq->db, use_link(rq, key, hash, &session));
    if (!rc)
        identity_set_session(rq, rs, &session);
    return rc;
}

/* Hashes the posted password in a turn (password_turn.h). */
static enum rc hash_first_password(struct request *rq, struct response *rs,
                                   struct password_turn *turn, const char **hash)
{
    enum rc rc = password_turn_take_proved(rq, rs, turn);

    if (rc)
        return rc;
    rc = password_hash(rq->arena, request_form(rq, "password"), hash);
    password_turn_give(turn);
    return rc;
}

static enum rc not_welcome(struct request *rq, struct response *rs,
                           struct welcome_view *v, enum rc rc, int status)
{
    return status ? show_welcome(rq, rs, v, status) : rc;
}

/* POST /admin/welcome - the key is the proof; setting a password spends it. */
enum rc welcome_use(struct request *rq, struct response *rs)
{
    struct welcome_view v = { .key = request_form(rq, "key") };
    struct password_turn turn;
    struct account *account;
    const char *hash;
    enum rc rc = link_account(rq, v.key, &account);

    if (rc == RC_NOT_FOUND)
        return link_is_gone(rq, rs);
    if (rc)
        return rc;
    v.name = account->name;
    if (!password_form_read(rq, &v.problems))
        return show_welcome(rq, rs, &v, 422);
    rc = hash_first_password(rq, rs, &turn, &hash);
    if (turn.problem) {
        problem_add(&v.problems, "", turn.problem);
        return show_welcome(rq, rs, &v, turn.status);
    }
    if (rc)
        return not_welcome(rq, rs, &v, rc, respond_untried(rq, rs, rc, &v.problems));
    rc = set_first_password(rq, rs, v.key, hash);
    if (rc == RC_NOT_FOUND) /* spent meanwhile */
        return link_is_gone(rq, rs);
    if (rc)
        return not_welcome(rq, rs, &v, rc, respond_unsaved(rq, rs, rc, &v.problems));
    event_log(rq, EVENT_PASSWORD_CHANGED, v.name);
    event_log(rq, EVENT_SIGN_IN, v.name);
    return respond_see_other(rs, "/admin/");
}
