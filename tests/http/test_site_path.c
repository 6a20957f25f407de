/*
 * test_site_path.c - every address below /p/
 */
#include "site_path.h"
#include "suite.h"

Suite *site_path_suite(void);

static struct arena *a;

static void setup(void)
{
    a = arena_new();
}

static void teardown(void)
{
    arena_free(a);
}

START_TEST(addresses_of_a_post)
{
    ck_assert_str_eq(path_post(a, "hello"), "/p/hello");
    ck_assert_str_eq(path_post_view(a, "hello", ""), "/p/hello");
    ck_assert_str_eq(path_post_view(a, "hello", "side=pro&page=2"),
                     "/p/hello?side=pro&page=2");
    ck_assert_str_eq(path_post_place(a, "hello", "stance"), "/p/hello#stance");
    ck_assert_str_eq(path_post_part(a, "hello", "tally.png"), "/p/hello/tally.png");
    ck_assert_str_eq(path_post_feed(a, "hello", ""), "/p/hello/comments.atom");
    ck_assert_str_eq(path_post_feed(a, "hello", "contra"),
                     "/p/hello/comments.atom?side=contra");
    ck_assert_str_eq(path_post_renamed(a, "new", "/comments/7", "reply=7"),
                     "/p/new/comments/7?reply=7");
    ck_assert_str_eq(path_post_renamed(a, "new", "", ""), "/p/new");
}
END_TEST

START_TEST(addresses_of_a_comment)
{
    ck_assert_str_eq(path_comment(a, "hello", 7), "/p/hello/comments/7");
    ck_assert_str_eq(path_comment_place(a, "hello", 7, ""), "/p/hello/comments/7#c7");
    ck_assert_str_eq(path_comment_place(a, "hello", 7, "done=7"),
                     "/p/hello/comments/7?done=7#c7");
    ck_assert_str_eq(path_comment_after(a, "hello", 7, 9),
                     "/p/hello/comments/7?after=9");
    ck_assert_str_eq(path_comment_at(a, "hello", 7, ""), "/p/hello?at=7#c7");
    ck_assert_str_eq(path_comment_at(a, "hello", 7, "done=7"),
                     "/p/hello?at=7&done=7#c7");
    ck_assert_str_eq(path_comment_first(a, "hello", INT64_MAX, ""),
                     "/p/hello#c9223372036854775807");
    ck_assert_str_eq(path_comment_first(a, "hello", 7, "done=7"), "/p/hello?done=7#c7");
}
END_TEST

START_TEST(addresses_of_what_happened)
{
    ck_assert_str_eq(path_reply(a, "hello", 7, ""), "/p/hello/comments/7?reply=7#reply");
    ck_assert_str_eq(path_reply(a, "hello", 7, "changed=1"),
                     "/p/hello/comments/7?reply=7&changed=1#reply");
    ck_assert_str_eq(path_reply_on_post(a, "hello", 7), "/p/hello?reply=7#reply");
    ck_assert_str_eq(path_held(a, "hello", 7, ""), "/p/hello?held=7#held");
    ck_assert_str_eq(path_held(a, "hello", 7, "done=7"),
                     "/p/hello?held=7&done=7#held");
    ck_assert_str_eq(path_gone(a, "hello", 7), "/p/hello?done=7#done");
}
END_TEST

Suite *site_path_suite(void)
{
    Suite *s = suite_create("site_path");
    TCase *tc = tcase_create("site_path");

    suite_add_tcase(s, tc);
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, addresses_of_a_post);
    tcase_add_test(tc, addresses_of_a_comment);
    tcase_add_test(tc, addresses_of_what_happened);
    return s;
}
