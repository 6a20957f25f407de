/*
 * mail_request.c - asking for an address, answering links: see mail_request.h
 */
#include "address.h"
#include "answer.h"
#include "app.h"
#include "attempt.h"
#include "clock.h"
#include "email.h"
#include "form_token.h"
#include "identity.h"
#include "mail_request.h"
#include "outbox.h"

#define TOKEN_MAIL "mail" /* purpose of the forms' tokens */

/* To one address, whoever asks: a mailbox is not flooded through us. */
static const struct attempt_limit PER_ADDRESS[] = { { HOUR_S, 3 }, { DAY_S, 6 } };
#define PER_ADDRESS_N (sizeof(PER_ADDRESS) / sizeof(PER_ADDRESS[0]))

static struct attempt_limit visitor_limit(const struct request *rq)
{
    return (struct attempt_limit){ HOUR_S, rq->app->config.mails_per_hour };
}

static void address_digest(const struct request *rq, const char *address,
                           struct secret *out)
{
    secret_digest(out, &rq->site->key, "mail address",
                  address_mailbox(rq->arena, address), NULL);
}

static enum rc check(const struct request *rq, const struct secret *visitor,
                     const struct secret *address)
{
    int64_t wait_s;
    enum rc rc = attempt_check(rq->db, ATTEMPT_MAIL, visitor, visitor_limit(rq),
                               rq->now, &wait_s);

    for (size_t i = 0; !rc && i < PER_ADDRESS_N; i++)
        rc = attempt_check(rq->db, ATTEMPT_MAIL, address, PER_ADDRESS[i], rq->now,
                           &wait_s);
    return rc;
}

enum rc mail_limit(const struct request *rq, const char *address, bool *may)
{
    struct secret visitor, mailbox;
    enum rc rc;

    identity_address(rq, &visitor);
    address_digest(rq, address, &mailbox);
    rc = check(rq, &visitor, &mailbox);
    *may = rc == RC_OK;
    if (rc)
        return rc == RC_TOO_MANY ? RC_OK : rc;
    rc = attempt_add(rq->db, ATTEMPT_MAIL, &visitor, rq->now);
    return rc ? rc : attempt_add(rq->db, ATTEMPT_MAIL, &mailbox, rq->now);
}

enum rc mail_visitor_limit(const struct request *rq, struct response *rs,
                           struct problems *problems)
{
    struct secret visitor;
    int64_t wait_s;
    enum rc rc;

    identity_address(rq, &visitor);
    rc = attempt_check(rq->db, ATTEMPT_MAIL, &visitor, visitor_limit(rq), rq->now,
                       &wait_s);
    if (rc != RC_TOO_MANY)
        return rc;
    rs->retry_after_s = (int)wait_s;
    problem_add(problems, "",
                message_count(rq->arena, rq->lang, MSG_MAILBOX_TOO_MANY,
                              (wait_s + MINUTE_S - 1) / MINUTE_S));
    return rc;
}

/* One mail for a claim in an hour, however often its address is typed. */
static enum rc ask_for_button(const struct request *rq, const struct email *email)
{
    const struct mail mail = { .kind = MAIL_CONFIRM,
                               .email_id = email->id,
                               .created = rq->now };
    bool recent, may;
    enum rc rc =
        outbox_recent(rq->db, email->id, MAIL_CONFIRM, rq->now - HOUR_S, &recent);

    if (rc || recent)
        return rc;
    rc = mail_limit(rq, email->address, &may);
    return rc || !may ? rc : outbox_add(rq->db, &mail);
}

enum rc mail_wish_add(const struct request *rq, const struct mail_wish *wish)
{
    struct email email = { .person_id = wish->person_id,
                           .address = wish->address,
                           .lang = rq->lang,
                           .created = rq->now };
    enum rc rc = email_claim(rq->db, &email);

    if (rc)
        return rc == RC_TOO_MANY ? RC_OK : rc;
    if (wish->post_id)
        rc = subscription_add(rq->db, email.id, wish->post_id, wish->comment_id,
                              rq->now);
    return rc || email.confirmed ? rc : ask_for_button(rq, &email);
}

char *mail_token(const struct request *rq, int64_t post_id)
{
    return form_token(rq, TOKEN_MAIL, post_id);
}

bool mail_token_good(const struct request *rq, int64_t post_id,
                     struct problems *problems)
{
    if (form_token_good(rq, TOKEN_MAIL, post_id))
        return true;
    problem_add(problems, "", message(rq->lang, MSG_MAILBOX_EXPIRED));
    return false;
}

const char *mail_address(const struct request *rq, const char *field,
                         struct problems *problems)
{
    const char *typed = request_form(rq, "email");
    const char *address = address_parse(rq->arena, typed);

    if (!address)
        problem_add(
            problems, field,
            message(rq->lang, typed[0] ? MSG_FORM_EMAIL_BAD : MSG_FORM_EMAIL_MISSING));
    return address;
}

enum rc mail_answer_private(const struct request *rq, struct response *rs, int status,
                            enum rc rc)
{
    if (!rc)
        rc = answer_html(rq, rs, status);
    rs->cache = CACHE_NEVER;
    return rc;
}

enum rc mail_told(struct request *rq, struct response *rs, int status,
                  const struct told_view *v)
{
    struct page p = answer_page(rq);

    return mail_answer_private(rq, rs, status, told_view(&p, v, rs->body));
}

enum rc mail_or_gone(struct request *rq, struct response *rs, enum rc rc)
{
    const struct told_view v = { .heading = MSG_MAILBOX_GONE_TITLE,
                                 .text = message(rq->lang, MSG_MAILBOX_GONE_TEXT) };

    return rc == RC_NOT_FOUND ? mail_told(rq, rs, 404, &v) : rc;
}

enum rc mail_see_asked(const struct request *rq, struct response *rs)
{
    return answer_see_other(
        rs, arena_printf(rq->arena, "/mail/asked?lang=%s", lang_code(rq->lang)));
}
