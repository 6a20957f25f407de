/*
 * test_pictures.c - the sites that pictures come from, as a policy names them
 */
#include <check.h>
#include <string.h>

#include "array.h"
#include "markdown.h"
#include "pictures.h"

Suite *pictures_suite(void);

static struct arena *arena;

static void setup(void)
{
    arena = arena_new();
}

static void teardown(void)
{
    arena_free(arena);
}

static const char *sources_of(const char *markdown)
{
    struct post_markup markup;

    ck_assert_int_eq(markdown_post(arena, markdown, &markup), RC_OK);
    return picture_sources(arena, &markup.html, 1);
}

static const struct {
    const char *markdown, *sources;
} posts[] = {
    { "Solo texto, <https://a.example/> y [b](https://b.example/x.png).", "" },
    { "![a](/static/a.png)", "" },
    { "![a](https://a.example/1.png)", "https://a.example" },
    { "![a](https://a.example/1.png) ![b](HTTPS://A.example/2.png)",
      "https://a.example" },
    { "![a](https://a.example/1.png)\n\n> ![b](http://b.example:8080/2.png?x=1)",
      "https://a.example http://b.example:8080" },
    { "[![a](https://a.example?x \"t\")](https://c.example/)", "https://a.example" },
    { "`<img src=\"https://no.example/\">` ![\"><img src=\"https://no.example/](/a)",
      "" },
    { "![a](https://[2001:db8::1]/1.png)", "https: http:" },
    { "![a](https://b\u00fccher.example/1.png)", "https: http:" },
    { "![a](https://a_b.example/1.png)", "https: http:" },
};

START_TEST(each_site_is_named_once)
{
    ck_assert_str_eq(sources_of(posts[_i].markdown), posts[_i].sources);
}
END_TEST

/* No text of an author changes the rest of the policy. */
static const char *const hostile[] = {
    "![a](https://a.example;script-src:*/1.png)",
    "![a](<https://a.example script-src/1.png>)",
    "![a](https://a.example,default-src/1.png)",
    "![a](https://user:pass@a.example/1.png)",
    "![a](https://a.example:80;x/1.png)",
    "![a](https://'unsafe-inline'/1.png)",
    "![a](https://*.example/1.png)",
};

START_TEST(nothing_but_hosts_gets_into_a_policy)
{
    const char *sources = sources_of(hostile[_i]);

    ck_assert_msg(strpbrk(sources, ";,'*@") == NULL, "%s", sources);
    ck_assert(!strstr(sources, "src"));
}
END_TEST

START_TEST(there_are_not_more_than_a_header_bears)
{
    const char *text = "";

    for (int i = 0; i < PICTURE_SOURCES_MAX; i++)
        text = arena_printf(arena, "%s![a](https://h%d.example/1.png)\n", text, i);
    ck_assert_ptr_nonnull(strstr(sources_of(text), "https://h15.example"));
    text = arena_printf(arena, "%s![a](https://one-more.example/1.png)", text);
    ck_assert_str_eq(sources_of(text), "https: http:");
}
END_TEST

START_TEST(several_texts_are_one_list)
{
    const struct html texts[] = { { "<img src=\"https://a.example/\">" },
                                  { "" },
                                  { "<img src=\"https://b.example/\">" } };

    ck_assert_str_eq(picture_sources(arena, texts, 3),
                     "https://a.example https://b.example");
}
END_TEST

Suite *pictures_suite(void)
{
    Suite *s = suite_create("pictures");
    TCase *tc = tcase_create("pictures");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_loop_test(tc, each_site_is_named_once, 0, ARRAY_LEN(posts));
    tcase_add_loop_test(tc, nothing_but_hosts_gets_into_a_policy, 0,
                        ARRAY_LEN(hostile));
    tcase_add_test(tc, there_are_not_more_than_a_header_bears);
    tcase_add_test(tc, several_texts_are_one_list);
    suite_add_tcase(s, tc);
    return s;
}
