/*
 * mail_request.c - shared by address forms and pages of mail links: see mail_request.h
 */
#include "address.h"
#include "app.h"
#include "array.h"
#include "clock.h"
#include "form_token.h"
#include "identity.h"
#include "mail_request.h"
#include "message.h"
#include "rate_limit.h"
#include "respond.h"
#include "subscription.h"

#define TOKEN_MAIL "mail" /* purpose of the forms' tokens */

/* Unanswered mails to one mailbox, for all visitors together. More are not needed: each
 * link is good for a day at least and covers all that was asked for meanwhile. */
static const struct rate_limit PER_MAILBOX = { DAY_S, 3 };

/* For one asker and the same mail. Authors get 3, as they may mistype an address. */
static struct rate_limit asker_limit(const struct mail_ask *ask)
{
    return (struct rate_limit){ HOUR_S, ask->kind == MAIL_AUTHOR_CONFIRM ? 3 : 1 };
}

static struct rate_limit visitor_limit(const struct request *rq)
{
    return (struct rate_limit){ HOUR_S, rq->app->config.mails_per_hour };
}

/* The id of a known person, else the digest of the visitor's network address. */
static const char *asker(const struct request *rq, int64_t person_id)
{
    char *text = arena_alloc(rq->arena, SECRET_TEXT + 1);
    struct bytes32 address;

    if (person_id)
        return arena_printf(rq->arena, "%lld", (long long)person_id);
    identity_address(rq, &address);
    secret_text(&address, text);
    return text;
}

static void asker_digest(const struct request *rq, const struct mail_ask *ask,
                         struct bytes32 *out)
{
    secret_digest(out, &rq->site->key, "mail asker",
                  address_mailbox(rq->arena, ask->address), mail_kind_name(ask->kind),
                  arena_printf(rq->arena, "%lld", (long long)ask->post_id),
                  asker(rq, ask->person_id), NULL);
}

/* All variant spellings of a mailbox share one counter, apart from the plain spelling:
 * links sent to variants do not cover what was asked for the plain one. */
static void mailbox_digest(const struct request *rq, const char *address,
                           enum mail_kind kind, struct bytes32 *out)
{
    const char *mailbox = address_mailbox(rq->arena, address);

    secret_digest(out, &rq->site->key, "mail address", mailbox, mail_kind_name(kind),
                  strcmp(mailbox, address) == 0 ? "" : "variant", NULL);
}

/* RC_TOO_MANY: this visitor asks too often. *wait_s is 0 unless for the same mail. */
static enum rc count_asker(const struct request *rq, const struct mail_ask *ask,
                           int64_t *wait_s)
{
    struct bytes32 same, visitor;
    int64_t other_s;
    enum rc rc;

    asker_digest(rq, ask, &same);
    identity_address(rq, &visitor);
    rc = rate_limit_check(rq->db, RATE_MAIL, &same, asker_limit(ask), rq->now, wait_s);
    if (!rc)
        rc = rate_limit_check(rq->db, RATE_MAIL, &visitor, visitor_limit(rq), rq->now,
                              &other_s);
    if (rc == RC_TOO_MANY && !*wait_s) /* the answer does not show it */
        event_log(rq, EVENT_LIMIT, "mails");
    if (!rc)
        rc = rate_limit_record(rq->db, RATE_MAIL, &same, rq->now);
    return rc ? rc : rate_limit_record(rq->db, RATE_MAIL, &visitor, rq->now);
}

static enum rc count_mailbox(const struct request *rq, const struct mail_ask *ask)
{
    struct bytes32 mailbox;
    int64_t wait_s;
    enum rc rc;

    mailbox_digest(rq, ask->address, ask->kind, &mailbox);
    rc = rate_limit_check(rq->db, RATE_MAIL, &mailbox, PER_MAILBOX, rq->now, &wait_s);
    return rc ? rc : rate_limit_record(rq->db, RATE_MAIL, &mailbox, rq->now);
}

enum rc mail_limit(const struct request *rq, const struct mail_ask *ask, bool *may,
                   int64_t *wait_s)
{
    enum rc rc = count_asker(rq, ask, wait_s);

    if (!rc)
        rc = count_mailbox(rq, ask);
    *may = rc == RC_OK;
    return rc == RC_TOO_MANY ? RC_OK : rc;
}

enum rc mail_limit_reset(const struct request *rq, const char *address)
{
    static const enum mail_kind kinds[] = { MAIL_CONFIRM, MAIL_IDENTITY_LINK };
    enum rc rc = RC_OK;

    for (size_t i = 0; !rc && i < ARRAY_LEN(kinds); i++) {
        struct bytes32 mailbox;

        mailbox_digest(rq, address, kinds[i], &mailbox);
        rc = rate_limit_forget(rq->db, RATE_MAIL, &mailbox);
    }
    return rc;
}

enum rc mail_visitor_limit(const struct request *rq, struct response *rs,
                           struct problems *problems)
{
    struct bytes32 visitor;
    int64_t wait_s;
    enum rc rc;

    identity_address(rq, &visitor);
    rc = rate_limit_check(rq->db, RATE_MAIL, &visitor, visitor_limit(rq), rq->now,
                          &wait_s);
    if (rc != RC_TOO_MANY)
        return rc;
    rs->retry_after_s = (int)wait_s;
    problem_add(problems, "",
                message_count(rq->arena, rq->lang, MSG_MAILBOX_TOO_MANY,
                              (wait_s + MINUTE_S - 1) / MINUTE_S));
    return rc;
}

