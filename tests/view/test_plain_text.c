/*
 * test_plain_text.c - markup becomes one line of text
 */
#include "plain_text.h"
#include "suite.h"

static struct arena *arena;

static void setup(void)
{
    arena = arena_new();
}

static void teardown(void)
{
    arena_free(arena);
}

static const struct {
    const char *markup;
    size_t points;
    const char *text;
} cases[] = {
    { "", 10, "" },
    { "<p>Uno</p>\n<p>Dos<br />\ntres</p>\n", 99, "Uno Dos tres" },
    { "<p>a<em>b</em>c <strong>d</strong></p>", 99, "abc d" },
    { "<ul>\n<li>a</li>\n<li>b</li>\n</ul>", 99, "a b" },
    { "<p>x<a href=\"/p/uno?at=7#c7\" class=\"ref\">#7</a>y</p>", 99, "x#7y" },
    { "<p>&lt;b&gt; &amp;amp; &quot;c&quot; &#39;d&#39; &copy;</p>", 99,
      "<b> &amp; \"c\" 'd' &copy;" },
    { "<pre><code class=\"language-c\">a\n  b</code></pre>", 99, "a b" },
    { "<p>ñandú</p>", 5, "ñandú" },
    { "<p>ñandúes</p>", 5, "ñand\u2026" },
    { "<p>uno dos</p>", 5, "uno\u2026" },
    { "<p>\U0001f600\U0001f600\U0001f600</p>", 2, "\U0001f600\u2026" },
    { "<p>abc</p><p>d</p>", 4, "abc\u2026" },
    { "<p>a</p><hr />", 1, "a" },
};

START_TEST(markup_becomes_a_line)
{
    ck_assert_str_eq(
        plain_text(arena, (struct html){ cases[_i].markup }, cases[_i].points),
        cases[_i].text);
}
END_TEST

Suite *plain_text_suite(void);
Suite *plain_text_suite(void)
{
    Suite *suite = suite_create("plain_text");
    TCase *c = tcase_create("plain_text");

    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_loop_test(c, markup_becomes_a_line, 0, ARRAY_LEN(cases));
    suite_add_tcase(suite, c);
    return suite;
}
