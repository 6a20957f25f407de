/*
 * test_email.c - mail addresses, what they follow, one-time links to their person
 */
#include "email.h"
#include "fixture.h"
#include "person.h"
#include "subscription.h"

Suite *email_suite(void);

static enum rc claim_with(int64_t person_id, const char *address, int64_t comment_id,
                          int64_t post_id, struct email *out)
{
    enum rc rc = db_begin_write(db);

    *out = (struct email){ .person_id = person_id,
                           .address = address,
                           .lang = LANG_EN,
                           .comment_id = comment_id,
                           .created = NOW };
    return rc ? rc : db_end(db, email_claim(db, out, post_id));
}

static enum rc claim(int64_t person_id, const char *address, struct email *out)
{
    return claim_with(person_id, address, 0, 0, out);
}

static int64_t claimed(int64_t person_id, const char *address)
{
    struct email e;

    ck_assert_int_eq(claim(person_id, address, &e), RC_OK);
    return e.id;
}

/* Person number `who` comments and gives the address. */
static int64_t given(unsigned who, const char *address, int64_t post_id)
{
    struct email e;

    ck_assert_int_eq(
        claim_with(person(who), address, say(post_id, who, SIDE_PRO, 0), post_id, &e),
        RC_OK);
    return e.id;
}

static void follow(int64_t email_id, int64_t post_id, int64_t comment_id)
{
    ck_assert_int_eq(subscription_add(db, email_id, post_id, comment_id, NOW), RC_OK);
}

START_TEST(a_claim_is_found_again)
{
    struct email first, second;
    struct email *stored;

    ck_assert_int_eq(claim(person(1), "ana@example.org", &first), RC_OK);
    ck_assert_int_eq(first.confirmed, 0);
    ck_assert_int_eq(email_confirm(db, first.id, NOW + 5), RC_OK);
    ck_assert_int_eq(claim(person(1), "ana@example.org", &second), RC_OK);
    ck_assert_int_eq(second.id, first.id);
    ck_assert_int_eq(second.confirmed, NOW + 5);
    ck_assert_int_eq(email_by_id(db, arena, first.id, &stored), RC_OK);
    ck_assert_int_eq(stored->person_id, person(1));
    ck_assert_str_eq(stored->address, "ana@example.org");
    ck_assert_int_eq(stored->lang, LANG_EN);
    ck_assert_int_eq(stored->confirmed, NOW + 5);
    ck_assert_int_eq(stored->created, NOW);
    ck_assert_int_eq(stored->comment_id, 0);
    ck_assert_int_eq(stored->joined, 0);
    ck_assert_int_eq(email_by_id(db, arena, 99, &stored), RC_NOT_FOUND);
}
END_TEST

START_TEST(somebody_elses_confirmation_counts_for_them_alone)
{
    const int64_t mine = claimed(person(1), "ana@example.org");
    struct email theirs, nobodys;

    ck_assert_int_eq(email_confirm(db, mine, NOW), RC_OK);
    ck_assert_int_eq(claim(person(2), "ana@example.org", &theirs), RC_OK);
    ck_assert_int_ne(theirs.id, mine);
    ck_assert_int_eq(theirs.confirmed, 0);
    ck_assert_int_eq(claim(0, "ana@example.org", &nobodys), RC_OK);
    ck_assert_int_ne(nobodys.id, mine);
    ck_assert_int_ne(nobodys.id, theirs.id);
    ck_assert_int_eq(nobodys.confirmed, 0);
}
END_TEST

START_TEST(what_waits_is_erased_after_a_week)
{
    const int64_t post_id = add_debate("hello");
    const int64_t told = given(1, "ana@example.org", post_id);
    struct email e;

    claimed(person(2), "luis@example.org");
    ck_assert_int_eq(email_confirm(db, told, NOW), RC_OK);
    ck_assert_int_eq(email_forget(db, NOW + EMAIL_WAITING_S, 100), RC_OK);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM email"), 2);
    e = (struct email){ .person_id = person(2),
                        .address = "luis@example.org",
                        .created = NOW + 60 }; /* requested again */
    ck_assert_int_eq(email_claim(db, &e, 0), RC_OK);
    ck_assert_int_eq(email_forget(db, NOW + EMAIL_WAITING_S + 1, 100), RC_OK);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM email"), 2);
    ck_assert_int_eq(email_forget(db, NOW + EMAIL_WAITING_S + 61, 100), RC_OK);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM email"), 1);
    ck_assert_int_eq(COUNT("SELECT min(id) FROM email"), told);
}
END_TEST

