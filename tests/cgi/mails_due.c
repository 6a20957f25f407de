/*
 * mails_due.c - the mail that a site would send now: see mails_due.h
 */
#include "clock.h"
#include "mail_compose.h"
#include "mails_due.h"
#include "outbox.h"

void mails_due_setup(void)
{
    call_setup();
    call_config()->smtp_url = "smtp://127.0.0.1:1";
    call_config()->mail_from = "debate@example.org";
}

size_t mails_due(struct mail_message *out, size_t max)
{
    const int64_t now = clock_now();
    struct mail mail;
    size_t n = 0;

    ck_assert_int_eq(outbox_add_digests(call_db(), now), RC_OK);
    while (outbox_expand(call_db(), now) == RC_OK)
        ;
    while (outbox_claim(call_db(), now, 60, &mail) == RC_OK) {
        const enum rc rc =
            mail_compose(call_db(), call_arena(), call_config(), &mail, now, &out[n]);

        ck_assert(rc == RC_OK || rc == RC_NOT_FOUND);
        ck_assert_int_eq(
            outbox_end(call_db(), mail.id, rc ? MAIL_DROPPED : MAIL_SENT, "", now),
            RC_OK);
        n += rc == RC_OK;
        ck_assert_uint_lt(n, max);
    }
    return n;
}

struct mail_message mail_due(void)
{
    struct mail_message list[50];
    const size_t n = mails_due(list, 50);

    ck_assert_uint_eq(n, 1);
    return list[0];
}

const char *link_in(const char *text, const char *path)
{
    const char *mark = arena_printf(call_arena(), CALL_URL "%s?", path);
    const char *at = strstr(text, mark);

    ck_assert_msg(at != NULL, "no link to %s in %s", path, text);
    at += strlen(CALL_URL);
    return arena_strndup(call_arena(), at, strcspn(at, " \n>"));
}

const char *key_in(const char *link)
{
    const char *key = strstr(link, "key=") + 4;

    return arena_strndup(call_arena(), key, strcspn(key, "&"));
}
