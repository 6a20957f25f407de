/*
 * test_password_turn.c - limits of password checks, and sign-in as one transaction
 *
 * Two passwords are checked at a time, and strangers have a limit in common. A password
 * or a one-time link has its whole effect or none.
 */
#include "array.h"
#include "author.h"
#include "turn.h"

#define BUSY "Ahora mismo se están comprobando otras contraseñas."

static void setup(void)
{
    call_setup();
    author("Autora");
}

static struct response sign_as(const char *name, const char *cookie,
                               const char *address, const char *password)
{
    const struct response page = get("/admin/login");

    return VISIT(.method = METHOD_POST, .target = "/admin/login", .cookie = cookie,
                 .address = address,
                 .body = form("token", field_of(&page, "token"), "name", name,
                              "password", password, "next", "/admin/posts", NULL));
}

static struct response sign(const char *address, const char *password)
{
    return sign_as("Autora", NULL, address, password);
}

static const char *signed_in(const char *address)
{
    const struct response rs = sign(address, PASSWORD);

    ck_status(rs, 303);
    return cookie_of(&rs, "session");
}

static int64_t guesses(void)
{
    return number("SELECT count(*) FROM rate_event WHERE purpose = 'login'");
}

/* The answer is the form with all that was typed except the password. */
static void check_form(struct response rs, const char *words)
{
    ck_status(rs, 503);
    ck_says(rs, words);
    ck_says(rs, "value=\"Autora\"");
    ck_says(rs, "value=\"/admin/posts\"");
    ck_silent(rs, PASSWORD);
    ck_assert_int_gt(rs.retry_after_s, 0);
    ck_assert_uint_eq(rs.cookies, 0);
}

static void check_full(struct response rs)
{
    ck_status(rs, 503);
    ck_says(rs, "desde un lugar donde ya hayas entrado");
}

START_TEST(strangers_have_a_ceiling_together)
{
    struct response rs;

    call_config()->failed_logins_all = 3;
    signed_in("192.0.2.1"); /* the first of the three */
    ck_status(sign("192.0.2.2", "no es esta"), 422);
    ck_status(sign("192.0.2.3", "no es esta"), 422);
    later(60);
    rs = sign("192.0.2.4", PASSWORD);
    check_form(rs, "dentro de 14 minutos; desde un lugar donde ya hayas entrado");
    ck_assert_int_eq(rs.retry_after_s, 14 * 60);
    /* A known address of the author is let in, and does not count as a stranger's. */
    ck_status(sign("192.0.2.1", "no es esta"), 422);
    signed_in("192.0.2.1");
    later(14 * 60);
    signed_in("192.0.2.4");
    call_config()->failed_logins_all = 1;
    signed_in("192.0.2.4");
    check_form(sign("192.0.2.5", PASSWORD), "desde muchos sitios");
}
END_TEST

START_TEST(an_address_is_forgotten_in_the_end)
{
    call_config()->failed_logins_all = 1;
    signed_in("192.0.2.1");
    later(90 * 24 * 3600 - 1);
    ck_status(sign("192.0.2.9", "no es esta"), 422);
    signed_in("192.0.2.1");
    later(90 * 24 * 3600);
    ck_status(sign("192.0.2.9", "no es esta"), 422);
    ck_status(sign("192.0.2.1", PASSWORD), 503);
}
END_TEST

/* Otherwise one author could guess at another's password without a limit. */
START_TEST(ones_own_password_buys_no_guesses_at_another)
{
    const char *const here = "192.0.2.1";

    author("Elena");
    call_config()->failed_logins = 3;
    for (int i = 0; i < 2; i++)
        ck_status(sign_as("Elena", NULL, here, "no es esta"), 422);
    signed_in(here);
    ck_status(sign(here, "no es esta"), 422);
    ck_status(sign(here, PASSWORD), 429);
    later(15 * 60);
    for (int i = 0; i < 2; i++)
        ck_status(sign_as("eLÉna", NULL, here, "no es esta"), 422);
    signed_in(here);
    ck_status(sign_as("Elena", NULL, here, "no es esta"), 422);
    ck_status(sign_as("Elena", NULL, here, "no es esta"), 429);
    ck_status(sign_as("Elena", NULL, "192.0.2.2", PASSWORD), 303);
}
END_TEST

