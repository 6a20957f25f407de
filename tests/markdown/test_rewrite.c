/*
 * test_rewrite.c - no text runs code, tracks readers or breaks out of its place
 */
#include <stdint.h>

#include "markdown.h"
#include "markup.h"
#include "suite.h"
#include "utf8.h"

#define A(url) "<a href=\"" url "\" rel=\"nofollow ugc noopener\">"

static struct arena *arena;

static void setup(void)
{
    arena = arena_new();
}

static void teardown(void)
{
    arena_free(arena);
}

static const char *rendered(const char *source, bool as_reader)
{
    struct comment_markup comment;
    struct post_markup post;
    const char *fault, *markup;

    if (as_reader)
        ck_assert_int_eq(markdown_comment(arena, source, NULL, &comment), RC_OK);
    else
        ck_assert_int_eq(markdown_post(arena, source, &post), RC_OK);
    markup = as_reader ? comment.html.s : post.html.s;
    fault = markup_fault(markup, as_reader);
    ck_assert_msg(!fault, "%s:\n%s\nfrom\n%s", fault, markup, source);
    return markup;
}

/* The checker itself must be able to fail. */
START_TEST(the_checker_sees_faults)
{
    static const char *const bad[] = {
        "<p>",
        "</p>",
        "<p><em></p></em>",
        "<script>x</script>",
        "<p onclick=\"x\">a</p>",
        "<a href=\"http://a\">x</a>",
        "<a href=\"javascript:x\" rel=\"nofollow ugc noopener\">x</a>",
        A("http://a") A("http://b") "x</a></a>",
        "<h3>x</h3>",
        "<img src=\"http://a\" alt=\"\" />",
        "a > b",
        "a & b",
        "a\x01",
        "<pre><code class=\"language-a b\">x</code></pre>",
    };

    for (size_t i = 0; i < ARRAY_LEN(bad); i++)
        ck_assert_msg(markup_fault(bad[i], true) != NULL, "%s", bad[i]);
    ck_assert_ptr_null(
        markup_fault("<p>" A("http://a") "x</a> &amp; <br />\n</p>", true));
    ck_assert_ptr_null(markup_fault("<p><a href=\"/x\">x</a></p>", false));
}
END_TEST

static const char *const lively[] = {
    "[x](http://a.example)",
    "[x](HTTPS://a.example/b)",
    "<http://a.example>",
    "[x](mailto:a@b.example)",
    "<a@b.example>",
    "http://a.example",
    "![x](http://a.example)",
    "[x](<http://a.example/a b>)",
    "[x][y]\n\n[y]: http://a.example",
    "[x](http://a.example/'\"`)",
    "[x](http://a.example/\\<b\\>)",
    "*http://a.example*",
};

START_TEST(links_to_the_web_live)
{
    const char *s = rendered(lively[_i], true);

    ck_assert_msg(strstr(s, " rel=\"nofollow ugc noopener\">") != NULL, "%s", s);
    s = rendered(lively[_i], false);
    ck_assert_msg(strstr(s, "<a href=\"") || strstr(s, "<img src=\""), "%s", s);
}
END_TEST

static const char *const dead[] = {
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](java&#10;script:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](&#x6A;&#x61;vascript&colon;alert(1))",
    "[x](\\javascript:alert(1))",
    "[x](%6Aavascript:alert(1))",
    "[x](&#1;javascript:alert(1))",
    "[x](<  javascript:alert(1)>)",
    "[x](\xe2\x80\xaejavascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](DATA:image/svg+xml,x)",
    "[x](vbscript:x)",
    "[x](feed:javascript:alert(1))",
    "[x](view-source:http://a.example)",
    "[x](blob:http://a.example/x)",
    "[x](intent://a.example)",
    "[x](file:///etc/passwd)",
    "[x](ftp://a.example)",
    "[x](//a.example)",
    "[x](\\\\a.example)",
    "[x](http:a.example)",
    "[x](http:///a.example)",
    "[x](https:/a.example)",
    "[x](http://user@a.example)",
    "[x](http://a.example:80@b.example)",
    "[x](http://a&#x202e;b.example)",
    "[x](<http://a b.example>)",
    "[x](http://)",
    "[x](mailto:)",
    "[x](mailto:nobody)",
    "[x](?q=1)",
    "[x](other)",
    "[x]()",
    "<javascript:alert(1)>",
    "<data:text/html,x>",
    "<x:y>",
    "![x](javascript:alert(1))",
    "![x](data:image/png,x)",
    "![](javascript:alert(1))",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "[x][y]\n\n[y]: <data:text/html,\"x> 'title'",
    "xhttp://a.example",
    "http:// a.example",
    "https://",
};

