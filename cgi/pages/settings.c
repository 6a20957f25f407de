/*
 * settings.c - /admin/settings: the site; /admin/account: password, sessions and mail
 */
#include "account.h"
#include "admin_view.h"
#include "app.h"
#include "identity.h"
#include "mail_request.h"
#include "message.h"
#include "outbox.h"
#include "pages.h"
#include "password_form.h"
#include "password_turn.h"
#include "respond.h"
#include "seal.h"
#include "session.h"
#include "site.h"

static enum rc show_settings(struct request *rq, struct response *rs,
                             const struct site_form *form, int status)
{
    struct settings_view v = { form, request_query(rq, "saved")[0] && seal_good(rq) };
    struct page p = page_of_request(rq);
    enum rc rc;

    rc = settings_view(&p, &v, rs->body);
    return rc ? rc : respond_html(rq, rs, status);
}

/* GET /admin/settings */
enum rc settings_show(struct request *rq, struct response *rs)
{
    struct site_form form = { 0 };

    site_form_from(rq->site, &form);
    return show_settings(rq, rs, &form, 200);
}

/* POST /admin/settings */
enum rc settings_save(struct request *rq, struct response *rs)
{
    struct site_form form = { 0 };
    struct site site;
    enum rc rc;
    int status;

    site_form_read(rq->arena, rq->lang, &rq->form, &form);
    if (form.problems.n)
        return show_settings(rq, rs, &form, 422);
    site = (struct site){ .title = form.title_line,
                          .tagline = form.tagline_line,
                          .lang = form.lang_value,
                          .policy = form.policy_value };
    rc = site_save(rq->db, &site);
    if (!rc)
        return seal_see_other(rq, rs, "/admin/settings?saved=1");
    status = respond_unsaved(rq, rs, rc, &form.problems);
    return status ? show_settings(rq, rs, &form, status) : rc;
}

static enum rc show_account(struct request *rq, struct response *rs,
                            struct account_view *v, int status)
{
    struct page p = page_of_request(rq);
    enum rc rc = identity_sessions(rq, &v->sessions);

    if (!rc && !v->mail.address) /* else as typed */
        rc = account_mail(rq->db, rq->arena, rq->session->account.id, &v->mail);
    if (rc)
        return rc;
    v->has_mail = config_has_mail(&rq->app->config);
    v->saved = seal_good(rq) ? request_query(rq, "saved") : "";
    rc = account_view(&p, v, rs->body);
    return rc ? rc : respond_html(rq, rs, status);
}

/* GET /admin/account */
enum rc account_show(struct request *rq, struct response *rs)
{
    struct account_view v = { 0 };

    return show_account(rq, rs, &v, 200);
}

static enum rc not_changed(struct request *rq, struct response *rs,
                           struct account_view *v, enum rc rc, int status)
{
    return status ? show_account(rq, rs, v, status) : rc;
}

/* In a turn. Sets *hash to that of the new password unless it adds a problem. */
static enum rc read_passwords(const struct request *rq, struct problems *problems,
                              const char **hash)
{
    if (!password_verify(rq->session->account.password_hash,
                         request_form(rq, "current"))) {
        problem_add(problems, "current", message(rq->lang, MSG_ADMIN_PASSWORD_WRONG));
        event_log(rq, EVENT_PASSWORD_WRONG, rq->session->account.name);
        return RC_OK;
    }
    if (!password_form_read(rq, problems))
        return password_was_right(rq, rq->session->account.id);
    return password_hash(rq->arena, request_form(rq, "password"), hash);
}

/* Inside the transaction. RC_FORBIDDEN, as for an ended session: while the passwords
 * were checked and hashed, the owner signed out everywhere or chose another password,
 * perhaps to lock a person out. */
static enum rc still_signed_in(const struct request *rq)
{
    const char *checked = rq->session->account.password_hash;
    struct session *now;
    enum rc rc = identity_session_again(rq, &now);

    if (rc == RC_NOT_FOUND || (!rc && !account_has_password(&now->account, checked)))
        return RC_FORBIDDEN;
    return rc;
}

/* Inside the transaction. Signs out every browser and gives this one a new session. */
static enum rc set_password(const struct request *rq, const char *hash,
                            struct new_session *out)
{
    const int64_t id = rq->session->account.id;
    enum rc rc = still_signed_in(rq);

    if (!rc)
        rc = password_was_right(rq, id);
    if (!rc)
        rc = account_set_password(rq->db, id, hash);
    return rc ? rc : identity_add_session(rq, id, out);
}

static enum rc save_password(struct request *rq, struct response *rs, const char *hash)
{
    struct new_session session;
    enum rc rc = db_begin_write(rq->db);

