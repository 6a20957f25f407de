/*
 * mail_identity.c - mailed links by which a writer goes on in another browser
 */
#include "app.h"
#include "identity.h"
#include "mail_request.h"
#include "message.h"
#include "pages.h"
#include "respond.h"

static enum rc show(struct request *rq, struct response *rs, struct address_form *v,
                    int status)
{
    struct page p = page_of_request(rq);

    v->token = mail_token(rq, 0);
    return mail_respond_private(rq, rs, status, identity_link_view(&p, v, rs->body));
}

/* GET /continue?lang= */
enum rc identity_link_show(struct request *rq, struct response *rs)
{
    struct address_form v = { .email = "" };

    if (!config_has_mail(&rq->app->config))
        return RC_NOT_FOUND;
    lang_parse(request_query(rq, "lang"), &rq->lang);
    return show(rq, rs, &v, 200);
}

/* Adds a one-time link. If the owner of the mailbox has not yet claimed a writer's
 * comments, *out becomes the mail that asks for that. RC_NOT_FOUND: neither. */
static enum rc find_writer(const struct request *rq, const char *address,
                           struct mail *out)
{
    enum rc rc =
        person_link_add(rq->db, address, rq->now, &out->email_id, &out->link_id);

    if (rc != RC_NOT_FOUND)
        return rc;
    out->kind = MAIL_CONFIRM;
    return email_unjoined(rq->db, address, &out->email_id);
}

/* Known and unknown addresses both end in a commit: the response time does not show
 * which one it was. */
static enum rc add_link(const struct request *rq, const char *address, int64_t *wait_s)
{
    const struct mail_ask ask = { .address = address, .kind = MAIL_IDENTITY_LINK };
    struct mail mail = { .kind = MAIL_IDENTITY_LINK, .created = rq->now };
    bool may;
    enum rc rc = mail_limit(rq, &ask, &may, wait_s);

    if (rc || !may)
        return rc;
    rc = find_writer(rq, address, &mail);
    if (rc)
        return rc == RC_NOT_FOUND ? RC_OK : rc;
    return outbox_add(rq->db, &mail);
}

/* POST /continue - one answer, whether the address is known or not. */
enum rc identity_link_ask(struct request *rq, struct response *rs)
{
    struct address_form v = { .email = request_form(rq, "email") };
    const char *address;
    int64_t wait_s = 0;
    enum rc rc;
    int status;

    if (!config_has_mail(&rq->app->config))
        return RC_NOT_FOUND;
    lang_parse(request_form(rq, "lang"), &rq->lang);
    address = mail_address(rq, "email", &v.problems);
    if (!mail_token_good(rq, 0, &v.problems) || !address)
        return show(rq, rs, &v, 422);
    rc = mail_visitor_limit(rq, rs, &v.problems);
    if (rc == RC_TOO_MANY)
        return show(rq, rs, &v, 429);
    if (!rc)
        rc = db_begin_write(rq->db);
    if (!rc)
        rc = db_end(rq->db, add_link(rq, address, &wait_s));
    if (!rc)
        return mail_see_requested(rq, rs, wait_s);
    status = respond_unsaved(rq, rs, rc, &v.problems);
    return status ? show(rq, rs, &v, status) : rc;
}

/* RC_NOT_FOUND: a wrong key, or its link was spent or has expired. Sets rq->lang. */
static enum rc load(struct request *rq, const char *key, struct signed_link *link,
                    struct email **email)
{
    enum rc rc;

    if (signed_link_check(rq->arena, key, &rq->site->key, LINK_IDENTITY, rq->now,
                          PERSON_LINK_S, link) != TOKEN_GOOD)
        return RC_NOT_FOUND;
    rc = person_link_check(rq->db, link->a, rq->now);
    if (!rc)
        rc = email_by_id(rq->db, rq->arena, link->b, email);
    if (!rc)
        rq->lang = (*email)->lang;
    return rc;
}

/* GET /mail/continue?key= */
enum rc identity_link_open(struct request *rq, struct response *rs)
{
    const struct ask_view v = { .heading = MSG_MAILBOX_IDENTITY_LINK_ASK_TITLE,
                                .text = MSG_MAILBOX_IDENTITY_LINK_ASK,
                                .button = MSG_MAILBOX_IDENTITY_LINK_USE,
                                .action = "/mail/continue",
                                .key = request_query(rq, "key") };
    struct email *email;
    struct signed_link link;
    struct page p;
    enum rc rc = load(rq, v.key, &link, &email);

    if (rc)
        return mail_or_gone(rq, rs, rc);
    p = page_of_request(rq);
    return mail_respond_private(rq, rs, 200, ask_view(&p, &v, rs->body));
}

/* Inside the transaction: the browser with this key becomes the writer's. */
static enum rc use(struct request *rq, const struct bytes32 *key_digest)
{
    struct email *email;
    struct signed_link link;
    enum rc rc = load(rq, request_form(rq, "key"), &link, &email);

    if (!rc)
        rc = person_link_use(rq->db, link.a, key_digest, rq->now);
    return rc ? rc : mail_limit_reset(rq, email->address);
}

/* POST /mail/continue - this browser gets its own key. */
enum rc identity_link_use(struct request *rq, struct response *rs)
{
    struct result_view v = { .heading = MSG_MAILBOX_IDENTITY_LINK_DONE_TITLE };
    struct bytes32 digest;
    const char *key = identity_new_reader(rq, &digest);
    enum rc rc = db_begin_write(rq->db);

    if (!rc)
        rc = db_end(rq->db, use(rq, &digest));
    if (rc)
        return mail_or_gone(rq, rs, rc);
    identity_set_reader(rq, rs, key);
    v.text = message(rq->lang, MSG_MAILBOX_IDENTITY_LINK_DONE);
    return mail_result(rq, rs, 200, &v);
}
