/*
 * test_outbox.c - who gets a mail about which comment, and how it leaves the outbox
 */
#include "account.h"
#include "audit.h"
#include "email.h"
#include "fixture.h"
#include "mail_comment.h"
#include "outbox.h"
#include "subscription.h"

Suite *outbox_suite(void);

#define WAITING(kind) "SELECT count(*) FROM outbox WHERE state = 0 AND kind = " kind
#define ANNOUNCED COUNT(WAITING("3"))
#define ANSWERS COUNT(WAITING("4"))

/* Person number `who` (0: none) has confirmed the address and follows the post, or
 * answers to a comment of it. */
static int64_t follower(unsigned who, const char *address, int64_t post_id,
                        int64_t comment_id)
{
    struct email e = { .person_id = who ? person(who) : 0,
                       .address = address,
                       .created = NOW };

    ck_assert_int_eq(db_begin_write(db), RC_OK);
    ck_assert_int_eq(db_end(db, email_claim(db, &e, post_id)), RC_OK);
    ck_assert_int_eq(email_confirm(db, e.id, NOW), RC_OK);
    ck_assert_int_eq(subscription_add(db, e.id, post_id, comment_id, NOW), RC_OK);
    return e.id;
}

static int64_t author(enum notify notify)
{
    const struct account_mail mail = { .address = "elena@example.org",
                                       .notify = notify };
    int64_t id;

    ck_assert_int_eq(account_add(db, arena, "Elena", NOW, &id), RC_OK);
    ck_assert_int_eq(account_mail_set(db, id, &mail, NOW), RC_OK);
    ck_assert_int_eq(account_mail_confirm(db, id, mail.address, NOW), RC_OK);
    return id;
}

static void expand_all(void)
{
    enum rc rc;

    while ((rc = outbox_expand(db, NOW)) == RC_OK)
        ;
    ck_assert_int_eq(rc, RC_NOT_FOUND);
}

START_TEST(only_confirmed_subscribers_are_notified)
{
    const int64_t post_id = add_debate("hello"), other = add_debate("other");
    const int64_t mine = say(post_id, 1, SIDE_PRO, 0);
    struct email waiting = { .person_id = person(9),
                             .address = "w@example.org",
                             .created = NOW };

    follower(1, "ana@example.org", post_id, mine);
    follower(0, "luis@example.org", post_id, 0);
    follower(0, "far@example.org", other, 0);
    ck_assert_int_eq(email_claim(db, &waiting, 0), RC_OK);
    ck_assert_int_eq(subscription_add(db, waiting.id, post_id, 0, NOW), RC_OK);
    say(post_id, 2, SIDE_PRO, 0);
    expand_all();
    ck_assert_int_eq(ANSWERS, 1); /* Luis */
    say(post_id, 2, SIDE_CONTRA, mine);
    expand_all();
    ck_assert_int_eq(ANSWERS, 3); /* Luis and Ana */
    say(post_id, 1, SIDE_CONTRA, mine);
    expand_all();
    ck_assert_int_eq(ANSWERS, 4); /* Luis; Ana wrote it */
    assert_clean();
}
END_TEST

START_TEST(a_mailbox_is_told_once_of_a_comment)
{
    const int64_t post_id = add_debate("hello");
    const int64_t first = say(post_id, 1, SIDE_PRO, 0);

    follower(1, "ana@example.org", post_id, first);
    follower(3, "ana@example.org", post_id, 0);
    follower(0, "ana@example.org", post_id, 0);
    say(post_id, 2, SIDE_CONTRA, first);
    expand_all();
    ck_assert_int_eq(ANSWERS, 1);
    say(post_id, 3, SIDE_CONTRA, first); /* the same mailbox under another name */
    expand_all();
    ck_assert_int_eq(ANSWERS, 1);
}
END_TEST