START_TEST(who_is_unknown_follows_a_debate_once)
{
    const int64_t post_id = add_debate("hello"), other = add_debate("other");
    struct email first, second, third;

    ck_assert_int_eq(claim_with(0, "ana@example.org", 0, post_id, &first), RC_OK);
    follow(first.id, post_id, 0);
    ck_assert_int_eq(claim_with(0, "ana@example.org", 0, post_id, &second), RC_OK);
    ck_assert_int_eq(second.id, first.id);
    ck_assert_int_eq(claim_with(0, "ana@example.org", 0, other, &third), RC_OK);
    ck_assert_int_ne(third.id, first.id);
}
END_TEST

START_TEST(an_address_is_joined_to_the_writer_of_a_comment)
{
    const int64_t post_id = add_debate("hello");
    const int64_t id = given(1, "ana@example.org", post_id);
    const int64_t unknown = claimed(0, "ana@example.org");
    const int64_t silent = claimed(person(2), "ana@example.org");
    struct email *e;

    ck_assert_int_eq(email_join(db, id, NOW + 1), RC_OK);
    ck_assert_int_eq(email_join(db, id, NOW + 2), RC_OK); /* again */
    ck_assert_int_eq(email_by_id(db, arena, id, &e), RC_OK);
    ck_assert_int_eq(e->comment_id, 1);
    ck_assert_int_eq(e->confirmed, NOW + 2);
    ck_assert_int_eq(e->joined, NOW + 1);
    ck_assert_int_eq(db_begin_write(db), RC_OK);
    ck_assert_int_eq(db_end(db, email_join(db, unknown, NOW)), RC_INVALID);
    ck_assert_int_eq(db_begin_write(db), RC_OK);
    ck_assert_int_eq(db_end(db, email_join(db, silent, NOW)), RC_INVALID);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM email WHERE confirmed IS NULL"), 2);
    ck_assert_int_eq(email_join(db, 99, NOW), RC_NOT_FOUND);
    assert_clean();
}
END_TEST

/* A confirmation covers no later request, which does not prove who owns the address. */
START_TEST(what_is_asked_for_later_waits_again_unless_joined)
{
    const int64_t post_id = add_debate("hello"), other = add_debate("other");
    const int64_t id = given(1, "ana@example.org", post_id);
    bool waits, whole;

    follow(id, post_id, 0);
    ck_assert_int_eq(email_waits(db, id, &waits), RC_OK);
    ck_assert(waits);
    ck_assert_int_eq(email_confirm(db, id, NOW), RC_OK);
    ck_assert_int_eq(email_waits(db, id, &waits), RC_OK);
    ck_assert(!waits);
    ck_assert_int_eq(subscription_add(db, id, other, 0, NOW + 1), RC_OK);
    ck_assert_int_eq(email_waits(db, id, &waits), RC_OK);
    ck_assert(waits);
    ck_assert_int_eq(subscription_reason(db, id, say(post_id, 2, SIDE_PRO, 0), &whole),
                     RC_OK);
    ck_assert_int_eq(subscription_reason(db, id, say(other, 2, SIDE_PRO, 0), &whole),
                     RC_NOT_FOUND);
    ck_assert_int_eq(email_join(db, id, NOW), RC_OK);
    ck_assert_int_eq(email_waits(db, id, &waits), RC_OK);
    ck_assert(!waits);
    ck_assert_int_eq(subscription_reason(db, id, say(other, 3, SIDE_PRO, 0), &whole),
                     RC_OK);
}
END_TEST

START_TEST(a_person_has_one_joined_address_the_first)
{
    const int64_t post_id = add_debate("hello");
    const int64_t first = given(1, "ana@example.org", post_id);
    const int64_t second = given(1, "intruder@example.org", post_id);
    struct subscription *list;
    bool taken;
    size_t n;

    follow(first, post_id, 0);
    ck_assert_int_eq(email_join(db, first, NOW), RC_OK);
    ck_assert_int_eq(email_is_taken(db, first, &taken), RC_OK);
    ck_assert(!taken);
    ck_assert_int_eq(email_is_taken(db, second, &taken), RC_OK);
    ck_assert(taken);
    ck_assert_int_eq(email_join(db, second, NOW), RC_CONFLICT);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM email WHERE confirmed IS NULL"), 1);
    ck_assert_int_eq(email_confirm(db, second, NOW), RC_OK);
    ck_assert_int_eq(subscription_list(db, arena, first, false, &list, &n), RC_OK);
    ck_assert_uint_eq(n, 1); /* the other row added none */
    ck_assert_int_eq(email_erase(db, first), RC_OK);
    ck_assert_int_eq(email_join(db, second, NOW), RC_OK);
}
END_TEST