START_TEST(other_links_are_text)
{
    const char *s = rendered(dead[_i], true);

    ck_assert_msg(!strstr(s, "<a "), "%s", s);
    ck_assert_msg(!strstr(s, "<img"), "%s", s);
    s = rendered(dead[_i], false);
    ck_assert_msg(!strstr(s, "<a ") && !strstr(s, "<img"), "%s", s);
}
END_TEST

START_TEST(the_text_of_a_dead_link_stays)
{
    ck_assert_str_eq(rendered("a [b *c*](javascript:x) d", true),
                     "<p>a b <em>c</em> d</p>\n");
    ck_assert_str_eq(rendered("![](data:x)", true), "<p>data:x</p>\n");
    ck_assert_str_eq(rendered("![](data:x)", false), "<p>data:x</p>\n");
    ck_assert_str_eq(rendered("[](http://a.example)", true),
                     "<p>" A("http://a.example") "http://a.example</a></p>\n");
}
END_TEST

START_TEST(links_do_not_nest)
{
    ck_assert_str_eq(rendered("[a <http://b.example> c](http://d.example)", true),
                     "<p>" A("http://d.example") "a http://b.example c</a></p>\n");
    ck_assert_str_eq(rendered("[![a](http://b.example)](http://d.example)", true),
                     "<p>" A("http://d.example") "a</a></p>\n");
    ck_assert_str_eq(rendered("[http://b.example](http://d.example)", true),
                     "<p>" A("http://d.example") "http://b.example</a></p>\n");
    ck_assert_str_eq(rendered("![a [b](http://c.example)](http://d.example)", true),
                     "<p>" A("http://d.example") "a b</a></p>\n");
    ck_assert_str_eq(rendered("[a <http://b.example> c](javascript:x)", true),
                     "<p>a " A("http://b.example") "http://b.example</a> c</p>\n");
}
END_TEST

START_TEST(a_reader_cannot_title_a_link)
{
    ck_assert_str_eq(rendered("[a](http://b.example \"x\" )", true),
                     "<p>" A("http://b.example") "a</a></p>\n");
    ck_assert_str_eq(
        rendered("[a](http://b.example '\"><b>')", false),
        "<p><a href=\"http://b.example\" title=\"&quot;&gt;&lt;b&gt;\">a</a></p>\n");
}
END_TEST

START_TEST(a_reader_cannot_link_into_the_site_nor_query_a_mail_program)
{
    ck_assert_str_eq(
        rendered("[a](/admin/logout) [b](#c1) [c](mailto:a@b.example?attach=/x)", true),
        "<p>a b c</p>\n");
    ck_assert_str_eq(
        rendered("[a](/p/x) [b](#c1) [c](mailto:a@b.example?subject=x)", false),
        "<p><a href=\"/p/x\">a</a> <a href=\"#c1\">b</a> "
        "<a href=\"mailto:a@b.example?subject=x\">c</a></p>\n");
}
END_TEST

START_TEST(an_author_shows_pictures)
{
    ck_assert_str_eq(
        rendered("![a \"b\"](/media/x.png 'c') ![d](https://e.example/f.png)", false),
        "<p><img src=\"/media/x.png\" alt=\"a &quot;b&quot;\" title=\"c\" /> "
        "<img src=\"https://e.example/f.png\" alt=\"d\" /></p>\n");
    ck_assert_str_eq(
        rendered("[![a](/b.png)](http://c.example)", false),
        "<p><a href=\"http://c.example\"><img src=\"/b.png\" alt=\"a\" /></a></p>\n");
    ck_assert_str_eq(rendered("![a](//b.example/c.png)", false), "<p>a</p>\n");
    ck_assert_str_eq(rendered("[a](/\\b.example)", false),
                     "<p><a href=\"/%5Cb.example\">a</a></p>\n");
}
END_TEST

