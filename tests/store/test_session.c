/*
 * test_session.c - signed-in browsers, and how a session ends
 */
#include "fixture.h"
#include "session.h"

Suite *session_suite(void);

#define MAX_S 1000
#define IDLE_S 300

static int64_t account(const char *name)
{
    int64_t id;

    ck_assert_int_eq(account_add(db, arena, name, NOW, &id), RC_OK);
    return id;
}

static int64_t count(int64_t account_id, int64_t now)
{
    int64_t n;

    ck_assert_int_eq(session_count(db, account_id, now, MAX_S, IDLE_S, &n), RC_OK);
    return n;
}

static struct session *load(const struct bytes32 *token, int64_t now)
{
    struct session *s;
    enum rc rc = session_load(db, arena, token, now, MAX_S, IDLE_S, &s);

    ck_assert(rc == (s ? RC_OK : RC_NOT_FOUND));
    return s;
}

START_TEST(a_session_brings_its_account)
{
    struct bytes32 token = digest("token", 1), other = digest("token", 2);
    int64_t ana = account("Ana");
    struct session *s;

    ck_assert_int_eq(session_add(db, &token, ana, NOW), RC_OK);
    s = load(&token, NOW);
    ck_assert_ptr_nonnull(s);
    ck_assert_int_eq(s->account.id, ana);
    ck_assert_str_eq(s->account.name, "Ana");
    ck_assert_int_gt(s->account.person_id, 0);
    ck_assert_ptr_null(s->account.password_hash);
    ck_assert_int_eq(s->account.created, NOW);
    ck_assert_int_eq(s->created, NOW);
    ck_assert_int_eq(s->last_seen, NOW);
    ck_assert(secret_equal(&s->token_digest, &token));
    ck_assert_ptr_null(load(&other, NOW));
}
END_TEST

START_TEST(an_idle_session_ends)
{
    struct bytes32 token = digest("token", 1);

    ck_assert_int_eq(session_add(db, &token, account("Ana"), NOW), RC_OK);
    ck_assert_ptr_nonnull(load(&token, NOW + IDLE_S - 1));
    ck_assert_ptr_null(load(&token, NOW + IDLE_S));
}
END_TEST

START_TEST(a_session_in_use_ends_at_its_age)
{
    struct bytes32 token = digest("token", 1);

    ck_assert_int_eq(session_add(db, &token, account("Ana"), NOW), RC_OK);
    for (int64_t now = NOW; now < NOW + MAX_S; now += 100) {
        struct session *s = load(&token, now);

        ck_assert_ptr_nonnull(s);
        ck_assert_int_eq(session_seen(db, s, now), RC_OK);
    }
    ck_assert_ptr_nonnull(load(&token, NOW + MAX_S - 1));
    ck_assert_ptr_null(load(&token, NOW + MAX_S));
}
END_TEST

START_TEST(use_is_noted_once_a_minute)
{
    struct bytes32 token = digest("token", 1);
    struct session *s;

    ck_assert_int_eq(session_add(db, &token, account("Ana"), NOW), RC_OK);
    s = load(&token, NOW);
    ck_assert_int_eq(session_seen(db, s, NOW + 59), RC_OK);
    ck_assert_int_eq(load(&token, NOW)->last_seen, NOW);
    ck_assert_int_eq(session_seen(db, s, NOW + 60), RC_OK);
    ck_assert_int_eq(load(&token, NOW)->last_seen, NOW + 60);
}
END_TEST

START_TEST(signing_out_ends_one_session)
{
    struct bytes32 one = digest("token", 1), two = digest("token", 2);
    int64_t ana = account("Ana");

    ck_assert_int_eq(session_add(db, &one, ana, NOW), RC_OK);
    ck_assert_int_eq(session_add(db, &two, ana, NOW), RC_OK);
    ck_assert_int_eq(session_add(db, &two, ana, NOW), RC_CONFLICT);
    ck_assert_int_eq(session_remove(db, &one), RC_OK);
    ck_assert_int_eq(session_remove(db, &one), RC_OK);
    ck_assert_ptr_null(load(&one, NOW));
    ck_assert_ptr_nonnull(load(&two, NOW));
}
END_TEST