START_TEST(one_mail_stands_for_all_that_waits_there)
{
    const int64_t told = claimed(person(1), "ana@example.org");
    const int64_t opened = claimed(person(2), "ana@example.org");
    const int64_t early = claimed(person(3), "ana@example.org");
    const int64_t late = claimed(0, "ana@example.org");
    struct email *first, *list;
    int64_t next;
    size_t n;

    claimed(person(2), "luis@example.org");
    ck_assert_int_eq(email_confirm(db, told, NOW), RC_OK);
    ck_assert_int_eq(email_by_id(db, arena, opened, &first), RC_OK);
    ck_assert_int_eq(email_requests(db, arena, first, &list, &n), RC_OK);
    ck_assert_uint_eq(n, 3);
    ck_assert_int_eq(list[0].id, opened);
    ck_assert_int_eq(list[1].id, late);
    ck_assert_int_eq(list[2].id, early);
    ck_assert_int_eq(email_next_request(db, "ana@example.org", &next), RC_OK);
    ck_assert_int_eq(next, late);
    ck_assert_int_eq(email_drop(db, late), RC_OK);
    ck_assert_int_eq(email_next_request(db, "ana@example.org", &next), RC_OK);
    ck_assert_int_eq(next, early);
    ck_assert_int_eq(email_next_request(db, "eva@example.org", &next), RC_NOT_FOUND);
    for (unsigned i = 0; i < 2 * EMAIL_REQUESTS_MAX; i++)
        claimed(0, "ana@example.org");
    ck_assert_int_eq(email_requests(db, arena, first, &list, &n), RC_OK);
    ck_assert_uint_eq(n, EMAIL_REQUESTS_MAX);
}
END_TEST

START_TEST(a_refusal_is_remembered)
{
    const struct bytes32 one = digest("refusal", 1), other = digest("refusal", 2);
    bool refused;

    ck_assert_int_eq(email_refuse(db, &one, NOW), RC_OK);
    ck_assert_int_eq(email_refuse(db, &one, NOW + 9), RC_OK); /* again */
    ck_assert_int_eq(email_refused(db, &one, NOW + 8, &refused), RC_OK);
    ck_assert(refused);
    ck_assert_int_eq(email_refused(db, &one, NOW + 9, &refused), RC_OK);
    ck_assert(!refused);
    ck_assert_int_eq(email_refused(db, &other, 0, &refused), RC_OK);
    ck_assert(!refused);
}
END_TEST

START_TEST(a_refusal_ends_with_the_cookies_that_it_is_for)
{
    const struct bytes32 one = digest("refusal", 1), other = digest("refusal", 2);
    bool refused;

    ck_assert_int_eq(email_refuse(db, &one, NOW), RC_OK);
    ck_assert_int_eq(email_refuse(db, &other, NOW), RC_OK);
    ck_assert_int_eq(email_refuse(db, &other, NOW + DAY_S), RC_OK);
    ck_assert_int_eq(email_forget(db, NOW + PERSON_KEY_S, 100), RC_OK);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM refusal"), 2);
    ck_assert_int_eq(email_forget(db, NOW + PERSON_KEY_S + 1, 100), RC_OK);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM refusal"), 1);
    ck_assert_int_eq(email_refused(db, &other, 0, &refused), RC_OK);
    ck_assert(refused);
}
END_TEST