static const struct {
    const char *source, *address, *after;
} bare[] = {
    { "http://a.example", "http://a.example", "" },
    { "http://a.example.", "http://a.example", "." },
    { "(http://a.example/b)", "http://a.example/b", ")" },
    { "http://a.example/b_(c)", "http://a.example/b_(c)", "" },
    { "http://a.example/b_(c))!", "http://a.example/b_(c)", ")!" },
    { "[http://a.example]", "http://a.example", "]" },
    { "http://a.example/x_y_z?q=1&r=2#s, x", "http://a.example/x_y_z?q=1&amp;r=2#s",
      ", x" },
    { "«http://a.example/ñ»", "http://a.example/ñ", "»" },
    { "\"https://a.example\"", "https://a.example", "&quot;" },
    { "HTTP://A.example", "HTTP://A.example", "" },
    { "http://a.example\\_b_", "http://a.example_b", "_" },
    { "http://a.example…", "http://a.example", "…" },
    { "http://a.example&lt;b", "http://a.example", "&lt;b" },
};

START_TEST(a_bare_address_becomes_a_link_without_its_sentence)
{
    const char *s = rendered(bare[_i].source, true);
    const char *link = arena_printf(arena, A("%s") "%s</a>%s</p>\n", bare[_i].address,
                                    bare[_i].address, bare[_i].after);

    ck_assert_msg(strstr(s, link) != NULL, "%s not in %s", link, s);
}
END_TEST

START_TEST(text_around_bare_addresses_stays)
{
    ck_assert_str_eq(rendered("a http://b.example c https://d.example, e", true),
                     "<p>a " A("http://b.example") "http://b.example</a> c " A(
                         "https://d.example") "https://d.example</a>, e</p>\n");
    ck_assert_str_eq(rendered("`http://a.example`", true),
                     "<p><code>http://a.example</code></p>\n");
}
END_TEST

START_TEST(an_endless_address_is_text)
{
    char url[4000] = "http://a.example/";

    memset(url + 17, 'x', sizeof(url) - 18);
    ck_assert_ptr_null(strstr(rendered(url, true), "<a "));
    ck_assert_ptr_null(
        strstr(rendered(arena_printf(arena, "[a](%s)", url), true), "<a "));
    ck_assert_ptr_null(
        strstr(rendered(arena_printf(arena, "![a](%s)", url), false), "<img"));
}
END_TEST

START_TEST(raw_html_is_shown_as_it_was_typed)
{
    ck_assert_str_eq(rendered("a <b onclick=x>b</b> <!-- c -->", true),
                     "<p>a &lt;b onclick=x&gt;b&lt;/b&gt; &lt;!-- c --&gt;</p>\n");
    ck_assert_str_eq(
        rendered("<script>\nalert('x')\n</script>\n", true),
        "<p>&lt;script&gt;<br />\nalert('x')<br />\n&lt;/script&gt;</p>\n");
    ck_assert_str_eq(rendered("- <div>\n  x\n", true),
                     "<ul>\n<li>&lt;div&gt;<br />\nx</li>\n</ul>\n");
    ck_assert_str_eq(rendered("<!-- never closed", false),
                     "<p>&lt;!-- never closed</p>\n");
}
END_TEST

