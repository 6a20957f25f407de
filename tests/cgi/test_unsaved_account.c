/*
 * test_unsaved_account.c - account forms that the disk cannot store
 *
 * No answer sets a session that is not stored, or promises an unknown result.
 */
#include "author.h"
#include "disk.h"

Suite *unsaved_account_suite(void);

#define ACCOUNT "/admin/account"
#define CHECKING "se están comprobando otras contraseñas"
#define NOT_CHECKED "no podemos comprobar tu contraseña"
#define OUR_FAULT "no hemos podido hacer lo que pedías"
#define MAYBE_CHANGED "no hemos podido confirmar"

static void setup(void)
{
    disk_setup();
    author("Autora");
}

static const char *sign_in_form(const char *password)
{
    const struct response page = get("/admin/login");

    return form("token", field_of(&page, "token"), "name", "Autora", "password",
                password, "next", "/admin/posts", NULL);
}

static const char *change_form(const char *token)
{
    return form("token", token, "do", "password", "current", PASSWORD, "password",
                OTHER, "again", OTHER, NULL);
}

/* A form that begins a session, and the commits that come before its own. */
struct beginning {
    const char *cookie, *target, *body;
    int commits;
};

static struct beginning beginning(int which)
{
    const char *cookie;

    switch (which) {
    case 0: /* the guess is counted first */
        return (struct beginning){ NULL, "/admin/login", sign_in_form(PASSWORD), 1 };
    case 1:
        return (struct beginning){
            NULL, "/admin/welcome",
            form("key", author_link(1), "password", OTHER, "again", OTHER, NULL), 0
        };
    default:
        cookie = sign_in("Autora");
        return (struct beginning){ cookie, ACCOUNT, change_form(admin_token(cookie)),
                                   1 };
    }
}
#define BEGINNINGS 3

/* Only the old sessions exist; a signed-in author keeps theirs. */
static void check_refused(struct response rs, const struct beginning *b, int64_t before)
{
    ck_assert_uint_eq(rs.cookies, 0);
    ck_assert_int_eq(number("SELECT count(*) FROM session"), before);
    if (b->cookie) {
        ck_assert_str_eq(field_of(&rs, "token"), admin_token(b->cookie));
        ck_assert_int_eq(number("SELECT count(*) FROM rate_event"), 1);
    }
}

static void check_next_press(const struct beginning *b)
{
    const struct response rs = post_as(b->cookie, b->target, b->body);

    ck_status(rs, 303);
    ck_status(get_as(cookie_of(&rs, "session"), "/admin/"), 200);
}

START_TEST(a_session_that_finds_no_room_is_not_handed_out)
{
    const struct beginning b = beginning(_i);
    const int64_t before = number("SELECT count(*) FROM session");
    struct response rs;

    disk_fails(DISK_FULL, b.commits);
    rs = post_as(b.cookie, b.target, b.body);
    ck_status(rs, 503);
    ck_assert_int_gt(rs.retry_after_s, 0);
    check_refused(rs, &b, before);
    disk_fails(DISK_WELL, 0);
    check_next_press(&b);
}
END_TEST

/* Only the commit fails. */
START_TEST(a_session_that_is_not_committed_is_not_handed_out)
{
    const struct beginning b = beginning(_i);
    const int64_t before = number("SELECT count(*) FROM session");
    struct response rs;

    disk_script("CREATE TABLE nobody (id INTEGER REFERENCES account (id)"
                " DEFERRABLE INITIALLY DEFERRED);"
                "CREATE TRIGGER late AFTER INSERT ON session"
                " BEGIN INSERT INTO nobody VALUES (99); END");
    rs = post_as(b.cookie, b.target, b.body);
    ck_status(rs, 500);
    check_refused(rs, &b, before);
    disk_script("DROP TRIGGER late");
    check_next_press(&b);
}
END_TEST

/* The password is stored, though the disk did not confirm it: only the next sign-in
 * shows this. */
