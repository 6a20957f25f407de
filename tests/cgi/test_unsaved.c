/*
 * test_unsaved.c - forms that the disk cannot store
 *
 * Each form comes back as it was sent; sending it again finds what was stored anyway.
 */
#include "call.h"
#include "disk.h"

Suite *unsaved_suite(void);

#define POST "/p/uno/comments"
#define EDIT "/p/uno/comments/1/edit"
#define ERASE "/p/uno/comments/1/delete"

static const char *first_cookie(const struct response *rs)
{
    return cookie_of(rs, "reader");
}

/* Returns the form of the answer, filled in as by its writer. */
static const char *sent_again(const struct response *rs)
{
    return form("token", field_of(rs, "token"), "side", "pro", "name", "Ana", "body",
                "textoquequeda", NULL);
}

/* Returns the cookie that a browser gets with its first 307. */
static const char *key_for(const char *body)
{
    const struct response rs = VISIT(.method = METHOD_POST, .target = POST,
                                     .body = body, .fetch_site = "same-origin");

    ck_status(rs, 307);
    return first_cookie(&rs);
}

/* Sent by a browser, and by a program that keeps no cookie. */
START_TEST(a_comment_that_is_stored_is_found_by_the_next_press)
{
    const bool with_cookie = _i;
    const char *body = comment_form("uno", "pro", "textoquequeda");
    const char *cookie = with_cookie ? key_for(body) : NULL;
    struct response rs = post_unconfirmed(cookie, POST, body), again;

    ck_says(rs, MAYBE_SAVED);
    ck_says(rs, "<title>Error:");
    ck_says(rs, "textoquequeda</textarea>");
    ck_says(rs, "value=\"pro\" id=\"side\" checked");
    ck_assert_int_eq(number("SELECT count(*) FROM comment"), 1);
    later(60);
    again = post_as(cookie, POST, sent_again(&rs));
    ck_status(again, 503);
    ck_says(again, "textoquequeda</textarea>");
    disk_mended();
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

    disk_script("UPDATE post SET policy = 1");
    rs = post_unconfirmed(NULL, POST, body);
    disk_mended();
    ck_sees_other(call(METHOD_POST, POST, sent_again(&rs)), "/p/uno?held=1#held");
}
END_TEST

START_TEST(a_known_writers_comment_is_found_too)
{
    const char *ana = "";
    struct response rs =
        call(METHOD_POST, POST, comment_form("uno", "contra", "Primero"));

    ana = first_cookie(&rs);
    rs = post_unconfirmed(ana, POST, comment_form("uno", "pro", "textoquequeda"));
    disk_mended();
    ck_sees_other(post_as(ana, POST, sent_again(&rs)), "/p/uno#c2");
    ck_assert_int_eq(number("SELECT count(*) FROM comment"), 2);
}
END_TEST

/* The write fails before the commit: nothing is stored, but the answer is in doubt. */
START_TEST(a_comment_that_is_not_stored_is_stored_by_the_next_press)
{
    const char *body = comment_form("uno", "pro", "textoquequeda");
    const char *cookie = key_for(body);
    struct response rs;

    disk_script("CREATE TRIGGER broken BEFORE UPDATE ON tally"
                " BEGIN SELECT raise(ABORT, 'broken'); END");
    rs = post_as(cookie, POST, body);
    disk_script("DROP TRIGGER broken");
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
    const struct response rs = post_unsaved(NULL, POST, body);

    ck_says(rs, NOT_SAVED);
    ck_says(rs, "textoquequeda</textarea>");
    ck_assert_uint_eq(rs.cookies, 0);
    ck_sees_other(call(METHOD_POST, POST, sent_again(&rs)), "/p/uno#c1");
}
END_TEST

/* Submits a form that is stored, while its page cannot be found; returns the answer. */
static struct response post_unread(const char *cookie, const char *target,
                                   const char *body)
{
    struct response rs;

    disk_fails(DISK_LOCKED, 0);
    rs = post_as(cookie, target, body);
    disk_fails(DISK_WELL, 0);
    return rs;
}