START_TEST(signing_out_everywhere_ends_those_of_one_account)
{
    int64_t ana = account("Ana"), luis = account("Luis"), n;

    for (unsigned i = 0; i < 3; i++) {
        struct bytes32 token = digest("token", i);

        ck_assert_int_eq(session_add(db, &token, i ? ana : luis, NOW), RC_OK);
    }
    ck_assert_int_eq(count(ana, NOW), 2);
    ck_assert_int_eq(session_remove_all(db, ana, &n), RC_OK);
    ck_assert_int_eq(n, 2);
    ck_assert_int_eq(session_remove_all(db, ana, &n), RC_OK);
    ck_assert_int_eq(n, 0);
    ck_assert_int_eq(count(luis, NOW), 1);
}
END_TEST

START_TEST(what_has_ended_is_not_counted)
{
    struct bytes32 old = digest("token", 1), young = digest("token", 2);
    int64_t ana = account("Ana");

    ck_assert_int_eq(session_add(db, &old, ana, NOW), RC_OK);
    ck_assert_int_eq(session_add(db, &young, ana, NOW + 100), RC_OK);
    ck_assert_int_eq(count(ana, NOW + IDLE_S - 1), 2);
    ck_assert_int_eq(count(ana, NOW + IDLE_S), 1);
    ck_assert_int_eq(session_seen(db, load(&young, NOW + 200), NOW + MAX_S), RC_OK);
    ck_assert_int_eq(count(ana, NOW + 100 + MAX_S - 1), 1);
    ck_assert_int_eq(count(ana, NOW + 100 + MAX_S), 0);
}
END_TEST

START_TEST(ended_sessions_are_erased_a_few_at_a_time)
{
    struct bytes32 idle = digest("idle", 1), used = digest("used", 1);
    int64_t ana = account("Ana");

    for (unsigned i = 0; i < 30; i++) {
        struct bytes32 token = digest("token", i);

        ck_assert_int_eq(session_add(db, &token, ana, NOW), RC_OK);
    }
    ck_assert_int_eq(session_add(db, &idle, ana, NOW + 1), RC_OK);
    ck_assert_int_eq(session_add(db, &used, ana, NOW), RC_OK);
    ck_assert_int_eq(session_seen(db, load(&used, NOW), NOW + IDLE_S), RC_OK);
    ck_assert_int_eq(session_erase(db, NOW + IDLE_S - 1, MAX_S, IDLE_S), RC_OK);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM session"), 32);
    ck_assert_int_eq(session_erase(db, NOW + IDLE_S, MAX_S, IDLE_S), RC_OK);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM session"), 12);
    ck_assert_int_eq(session_erase(db, NOW + IDLE_S, MAX_S, IDLE_S), RC_OK);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM session"), 2);
    ck_assert_ptr_nonnull(load(&idle, NOW + IDLE_S));
    ck_assert_int_eq(session_erase(db, NOW + MAX_S, MAX_S, MAX_S), RC_OK);
    ck_assert_int_eq(COUNT("SELECT count(*) FROM session"), 1);
    ck_assert_ptr_nonnull(load(&idle, NOW + IDLE_S));
}
END_TEST

START_TEST(a_session_of_nobody_is_a_failure)
{
    struct bytes32 token = digest("token", 1);

    ck_assert_int_eq(session_add(db, &token, 99, NOW), RC_FAIL);
}
END_TEST

Suite *session_suite(void)
{
    Suite *s = suite_create("session");
    TCase *tc = site_case("session");

    tcase_add_test(tc, a_session_brings_its_account);
    tcase_add_test(tc, an_idle_session_ends);
    tcase_add_test(tc, a_session_in_use_ends_at_its_age);
    tcase_add_test(tc, use_is_noted_once_a_minute);
    tcase_add_test(tc, signing_out_ends_one_session);
    tcase_add_test(tc, signing_out_everywhere_ends_those_of_one_account);
    tcase_add_test(tc, what_has_ended_is_not_counted);
    tcase_add_test(tc, ended_sessions_are_erased_a_few_at_a_time);
    tcase_add_test(tc, a_session_of_nobody_is_a_failure);
    suite_add_tcase(s, tc);
    return s;
}
