/*
 * mail_settings.c - readers' mail links: claim an address, stop subscriptions, erase
 */
#include "mail_comment.h"
#include "mail_request.h"
#include "mail_view.h"
#include "message.h"
#include "number.h"
#include "pages.h"
#include "post.h"
#include "respond.h"
#include "seal.h"
#include "site_path.h"

/* Loads the row that a key names and sets rq->lang. RC_NOT_FOUND: the key is wrong or
 * too old, or the row is gone. */
static enum rc load(struct request *rq, const char *key, const char *purpose,
                    int64_t max_s, struct signed_link *link, struct email **email)
{
    enum rc rc;

    if (signed_link_check(rq->arena, key, &rq->site->key, purpose, rq->now, max_s,
                          link) != TOKEN_GOOD)
        return RC_NOT_FOUND;
    rc = email_by_id(rq->db, rq->arena, link->a, email);
    if (!rc)
        rq->lang = (*email)->lang;
    return rc;
}

/* Fills the choices that the owner of the mailbox has about a claim. */
static enum rc fill_request(struct request *rq, const struct email *e,
                            struct confirm_request *out)
{
    struct mail_confirmation r = { 0 };
    struct subscription *list;
    struct mail_comment *about;
    bool waits;
    enum rc rc = subscription_list(rq->db, rq->arena, e->id, true, &list, &r.n);

    if (rc)
        return rc;
    rc = mail_comment_for_owner(rq->db, rq->arena, e->comment_id, &about);
    if (rc)
        return rc;
    rc = email_is_taken(rq->db, e->id, &out->taken);
    if (rc)
        return rc;
    rc = email_waits(rq->db, e->id, &waits);
    if (rc)
        return rc;
    r.list = list;
    r.about = about;
    out->id = e->id;
    out->who = mail_who_asks(rq->arena, rq->lang, &r);
    out->lines = mail_asked_for(rq->arena, rq->lang, &r, &out->n);
    if (about && about->comment.state == COMMENT_VISIBLE)
        out->href = path_comment(rq->arena, about->post_slug, e->comment_id);
    out->joins = about && !e->joined && !out->taken;
    out->notices = waits && (out->n || !out->joins);
    return RC_OK;
}

/* GET /mail/confirm?key= - asks about each claim on the address. */
enum rc confirm_show(struct request *rq, struct response *rs)
{
    struct confirm_view v = { .key = request_query(rq, "key") };
    struct confirm_request *requests;
    struct email *email, *list;
    struct signed_link link;
    struct page p;
    enum rc rc = load(rq, v.key, LINK_CONFIRM, LINK_CONFIRM_S, &link, &email);

    if (!rc)
        rc = email_requests(rq->db, rq->arena, email, &list, &v.n);
    if (rc)
        return mail_or_gone(rq, rs, rc);
    requests = ARENA_ARRAY(rq->arena, v.n, struct confirm_request);
    for (size_t i = 0; !rc && i < v.n; i++)
        rc = fill_request(rq, &list[i], &requests[i]);
    if (rc)
        return rc;
    v.list = requests;
    p = page_of_request(rq);
    return mail_respond_private(rq, rs, 200, confirm_view(&p, &v, rs->body));
}

/* Loads the claim that is answered: any claim on the address whose mail was opened. */
static enum rc load_request(struct request *rq, struct email **out)
{
    struct email *opened;
    struct signed_link link;
    int64_t id;
    enum rc rc =
        load(rq, request_form(rq, "key"), LINK_CONFIRM, LINK_CONFIRM_S, &link, &opened);

    if (rc)
        return rc;
    if (!parse_id(request_form(rq, "id"), &id))
        return RC_INVALID;
    rc = email_by_id(rq->db, rq->arena, id, out);
    if (!rc && strcmp((*out)->address, opened->address) != 0)
        return RC_NOT_FOUND;
    return rc;
}

/* RC_NOT_FOUND: the comment may no longer be shown to the owner of the mailbox. */
static enum rc join(const struct request *rq, const struct email *email)
{
    struct mail_comment *about;
    enum rc rc = mail_comment_for_owner(rq->db, rq->arena, email->comment_id, &about);

    if (!rc && email->comment_id && !about)
        rc = RC_NOT_FOUND;
    return rc ? rc : email_join(rq->db, email->id, rq->now);
}

static enum rc answer(const struct request *rq, const struct email *email,
                      struct result_view *v)
{
    const char *what = request_form(rq, "do");
    enum rc rc = RC_INVALID;

    if (strcmp(what, "mine") == 0) {
        v->heading = MSG_MAILBOX_REQUEST_MINE_TITLE;
        v->text = message(rq->lang, MSG_MAILBOX_REQUEST_MINE_DONE);
        rc = join(rq, email);
    } else if (strcmp(what, "notices") == 0) {
        v->heading = MSG_MAILBOX_CONFIRM_DONE_TITLE;
        v->text = message(rq->lang, MSG_MAILBOX_CONFIRM_DONE);
        rc = email_confirm(rq->db, email->id, rq->now);
    } else if (strcmp(what, "never") == 0) {
        v->heading = MSG_MAILBOX_REQUEST_NEVER_TITLE;
        v->text = message(rq->lang, MSG_MAILBOX_REQUEST_NEVER_DONE);
        rc = mail_refuse(rq, email);
    }
    return rc ? rc : mail_limit_reset(rq, email->address);
}

/* Inside the transaction. */
static enum rc load_and_answer(struct request *rq, struct email **email,
                               struct result_view *v)
{
    const enum rc rc = load_request(rq, email);