/* xorshift32, so that a seed reproduces its failure. */
static uint32_t next(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

static const char *const pieces[] = {
    "[",
    "](",
    ")",
    "![",
    "]",
    "<",
    ">",
    "\"",
    "'",
    "*",
    "**",
    "_",
    "`",
    "```",
    "~~~",
    "\n",
    "\n\n",
    "> ",
    "- ",
    "1. ",
    "    ",
    "\t",
    "# ",
    "---",
    "&",
    "&#",
    ";",
    "&quot;",
    "&lt;",
    "&#x22;",
    "\\",
    "http://a.example",
    "https://",
    "javascript:",
    "mailto:a@b",
    "data:",
    "<a href=\"",
    "<script>",
    "</p>",
    "</a>",
    "</div>",
    "<div>",
    "<!--",
    "-->",
    "<?",
    "?>",
    "<![CDATA[",
    "]]>",
    "<img src=x ",
    "onerror=",
    " ",
    "a",
    "é",
    "\u202e",
    "&#1;",
    "[a]: ",
    "[a]",
    "|",
    "(",
    "/",
    ":",
    "<http://b>",
    "\r",
    "=",
    "\xff",
    "\xc3",
    "\xe2\x80",
    "{",
    "}",
    "<b",
    "</",
    "&#0;",
    "http://[::1]/",
    "@",
    "#c",
    "/p/x",
    "//",
    "%",
    "&amp",
    "\u00a0",
    "<style>",
    "<textarea>",
    "+",
    "2)",
    "  ",
    "<x y='",
    "<pre>",
    "#12",
    "/p/uno#c12",
    "https://example.org/p/uno?at=7#c7",
    "](/p/uno/comments/12)",
};

#define ROUNDS 400

static bool is_seven_or_twelve(void *from, int64_t id)
{
    (void)from;
    return id == 7 || id == 12;
}

START_TEST(random_hostile_text_makes_sound_markup)
{
    uint32_t state = (uint32_t)_i * 2654435761u + 1;

    for (int round = 0; round < ROUNDS; round++) {
        const size_t n = 1 + next(&state) % 60;
        char *s = arena_strdup(arena, "");

        for (size_t i = 0; i < n; i++)
            s = arena_printf(arena, "%s%s", s,
                             pieces[next(&state) % ARRAY_LEN(pieces)]);
        s = arena_printf(arena, "%s%s", s, s);
        for (int as_reader = 0; as_reader < 2; as_reader++) {
            const struct references refs = { .base_url = "https://example.org",
                                             .slug = "uno",
                                             .visible = is_seven_or_twelve };
            struct comment_markup comment = { .html = { "" } };
            struct post_markup post = { .html = { "" } };
            const enum rc rc = as_reader ? markdown_comment(arena, s, &refs, &comment)
                                         : markdown_post(arena, s, &post);
            const char *markup = as_reader ? comment.html.s : post.html.s;
            const char *fault = markup_fault(markup, as_reader);

            ck_assert_int_eq(rc, RC_OK);
            ck_assert_msg(!fault, "%s:\n%s\nfrom\n%s", fault, markup, s);
            ck_assert(utf8_valid(markup, strlen(markup)));
        }
        arena_reset(arena);
    }
}
END_TEST

Suite *rewrite_suite(void);

Suite *rewrite_suite(void)
{
    Suite *suite = suite_create("rewrite");
    TCase *tc = tcase_create("rewrite");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, the_checker_sees_faults);
    tcase_add_loop_test(tc, links_to_the_web_live, 0, ARRAY_LEN(lively));
    tcase_add_loop_test(tc, other_links_are_text, 0, ARRAY_LEN(dead));
    tcase_add_test(tc, the_text_of_a_dead_link_stays);
    tcase_add_test(tc, links_do_not_nest);
    tcase_add_test(tc, a_reader_cannot_title_a_link);
    tcase_add_test(tc, a_reader_cannot_link_into_the_site_nor_query_a_mail_program);
    tcase_add_test(tc, an_author_shows_pictures);
    tcase_add_loop_test(tc, a_bare_address_becomes_a_link_without_its_sentence, 0,
                        ARRAY_LEN(bare));
    tcase_add_test(tc, text_around_bare_addresses_stays);
    tcase_add_test(tc, an_endless_address_is_text);
    tcase_add_test(tc, raw_html_is_shown_as_it_was_typed);
    tcase_add_loop_test(tc, random_hostile_text_makes_sound_markup, 1, 6);
    suite_add_tcase(suite, tc);
    return suite;
}
