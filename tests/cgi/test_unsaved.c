/*
 * test_unsaved.c - a disk that cannot keep what was sent: each form comes back as it was
 * left, and the next press finds what was saved after all
 *
 * The database is a file here, and this program's waits for the disk can fail.
 */
#include <errno.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "call.h"
#include "letters.h"
#include "scratch.h"
#include "site.h"
#include "upgrade.h"

Suite *unsaved_suite(void);

#define POST "/p/uno/comments"
#define EDIT "/p/uno/comments/1/edit"
#define ERASE "/p/uno/comments/1/delete"
#define NOT_SAVED "No hemos podido guardarlo"
#define MAYBE_SAVED "no sabemos si se ha guardado"

static struct scratch scratch;
static bool disk_refuses;

static int wait_for_disk(long call, int fd)
{
    if (!disk_refuses)
        return (int)syscall(call, fd);
    errno = EIO;
    return -1;
}

int fdatasync(int fd)
{
    return wait_for_disk(SYS_fdatasync, fd);
}

int fsync(int fd)
{
    return wait_for_disk(SYS_fsync, fd);
}

static void setup(void)
{
    struct worker *w = call_worker();

    disk_refuses = false;
    letters_setup();
    db_close(w->db);
    scratch_make(&scratch);
    ck_assert_int_eq(db_open(&w->db, scratch.file, DB_CREATE, 0), RC_OK);
    ck_assert_int_eq(schema_create(w->db), RC_OK);
    ck_assert_int_eq(site_create(w->db, "La tertulia", "", LANG_ES, CALL_NOW), RC_OK);
    debate("uno");
}

static void teardown(void)
{
    call_teardown();
    scratch_remove(&scratch);
}

static void script(const char *text)
{
    ck_assert_int_eq(db_script(call_db(), "script", text), RC_OK);
}

/* The answer to a press while nothing can be written. */
static struct response pressed_in_vain(const char *cookie, const char *target,
                                       const char *body)
{
    struct response rs;

    script("PRAGMA query_only = 1");
    rs = post_as(cookie, target, body);
    script("PRAGMA query_only = 0");
    ck_status(rs, 503);
    ck_assert_int_gt(rs.retry_after_s, 0);
    ck_assert_int_eq(rs.cache, CACHE_NEVER);
    return rs;
}

/* The answer to a press that is stored, while the disk does not say so. Nothing can be
 * written from then on. */
static struct response pressed_without_word(const char *cookie, const char *target,
                                            const char *body)
{
    struct response rs;

    disk_refuses = true;
    rs = post_as(cookie, target, body);
    ck_status(rs, 500);
    ck_assert_int_eq(rs.cache, CACHE_NEVER);
    return rs;
}

/* The disk is well again, and the program was started anew. */
static void mended(void)
{
    struct worker *w = call_worker();

    disk_refuses = false;
    db_close(w->db);
    ck_assert_int_eq(db_open(&w->db, scratch.file, DB_READ_WRITE, 0), RC_OK);
}

static const char *first_cookie(const struct response *rs)
{
    return cookie_of(rs, "reader");
}

/* The form of the answer, sent as its writer would. */
static const char *sent_again(const struct response *rs)
{
    return form("token", field_of(rs, "token"), "side", "pro", "name", "Ana", "body",
                "textoquequeda", NULL);
}

/* What a browser without a key is sent back with. */
static const char *key_for(const char *body)
{
    const struct response rs =
        VISIT(.method = METHOD_POST, .target = POST, .body = body,
              .fetch_site = "same-origin");

    ck_status(rs, 307);
    return first_cookie(&rs);
}

/* By a browser, and by a program that keeps no cookie. */
START_TEST(a_comment_that_is_stored_is_found_by_the_next_press)
{
    const bool with_cookie = _i;
    const char *body = comment_form("uno", "pro", "textoquequeda");
    const char *cookie = with_cookie ? key_for(body) : NULL;
    struct response rs = pressed_without_word(cookie, POST, body), again;

    ck_says(rs, MAYBE_SAVED);
    ck_says(rs, "<title>Error:");
    ck_says(rs, "textoquequeda</textarea>");
    ck_says(rs, "value=\"pro\" id=\"side\" checked");
    ck_assert_int_eq(number("SELECT count(*) FROM comment"), 1);
    later(60);
    again = post_as(cookie, POST, sent_again(&rs));
    ck_status(again, 503);
    ck_says(again, "textoquequeda</textarea>");
    mended();
    ck_sees_other(post_as(cookie, POST, sent_again(&again)), "/p/uno#c1");
    ck_assert_int_eq(number("SELECT count(*) FROM comment"), 1);
    ck_assert_int_eq(number("SELECT count(*) FROM person"), 1);
    if (with_cookie)
        ck_says(get_as(cookie, "/p/uno"), EDIT);
}
END_TEST