/* Followers of one debate: a stranger, one with a cookie, a writer. */
START_TEST(what_was_stopped_is_erased_after_a_month_and_its_address_with_it)
{
    const int64_t post_id = add_debate("hello"), other_id = add_debate("other");
    const int64_t stranger = claimed(0, "ana@example.org");
    const int64_t reader = claimed(person(1), "luis@example.org");
    const int64_t writer = given(2, "eva@example.org", post_id);
    const int64_t ids[] = { stranger, reader, writer };
    int64_t n;

    for (size_t i = 0; i < 3; i++) {
        ck_assert_int_eq(email_confirm(db, ids[i], NOW), RC_OK);
        ck_assert_int_eq(subscription_add(db, ids[i], post_id, 0, NOW), RC_OK);
    }
    ck_assert_int_eq(subscription_add(db, reader, other_id, 0, NOW), RC_OK);
    ck_assert_int_eq(email_forget(db, NOW + 2 * EMAIL_ENDED_S, 100), RC_OK);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM email"), 3);
    for (size_t i = 0; i < 3; i++)
        ck_assert_int_eq(subscription_stop(db, ids[i], post_id, NOW + 5, &n), RC_OK);
    ck_assert_int_eq(email_forget(db, NOW + 5 + EMAIL_ENDED_S, 100), RC_OK);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM subscription"), 4);
    ck_assert_int_eq(email_forget(db, NOW + 6 + EMAIL_ENDED_S, 100), RC_OK);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM subscription"), 1);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM email"), 2);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM email WHERE person_id IS NULL"), 0);
    assert_clean();
}
END_TEST

START_TEST(erasing_takes_the_address_everywhere)
{
    const int64_t post_id = add_debate("hello");
    const int64_t one = claimed(person(1), "ana@example.org");
    const int64_t two = claimed(person(2), "ana@example.org");
    const int64_t other = claimed(person(3), "luis@example.org");

    follow(one, post_id, 0);
    follow(other, post_id, 0);
    ck_assert_int_eq(email_erase(db, two), RC_OK);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM email"), 1);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM subscription"), 1);
    ck_assert_int_eq(email_erase(db, two), RC_OK);
}
END_TEST

START_TEST(a_mailbox_sees_and_stops_what_it_follows)
{
    const int64_t post_id = add_debate("hello"), other = add_debate("other");
    const int64_t comment_id = say(post_id, 1, SIDE_PRO, 0);
    const int64_t one = claimed(person(1), "ana@example.org");
    const int64_t two = claimed(0, "ana@example.org");
    const int64_t waiting = claimed(person(7), "ana@example.org");
    struct subscription *list;
    int64_t stopped;
    size_t n;

    follow(one, post_id, comment_id);
    follow(one, post_id, comment_id);
    follow(two, other, 0);
    follow(waiting, other, 0);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM subscription"), 3);
    ck_assert_int_eq(email_confirm(db, one, NOW), RC_OK);
    ck_assert_int_eq(email_confirm(db, two, NOW), RC_OK);
    ck_assert_int_eq(subscription_list(db, arena, one, false, &list, &n), RC_OK);
    ck_assert_uint_eq(n, 2);
    ck_assert_str_eq(list[0].post_slug, "other");
    ck_assert(list[0].whole);
    ck_assert_str_eq(list[1].post_slug, "hello");
    ck_assert(!list[1].whole);
    ck_assert_int_eq(list[1].comments, 1);
    ck_assert_int_eq(subscription_stop(db, two, post_id, NOW, &stopped), RC_OK);
    ck_assert_int_eq(stopped, 1);
    ck_assert_int_eq(subscription_list(db, arena, one, false, &list, &n), RC_OK);
    ck_assert_uint_eq(n, 1);
    ck_assert_int_eq(subscription_stop(db, one, 0, NOW, &stopped), RC_OK);
    ck_assert_int_eq(stopped, 1);
    ck_assert_int_eq(subscription_list(db, arena, one, false, &list, &n), RC_OK);
    ck_assert_uint_eq(n, 0);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM subscription WHERE ended IS NULL"), 1);
}
END_TEST

START_TEST(a_reason_is_the_debate_or_an_answer)
{
    const int64_t post_id = add_debate("hello");
    const int64_t first = say(post_id, 1, SIDE_PRO, 0);
    const int64_t answer = say(post_id, 2, SIDE_CONTRA, first);
    const int64_t deeper = say(post_id, 3, SIDE_PRO, answer);
    const int64_t id = claimed(person(1), "ana@example.org");
    bool whole;

    ck_assert_int_eq(email_confirm(db, id, NOW), RC_OK);
    ck_assert_int_eq(subscription_reason(db, id, answer, &whole), RC_NOT_FOUND);
    follow(id, post_id, first);
    ck_assert_int_eq(subscription_reason(db, id, answer, &whole), RC_OK);
    ck_assert(!whole);
    ck_assert_int_eq(subscription_reason(db, id, deeper, &whole), RC_NOT_FOUND);
    follow(id, post_id, 0);
    ck_assert_int_eq(subscription_reason(db, id, deeper, &whole), RC_OK);
    ck_assert(whole);
}
END_TEST