START_TEST(whoever_mistypes_may_sign_in_again_and_again)
{
    author("Elena");
    call_config()->failed_logins = 3;
    for (int i = 0; i < 4; i++) {
        ck_status(sign_as("Elena", NULL, "192.0.2.1", "no es esta"), 422);
        ck_status(sign("192.0.2.1", "no es esta"), 422);
        signed_in("192.0.2.1");
        ck_status(sign_as("Elena", NULL, "192.0.2.1", PASSWORD), 303);
    }
}
END_TEST

/* No trace of an unknown name is kept, nor its digest: it may be a password. */
START_TEST(a_name_that_nobody_has_is_not_kept)
{
    call_config()->failed_logins = 2;
    for (int i = 0; i < 2; i++)
        ck_status(sign_as(PASSWORD, NULL, "192.0.2.1", "Autora"), 422);
    ck_status(sign_as("Nadie", NULL, "192.0.2.1", PASSWORD), 429);
    ck_assert_int_eq(number("SELECT count(account_id) FROM rate_event"), 0);
}
END_TEST

/* An author is known at each address where they signed in; for another account that
 * address is a stranger's. */
START_TEST(where_one_author_signed_in_another_is_a_stranger)
{
    const char *cookie;

    author("Elena");
    call_config()->failed_logins_all = 4;
    signed_in("192.0.2.1");
    cookie = signed_in("192.0.2.2");
    ck_status(sign_as("Elena", NULL, "192.0.2.1", "no es esta"), 422);
    ck_status(sign_as("Elena", cookie, "192.0.2.2", "no es esta"), 422);
    check_full(sign_as("Elena", NULL, "192.0.2.1", PASSWORD));
    check_full(sign_as("Elena", cookie, "192.0.2.2", PASSWORD));
    check_full(sign_as("Nadie", cookie, "192.0.2.2", PASSWORD));
    signed_in("192.0.2.1");
}
END_TEST

/* Takes a turn, as another visitor's check would. */
static struct turn taken(int of)
{
    struct turn turn;

    ck_assert_int_eq(
        turn_take(arena_printf(call_arena(), "%s-turns", call_config()->database), of,
                  &turn),
        RC_OK);
    return turn;
}

START_TEST(a_stranger_without_a_turn_is_told_so_at_once)
{
    struct turn turn = taken(1);
    const char *before = stored();
    struct response rs = sign("192.0.2.1", PASSWORD);

    check_form(rs, BUSY);
    ck_assert_int_eq(rs.retry_after_s, 5);
    check_form(sign("192.0.2.1", "no es esta"), BUSY);
    ck_assert_str_eq(stored(), before);
    turn_give(&turn);
    signed_in("192.0.2.1");
}
END_TEST

START_TEST(whoever_is_known_has_another_turn)
{
    const char *cookie = signed_in("192.0.2.1");
    struct turn one = taken(1), two;

    check_form(sign("192.0.2.2", PASSWORD), BUSY);
    cookie = signed_in("192.0.2.1");
    two = taken(2);
    check_form(sign("192.0.2.1", PASSWORD), BUSY);
    ck_status(get_as(cookie, "/admin/"), 200);
    turn_give(&one);
    turn_give(&two);
}
END_TEST

/* A turn that is not given back would keep all authors out. */
START_TEST(every_way_out_gives_the_turn_back)
{
    const char *cookie, *token;
    struct turn turn;

    ck_status(sign("192.0.2.1", "no es esta"), 422);
    cookie = signed_in("192.0.2.1");
    token = admin_token(cookie);
    ck_status(
        post_as(cookie, "/admin/account",
                form("token", token, "do", "password", "current", "no es esta", NULL)),
        422);
    ck_status(post_as(cookie, "/admin/account",
                      form("token", token, "do", "password", "current", PASSWORD,
                           "password", "1", "again", "1", NULL)),
              422);
    ck_status(post_as(cookie, "/admin/account",
                      form("token", token, "do", "password", "current", PASSWORD,
                           "password", OTHER, "again", OTHER, NULL)),
              303);
    call_config()->failed_logins = 1;
    ck_status(sign("192.0.2.7", "no es esta"), 422);
    ck_status(sign("192.0.2.7", "no es esta"), 429);
    turn = taken(1);
    turn_give(&turn);
}
END_TEST

START_TEST(too_many_guesses_are_told_before_a_busy_moment)
{
    struct turn turn;

    call_config()->failed_logins = 1;
    ck_status(sign("192.0.2.1", "no es esta"), 422);
    turn = taken(1);
    ck_status(sign("192.0.2.1", "no es esta"), 429);
    turn_give(&turn);
}
END_TEST