START_TEST(a_comment_that_waits_is_found_too)
{
    const char *body = comment_form("uno", "pro", "textoquequeda");
    struct response rs;

    script("UPDATE post SET policy = 1");
    rs = pressed_without_word(NULL, POST, body);
    mended();
    ck_sees_other(call(METHOD_POST, POST, sent_again(&rs)), "/p/uno?held=1#held");
}
END_TEST

START_TEST(a_known_writers_comment_is_found_too)
{
    const char *ana = "";
    struct response rs =
        call(METHOD_POST, POST, comment_form("uno", "contra", "Primero"));

    ana = first_cookie(&rs);
    rs = pressed_without_word(ana, POST, comment_form("uno", "pro", "textoquequeda"));
    mended();
    ck_sees_other(post_as(ana, POST, sent_again(&rs)), "/p/uno#c2");
    ck_assert_int_eq(number("SELECT count(*) FROM comment"), 2);
}
END_TEST

/* The disk fails before the commit: nothing is stored, and nobody can tell. */
START_TEST(a_comment_that_is_not_stored_is_stored_by_the_next_press)
{
    const char *body = comment_form("uno", "pro", "textoquequeda");
    const char *cookie = key_for(body);
    struct response rs;

    script("CREATE TRIGGER broken BEFORE UPDATE ON tally"
           " BEGIN SELECT raise(ABORT, 'broken'); END");
    rs = post_as(cookie, POST, body);
    script("DROP TRIGGER broken");
    ck_status(rs, 500);
    ck_says(rs, MAYBE_SAVED);
    ck_says(rs, "textoquequeda</textarea>");
    ck_assert_int_eq(number("SELECT count(*) FROM comment"), 0);
    ck_sees_other(post_as(cookie, POST, sent_again(&rs)), "/p/uno#c1");
    ck_says(get_as(cookie, "/p/uno"), EDIT);
    ck_assert_int_eq(number("SELECT count(*) FROM person"), 1);
}
END_TEST

START_TEST(a_comment_keeps_its_token_while_nothing_can_be_written)
{
    const char *body = comment_form("uno", "pro", "textoquequeda");
    const struct response rs = pressed_in_vain(NULL, POST, body);

    ck_says(rs, NOT_SAVED);
    ck_says(rs, "textoquequeda</textarea>");
    ck_assert_uint_eq(rs.cookies, 0);
    ck_sees_other(call(METHOD_POST, POST, sent_again(&rs)), "/p/uno#c1");
}
END_TEST

/* Not even the page can be read: then the text is in what can be said at all. */
START_TEST(a_text_is_handed_back_without_its_form)
{
    const char *body = comment_form("uno", "pro", "</textarea><b>textoquequeda");
    struct response rs;

    rs = call(METHOD_POST, "/p/otro/comments", body);
    ck_status(rs, 404);
    ck_says(rs, "textoquequeda</textarea>");
    script("ALTER TABLE tally RENAME TO lost");
    rs = call(METHOD_POST, POST, body);
    ck_status(rs, 500);
    ck_says(rs, "&lt;/textarea&gt;&lt;b&gt;textoquequeda</textarea>");
    ck_says(rs, "Tu texto");
    rs = VISIT(.method = METHOD_POST, .target = POST, .body = body,
               .fetch_site = "cross-site");
    ck_status(rs, 403);
    ck_silent(rs, "textoquequeda");
}
END_TEST

static const char *own_form(const char *cookie, const char *target, const char *text)
{
    const struct response rs = get_as(cookie, target);

    return form("token", field_of(&rs, "token"), "side", "pro", "body", text, NULL);
}

START_TEST(an_edit_is_found_by_the_next_press)
{
    struct response rs = call(METHOD_POST, POST, comment_form("uno", "pro", "Primero"));
    const char *ana = first_cookie(&rs), *body;

    body = own_form(ana, EDIT, "textoquequeda");
    rs = pressed_in_vain(ana, EDIT, body);
    ck_says(rs, NOT_SAVED);
    ck_says(rs, "textoquequeda</textarea>");
    rs = pressed_without_word(ana, EDIT, body);
    ck_says(rs, MAYBE_SAVED);
    ck_says(rs, "textoquequeda</textarea>");
    rs = post_as(ana, EDIT, body);
    ck_status(rs, 503);
    ck_says(rs, "textoquequeda</textarea>");
    mended();
    ck_sees_other(post_as(ana, EDIT, body), "/p/uno?done=1#c1");
    ck_assert_int_eq(number("SELECT count(*) FROM revision"), 1);
}
END_TEST