START_TEST(what_waits_is_told_when_it_is_approved_and_once)
{
    const int64_t post_id = add_debate("hello");
    int64_t held, refused;

    follower(0, "luis@example.org", post_id, 0);
    held = say_as(COMMENT_PENDING, post_id, 2, SIDE_PRO, 0);
    refused = say_as(COMMENT_SPAM, post_id, 3, SIDE_PRO, 0);
    ck_assert_int_eq(ANNOUNCED, 0);
    decide(ACTION_APPROVE, held);
    ck_assert_int_eq(ANNOUNCED, 1);
    expand_all();
    decide(ACTION_REJECT, refused);
    ck_assert_int_eq(ANNOUNCED, 0);
    decide(ACTION_REJECT, held);
    ck_assert_int_eq(undo(decide(ACTION_SPAM, held)), 1);
    decide(ACTION_APPROVE, held);
    ck_assert_int_eq(ANNOUNCED, 0);
    ck_assert_int_eq(ANSWERS, 1);
}
END_TEST

START_TEST(what_was_deleted_before_it_was_told_is_not)
{
    const int64_t post_id = add_debate("hello");

    follower(0, "luis@example.org", post_id, 0);
    decide(ACTION_DELETE, say(post_id, 2, SIDE_PRO, 0));
    expand_all();
    ck_assert_int_eq(ANSWERS, 0);
}
END_TEST

START_TEST(nobody_follows_nothing_is_written)
{
    say(add_debate("hello"), 1, SIDE_PRO, 0);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM outbox"), 0);
}
END_TEST

START_TEST(an_author_is_told_at_once_of_all_but_spam)
{
    const int64_t post_id = add_debate("hello"), id = author(NOTIFY_EACH);

    say(post_id, 1, SIDE_PRO, 0);
    say_as(COMMENT_PENDING, post_id, 1, SIDE_PRO, 0);
    say_as(COMMENT_SPAM, post_id, 1, SIDE_PRO, 0);
    ck_assert_int_eq(COUNT(WAITING("6")), 2);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM outbox o"
                           " JOIN account a ON a.id = o.account_id"),
                     2);
    ck_assert_int_eq(
        account_mail_set(db, id,
                         &(struct account_mail){ .address = "new@example.org",
                                                 .notify = NOTIFY_EACH },
                         NOW),
        RC_OK);
    say(post_id, 1, SIDE_PRO, 0); /* the new address is not confirmed yet */
    ck_assert_int_eq(COUNT(WAITING("6")), 2);
    ck_assert_int_eq(account_mail_confirm(db, id, "elena@example.org", NOW),
                     RC_NOT_FOUND);
}
END_TEST

START_TEST(a_digest_tells_of_a_day_once)
{
    const int64_t post_id = add_debate("hello");
    struct account_mail mail;
    struct mail m;
    struct mail_comment *list;
    int64_t id;
    size_t n;

    say(post_id, 1, SIDE_PRO, 0);
    id = author(NOTIFY_DAILY);
    ck_assert_int_eq(account_mail(db, arena, id, &mail), RC_OK);
    ck_assert(mail.confirmed);
    ck_assert_int_eq(mail.notify, NOTIFY_DAILY);
    ck_assert_int_eq(outbox_add_digests(db, NOW + DAY_S), RC_OK);
    ck_assert_int_eq(COUNT(WAITING("7")), 0); /* the comment came before the author */
    say(post_id, 2, SIDE_CONTRA, 0);
    say_as(COMMENT_PENDING, post_id, 2, SIDE_CONTRA, 0);
    say_as(COMMENT_SPAM, post_id, 2, SIDE_CONTRA, 0);
    ck_assert_int_eq(outbox_add_digests(db, NOW + DAY_S - 1), RC_OK);
    ck_assert_int_eq(COUNT(WAITING("7")), 0);
    ck_assert_int_eq(outbox_add_digests(db, NOW + DAY_S), RC_OK);
    ck_assert_int_eq(outbox_add_digests(db, NOW + 3 * DAY_S), RC_OK);
    ck_assert_int_eq(COUNT(WAITING("7")), 1);
    ck_assert_int_eq(outbox_claim(db, NOW + DAY_S, 60, &m), RC_OK);
    ck_assert_int_eq(m.kind, MAIL_AUTHOR_DIGEST);
    ck_assert_int_eq(m.account_id, id);
    ck_assert_int_eq(
        mail_comment_list(db, arena, m.since_id, m.comment_id, 0, 10, &list, &n),
        RC_OK);
    ck_assert_uint_eq(n, 2);
    ck_assert_int_eq(list[1].comment.state, COMMENT_PENDING);
    assert_clean();
}
END_TEST