static const char *change_form(const char *cookie)
{
    return form("token", admin_token(cookie), "do", "password", "current", PASSWORD,
                "password", OTHER, "again", OTHER, NULL);
}

START_TEST(a_new_password_takes_a_turn_too)
{
    const char *cookie = signed_in("192.0.2.1"), *body = change_form(cookie);
    struct turn one = taken(2), two = taken(2);
    struct response rs = post_as(cookie, "/admin/account", body);

    ck_status(rs, 503);
    ck_says(rs, BUSY);
    ck_assert_int_eq(rs.retry_after_s, 5);
    turn_give(&two);
    ck_status(post_as(cookie, "/admin/account", body), 303);
    turn_give(&one);
}
END_TEST

START_TEST(a_welcome_takes_a_turn_and_keeps_its_link_without)
{
    const char *key = author_link(1);
    const char *body = form("key", key, "password", OTHER, "again", OTHER, NULL);
    struct turn one = taken(2), two = taken(2);
    struct response rs = call(METHOD_POST, "/admin/welcome", body);

    ck_status(rs, 503);
    ck_says(rs, BUSY);
    ck_assert_str_eq(field_of(&rs, "key"), key);
    ck_assert_int_eq(rs.retry_after_s, 5);
    turn_give(&one);
    turn_give(&two);
    ck_sees_other(call(METHOD_POST, "/admin/welcome", body), "/admin/");
    ck_assert_int_eq(guesses(), 0);
}
END_TEST

/* The database refuses to store a session, as on a full disk. */
static void break_sessions(void)
{
    ck_assert_int_eq(db_script(call_db(), "break",
                               "CREATE TRIGGER full BEFORE INSERT ON session"
                               " BEGIN SELECT raise(ABORT, 'on purpose'); END"),
                     RC_OK);
}

static void mend_sessions(void)
{
    ck_assert_int_eq(db_script(call_db(), "mend", "DROP TRIGGER full"), RC_OK);
}

static void check_failed(struct response rs, const char *before)
{
    ck_status(rs, 500);
    ck_assert_uint_eq(rs.cookies, 0);
    ck_assert_str_eq(stored(), before);
}

START_TEST(a_welcome_that_cannot_sign_in_spends_nothing)
{
    const char *body =
        form("key", author_link(1), "password", OTHER, "again", OTHER, NULL);
    const char *before = stored();

    break_sessions();
    check_failed(call(METHOD_POST, "/admin/welcome", body), before);
    mend_sessions();
    ck_sees_other(call(METHOD_POST, "/admin/welcome", body), "/admin/");
    ck_status(sign("192.0.2.1", OTHER), 303);
}
END_TEST

START_TEST(a_new_password_that_cannot_sign_in_changes_nothing)
{
    const char *cookie = signed_in("192.0.2.1"), *body = change_form(cookie);
    const int64_t before = number("SELECT count(*) FROM session");

    break_sessions();
    ck_status(post_as(cookie, "/admin/account", body), 500);
    mend_sessions();
    ck_assert_int_eq(number("SELECT count(*) FROM session"), before);
    ck_status(get_as(cookie, "/admin/"), 200);
    ck_status(sign("192.0.2.1", OTHER), 422);
    ck_status(post_as(cookie, "/admin/account", body), 303);
    ck_status(sign("192.0.2.1", OTHER), 303);
}
END_TEST

START_TEST(a_sign_in_that_fails_later_still_counts_as_a_guess)
{
    break_sessions();
    ck_status(sign("192.0.2.1", PASSWORD), 500);
    ck_assert_int_eq(guesses(), 2); /* of the address, and of all */
    ck_assert_int_eq(number("SELECT count(*) FROM known_address"), 0);
    mend_sessions();
    signed_in("192.0.2.1");
}
END_TEST

START_TEST(signing_out_everywhere_happens_whole)
{
    const char *cookie = signed_in("192.0.2.1"), *token = admin_token(cookie);

    signed_in("192.0.2.1");
    ck_assert_int_eq(db_script(call_db(), "break",
                               "CREATE TRIGGER full BEFORE DELETE ON session"
                               " WHEN (SELECT count(*) FROM session) < 2"
                               " BEGIN SELECT raise(ABORT, 'on purpose'); END"),
                     RC_OK);
    ck_status(
        post_as(cookie, "/admin/account", form("token", token, "do", "signout", NULL)),
        500);
    ck_assert_int_eq(number("SELECT count(*) FROM session"), 2);
    ck_status(get_as(cookie, "/admin/"), 200);
}
END_TEST