START_TEST(what_is_saved_is_found_though_its_page_is_not)
{
    struct response rs = post_unread(NULL, POST, comment_form("uno", "pro", "Primero"));
    const char *ana = first_cookie(&rs), *text;

    ck_sees_other(rs, "/p/uno/comments/1#c1");
    ck_says(get_as(ana, "/p/uno/comments/1"), "Primero");
    text = form("token", reader_token("uno"), "side", "pro", "name", "Ana", "email",
                "ana@example.org", "body", "Segundo", NULL);
    for (int press = 0; press < 2; press++) /* a double click */
        ck_sees_other(post_unread(ana, POST, text), "/p/uno/comments/2?done=2#c2");
    rs = get_as(ana, EDIT);
    text =
        form("token", field_of(&rs, "token"), "side", "pro", "body", "Otra cosa", NULL);
    ck_sees_other(post_unread(ana, EDIT, text), "/p/uno/comments/1?done=1#c1");
    ck_says(get_as(ana, "/p/uno/comments/1?done=1"), "Otra cosa");
}
END_TEST

/* If the page cannot be read either, the error page contains the text. */
START_TEST(a_text_is_handed_back_without_its_form)
{
    const char *body = comment_form("uno", "pro", "</textarea><b>textoquequeda");
    struct response rs;

    rs = call(METHOD_POST, "/p/otro/comments", body);
    ck_status(rs, 404);
    ck_says(rs, "textoquequeda</textarea>");
    disk_script("ALTER TABLE tally RENAME TO lost");
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

/* The answer is the form with a number that is in the log, too: nothing was saved, and
 * the site is not busy. */
static void check_untried(struct response rs)
{
    ck_status(rs, 500);
    ck_assert_int_eq(rs.cache, CACHE_NEVER);
    ck_assert_uint_eq(rs.cookies, 0);
    ck_says(rs, "no hemos podido hacer lo que pedías");
    ck_says(rs, "indica este número: ");
    ck_silent(rs, NOT_SAVED);
    ck_silent(rs, MAYBE_SAVED);
    ck_says(rs, "/p/uno#c1 textoquequeda</textarea>");
}

/* A damaged table is read before anything is written. */
START_TEST(a_comment_that_was_not_tried_is_not_in_doubt)
{
    const char *body = comment_form("uno", "pro", "/p/uno#c1 textoquequeda");
    const char *cookie = key_for(body);
    struct response rs;

    disk_script("ALTER TABLE former_slug RENAME TO lost");
    rs = post_as(cookie, POST, body);
    check_untried(rs);
    disk_script("ALTER TABLE lost RENAME TO former_slug");
    ck_sees_other(post_as(cookie, POST, sent_again(&rs)), "/p/uno#c1");
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
    rs = post_unsaved(ana, EDIT, body);
    ck_says(rs, NOT_SAVED);
    ck_says(rs, "textoquequeda</textarea>");
    rs = post_unconfirmed(ana, EDIT, body);
    ck_says(rs, MAYBE_SAVED);
    ck_says(rs, "textoquequeda</textarea>");
    rs = post_as(ana, EDIT, body);
    ck_status(rs, 503);
    ck_says(rs, "textoquequeda</textarea>");
    disk_mended();
    ck_sees_other(post_as(ana, EDIT, body), "/p/uno?done=1#c1");
    ck_assert_int_eq(number("SELECT count(*) FROM revision"), 1);
}
END_TEST

START_TEST(an_edit_that_was_not_tried_is_not_in_doubt)
{
    struct response rs = call(METHOD_POST, POST, comment_form("uno", "pro", "Primero"));
    const char *ana = first_cookie(&rs);
    const char *body = own_form(ana, EDIT, "/p/uno#c1 textoquequeda");

    disk_script("ALTER TABLE former_slug RENAME TO lost");
    check_untried(post_as(ana, EDIT, body));
    disk_script("ALTER TABLE lost RENAME TO former_slug");
    ck_sees_other(post_as(ana, EDIT, body), "/p/uno?done=1#c1");
}
END_TEST

START_TEST(a_comment_is_erased_by_the_next_press)
{
    struct response rs = call(METHOD_POST, POST, comment_form("uno", "pro", "Primero"));
    const char *ana = first_cookie(&rs), *body;

    body = own_form(ana, ERASE, "");
    ck_says(post_unsaved(ana, ERASE, body), NOT_SAVED);
    ck_says(post_unconfirmed(ana, ERASE, body), MAYBE_SAVED);
    ck_status(post_as(ana, ERASE, body), 503);
    disk_mended();
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
        ck_says(post_unsaved(author, targets[i], body), "textoquequeda</textarea>");
        ck_says(post_unconfirmed(author, targets[i], body), "textoquequeda</textarea>");
        disk_mended();
        ck_sees_sealed(post_as(author, targets[i], body),
                       "/admin/posts/2/edit?saved=1");
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

    later(120); /* the session is due to be renewed */
    disk_fails(DISK_UNSYNCED, 0);
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
    struct response rs = post_unsaved(author, target, body);

    ck_says(rs, NOT_SAVED);
    ck_says(rs, "value=\"Otro título\"");
    ck_says(rs, "value=\"Otro lema\"");
    rs = post_unconfirmed(author, target, body);
    ck_says(rs, MAYBE_SAVED);
    ck_says(rs, "value=\"Otro título\"");
    disk_mended();
    ck_status(post_as(author, target, body), 303);
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

        rs = post_unsaved(NULL, forms[i].target, body);
        ck_says(rs, NOT_SAVED);
        ck_says(rs, "value=\"eva@example.org\"");
        rs = post_unconfirmed(NULL, forms[i].target, body);
        ck_says(rs, MAYBE_SAVED);
        ck_says(rs, "value=\"eva@example.org\"");
        disk_mended();
        ck_status(call(METHOD_POST, forms[i].target, body), 303);
    }
}
END_TEST