static enum rc link_for(const char *address, int64_t *email_id, int64_t *link_id)
{
    enum rc rc = db_begin_write(db);

    return rc ? rc : db_end(db, person_link_add(db, address, NOW, email_id, link_id));
}

START_TEST(a_link_lets_another_browser_be_the_same_writer_once)
{
    const struct bytes32 key = digest("browser", 2), again = digest("browser", 3);
    const int64_t id = given(1, "ana@example.org", add_debate("hello"));
    int64_t email_id, link_id, found;

    ck_assert_int_eq(link_for("ana@example.org", &email_id, &link_id), RC_NOT_FOUND);
    ck_assert_int_eq(email_unjoined(db, "ana@example.org", &found), RC_NOT_FOUND);
    ck_assert_int_eq(email_confirm(db, id, NOW), RC_OK); /* confirmed, but not joined */
    ck_assert_int_eq(link_for("ana@example.org", &email_id, &link_id), RC_NOT_FOUND);
    ck_assert_int_eq(email_unjoined(db, "ana@example.org", &found), RC_OK);
    ck_assert_int_eq(found, id);
    ck_assert_int_eq(email_join(db, id, NOW), RC_OK);
    ck_assert_int_eq(email_unjoined(db, "ana@example.org", &found), RC_NOT_FOUND);
    ck_assert_int_eq(link_for("luis@example.org", &email_id, &link_id), RC_NOT_FOUND);
    ck_assert_int_eq(link_for("ana@example.org", &email_id, &link_id), RC_OK);
    ck_assert_int_eq(email_id, id);
    ck_assert_int_eq(person_link_check(db, link_id, NOW + PERSON_LINK_S - 1), RC_OK);
    ck_assert_int_eq(person_link_check(db, link_id, NOW + PERSON_LINK_S), RC_NOT_FOUND);
    ck_assert_int_eq(person_link_use(db, link_id, &key, NOW + PERSON_LINK_S),
                     RC_NOT_FOUND);
    ck_assert_int_eq(person_link_use(db, link_id, &key, NOW + 1), RC_OK);
    ck_assert_int_eq(person_by_key(db, &key, &found), RC_OK);
    ck_assert_int_eq(found, person(1));
    ck_assert_int_eq(person_link_check(db, link_id, NOW + 1), RC_NOT_FOUND);
    ck_assert_int_eq(person_link_use(db, link_id, &again, NOW + 1), RC_NOT_FOUND);
    ck_assert_int_eq(person_by_key(db, &again, &found), RC_OK);
    ck_assert_int_eq(found, 0);
}
END_TEST

Suite *email_suite(void)
{
    Suite *s = suite_create("email");
    TCase *tc = site_case("email");

    tcase_add_test(tc, a_claim_is_found_again);
    tcase_add_test(tc, somebody_elses_confirmation_counts_for_them_alone);
    tcase_add_test(tc, what_waits_is_erased_after_a_week);
    tcase_add_test(tc, who_is_unknown_follows_a_debate_once);
    tcase_add_test(tc, an_address_is_joined_to_the_writer_of_a_comment);
    tcase_add_test(tc, what_is_asked_for_later_waits_again_unless_joined);
    tcase_add_test(tc, a_person_has_one_joined_address_the_first);
    tcase_add_test(tc, one_mail_stands_for_all_that_waits_there);
    tcase_add_test(tc, a_refusal_is_remembered);
    tcase_add_test(tc, a_refusal_ends_with_the_cookies_that_it_is_for);
    tcase_add_test(tc,
                   what_was_stopped_is_erased_after_a_month_and_its_address_with_it);
    tcase_add_test(tc, erasing_takes_the_address_everywhere);
    tcase_add_test(tc, a_mailbox_sees_and_stops_what_it_follows);
    tcase_add_test(tc, a_reason_is_the_debate_or_an_answer);
    tcase_add_test(tc, a_link_lets_another_browser_be_the_same_writer_once);
    suite_add_tcase(s, tc);
    return s;
}