/* Runs what the owner does on another browser while a password is checked here: after
 * the guess is counted and before the result is stored. */
static void owner_meanwhile(const char *sql)
{
    ck_assert_int_eq(
        db_script(call_db(), "meanwhile",
                  arena_printf(call_arena(),
                               "CREATE TRIGGER meanwhile AFTER INSERT ON rate_event"
                               " BEGIN %s; END",
                               sql)),
        RC_OK);
}

static const char *const keeping_out[] = {
    /* sign out everywhere */
    "DELETE FROM session",
    /* another password; the session is left, so the password must refuse */
    "UPDATE account SET password_hash = 'other'",
    /* "tertulia user passwd" without a password */
    "UPDATE account SET password_hash = NULL; DELETE FROM session",
    "DELETE FROM account",
};
#define KEEPING_OUT ARRAY_LEN(keeping_out)

START_TEST(a_sign_in_under_way_does_not_get_past_the_owner)
{
    owner_meanwhile(keeping_out[_i]);
    ck_status(sign("192.0.2.1", PASSWORD), 422);
    ck_assert_int_eq(number("SELECT count(*) FROM session"), 0);
}
END_TEST

START_TEST(a_change_under_way_does_not_get_past_the_owner)
{
    const char *cookie = signed_in("192.0.2.1"), *body = change_form(cookie);
    struct response rs;

    owner_meanwhile(keeping_out[_i]);
    rs = post_as(cookie, "/admin/account", body);
    ck_status(rs, 403);
    ck_assert_uint_eq(rs.cookies, 0);
    ck_silent(rs, "Autora"); /* the page shows no signed-in author */
    ck_assert_int_eq(number("SELECT count(*) FROM account"
                            " WHERE password_hash LIKE '_argon2id_%'"),
                     _i == 0);
    ck_assert_int_eq(number("SELECT count(*) FROM session"), _i == 1);
    ck_assert_int_eq(db_script(call_db(), "later", "DROP TRIGGER meanwhile"), RC_OK);
    ck_status(sign("192.0.2.1", OTHER), 422);
}
END_TEST

Suite *password_turn_suite(void);
Suite *password_turn_suite(void)
{
    Suite *suite = suite_create("password_turn");
    TCase *c = tcase_create("password_turn");

    suite_add_tcase(suite, c);
    tcase_add_unchecked_fixture(c, author_open, author_close);
    tcase_add_checked_fixture(c, setup, call_teardown);
    tcase_add_test(c, strangers_have_a_ceiling_together);
    tcase_add_test(c, ones_own_password_buys_no_guesses_at_another);
    tcase_add_test(c, whoever_mistypes_may_sign_in_again_and_again);
    tcase_add_test(c, a_name_that_nobody_has_is_not_kept);
    tcase_add_test(c, where_one_author_signed_in_another_is_a_stranger);
    tcase_add_test(c, an_address_is_forgotten_in_the_end);
    tcase_add_test(c, a_stranger_without_a_turn_is_told_so_at_once);
    tcase_add_test(c, whoever_is_known_has_another_turn);
    tcase_add_test(c, every_way_out_gives_the_turn_back);
    tcase_add_test(c, too_many_guesses_are_told_before_a_busy_moment);
    tcase_add_test(c, a_new_password_takes_a_turn_too);
    tcase_add_test(c, a_welcome_takes_a_turn_and_keeps_its_link_without);
    tcase_add_test(c, a_welcome_that_cannot_sign_in_spends_nothing);
    tcase_add_test(c, a_new_password_that_cannot_sign_in_changes_nothing);
    tcase_add_test(c, a_sign_in_that_fails_later_still_counts_as_a_guess);
    tcase_add_test(c, signing_out_everywhere_happens_whole);
    /* From 1: after signing out everywhere the password still signs in. */
    tcase_add_loop_test(c, a_sign_in_under_way_does_not_get_past_the_owner, 1,
                        KEEPING_OUT);
    tcase_add_loop_test(c, a_change_under_way_does_not_get_past_the_owner, 0,
                        KEEPING_OUT);
    return suite;
}
