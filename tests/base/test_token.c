/*
 * test_token.c - signed form tokens
 */
#include "suite.h"
#include "token.h"

static const struct token_limits LIMITS = { .min_s = 3, .max_s = 86400 };
static struct arena *arena;
static struct bytes32 key;

static void setup(void)
{
    ck_assert(secret_init());
    secret_fix(7);
    arena = arena_new();
    secret_random(&key);
}

static void teardown(void)
{
    secret_fix(0);
    arena_free(arena);
}

static enum token_state state_at(const char *token, int64_t now)
{
    int64_t issued = -1;
    const enum token_state state =
        token_check(token, &key, "comment", 5, now, LIMITS, &issued);

    ck_assert_int_eq(issued, state == TOKEN_BAD ? -1 : 1000);
    return state;
}

static enum token_state state_for(const char *token, const char *purpose,
                                  int64_t post_id)
{
    int64_t issued;

    return token_check(token, &key, purpose, post_id, 1010, LIMITS, &issued);
}

START_TEST(a_token_has_an_age)
{
    const char *token = token_make(arena, &key, "comment", 5, 1000);

    ck_assert_int_eq(state_at(token, 1002), TOKEN_YOUNG);
    ck_assert_int_eq(state_at(token, 1003), TOKEN_GOOD);
    ck_assert_int_eq(state_at(token, 1000 + 86400), TOKEN_GOOD);
    ck_assert_int_eq(state_at(token, 1001 + 86400), TOKEN_EXPIRED);
    ck_assert_int_eq(state_at(token, 999), TOKEN_YOUNG);
    ck_assert_int_eq(state_at(token, 0), TOKEN_YOUNG);
}
END_TEST

START_TEST(a_token_is_the_same_for_everybody)
{
    ck_assert_str_eq(token_make(arena, &key, "comment", 5, 1000),
                     token_make(arena, &key, "comment", 5, 1000));
}
END_TEST

START_TEST(a_token_is_for_one_purpose_post_time_and_site)
{
    struct bytes32 other;

    secret_random(&other);
    ck_assert_int_eq(state_at(token_make(arena, &key, "stance", 5, 1000), 1010),
                     TOKEN_BAD);
    ck_assert_int_eq(state_at(token_make(arena, &key, "comment", 6, 1000), 1010),
                     TOKEN_BAD);
    ck_assert_int_eq(state_at(token_make(arena, &other, "comment", 5, 1000), 1010),
                     TOKEN_BAD);
    ck_assert_int_eq(
        state_for(token_make(arena, &key, "comment", 5, 1000), "comment", 6),
        TOKEN_BAD);
    ck_assert_int_eq(
        state_for(token_make(arena, &key, "comment", 5, 1000), "stance", 5), TOKEN_BAD);
    ck_assert_int_eq(state_for(token_make(arena, &key, "stance", 6, 1000), "stance", 6),
                     TOKEN_GOOD);
    ck_assert_int_eq(state_at(token_make(arena, &key, "comment5", 0, 1000), 1010),
                     TOKEN_BAD);
}
END_TEST

START_TEST(a_changed_token_is_bad)
{
    const char *good = token_make(arena, &key, "comment", 5, 1000);
    const size_t n = strlen(good);

    for (size_t i = 0; i < n; i++) {
        char *changed = arena_strdup(arena, good);

        changed[i] = changed[i] == 'B' ? 'C' : 'B';
        ck_assert_int_eq(state_at(changed, 1010), TOKEN_BAD);
        changed[i] = (char)(good[i] ^ 1);
        ck_assert_int_eq(state_at(changed, 1010), TOKEN_BAD);
        changed[i] = '\0';
        ck_assert_int_eq(state_at(changed, 1010), TOKEN_BAD);
    }
    ck_assert_int_eq(state_at(arena_printf(arena, "0%s", good), 1010), TOKEN_BAD);
    ck_assert_int_eq(state_at(arena_printf(arena, "%sA", good), 1010), TOKEN_BAD);
    ck_assert_int_eq(state_at(arena_printf(arena, "%s=", good), 1010), TOKEN_BAD);
    ck_assert_int_eq(state_at(arena_printf(arena, " %s", good), 1010), TOKEN_BAD);
    ck_assert_int_eq(state_at(arena_printf(arena, "+%s", good), 1010), TOKEN_BAD);
}
END_TEST

START_TEST(what_is_no_token_is_bad)
{
    static const char *const bad[] = {
        "",
        ".",
        "1000",
        "1000.",
        ".AAAA",
        "-1000.AAAA",
        "99999999999999999999.AAAA",
        "9223372036854775808.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "1000.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "null",
        "\xc3\xa9",
    };

    for (size_t i = 0; i < ARRAY_LEN(bad); i++)
        ck_assert_int_eq(state_at(bad[i], 1010), TOKEN_BAD);
}
END_TEST

START_TEST(an_admin_token_is_for_its_session)
{
    struct bytes32 session, other;
    char *token;

    secret_random(&session);
    secret_random(&other);
    token = token_for_session(arena, &key, &session);
    ck_assert(token_is_for_session(token, &key, &session));
    ck_assert(!token_is_for_session(token, &key, &other));
    ck_assert(!token_is_for_session(token, &other, &session));
    ck_assert(!token_is_for_session("", &key, &session));
    ck_assert(!token_is_for_session(arena_printf(arena, "%s ", token), &key, &session));
    token[0] = token[0] == 'A' ? 'B' : 'A';
    ck_assert(!token_is_for_session(token, &key, &session));
}
END_TEST

START_TEST(an_admin_token_does_not_give_the_session_away)
{
    struct bytes32 session;
    char text[SECRET_TEXT + 1];

    secret_random(&session);
    secret_text(&session, text);
    ck_assert_str_ne(token_for_session(arena, &key, &session), text);
}
END_TEST

Suite *token_suite(void);

Suite *token_suite(void)
{
    Suite *suite = suite_create("token");
    TCase *tc = tcase_create("token");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, a_token_has_an_age);
    tcase_add_test(tc, a_token_is_the_same_for_everybody);
    tcase_add_test(tc, a_token_is_for_one_purpose_post_time_and_site);
    tcase_add_test(tc, a_changed_token_is_bad);
    tcase_add_test(tc, what_is_no_token_is_bad);
    tcase_add_test(tc, an_admin_token_is_for_its_session);
    tcase_add_test(tc, an_admin_token_does_not_give_the_session_away);
    suite_add_tcase(suite, tc);
    return suite;
}