    if (!rc)
        rc = db_end(rq->db, set_password(rq, hash, &session));
    if (!rc)
        identity_set_session(rq, rs, &session);
    if (rc == RC_FORBIDDEN)
        rq->session = NULL; /* the answer is for a visitor who is not signed in */
    return rc;
}

/* After RC_FAIL another POST cannot show whether the new password was saved: if it was,
 * the typed current password is wrong by then and counts as a guess. */
static int password_unsaved(const struct request *rq, struct response *rs, enum rc rc,
                            struct problems *problems)
{
    if (rc != RC_FAIL)
        return respond_unsaved(rq, rs, rc, problems);
    problem_add(problems, "", message(rq->lang, MSG_ADMIN_PASSWORD_MAYBE_SAVED));
    return 500;
}

static enum rc change_password(struct request *rq, struct response *rs)
{
    struct account_view v = { 0 };
    struct password_turn turn;
    const char *hash;
    enum rc rc = password_turn_take(rq, rs, rq->session->account.id, &turn);

    if (turn.problem) {
        problem_add(&v.problems, "current", turn.problem);
        return show_account(rq, rs, &v, turn.status);
    }
    if (!rc) {
        rc = read_passwords(rq, &v.problems, &hash);
        password_turn_give(&turn);
    }
    if (rc)
        return not_changed(rq, rs, &v, rc, respond_untried(rq, rs, rc, &v.problems));
    if (v.problems.n)
        return show_account(rq, rs, &v, 422);
    rc = save_password(rq, rs, hash);
    if (rc)
        return not_changed(rq, rs, &v, rc, password_unsaved(rq, rs, rc, &v.problems));
    event_log(rq, EVENT_PASSWORD_CHANGED, rq->session->account.name);
    return seal_see_other(rq, rs, "/admin/account?saved=password");
}

static enum rc sign_out_everywhere(struct request *rq, struct response *rs)
{
    int64_t n;
    enum rc rc = db_begin_write(rq->db);

    if (!rc)
        rc = db_end(rq->db, session_remove_all(rq->db, rq->session->account.id, &n));
    if (rc)
        return rc;
    identity_drop_session(rq, rs);
    event_log(rq, EVENT_SIGN_OUT_EVERYWHERE, rq->session->account.name);
    return respond_see_other(rs, "/admin/login");
}

/* Sends a mail to an unconfirmed address, within the same limits as other mails. */
static enum rc save_mail(const struct request *rq, const struct account_mail *mail)
{
    const struct account *account = &rq->session->account;
    const struct mail confirm = { .kind = MAIL_AUTHOR_CONFIRM,
                                  .account_id = account->id,
                                  .created = rq->now };
    struct mail_ask ask = { .kind = MAIL_AUTHOR_CONFIRM, .person_id = rq->person_id };
    struct account_mail now;
    int64_t wait_s;
    bool may = false;
    enum rc rc = account_mail_set(rq->db, account->id, mail, rq->now);

    if (!rc)
        rc = account_mail(rq->db, rq->arena, account->id, &now);
    if (!rc && now.address[0] && !now.confirmed) {
        ask.address = now.address;
        rc = mail_limit(rq, &ask, &may, &wait_s);
    }
    return rc || !may ? rc : outbox_add(rq->db, &confirm);
}

static enum rc change_mail(struct request *rq, struct response *rs)
{
    struct account_view v = { .mail.address = request_form(rq, "email") };
    struct account_mail mail = { .address = "" };
    enum rc rc;

    if (!notify_parse(request_form(rq, "notify"), &mail.notify))
        return RC_INVALID;
    v.mail.notify = mail.notify;
    if (v.mail.address[0] || mail.notify != NOTIFY_NOTHING)
        mail.address = mail_address(rq, "email", &v.problems);
    if (v.problems.n)
        return show_account(rq, rs, &v, 422);
    rc = db_begin_write(rq->db);
    if (!rc)
        rc = db_end(rq->db, save_mail(rq, &mail));
    if (rc)
        return not_changed(rq, rs, &v, rc, respond_unsaved(rq, rs, rc, &v.problems));
    event_log(rq, EVENT_MAIL_CHANGED, rq->session->account.name);
    return seal_see_other(rq, rs, "/admin/account?saved=mail");
}

/* POST /admin/account - do=password, do=signout or do=mail */
enum rc account_change(struct request *rq, struct response *rs)
{
    const char *what = request_form(rq, "do");

    if (strcmp(what, "password") == 0)
        return change_password(rq, rs);
    if (strcmp(what, "mail") == 0)
        return change_mail(rq, rs);
    return strcmp(what, "signout") == 0 ? sign_out_everywhere(rq, rs) : RC_INVALID;
}