static void refusal_digest(const struct request *rq, const char *address,
                           const char *what, int64_t id, struct bytes32 *out)
{
    secret_digest(out, &rq->site->key, "mail refusal",
                  address_mailbox(rq->arena, address), what,
                  arena_printf(rq->arena, "%lld", (long long)id), NULL);
}

/* A refused writer who is known renews the refusal with each request. A refusal of an
 * unknown reader is for one debate and ends after EMAIL_WAITING_S: the next reader may
 * own the mailbox. */
static enum rc is_refused(const struct request *rq, const struct mail_wish *wish,
                          bool *refused)
{
    struct bytes32 digest;
    enum rc rc;

    if (!wish->person_id) {
        refusal_digest(rq, wish->address, "post", wish->post_id, &digest);
        return email_refused(rq->db, &digest, rq->now - EMAIL_WAITING_S, refused);
    }
    refusal_digest(rq, wish->address, "person", wish->person_id, &digest);
    rc = email_refused(rq->db, &digest, 0, refused);
    return rc || !*refused ? rc : email_refuse(rq->db, &digest, rq->now);
}

enum rc mail_refuse(const struct request *rq, const struct email *email)
{
    struct subscription *list;
    struct bytes32 digest;
    size_t n;
    enum rc rc = subscription_list(rq->db, rq->arena, email->id, true, &list, &n);

    if (!rc && email->person_id) {
        refusal_digest(rq, email->address, "person", email->person_id, &digest);
        rc = email_refuse(rq->db, &digest, rq->now);
    }
    for (size_t i = 0; !rc && !email->person_id && i < n; i++) {
        refusal_digest(rq, email->address, "post", list[i].post_id, &digest);
        rc = email_refuse(rq->db, &digest, rq->now);
    }
    return rc ? rc : email_drop(rq->db, email->id);
}

/* *waits: the owner of the mailbox has not yet allowed all of it. A refused wish is not
 * kept: *email_id is 0 then. */
static enum rc keep_wish(const struct request *rq, const struct mail_wish *wish,
                         int64_t *email_id, bool *waits)
{
    struct email email = { .person_id = wish->person_id,
                           .address = wish->address,
                           .lang = rq->lang,
                           .comment_id = wish->given_with,
                           .created = rq->now };
    bool refused;
    enum rc rc = is_refused(rq, wish, &refused);

    *email_id = 0;
    *waits = false;
    if (rc || refused)
        return rc;
    rc = email_claim(rq->db, &email, wish->post_id);
    if (!rc && wish->post_id)
        rc = subscription_add(rq->db, email.id, wish->post_id, wish->comment_id,
                              rq->now);
    *email_id = email.id;
    return rc ? rc : email_waits(rq->db, email.id, waits);
}

static enum rc ask_for_answer(const struct request *rq, const struct mail_ask *ask,
                              int64_t email_id)
{
    const struct mail mail = { .kind = MAIL_CONFIRM,
                               .email_id = email_id,
                               .created = rq->now };
    enum rc rc = count_mailbox(rq, ask);

    if (rc)
        return rc == RC_TOO_MANY ? RC_OK : rc;
    return outbox_add(rq->db, &mail);
}

/* The asker is counted first and in every case: neither this answer nor the next one
 * shows whether the address was confirmed or refused. */
enum rc mail_wish_add(const struct request *rq, const struct mail_wish *wish,
                      int64_t *wait_s)
{
    const struct mail_ask ask = { wish->address, MAIL_CONFIRM, wish->person_id,
                                  wish->post_id };
    const enum rc counted = count_asker(rq, &ask, wait_s);
    int64_t email_id;
    bool waits;
    enum rc rc;

    if (counted && counted != RC_TOO_MANY)
        return counted;
    rc = keep_wish(rq, wish, &email_id, &waits);
    return rc || counted || !waits ? rc : ask_for_answer(rq, &ask, email_id);
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

enum rc mail_respond_private(const struct request *rq, struct response *rs, int status,
                            enum rc rc)
{
    if (!rc)
        rc = respond_html(rq, rs, status);
    rs->cache = CACHE_NEVER;
    return rc;
}

enum rc mail_result(struct request *rq, struct response *rs, int status,
                    const struct result_view *v)
{
    struct page p = page_of_request(rq);

    return mail_respond_private(rq, rs, status, result_view(&p, v, rs->body));
}

enum rc mail_or_gone(struct request *rq, struct response *rs, enum rc rc)
{
    const struct result_view v = { .heading = MSG_MAILBOX_GONE_TITLE,
                                   .text = message(rq->lang, MSG_MAILBOX_GONE_TEXT) };

    return rc == RC_NOT_FOUND ? mail_result(rq, rs, 404, &v) : rc;
}

enum rc mail_see_requested(const struct request *rq, struct response *rs,
                           int64_t wait_s)
{
    const char *path =
        arena_printf(rq->arena, "/mail/asked?lang=%s", lang_code(rq->lang));

    if (wait_s > 0)
        path = arena_printf(rq->arena, "%s&wait=%lld", path,
                            (long long)(wait_s + MINUTE_S - 1) / MINUTE_S);
    return respond_see_other(rs, path);
}