START_TEST(a_new_password_that_may_be_stored_is_not_promised)
{
    const char *author = sign_in("Autora");
    const char *body = change_form(admin_token(author));
    struct response rs;

    disk_fails(DISK_UNSYNCED, 1);
    rs = post_as(author, ACCOUNT, body);
    ck_status(rs, 500);
    ck_says(rs, MAYBE_CHANGED);
    ck_silent(rs, MAYBE_SAVED);
    ck_assert_uint_eq(rs.cookies, 0);
    disk_mended();
    ck_sees_other(get_as(author, ACCOUNT), "/admin/login?next=%2Fadmin%2Faccount");
    ck_status(call(METHOD_POST, "/admin/login", sign_in_form(PASSWORD)), 422);
    ck_status(call(METHOD_POST, "/admin/login", sign_in_form(OTHER)), 303);
}
END_TEST

START_TEST(a_new_password_that_was_not_tried_is_not_in_doubt)
{
    const char *author = sign_in("Autora");
    const char *body = change_form(admin_token(author));
    struct response rs;

    rs = post_unsaved(author, ACCOUNT, body);
    ck_says(rs, NOT_SAVED);
    rs = post_unconfirmed(author, ACCOUNT, body);
    ck_says(rs, OUR_FAULT);
    ck_silent(rs, MAYBE_SAVED);
    ck_silent(rs, MAYBE_CHANGED);
    disk_mended();
    ck_status(post_as(author, ACCOUNT, body), 303);
}
END_TEST

/* A long write of another process is no queue of password checks. */
START_TEST(a_busy_database_is_not_said_to_check_passwords)
{
    const struct beginning b = beginning(_i);
    struct db *neighbour = disk_neighbour();
    struct response rs;

    ck_assert_int_eq(db_begin_write(neighbour), RC_OK);
    rs = post_as(b.cookie, b.target, b.body);
    ck_status(rs, 503);
    ck_assert_int_gt(rs.retry_after_s, 0);
    ck_silent(rs, CHECKING);
    ck_says(rs, _i == 0 ? NOT_CHECKED : NOT_SAVED);
    ck_assert_int_eq(db_end(neighbour, RC_OK), RC_OK);
    db_close(neighbour);
    check_next_press(&b);
}
END_TEST

START_TEST(a_sign_in_waits)
{
    const char *body = sign_in_form("x");
    struct response rs = post_unsaved(NULL, "/admin/login", body);

    ck_says(rs, NOT_CHECKED);
    ck_says(rs, "value=\"Autora\"");
    ck_says(rs, "value=\"/admin/posts\"");
    rs = post_unconfirmed(NULL, "/admin/login", body);
    ck_says(rs, OUR_FAULT);
    ck_says(rs, "value=\"Autora\"");
    ck_status(call(METHOD_POST, "/admin/login", body), 503);
    disk_mended();
    ck_status(call(METHOD_POST, "/admin/login", body), 422);
}
END_TEST

START_TEST(an_address_stays_as_typed)
{
    const char *author = sign_in("Autora");
    const char *body = form("token", admin_token(author), "do", "mail", "email",
                            "eva@example.org", "notify", "each", NULL);
    struct response rs = post_unsaved(author, ACCOUNT, body);

    ck_says(rs, NOT_SAVED);
    ck_says(rs, "value=\"eva@example.org\"");
    rs = post_unconfirmed(author, ACCOUNT, body);
    ck_says(rs, MAYBE_SAVED);
    ck_says(rs, "value=\"eva@example.org\"");
    disk_mended();
    ck_status(post_as(author, ACCOUNT, body), 303);
}
END_TEST

Suite *unsaved_account_suite(void)
{
    Suite *suite = suite_create("unsaved_account");
    TCase *c = tcase_create("unsaved_account");

    suite_add_tcase(suite, c);
    tcase_add_unchecked_fixture(c, author_open, author_close);
    tcase_add_checked_fixture(c, setup, disk_teardown);
    tcase_add_loop_test(c, a_session_that_finds_no_room_is_not_handed_out, 0,
                        BEGINNINGS);
    tcase_add_loop_test(c, a_session_that_is_not_committed_is_not_handed_out, 0,
                        BEGINNINGS);
    tcase_add_test(c, a_new_password_that_may_be_stored_is_not_promised);
    tcase_add_test(c, a_new_password_that_was_not_tried_is_not_in_doubt);
    tcase_add_loop_test(c, a_busy_database_is_not_said_to_check_passwords, 0,
                        BEGINNINGS);
    tcase_add_test(c, a_sign_in_waits);
    tcase_add_test(c, an_address_stays_as_typed);
    return suite;
}
