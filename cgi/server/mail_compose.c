/*
 * mail_compose.c - makes the message of a mail in the outbox: see mail_compose.h
 */
#include "mail_compose.h"
#include "mail_view.h"

struct composing {
    struct db *db;
    struct arena *arena;
    const struct mail *mail;
    struct mail_frame frame;
    struct mail_message *out;
};

static enum rc begin(struct db *db, struct arena *a, const struct config *config,
                     int64_t now, struct mail_frame *out)
{
    struct site *site;
    enum rc rc = site_load(db, a, now, &site);

    if (!rc)
        *out =
            (struct mail_frame){ a,          site, config->base_url, config->mail_from,
                                 site->lang, now };
    return rc;
}

/* `confirmed`: RC_NOT_FOUND unless the reader has confirmed the address. */
static enum rc load_reader(struct composing *c, bool confirmed, struct email **to)
{
    enum rc rc = email_by_id(c->db, c->arena, c->mail->email_id, to);

    if (rc)
        return rc;
    c->frame.lang = (*to)->lang;
    return confirmed && !(*to)->confirmed ? RC_NOT_FOUND : RC_OK;
}

static enum rc compose_confirm(struct composing *c)
{
    struct mail_confirmation request = { 0 };
    struct subscription *list;
    struct mail_comment *about;
    struct email *to;
    bool waits;
    enum rc rc = load_reader(c, false, &to);

    if (rc)
        return rc;
    rc = email_waits(c->db, to->id, &waits);
    if (rc)
        return rc;
    if (!waits && (to->joined || !to->comment_id))
        return RC_NOT_FOUND; /* nothing is left to confirm */
    rc = subscription_list(c->db, c->arena, to->id, true, &list, &request.n);
    if (rc)
        return rc;
    rc = mail_comment_for_owner(c->db, c->arena, to->comment_id, &about);
    if (rc)
        return rc;
    request.list = list;
    request.about = about;
    mail_confirm(&c->frame, c->mail, to, &request, c->out);
    return RC_OK;
}

static enum rc compose_identity_link(struct composing *c)
{
    struct email *to;
    enum rc rc = load_reader(c, true, &to);

    if (rc)
        return rc;
    /* RC_NOT_FOUND: the link is used or expired. */
    rc = person_link_check(c->db, c->mail->link_id, c->frame.now);
    if (rc)
        return rc;
    mail_identity_link(&c->frame, c->mail, to, c->out);
    return RC_OK;
}

static enum rc compose_reply(struct composing *c)
{
    struct mail_comment *about;
    struct email *to;
    bool whole;
    enum rc rc = load_reader(c, true, &to);

    if (rc)
        return rc;
    rc = mail_comment_by_id(c->db, c->arena, c->mail->comment_id, &about);
    if (rc)
        return rc;
    if (about->comment.state != COMMENT_VISIBLE || !about->post_public)
        return RC_NOT_FOUND;
    rc = subscription_reason(c->db, to->id, c->mail->comment_id, &whole);
    if (rc)
        return rc;
    mail_reply(&c->frame, to, about, whole, c->out);
    return RC_OK;
}

static enum rc load_author(struct composing *c, bool confirmed, struct account_mail *to)
{
    enum rc rc = account_mail(c->db, c->arena, c->mail->account_id, to);

    if (!rc && (!to->address[0] || to->confirmed != confirmed))
        return RC_NOT_FOUND;
    return rc;
}

static enum rc compose_author_confirm(struct composing *c)
{
    struct account_mail to;
    enum rc rc = load_author(c, false, &to);

    if (!rc)
        mail_author_confirm(&c->frame, c->mail, to.address, c->out);
    return rc;
}

static enum rc compose_author_comment(struct composing *c)
{
    struct account_mail to;
    struct mail_comment *about;
    enum rc rc = load_author(c, true, &to);

    if (rc)
        return rc;
    rc = mail_comment_by_id(c->db, c->arena, c->mail->comment_id, &about);
    if (rc)
        return rc;
    if (about->comment.state != COMMENT_VISIBLE &&
        about->comment.state != COMMENT_PENDING)
        return RC_NOT_FOUND;
    mail_author_comment(&c->frame, c->mail, to.address, about, c->out);
    return RC_OK;
}

static enum rc compose_author_digest(struct composing *c)
{
    struct account_mail to;
    struct account *account;
    struct mail_comment *list;
    size_t n;
    enum rc rc = load_author(c, true, &to);

    if (rc)
        return rc;
    rc = account_by_id(c->db, c->arena, c->mail->account_id, &account);
    if (rc)
        return rc;
    rc = mail_comment_list(c->db, c->arena, c->mail->since_id, c->mail->comment_id,
                           account->person_id, MAIL_DIGEST_MAX + 1, &list, &n);
    if (rc)
        return rc;
    if (n == 0)
        return RC_NOT_FOUND;
    mail_author_digest(&c->frame, c->mail, to.address, list,
                       n > MAIL_DIGEST_MAX ? MAIL_DIGEST_MAX : n, n > MAIL_DIGEST_MAX,
                       c->out);
    return RC_OK;
}

enum rc mail_compose(struct db *db, struct arena *a, const struct config *config,
                     const struct mail *mail, int64_t now, struct mail_message *out)
{
    struct composing c = { .db = db, .arena = a, .mail = mail, .out = out };
    enum rc rc = begin(db, a, config, now, &c.frame);

    if (rc)
        return rc;
    switch (mail->kind) {
    case MAIL_CONFIRM:
        return compose_confirm(&c);
    case MAIL_IDENTITY_LINK:
        return compose_identity_link(&c);
    case MAIL_REPLY:
        return compose_reply(&c);
    case MAIL_AUTHOR_CONFIRM:
        return compose_author_confirm(&c);
    case MAIL_AUTHOR_COMMENT:
        return compose_author_comment(&c);
    case MAIL_AUTHOR_DIGEST:
        return compose_author_digest(&c);
    case MAIL_ANNOUNCE: /* never claimed */
        break;
    }
    return RC_NOT_FOUND;
}

enum rc mail_compose_test(struct db *db, struct arena *a, const struct config *config,
                          const char *to, int64_t now, struct mail_message *out)
{
    struct mail_frame frame;
    enum rc rc = begin(db, a, config, now, &frame);

    if (!rc)
        mail_test(&frame, to, out);
    return rc;
}