static void put(int64_t created)
{
    const struct mail mail = { .kind = MAIL_CONFIRM,
                               .email_id = follower(0, "ana@example.org",
                                                    add_debate("queue"), 0),
                               .created = created };

    ck_assert_int_eq(outbox_add(db, &mail), RC_OK);
}

START_TEST(a_claimed_mail_is_nobody_elses_until_the_lease_ends)
{
    struct mail first, second;
    bool due;

    put(NOW + 5);
    ck_assert_int_eq(outbox_is_due(db, NOW, &due), RC_OK);
    ck_assert(!due);
    ck_assert_int_eq(outbox_claim(db, NOW, 60, &first), RC_NOT_FOUND);
    ck_assert_int_eq(outbox_is_due(db, NOW + 5, &due), RC_OK);
    ck_assert(due);
    ck_assert_int_eq(outbox_claim(db, NOW + 5, 60, &first), RC_OK);
    ck_assert_int_eq(first.attempts, 1);
    ck_assert_int_eq(first.created, NOW + 5);
    ck_assert_int_eq(outbox_claim(db, NOW + 64, 60, &second), RC_NOT_FOUND);
    ck_assert_int_eq(outbox_claim(db, NOW + 65, 60, &second), RC_OK);
    ck_assert_int_eq(second.id, first.id);
    ck_assert_int_eq(second.attempts, 2);
}
END_TEST

START_TEST(a_mail_is_tried_again_or_ends)
{
    struct outbox_status status;
    struct outbox_error *errors;
    struct mail m;
    size_t n;

    put(NOW);
    ck_assert_int_eq(outbox_claim(db, NOW, 60, &m), RC_OK);
    ck_assert_int_eq(outbox_retry(db, m.id, NOW + 300, "451 later", true), RC_OK);
    ck_assert_int_eq(outbox_errors(db, arena, 10, &errors, &n), RC_OK);
    ck_assert_uint_eq(n, 1);
    ck_assert_str_eq(errors[0].text, "451 later");
    ck_assert_int_eq(errors[0].attempts, 1);
    ck_assert_int_eq(errors[0].due, NOW + 300);
    ck_assert_str_eq(mail_kind_name(errors[0].kind), "confirm");
    ck_assert_int_eq(outbox_claim(db, NOW + 299, 60, &m), RC_NOT_FOUND);
    ck_assert_int_eq(outbox_claim(db, NOW + 300, 60, &m), RC_OK);
    ck_assert_int_eq(outbox_retry(db, m.id, NOW + 301, "", false), RC_OK);
    ck_assert_int_eq(outbox_claim(db, NOW + 301, 60, &m), RC_OK);
    ck_assert_int_eq(m.attempts, 2);
    ck_assert_int_eq(outbox_status(db, &status), RC_OK);
    ck_assert_int_eq(status.counts[MAIL_WAITS], 1);
    ck_assert_int_eq(outbox_end(db, m.id, MAIL_SENT, "", NOW + 302), RC_OK);
    ck_assert_int_eq(outbox_status(db, &status), RC_OK);
    ck_assert_int_eq(status.counts[MAIL_WAITS], 0);
    ck_assert_int_eq(status.counts[MAIL_SENT], 1);
    ck_assert_int_eq(outbox_erase(db, NOW + 302 + OUTBOX_KEPT_S, 10), RC_OK);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM outbox"), 1);
    ck_assert_int_eq(outbox_erase(db, NOW + 303 + OUTBOX_KEPT_S, 10), RC_OK);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM outbox"), 0);
}
END_TEST

