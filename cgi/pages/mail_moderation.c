/*
 * mail_moderation.c - authors' mail links: confirm an address, decide about a comment
 *
 * The links work without a session.
 */
#include "account.h"
#include "decision.h"
#include "mail_comment.h"
#include "mail_request.h"
#include "mail_view.h"
#include "message.h"
#include "pages.h"
#include "respond.h"
#include "seen.h"

/* Reads the account that a key names, with its current address. The key's signature is
 * not checked yet. RC_NOT_FOUND: gone. */
static enum rc load_account(struct request *rq, const char *key,
                            struct account_mail *out)
{
    struct signed_link link;

    if (!signed_link_peek(key, &link))
        return RC_NOT_FOUND;
    return account_mail(rq->db, rq->arena, link.a, out);
}

static enum rc load_author(struct request *rq, const char *key,
                           struct signed_link *link, struct account_mail *mail)
{
    enum rc rc = load_account(rq, key, mail);

    if (rc)
        return rc;
    return signed_link_check(rq->arena, key, &rq->site->key,
                             mail_author_purpose(rq->arena, mail->address), rq->now,
                             LINK_CONFIRM_S, link) == TOKEN_GOOD
               ? RC_OK
               : RC_NOT_FOUND;
}

/* GET /mail/author?key= */
enum rc author_show(struct request *rq, struct response *rs)
{
    const struct ask_view v = { .heading = MSG_MAILBOX_CONFIRM_TITLE,
                                .text = MSG_MAILBOX_AUTHOR_TEXT,
                                .button = MSG_MAILBOX_CONFIRM_SUBMIT,
                                .action = "/mail/author",
                                .key = request_query(rq, "key") };
    struct account_mail mail;
    struct signed_link link;
    struct page p = page_of_request(rq);
    enum rc rc = load_author(rq, v.key, &link, &mail);

    if (rc)
        return mail_or_gone(rq, rs, rc);
    return mail_respond_private(rq, rs, 200, ask_view(&p, &v, rs->body));
}

/* POST /mail/author */
enum rc author_confirm(struct request *rq, struct response *rs)
{
    const struct result_view v = { .heading = MSG_MAILBOX_CONFIRM_DONE_TITLE,
                                   .text = message(rq->lang, MSG_MAILBOX_AUTHOR_TEXT),
                                   .href = "/admin/account",
                                   .link = MSG_MAILBOX_ADMIN };
    struct account_mail mail;
    struct signed_link link;
    enum rc rc = load_author(rq, request_form(rq, "key"), &link, &mail);

    if (!rc)
        rc = account_mail_confirm(rq->db, link.a, mail.address, rq->now);
    if (rc)
        return mail_or_gone(rq, rs, rc);
    return mail_result(rq, rs, 200, &v);
}

/* Parses an action that a mail offers. */
static bool offered(const char *name, enum action *action)
{
    return action_parse(name, action) &&
           (*action == ACTION_APPROVE || *action == ACTION_REJECT ||
            *action == ACTION_SPAM);
}

/* A key is bound to one action, one comment and the account's current address. */
static enum rc load_decision(struct request *rq, const char *key, const char *name,
                             struct signed_link *link, enum action *action,
                             struct mail_comment **about)
{
    struct account_mail mail;
    enum rc rc = offered(name, action) ? load_account(rq, key, &mail) : RC_NOT_FOUND;

    if (rc)
        return rc;
    if (!mail.confirmed ||
        signed_link_check(rq->arena, key, &rq->site->key,
                          mail_moderation_purpose(rq->arena, *action, mail.address),
                          rq->now, LINK_MODERATION_S, link) != TOKEN_GOOD)
        return RC_NOT_FOUND;
    rc = mail_comment_by_id(rq->db, rq->arena, link->b, about);
    /* A withdrawn comment needs no decision. */
    return !rc && (*about)->comment.withdrawn ? RC_NOT_FOUND : rc;
}

/* Shows the page that asks for confirmation, with the comment's current text. */
static enum rc ask(struct request *rq, struct response *rs, int status,
                   const char *name, struct mail_moderation_view *v)
{
    struct mail_comment *about;
    struct signed_link link;
    struct page p = page_of_request(rq);
    enum rc rc = load_decision(rq, v->key, name, &link, &v->action, &about);

    if (rc)
        return mail_or_gone(rq, rs, rc);
    v->about = about;
    return mail_respond_private(rq, rs, status, mail_moderation_view(&p, v, rs->body));
}

/* GET /mail/decide?key=&do= */
enum rc mail_moderation_show(struct request *rq, struct response *rs)
{
    struct mail_moderation_view v = { .key = request_query(rq, "key") };

    return ask(rq, rs, 200, request_query(rq, "do"), &v);
}

static enum rc show_decided(struct request *rq, struct response *rs, enum action action,
                            int64_t changed)
{
    struct result_view v = { .heading = MSG_MAILBOX_MODERATION_NONE_TITLE,
                             .text = message(rq->lang, MSG_MAILBOX_MODERATION_NONE),
                             .href = "/admin/",
                             .link = MSG_MAILBOX_ADMIN };

    if (changed) {
        v.heading = MSG_MAILBOX_MANAGE_SAVED;
        v.text =
            arena_printf(rq->arena, "%s %s",
                         message_count(rq->arena, rq->lang,
                                       action == ACTION_APPROVE ? MSG_ADMIN_DONE_APPROVE
                                       : action == ACTION_REJECT ? MSG_ADMIN_DONE_REJECT
                                                                 : MSG_ADMIN_DONE_SPAM,
                                       changed),
                         message(rq->lang, MSG_MAILBOX_MODERATION_UNDO));
    }
    return mail_result(rq, rs, 200, &v);
}

/* POST /mail/decide */
enum rc mail_moderation_use(struct request *rq, struct response *rs)
{
    const char *key = request_form(rq, "key"), *name = request_form(rq, "do");
    struct ruling ruling = { .now = rq->now };
    struct outcome done;
    struct mail_comment *about;
    struct signed_link link = { 0 };
    enum rc rc = load_decision(rq, key, name, &link, &ruling.action, &about);

    if (!rc && !seen_read(rq, &ruling.seen))
        rc = RC_INVALID;
    ruling.account_id = link.a;
    if (!rc)
        rc = decision_apply(rq->db, rq->arena, &ruling, &link.b, 1, &done);
    if (rc)
        return mail_or_gone(rq, rs, rc);
    if (done.unread)
        return ask(rq, rs, 409, name,
                   &(struct mail_moderation_view){ .key = key, .unread = done.unread });
    return show_decided(rq, rs, ruling.action, done.changed);
}