START_TEST(a_comment_is_erased_by_the_next_press)
{
    struct response rs = call(METHOD_POST, POST, comment_form("uno", "pro", "Primero"));
    const char *ana = first_cookie(&rs), *body;

    body = own_form(ana, ERASE, "");
    ck_says(pressed_in_vain(ana, ERASE, body), NOT_SAVED);
    ck_says(pressed_without_word(ana, ERASE, body), MAYBE_SAVED);
    ck_status(post_as(ana, ERASE, body), 503);
    mended();
    ck_sees_other(post_as(ana, ERASE, body), "/p/uno?done=1#done");
}
END_TEST

static const char *post_form(const char *author, const char *revision)
{
    return form("token", admin_token(author), "title", "¿Sí?", "kind", "plain", "slug",
                "dos", "body", "textoquequeda", "conclusion", "", "lang", "es", "state",
                "published", "revision", revision, NULL);
}

START_TEST(a_post_is_found_by_the_next_press)
{
    const char *author = sign_in("Autora"), *body = post_form(author, "0");
    const char *targets[] = { "/admin/posts/new", "/admin/posts/2/edit" };

    for (size_t i = 0; i < 2; i++) {
        ck_says(pressed_in_vain(author, targets[i], body), "textoquequeda</textarea>");
        ck_says(pressed_without_word(author, targets[i], body),
                "textoquequeda</textarea>");
        mended();
        ck_sees_sealed(post_as(author, targets[i], body), "/admin/posts/2/edit?saved=1");
        ck_assert_int_eq(number("SELECT revision FROM post WHERE id = 2"),
                         (int64_t)i + 1);
        body = arena_printf(call_arena(), "%s&label_pro=Claro", post_form(author, "1"));
    }
}
END_TEST

START_TEST(an_author_is_served_while_the_disk_refuses)
{
    const char *author = sign_in("Autora"), *body = post_form(author, "0");
    struct response rs;

    later(120); /* it is to be noted that the session goes on */
    disk_refuses = true;
    rs = post_as(author, "/admin/posts/new", body);
    ck_status(rs, 503);
    ck_says(rs, "textoquequeda</textarea>");
}
END_TEST

START_TEST(settings_stay_as_typed)
{
    const char *author = sign_in("Autora"), *target = "/admin/settings";
    const char *body =
        form("token", admin_token(author), "title", "Otro título", "tagline",
             "Otro lema", "lang", "es", "policy", "all", NULL);
    struct response rs = pressed_in_vain(author, target, body);

    ck_says(rs, NOT_SAVED);
    ck_says(rs, "value=\"Otro título\"");
    ck_says(rs, "value=\"Otro lema\"");
    rs = pressed_without_word(author, target, body);
    ck_says(rs, MAYBE_SAVED);
    ck_says(rs, "value=\"Otro título\"");
    mended();
    ck_status(post_as(author, target, body), 303);
}
END_TEST

START_TEST(an_account_stays_as_typed)
{
    const char *author = sign_in("Autora"), *target = "/admin/account", *body;
    struct response rs;

    body = form("token", admin_token(author), "do", "mail", "email", "eva@example.org",
                "notify", "each", NULL);
    rs = pressed_in_vain(author, target, body);
    ck_says(rs, NOT_SAVED);
    ck_says(rs, "value=\"eva@example.org\"");
    rs = pressed_without_word(author, target, body);
    ck_says(rs, MAYBE_SAVED);
    ck_says(rs, "value=\"eva@example.org\"");
    mended();
    ck_status(post_as(author, target, body), 303);
    body = form("token", admin_token(author), "do", "password", "current", "x",
                "password", "y", "again", "y", NULL);
    ck_says(pressed_in_vain(author, target, body), NOT_SAVED);
    ck_says(pressed_without_word(author, target, body), MAYBE_SAVED);
}
END_TEST

START_TEST(a_sign_in_waits)
{
    const struct response page = get("/admin/login");
    const char *body = form("token", field_of(&page, "token"), "name", "Autora",
                            "password", "x", "next", "/admin/posts", NULL);
    struct response rs = pressed_in_vain(NULL, "/admin/login", body);

    ck_says(rs, "no podemos comprobar tu contraseña");
    ck_says(rs, "value=\"Autora\"");
    ck_says(rs, "value=\"/admin/posts\"");
    disk_refuses = true;
    rs = call(METHOD_POST, "/admin/login", body);
    ck_status(rs, 503);
    ck_says(rs, "value=\"Autora\"");
    mended();
    ck_status(call(METHOD_POST, "/admin/login", body), 422);
}
END_TEST