    return rc ? rc : answer(rq, *email, v);
}

/* Adds a link to the next claim that waits for the same mailbox, if there is one. */
static enum rc lead_on(const struct request *rq, const char *address,
                       struct result_view *v)
{
    int64_t id;
    enum rc rc = email_next_request(rq->db, address, &id);

    if (rc)
        return rc == RC_NOT_FOUND ? RC_OK : rc;
    v->href = arena_printf(rq->arena, "/mail/confirm?key=%s",
                           signed_link_make(rq->arena, &rq->site->key, LINK_CONFIRM,
                                            (struct signed_link){ id, 0 }, rq->now));
    v->link = MSG_MAILBOX_REQUEST_NEXT;
    return RC_OK;
}

/* POST /mail/confirm - do=mine: the comments are theirs, and mail may come; do=notices:
 * mail may come; do=never: another person gave the address */
enum rc confirm_use(struct request *rq, struct response *rs)
{
    struct result_view v = { 0 };
    struct email *email;
    enum rc rc = db_begin_write(rq->db);

    if (!rc)
        rc = db_end(rq->db, load_and_answer(rq, &email, &v));
    if (rc == RC_CONFLICT) {
        v.heading = MSG_MAILBOX_REQUEST_TITLE;
        v.text = message(rq->lang, MSG_MAILBOX_REQUEST_TAKEN);
        return mail_result(rq, rs, 409, &v);
    }
    if (!rc)
        rc = lead_on(rq, email->address, &v);
    return rc ? mail_or_gone(rq, rs, rc) : mail_result(rq, rs, 200, &v);
}

/* GET /mail/manage?key= */
enum rc manage_show(struct request *rq, struct response *rs)
{
    struct manage_view v = { .key = request_query(rq, "key"),
                             .saved = request_query(rq, "saved")[0] && seal_good(rq) };
    struct subscription *list;
    struct email *email;
    struct signed_link link;
    struct page p;
    enum rc rc = load(rq, v.key, LINK_MANAGE, LINK_MANAGE_S, &link, &email);

    if (!rc)
        rc = subscription_list(rq->db, rq->arena, email->id, false, &list, &v.n);
    if (rc)
        return mail_or_gone(rq, rs, rc);
    v.list = list;
    p = page_of_request(rq);
    return mail_respond_private(rq, rs, 200, manage_view(&p, &v, rs->body));
}

static enum rc erase(struct request *rq, struct response *rs, int64_t email_id)
{
    struct result_view v = { .heading = MSG_MAILBOX_ERASED_TITLE,
                             .text = message(rq->lang, MSG_MAILBOX_ERASED_TEXT) };
    enum rc rc = email_erase(rq->db, email_id);

    return rc ? rc : mail_result(rq, rs, 200, &v);
}

/* POST /mail/manage - stop=ID, stop=all or erase=1 */
enum rc manage_change(struct request *rq, struct response *rs)
{
    const char *key = request_form(rq, "key"), *stop = request_form(rq, "stop");
    struct email *email;
    struct signed_link link;
    int64_t post_id = 0, n;
    enum rc rc = load(rq, key, LINK_MANAGE, LINK_MANAGE_S, &link, &email);

    if (rc)
        return mail_or_gone(rq, rs, rc);
    if (request_form(rq, "erase")[0])
        return erase(rq, rs, email->id);
    if (strcmp(stop, "all") != 0 && !parse_id(stop, &post_id))
        return RC_INVALID;
    rc = subscription_stop(rq->db, email->id, post_id, rq->now, &n);
    return rc ? rc
              : seal_see_other(
                    rq, rs,
                    arena_printf(rq->arena, "/mail/manage?key=%s&saved=1", key));
}

/* GET /mail/unsubscribe?key= - for people; mail programs POST directly. */
enum rc unsubscribe_show(struct request *rq, struct response *rs)
{
    const char *key = request_query(rq, "key");
    struct ask_view v = {
        .heading = MSG_MAILBOX_STOP_TITLE,
        .text = MSG_MAILBOX_STOP_TEXT,
        .button = MSG_MAILBOX_STOP_SUBMIT,
        .action = arena_printf(rq->arena, "/mail/unsubscribe?key=%s", key),
        .key = key,
    };
    struct email *email;
    struct post *post;
    struct signed_link link;
    struct page p;
    enum rc rc = load(rq, key, LINK_UNSUBSCRIBE, 0, &link, &email);

    if (!rc)
        rc = post_for_edit(rq->db, rq->arena, link.b, &post);
    if (rc)
        return mail_or_gone(rq, rs, rc);
    v.lines = (const char *[]){ post->question[0] ? post->question : post->title };
    v.n = post->state == POST_PUBLISHED; /* a draft's title is not public */
    p = page_of_request(rq);
    return mail_respond_private(rq, rs, 200, ask_view(&p, &v, rs->body));
}

/* POST /mail/unsubscribe?key= - one click (RFC 8058); a repeat changes nothing. */
enum rc unsubscribe_use(struct request *rq, struct response *rs)
{
    struct result_view v = { .heading = MSG_MAILBOX_STOP_DONE_TITLE };
    struct email *email;
    struct signed_link link;
    int64_t n;
    enum rc rc = load(rq, request_query(rq, "key"), LINK_UNSUBSCRIBE, 0, &link, &email);

    if (!rc)
        rc = subscription_stop(rq->db, email->id, link.b, rq->now, &n);
    if (rc)
        return mail_or_gone(rq, rs, rc);
    v.text = message(rq->lang, MSG_MAILBOX_STOP_DONE);
    return mail_result(rq, rs, 200, &v);
}
