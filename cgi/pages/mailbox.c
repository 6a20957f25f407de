/*
 * mailbox.c - what readers do by the links of their mails: confirm, stop, erase
 */
#include "answer.h"
#include "email.h"
#include "mail_request.h"
#include "mail_view.h"
#include "pages.h"
#include "post.h"
#include "site.h"
#include "utf8.h"

/* The row that a key names. RC_NOT_FOUND: a wrong key, too old, or the row is gone.
 * Sets rq->lang. */
static enum rc load(struct request *rq, const char *key, const char *purpose,
                    int64_t max_s, struct link *link, struct email **email)
{
    enum rc rc;

    if (link_check(rq->arena, key, &rq->site->key, purpose, rq->now, max_s, link) !=
        TOKEN_GOOD)
        return RC_NOT_FOUND;
    rc = email_by_id(rq->db, rq->arena, link->a, email);
    if (!rc)
        rq->lang = (*email)->lang;
    return rc;
}

/* What will be told, a line each. */
static const char *const *asked_for(struct request *rq, const struct subscription *list,
                                    size_t n)
{
    const char **lines = ARENA_ARRAY(rq->arena, n + 1, const char *);

    lines[0] = mail_asked_for(rq->arena, rq->lang, n ? list : NULL);
    for (size_t i = 1; i < n; i++)
        lines[i] = mail_asked_for(rq->arena, rq->lang, &list[i]);
    return lines;
}

/* GET /mail/confirm?key= */
enum rc confirm_show(struct request *rq, struct response *rs)
{
    struct ask_view v = { .heading = MSG_MAILBOX_CONFIRM_TITLE,
                          .text = MSG_MAILBOX_CONFIRM_TEXT,
                          .button = MSG_MAILBOX_CONFIRM_SUBMIT,
                          .action = "/mail/confirm",
                          .key = request_query(rq, "key") };
    struct subscription *list;
    struct email *email;
    struct link link;
    struct page p;
    size_t n;
    enum rc rc = load(rq, v.key, LINK_CONFIRM, LINK_CONFIRM_S, &link, &email);

    if (!rc)
        rc = subscription_list(rq->db, rq->arena, email->id, true, &list, &n);
    if (rc)
        return mail_or_gone(rq, rs, rc);
    v.lines = asked_for(rq, list, n);
    v.n = n ? n : 1;
    p = answer_page(rq);
    return mail_answer_private(rq, rs, 200, ask_view(&p, &v, rs->body));
}

/* POST /mail/confirm */
enum rc confirm_use(struct request *rq, struct response *rs)
{
    struct told_view v = { .heading = MSG_MAILBOX_CONFIRM_DONE_TITLE };
    struct email *email;
    struct link link;
    enum rc rc =
        load(rq, request_form(rq, "key"), LINK_CONFIRM, LINK_CONFIRM_S, &link, &email);

    if (!rc)
        rc = email_confirm(rq->db, email->id, rq->session ? 0 : rq->person_id, rq->now);
    if (rc)
        return mail_or_gone(rq, rs, rc);
    v.text = message(rq->lang, MSG_MAILBOX_CONFIRM_DONE);
    return mail_told(rq, rs, 200, &v);
}

/* GET /mail/manage?key= */
enum rc manage_show(struct request *rq, struct response *rs)
{
    struct manage_view v = { .key = request_query(rq, "key"),
                             .saved = fields_get(&rq->query, "saved") != NULL };
    struct subscription *list;
    struct email *email;
    struct link link;
    struct page p;
    enum rc rc = load(rq, v.key, LINK_MANAGE, 0, &link, &email);

    if (!rc)
        rc = subscription_list(rq->db, rq->arena, email->id, false, &list, &v.n);
    if (rc)
        return mail_or_gone(rq, rs, rc);
    v.list = list;
    p = answer_page(rq);
    return mail_answer_private(rq, rs, 200, manage_view(&p, &v, rs->body));
}

static enum rc erase(struct request *rq, struct response *rs, int64_t email_id)
{
    struct told_view v = { .heading = MSG_MAILBOX_ERASED_TITLE,
                           .text = message(rq->lang, MSG_MAILBOX_ERASED_TEXT) };
    enum rc rc = email_erase(rq->db, email_id);

    return rc ? rc : mail_told(rq, rs, 200, &v);
}

/* POST /mail/manage - stop=ID, stop=all or erase=1 */
enum rc manage_change(struct request *rq, struct response *rs)
{
    const char *key = request_form(rq, "key"), *stop = request_form(rq, "stop");
    struct email *email;
    struct link link;
    int64_t post_id = 0, n;
    enum rc rc = load(rq, key, LINK_MANAGE, 0, &link, &email);

    if (rc)
        return mail_or_gone(rq, rs, rc);
    if (request_form(rq, "erase")[0])
        return erase(rq, rs, email->id);
    if (strcmp(stop, "all") != 0 && !parse_id(stop, &post_id))
        return RC_INVALID;
    rc = subscription_stop(rq->db, email->id, post_id, rq->now, &n);
    return rc ? rc
              : answer_see_other(
                    rs, arena_printf(rq->arena, "/mail/manage?key=%s&saved=1", key));
}

/* GET /mail/unsubscribe?key= - people press the button; mail programs post at once. */
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
    struct link link;
    struct page p;
    enum rc rc = load(rq, key, LINK_STOP, 0, &link, &email);

    if (!rc)
        rc = post_for_edit(rq->db, rq->arena, link.b, &post);
    if (rc)
        return mail_or_gone(rq, rs, rc);
    v.lines = (const char *[]){ post->question[0] ? post->question : post->title };
    v.n = post->state == POST_PUBLISHED; /* a draft's title is not public */
    p = answer_page(rq);
    return mail_answer_private(rq, rs, 200, ask_view(&p, &v, rs->body));
}

/* POST /mail/unsubscribe?key= - one click (RFC 8058); again is the same. */
enum rc unsubscribe_use(struct request *rq, struct response *rs)
{
    struct told_view v = { .heading = MSG_MAILBOX_STOP_DONE_TITLE };
    struct email *email;
    struct link link;
    int64_t n;
    enum rc rc = load(rq, request_query(rq, "key"), LINK_STOP, 0, &link, &email);

    if (!rc)
        rc = subscription_stop(rq->db, email->id, link.b, rq->now, &n);
    if (rc)
        return mail_or_gone(rq, rs, rc);
    v.text = message(rq->lang, MSG_MAILBOX_STOP_DONE);
    return mail_told(rq, rs, 200, &v);
}