START_TEST(an_address_stays_as_typed)
{
    static const struct {
        const char *page, *target;
    } forms[] = { { "/p/uno", "/p/uno/follow" }, { "/continue", "/continue" } };
    struct response rs;

    for (size_t i = 0; i < 2; i++) {
        const struct response page = get(forms[i].page);
        const char *at = strstr(text_of(&page), forms[i].target);
        struct buf rest = { .s = arena_strdup(call_arena(), at ? at : "") };
        const struct response part = { .body = &rest };
        const char *body =
            form("token", field_of(&part, "token"), "email", "eva@example.org", NULL);

        rs = pressed_in_vain(NULL, forms[i].target, body);
        ck_says(rs, NOT_SAVED);
        ck_says(rs, "value=\"eva@example.org\"");
        rs = pressed_without_word(NULL, forms[i].target, body);
        ck_says(rs, MAYBE_SAVED);
        ck_says(rs, "value=\"eva@example.org\"");
        mended();
        ck_status(call(METHOD_POST, forms[i].target, body), 303);
    }
}
END_TEST

START_TEST(a_stand_waits_or_shows_how_it_stands)
{
    const char *body = form("token", press_token("uno"), "side", "pro", NULL), *cookie;
    struct response rs = pressed_in_vain(NULL, "/p/uno/stance", body);

    ck_says(rs, NOT_SAVED);
    ck_says(rs, "name=\"side\" value=\"pro\"");
    rs = pressed_without_word(NULL, "/p/uno/stance", body);
    ck_says(rs, "no sabemos si ha contado");
    ck_silent(rs, "name=\"side\"");
    ck_says(rs, "href=\"/p/uno#stance\"");
    cookie = first_cookie(&rs);
    ck_assert_str_ne(cookie, "");
    ck_says(get_as(cookie, "/p/uno"), "aria-pressed=\"true\"");
}
END_TEST

START_TEST(a_support_waits_or_shows_how_it_stands)
{
    const char *target = "/p/uno/comments/1/support", *body;
    struct response rs;

    comment("uno", NULL, "pro", "Primero");
    body = form("token", press_token("uno"), "do", "", NULL);
    rs = pressed_in_vain(NULL, target, body);
    ck_says(rs, NOT_SAVED);
    ck_says(rs, "name=\"do\" value=\"\"");
    rs = pressed_without_word(NULL, target, body);
    ck_silent(rs, "name=\"do\"");
    ck_says(rs, "href=\"/p/uno#c1\"");
    ck_assert_str_ne(first_cookie(&rs), "");
}
END_TEST

START_TEST(what_was_marked_stays_marked)
{
    const char *author = sign_in("Autora"), *target = "/admin/comments", *body;
    struct response rs;

    for (int i = 0; i < 52; i++)
        comment("uno", NULL, "pro", arena_printf(call_arena(), "Número %d", i));
    body = form("token", admin_token(author), "do", "reject", "state", "visible",
                "page", "2", "ids", "2", "ids", "50", NULL);
    rs = pressed_in_vain(author, target, body);
    ck_says(rs, NOT_SAVED);
    ck_says(rs, "name=\"ids\" value=\"2\" checked>");
    ck_says(rs, "name=\"ids\" value=\"1\">");
    ck_says(rs, "name=\"page\" value=\"2\"");
    rs = pressed_in_vain(author, target,
                         form("token", admin_token(author), "do", "reject", "state",
                              "visible", "page", "9223372036854775807", "ids", "52",
                              NULL));
    ck_says(rs, "name=\"ids\" value=\"52\" checked>");
    rs = pressed_without_word(author, target, body);
    ck_says(rs, MAYBE_SAVED);
    mended();
    ck_status(post_as(author, target, body), 303);
}
END_TEST

Suite *unsaved_suite(void)
{
    Suite *suite = suite_create("unsaved");
    TCase *c = tcase_create("unsaved");

    suite_add_tcase(suite, c);
    tcase_add_unchecked_fixture(c, call_open, call_close);
    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_loop_test(c, a_comment_that_is_stored_is_found_by_the_next_press, 0, 2);
    tcase_add_test(c, a_comment_that_waits_is_found_too);
    tcase_add_test(c, a_known_writers_comment_is_found_too);
    tcase_add_test(c, a_comment_that_is_not_stored_is_stored_by_the_next_press);
    tcase_add_test(c, a_comment_keeps_its_token_while_nothing_can_be_written);
    tcase_add_test(c, a_text_is_handed_back_without_its_form);
    tcase_add_test(c, an_edit_is_found_by_the_next_press);
    tcase_add_test(c, a_comment_is_erased_by_the_next_press);
    tcase_add_test(c, a_post_is_found_by_the_next_press);
    tcase_add_test(c, an_author_is_served_while_the_disk_refuses);
    tcase_add_test(c, settings_stay_as_typed);
    tcase_add_test(c, an_account_stays_as_typed);
    tcase_add_test(c, a_sign_in_waits);
    tcase_add_test(c, an_address_stays_as_typed);
    tcase_add_test(c, a_stand_waits_or_shows_how_it_stands);
    tcase_add_test(c, a_support_waits_or_shows_how_it_stands);
    tcase_add_test(c, what_was_marked_stays_marked);
    return suite;
}
