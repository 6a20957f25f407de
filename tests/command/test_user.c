/*
 * test_user.c - authors: adding, naming, passwords, one-time links, removing
 */
#include "array.h"
#include "place.h"

#define PASSWORD "una clave muy larga"

static const char *list(void)
{
    const struct outcome o = RUN("user", "list");

    ck_done(o);
    return o.out;
}

static bool listed(const char *what)
{
    return strstr(list(), what) != NULL;
}

START_TEST(a_new_site_has_no_author)
{
    make_site();
    ck_assert_str_eq(list(), "");
}
END_TEST

START_TEST(a_password_is_read_and_kept_as_a_hash)
{
    struct outcome o;

    make_site();
    o = RUN_ON(PASSWORD "\n", "user", "add", "Ana María", "--password-stdin");
    ck_done(o);
    ck_assert_str_eq(o.out, "");
    ck_assert(listed("\tpassword\tAna María\n"));
    ck_assert_int_eq(number("SELECT count(*) FROM account"
                            " WHERE password_hash LIKE '_argon2id_%'"),
                     1);
}
END_TEST

START_TEST(a_password_that_will_not_do_adds_nobody)
{
    static const char *const inputs[] = {
        "", "\n", "short\n", "123456789\n", "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\n"
    };
    char far_too_long[400] = "";

    make_site();
    memset(far_too_long, 'a', sizeof(far_too_long) - 2);
    ck_refused(RUN_ON(far_too_long, "user", "add", "Ana", "--password-stdin"), 1,
               "a password has 10 to 256 bytes");
    for (size_t i = 0; i < ARRAY_LEN(inputs); i++)
        ck_refused(RUN_ON(inputs[i], "user", "add", "Ana", "--password-stdin"), 1,
                   "a password has 10 to 256 bytes");
    ck_refused(RUN("user", "add", "Ana", "--password"), 1, "use --password-stdin");
    ck_assert_str_eq(list(), "");
}
END_TEST

START_TEST(a_name_that_looks_like_another_is_refused)
{
    static const char *const names[] = { "Elena",
                                         "elena",
                                         "ELENA",
                                         " Elena ",
                                         "Él\xc3\xa9na",
                                         "\xef\xbc\xa5lena",
                                         "Ele\xe2\x80\x8bna" };

    make_site();
    ck_done(RUN("user", "add", "Elena"));
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        ck_refused(RUN("user", "add", names[i]), 1, "exists already");
    ck_assert_int_eq(number("SELECT count(*) FROM account"), 1);
    ck_done(RUN("user", "add", "Helena"));
    ck_assert_int_eq(number("SELECT count(*) FROM account"), 2);
}
END_TEST

START_TEST(who_is_not_there_is_named)
{
    make_site();
    ck_refused(RUN("user", "passwd", "Ana"), 1, "nobody is called \"Ana\"");
    ck_refused(RUN("user", "remove", "Ana"), 1, "see \"tertulia user list\"");
}
END_TEST

START_TEST(who_is_removed_is_gone_and_may_come_again)
{
    make_site();
    ck_done(RUN("user", "add", "Ana"));
    ck_done(RUN("user", "add", "Luis"));
    ck_done(RUN("user", "remove", "ana"));
    ck_assert(!listed("Ana"));
    ck_refused(RUN("user", "remove", "Ana"), 1, "nobody is called");
    ck_done(RUN("user", "add", "Ana"));
    ck_done(RUN("check"));
}
END_TEST

START_TEST(the_only_author_stays)
{
    make_site();
    ck_done(RUN("user", "add", "Ana"));
    ck_refused(RUN("user", "remove", "ana"), 1,
               "\"Ana\" is the only author; add another one first");
    ck_assert(listed("Ana"));
    ck_done(RUN("user", "add", "Luis"));
    ck_done(RUN("user", "remove", "Ana"));
    ck_refused(RUN("user", "remove", "Luis"), 1, "is the only author");
    ck_assert(listed("Luis"));
}
END_TEST

START_TEST(a_name_may_begin_with_a_dash)
{
    make_site();
    ck_done(RUN("user", "add", "--", "--Ana"));
    ck_assert(listed("\t--Ana\n"));
}
END_TEST

/* ---- One-time links ---- */

/* Returns the path of the link that a command printed. */
static const char *path_of(const struct outcome *o)
{
    static const char base[] = "http://one.example";

    ck_assert_msg(one_line(o->out) && strncmp(o->out, base, strlen(base)) == 0, "%s",
                  o->out);
    return arena_strndup(place.arena, o->out + strlen(base),
                         strlen(o->out) - strlen(base) - 1);
}

static int cgi_status(const char *method, const char *target, const char *body)
{
    const struct outcome o =
        program_cgi(place.arena, place.config, method, target, body);

    ck_assert_msg(o.status == 0 && strncmp(o.out, "Status: ", 8) == 0, "%s", o.err);
    return (o.out[8] - '0') * 100 + (o.out[9] - '0') * 10 + (o.out[10] - '0');
}

