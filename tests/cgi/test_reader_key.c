/*
 * test_reader_key.c - keys of reader cookies: not made up, not in a copied database
 */
#include "call.h"
#include "identity.h"
#include "site.h"

#define COMMENTS "/p/uno/comments"

static struct site *site;

static void setup(void)
{
    call_setup();
    secret_fix(0);
    debate("uno");
    ck_assert_int_eq(site_load(call_db(), call_arena(), CALL_NOW, &site), RC_OK);
}

/* Calls `found` with each value of 32 bytes in each table. */
static void each_secret(void found(const struct bytes32 *stored))
{
    static const struct sql COLUMNS = {
        "columns", "SELECT 'SELECT ' || c.name || ' FROM ' || t.name"
                   " FROM sqlite_schema t"
                   " JOIN pragma_table_info(t.name) c"
                   " WHERE t.type = 'table' AND c.type = 'BLOB'"
    };
    struct rows columns, r;
    struct sql *sql;
    size_t n = 0;

    db_query(&columns, call_db(), &COLUMNS, DB_NO_ARGS);
    while (db_next(&columns)) {
        struct bytes32 stored;

        n++;
        sql = ARENA_NEW(call_arena(), struct sql);
        *sql = (struct sql){ "column", row_text(&columns, 0, call_arena()) };
        db_query(&r, call_db(), sql, DB_NO_ARGS);
        while (db_next(&r))
            if (row_bytes32(&r, 0, &stored))
                found(&stored);
        ck_assert_int_eq(db_done(&r), RC_OK);
    }
    ck_assert_int_eq(db_done(&columns), RC_OK);
    ck_assert_uint_ge(n, 9);
}

static const char *cookies[8]; /* "reader=KEY" of readers who took part */
static size_t cookies_n, looked_at;

static void check_key(const struct bytes32 *key)
{
    char text[SECRET_TEXT + 1];

    secret_text(key, text);
    for (size_t i = 0; i < cookies_n; i++)
        ck_assert_str_ne(strchr(cookies[i], '=') + 1, text);
}

/* A thief of the database also has the site's key and this program. */
static void try_to_derive(const struct bytes32 *stored)
{
    static const char *const purposes[] = { "reader key", "reader", "submission",
                                            "reaction" };
    char text[SECRET_TEXT + 1];
    struct bytes32 key;

    looked_at++;
    check_key(stored);
    secret_text(stored, text);
    for (size_t i = 0; i < ARRAY_LEN(purposes); i++) {
        secret_digest(&key, &site->key, purposes[i], text, NULL);
        check_key(&key);
        secret_digest(&key, NULL, purposes[i], text, NULL);
        check_key(&key);
    }
}

static void keep(const char *cookie)
{
    ck_assert(cookie && *cookie);
    cookies[cookies_n++] = cookie;
}

START_TEST(a_copy_of_the_database_yields_no_cookie)
{
    const char *written = NULL, *took_stance = NULL, *supported = NULL;
    struct response rs;

    cookies_n = looked_at = 0;
    browse(&written, COMMENTS, comment_form("uno", "pro", "Uno"));
    browse(&took_stance, "/p/uno/stance",
           form("token", reaction_token_of("uno"), "side", "pro", NULL));
    browse(&supported, COMMENTS "/1/support",
           form("token", reaction_token_of("uno"), "do", "add", NULL));
    keep(written);
    keep(took_stance);
    keep(supported);
    /* The same from programs, which get no redirect first. */
    rs = call(METHOD_POST, COMMENTS, comment_form("uno", "pro", "Dos"));
    keep(cookie_of(&rs, "reader"));
    rs = call(METHOD_POST, "/p/uno/stance",
              form("token", reaction_token_of("uno"), "side", "contra", NULL));
    keep(cookie_of(&rs, "reader"));
    ck_assert_int_eq(number("SELECT count(*) FROM person"), 5);
    each_secret(try_to_derive);
    ck_assert_uint_gt(looked_at, 10);
}
END_TEST

START_TEST(a_key_that_was_made_up_is_replaced)
{
    const char *cookie = NULL, *body = comment_form("uno", "pro", "Uno"), *made_up;
    struct response rs = VISIT(.method = METHOD_POST, .target = COMMENTS, .body = body,
                               .fetch_site = "same-origin");
    char *changed;

    /* A key that was given out, with one character changed. */
    changed = arena_strdup(call_arena(), cookie_of(&rs, "reader"));
    changed[strlen("reader=") + 3] = changed[strlen("reader=") + 3] == 'A' ? 'B' : 'A';
    cookie = made_up = changed;
    ck_sees_other(browse(&cookie, COMMENTS, body), "/p/uno#c1");
    ck_assert_str_ne(cookie, made_up);
    /* A key of another site. */
    cookie = made_up = cookie_of(&rs, "reader");
    ck_assert_int_eq(
        db_script(call_db(), "site", "UPDATE site SET site_key = zeroblob(32)"), RC_OK);
    browse(&cookie, COMMENTS, comment_form("uno", "pro", "Dos"));
    ck_assert_str_ne(cookie, made_up);
    ck_assert_int_eq(number("SELECT count(*) FROM person"), 2);
}
END_TEST

START_TEST(a_key_is_kept_from_the_first_press_on)
{
    const char *cookie = NULL, *given;
    struct response rs;

    browse(&cookie, "/p/uno/stance",
           form("token", reaction_token_of("uno"), "side", "pro", NULL));
    given = cookie;
    rs = browse(&cookie, COMMENTS, comment_form("uno", "pro", "Uno"));
    ck_sees_other(rs, "/p/uno#c1");
    ck_assert_uint_eq(rs.cookies, 0);
    ck_assert_str_eq(cookie, given);
    ck_assert_int_eq(number("SELECT count(*) FROM person"), 1);
    ck_says(get_as(cookie, "/p/uno"), "tuyo");
}
END_TEST

Suite *reader_key_suite(void);
Suite *reader_key_suite(void)
{
    Suite *suite = suite_create("reader_key");
    TCase *c = tcase_create("reader_key");

    suite_add_tcase(suite, c);
    tcase_add_unchecked_fixture(c, call_open, call_close);
    tcase_add_checked_fixture(c, setup, call_teardown);
    tcase_add_test(c, a_copy_of_the_database_yields_no_cookie);
    tcase_add_test(c, a_key_that_was_made_up_is_replaced);
    tcase_add_test(c, a_key_is_kept_from_the_first_press_on);
    return suite;
}
