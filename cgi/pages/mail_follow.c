/*
 * mail_follow.c - POST /p/:slug/follow: a subscription to a debate without a comment
 */
#include "app.h"
#include "mail_request.h"
#include "message.h"
#include "number.h"
#include "pages.h"
#include "post_page.h"
#include "respond.h"

static enum rc show_again(struct request *rq, struct response *rs,
                          const struct post *post, struct address_form *v, int status)
{
    struct page p = page_of_request(rq);

    v->token = mail_token(rq, post->id);
    return mail_respond_private(rq, rs, status, follow_view(&p, post, v, rs->body));
}

static enum rc save(struct request *rq, const struct post *post, const char *address,
                    int64_t *wait_s)
{
    const struct mail_wish wish = { .address = address,
                                    .person_id = rq->session ? 0 : rq->person_id,
                                    .post_id = post->id };
    enum rc rc = db_begin_write(rq->db);

    return rc ? rc : db_end(rq->db, mail_wish_add(rq, &wish, wait_s));
}

/* POST /p/:slug/follow */
enum rc follow_ask(struct request *rq, struct response *rs)
{
    struct address_form v = { .email = request_form(rq, "email") };
    const char *address;
    struct post *post;
    int64_t wait_s = 0;
    int status;
    enum rc rc = post_page_load(rq, &post);

    if (rc)
        return rc;
    if (!config_has_mail(&rq->app->config) || post->state != POST_PUBLISHED)
        return RC_NOT_FOUND;
    if (request_form(rq, "url")[0]) /* a honeypot */
        return mail_see_requested(rq, rs, 0);
    address = mail_address(rq, "follow-email", &v.problems);
    if (!mail_token_good(rq, post->id, &v.problems) || !address)
        return show_again(rq, rs, post, &v, 422);
    rc = mail_visitor_limit(rq, rs, &v.problems);
    if (rc == RC_TOO_MANY)
        return show_again(rq, rs, post, &v, 429);
    if (!rc)
        rc = save(rq, post, address, &wait_s);
    if (!rc)
        return mail_see_requested(rq, rs, wait_s);
    status = respond_unsaved(rq, rs, rc, &v.problems);
    return status ? show_again(rq, rs, post, &v, status) : rc;
}

/* GET /mail/asked?lang=&wait= - the same answer whatever became of the wish. `wait`:
 * minutes until the visitor may ask for the same again. */
enum rc mail_requested(struct request *rq, struct response *rs)
{
    struct result_view v = { .heading = MSG_MAILBOX_REQUESTED_TITLE };
    uint64_t wait = 0;

    lang_parse(request_query(rq, "lang"), &rq->lang);
    v.text = message(rq->lang, MSG_MAILBOX_REQUESTED_TEXT);
    if (parse_uint(request_query(rq, "wait"), 60, &wait) && wait > 0) {
        v.heading = MSG_MAILBOX_REQUESTED_AGAIN_TITLE;
        v.text = message_count(rq->arena, rq->lang, MSG_MAILBOX_REQUESTED_AGAIN,
                               (int64_t)wait);
    }
    return mail_result(rq, rs, 200, &v);
}