static const char *choosing(const char *path, const char *password)
{
    return arena_printf(place.arena, "%s&password=%s&again=%s", strchr(path, '?') + 1,
                        password, password);
}

static void make_site_with_address(void)
{
    configure("[site]\nbase_url = http://one.example\n");
    make_site();
}

START_TEST(a_link_lets_its_first_visitor_choose_the_password)
{
    struct outcome o;
    const char *path;

    make_site_with_address();
    o = RUN("user", "add", "Ana");
    ck_done(o);
    path = path_of(&o);
    ck_assert(listed("\tno password\tAna\n"));
    ck_assert_int_eq(cgi_status("GET", path, ""), 200);
    ck_assert_int_eq(cgi_status("HEAD", path, ""), 200);
    ck_assert_int_eq(cgi_status("POST", "/admin/welcome", choosing(path, "short")),
                     422);
    ck_assert_int_eq(
        cgi_status("POST", "/admin/welcome", choosing(path, "long-enough")), 303);
    ck_assert(listed("\tpassword\tAna\n"));
    ck_assert_int_eq(
        cgi_status("POST", "/admin/welcome", choosing(path, "another-one")), 404);
    ck_assert_int_eq(cgi_status("GET", path, ""), 404);
    ck_assert_int_eq(number("SELECT count(*) FROM session"), 1);
}
END_TEST

START_TEST(a_new_password_ends_sessions_and_links)
{
    struct outcome o;
    const char *path;

    make_site_with_address();
    o = RUN("user", "add", "Ana");
    path = path_of(&o);
    ck_assert_int_eq(
        cgi_status("POST", "/admin/welcome", choosing(path, "long-enough")), 303);
    o = RUN("user", "passwd", "Ana");
    ck_done(o);
    path = path_of(&o);
    ck_assert_int_eq(number("SELECT count(*) FROM session"), 0);
    ck_done(RUN_ON(PASSWORD "\n", "user", "passwd", "Ana", "--password-stdin"));
    ck_assert_int_eq(cgi_status("GET", path, ""), 404);
}
END_TEST

/* Returns the status of a sign-in as Ana. */
static int sign_in_status(const char *password)
{
    const char *page =
        program_cgi(place.arena, place.config, "GET", "/admin/login", "").out;
    const char *token = strstr(page, "name=\"token\" value=\"");

    ck_assert_ptr_nonnull(token);
    token += strlen("name=\"token\" value=\"");
    return cgi_status("POST", "/admin/login",
                      arena_printf(place.arena, "token=%.*s&name=Ana&password=%s",
                                   (int)strcspn(token, "\""), token, password));
}

START_TEST(a_new_link_takes_the_old_password_away)
{
    struct outcome o;
    const char *path;

    make_site_with_address();
    ck_done(RUN_ON("long-enough\n", "user", "add", "Ana", "--password-stdin"));
    ck_assert_int_eq(sign_in_status("long-enough"), 303);
    o = RUN("user", "passwd", "Ana");
    ck_done(o);
    path = path_of(&o);
    ck_assert(listed("\tno password\tAna\n"));
    ck_assert_int_eq(number("SELECT count(*) FROM session"), 0);
    ck_assert_int_eq(sign_in_status("long-enough"), 422);
    ck_assert_int_eq(
        cgi_status("POST", "/admin/welcome", choosing(path, "another-one")), 303);
    ck_assert_int_eq(sign_in_status("another-one"), 303);
    ck_assert_int_eq(sign_in_status("long-enough"), 422);
}
END_TEST

START_TEST(a_link_grows_old)
{
    struct outcome o;

    make_site_with_address();
    o = RUN("user", "add", "Ana");
    damage("UPDATE account_link SET expires = 1");
    ck_assert_int_eq(cgi_status("GET", path_of(&o), ""), 404);
}
END_TEST

Suite *user_suite(void);

Suite *user_suite(void)
{
    Suite *s = suite_create("user");
    TCase *tc = place_case("user");

    tcase_add_test(tc, a_new_site_has_no_author);
    tcase_add_test(tc, a_password_is_read_and_kept_as_a_hash);
    tcase_add_test(tc, a_password_that_will_not_do_adds_nobody);
    tcase_add_test(tc, a_name_that_looks_like_another_is_refused);
    tcase_add_test(tc, who_is_not_there_is_named);
    tcase_add_test(tc, who_is_removed_is_gone_and_may_come_again);
    tcase_add_test(tc, the_only_author_stays);
    tcase_add_test(tc, a_name_may_begin_with_a_dash);
    tcase_add_test(tc, a_link_lets_its_first_visitor_choose_the_password);
    tcase_add_test(tc, a_new_password_ends_sessions_and_links);
    tcase_add_test(tc, a_new_link_takes_the_old_password_away);
    tcase_add_test(tc, a_link_grows_old);
    suite_add_tcase(s, tc);
    return s;
}