START_TEST(a_stance_waits_or_shows_the_stored_one)
{
    const char *body = form("token", reaction_token_of("uno"), "side", "pro", NULL),
               *cookie;
    struct response rs = post_unsaved(NULL, "/p/uno/stance", body);

    ck_says(rs, NOT_SAVED);
    ck_says(rs, "name=\"side\" value=\"pro\"");
    rs = post_unconfirmed(NULL, "/p/uno/stance", body);
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
    body = form("token", reaction_token_of("uno"), "do", "add", NULL);
    rs = post_unsaved(NULL, target, body);
    ck_says(rs, NOT_SAVED);
    ck_says(rs, "name=\"do\" value=\"add\"");
    rs = post_unconfirmed(NULL, target, body);
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
                "page", "2", "seen", "1234567890", "ids", "2", "ids", "50", NULL);
    rs = post_unsaved(author, target, body);
    ck_says(rs, NOT_SAVED);
    ck_says(rs, "name=\"ids\" value=\"2\" checked>");
    ck_says(rs, "name=\"ids\" value=\"1\">");
    ck_says(rs, "name=\"page\" value=\"2\"");
    ck_says(rs, "name=\"seen\" value=\"1234567890\""); /* time of the checked boxes */
    rs =
        post_unsaved(author, target,
                     form("token", admin_token(author), "do", "reject", "state",
                          "visible", "page", "9223372036854775807", "ids", "52", NULL));
    ck_says(rs, "name=\"ids\" value=\"52\" checked>");
    rs = post_unconfirmed(author, target, body);
    ck_says(rs, MAYBE_SAVED);
    disk_mended();
    ck_status(post_as(author, target, body), 303);
}
END_TEST

Suite *unsaved_suite(void)
{
    Suite *suite = suite_create("unsaved");
    TCase *c = tcase_create("unsaved");

    suite_add_tcase(suite, c);
    tcase_add_unchecked_fixture(c, call_open, call_close);
    tcase_add_checked_fixture(c, disk_setup, disk_teardown);
    tcase_add_loop_test(c, a_comment_that_is_stored_is_found_by_the_next_press, 0, 2);
    tcase_add_test(c, a_comment_that_waits_is_found_too);
    tcase_add_test(c, a_known_writers_comment_is_found_too);
    tcase_add_test(c, a_comment_that_is_not_stored_is_stored_by_the_next_press);
    tcase_add_test(c, a_comment_keeps_its_token_while_nothing_can_be_written);
    tcase_add_test(c, what_is_saved_is_found_though_its_page_is_not);
    tcase_add_test(c, a_text_is_handed_back_without_its_form);
    tcase_add_test(c, a_comment_that_was_not_tried_is_not_in_doubt);
    tcase_add_test(c, an_edit_is_found_by_the_next_press);
    tcase_add_test(c, an_edit_that_was_not_tried_is_not_in_doubt);
    tcase_add_test(c, a_comment_is_erased_by_the_next_press);
    tcase_add_test(c, a_post_is_found_by_the_next_press);
    tcase_add_test(c, an_author_is_served_while_the_disk_refuses);
    tcase_add_test(c, settings_stay_as_typed);
    tcase_add_test(c, an_address_stays_as_typed);
    tcase_add_test(c, a_stance_waits_or_shows_the_stored_one);
    tcase_add_test(c, a_support_waits_or_shows_how_it_stands);
    tcase_add_test(c, what_was_marked_stays_marked);
    return suite;
}