START_TEST(a_notice_knows_the_way_up)
{
    int64_t ids[30], post_id = add_debate("hello");
    struct mail_comment *n;

    next_comment_id(250); /* ids of two and three hex digits */
    ids[0] = say(post_id, 1, SIDE_PRO, 0);
    for (unsigned i = 1; i < 30; i++)
        ids[i] = say(post_id, 1 + i % 2, SIDE_PRO, ids[i - 1]);
    ck_assert_int_eq(mail_comment_by_id(db, arena, ids[2], &n), RC_OK);
    ck_assert_uint_eq(n->ancestors_n, 2);
    ck_assert_int_eq(n->ancestors[0], ids[0]);
    ck_assert_int_eq(n->ancestors[1], ids[1]);
    ck_assert_str_eq(n->post_slug, "hello");
    ck_assert(n->post_public);
    ck_assert_int_eq(mail_comment_by_id(db, arena, ids[29], &n), RC_OK);
    ck_assert_uint_eq(n->ancestors_n, MAIL_COMMENT_ANCESTORS);
    ck_assert_int_eq(n->ancestors[0], ids[0]);
    ck_assert_int_eq(n->ancestors[MAIL_COMMENT_ANCESTORS - 1], ids[28]);
    ck_assert_int_eq(mail_comment_by_id(db, arena, ids[0], &n), RC_OK);
    ck_assert_uint_eq(n->ancestors_n, 0);
    ck_assert_int_eq(mail_comment_by_id(db, arena, 9999, &n), RC_NOT_FOUND);
}
END_TEST

static void ignore(void *to, const char *line)
{
    (void)to;
    (void)line;
}

static int64_t findings(void)
{
    int64_t n = -1;

    ck_assert_int_eq(audit_run(db, ignore, NULL, &n), RC_OK);
    return n;
}

START_TEST(the_audit_sees_mail_that_should_not_be)
{
    const int64_t post_id = add_debate("hello");
    const int64_t id = follower(0, "luis@example.org", post_id, 0);

    say(post_id, 1, SIDE_PRO, 0);
    expand_all();
    assert_clean();
    ck_assert_int_gt(id, 0);
    damage("UPDATE email SET confirmed = NULL");
    ck_assert_int_eq(findings(), 1);
    damage("UPDATE outbox SET comment_id = NULL");
    ck_assert_int_eq(findings(), 2);
}
END_TEST

Suite *outbox_suite(void)
{
    Suite *s = suite_create("outbox");
    TCase *tc = site_case("outbox");

    tcase_add_test(tc, only_confirmed_subscribers_are_notified);
    tcase_add_test(tc, a_mailbox_is_told_once_of_a_comment);
    tcase_add_test(tc, what_waits_is_told_when_it_is_approved_and_once);
    tcase_add_test(tc, what_was_deleted_before_it_was_told_is_not);
    tcase_add_test(tc, nobody_follows_nothing_is_written);
    tcase_add_test(tc, an_author_is_told_at_once_of_all_but_spam);
    tcase_add_test(tc, a_digest_tells_of_a_day_once);
    tcase_add_test(tc, a_claimed_mail_is_nobody_elses_until_the_lease_ends);
    tcase_add_test(tc, a_mail_is_tried_again_or_ends);
    tcase_add_test(tc, a_notice_knows_the_way_up);
    tcase_add_test(tc, the_audit_sees_mail_that_should_not_be);
    suite_add_tcase(s, tc);
    return s;
}
