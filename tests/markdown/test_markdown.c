/*
 * test_markdown.c - Markdown to markup: what each profile shows, summaries, bounds
 */
#include "bounds.h"
#include "markdown.h"
#include "suite.h"
#include "utf8.h"

static struct arena *arena;

static void setup(void)
{
    arena = arena_new();
}

static void teardown(void)
{
    arena_free(arena);
}

static const char *reader(const char *source)
{
    struct comment_markup markup;

    ck_assert_int_eq(markdown_comment(arena, source, NULL, &markup), RC_OK);
    return markup.html.s;
}

static const char *author(const char *source)
{
    struct post_markup markup;

    ck_assert_int_eq(markdown_post(arena, source, &markup), RC_OK);
    return markup.html.s;
}

static enum rc refusal(const char *source)
{
    struct comment_markup markup;

    return markdown_comment(arena, source, NULL, &markup);
}

/* `unit` repeated, `n` bytes. */
static char *repeated(const char *unit, size_t n)
{
    char *s = arena_alloc(arena, n + 1);

    for (size_t i = 0; i < n; i++)
        s[i] = unit[i % strlen(unit)];
    return s;
}

START_TEST(prose_is_rendered)
{
    ck_assert_str_eq(
        reader("Hola *tú*, **sí** `x<y`"),
        "<p>Hola <em>tú</em>, <strong>sí</strong> <code>x&lt;y</code></p>\n");
    ck_assert_str_eq(reader("- a\n- b\n"), "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n");
    ck_assert_str_eq(reader("> a"), "<blockquote>\n<p>a</p>\n</blockquote>\n");
    ck_assert_str_eq(reader(""), "");
    ck_assert_str_eq(reader("[a]: http://example.org"), "");
}
END_TEST

START_TEST(a_reader_keeps_line_ends)
{
    ck_assert_str_eq(reader("a\nb"), "<p>a<br />\nb</p>\n");
    ck_assert_str_eq(author("a\nb"), "<p>a\nb</p>\n");
}
END_TEST

START_TEST(headings_stand_below_what_is_around_them)
{
    ck_assert_str_eq(reader("# a"), "<h4>a</h4>\n");
    ck_assert_str_eq(reader("a\n---"), "<h4>a</h4>\n");
    ck_assert_str_eq(reader("### a\n###### b\n# c"),
                     "<h4>a</h4>\n<h5>b</h5>\n<h4>c</h4>\n");
    ck_assert_str_eq(reader("# a\n### b\n#### c\n##### d"),
                     "<h4>a</h4>\n<h5>b</h5>\n<h6>c</h6>\n<h6>d</h6>\n");
    ck_assert_str_eq(author("# a\n## b\n### c\n###### d"),
                     "<h2>a</h2>\n<h2>b</h2>\n<h3>c</h3>\n<h4>d</h4>\n");
}
END_TEST

START_TEST(a_code_block_keeps_a_plain_language)
{
    ck_assert_str_eq(reader("``` C++\nx\n```"),
                     "<pre><code class=\"language-c++\">x\n</code></pre>\n");
    ck_assert_str_eq(reader("~~~ py\"onclick=x\nx"),
                     "<pre><code class=\"language-py\">x\n</code></pre>\n");
    ck_assert_str_eq(reader("~~~ &quot;x\ny"), "<pre><code>y\n</code></pre>\n");
    ck_assert_str_eq(reader("    <b>"), "<pre><code>&lt;b&gt;\n</code></pre>\n");
}
END_TEST

START_TEST(a_footnote_stays_as_it_was_typed)
{
    static const struct {
        const char *source, *markup;
    } notes[] = {
        { "Nota[^1].\n\n[^1]: pie", "<p>Nota[^1].</p>\n<p>[^1]: pie</p>\n" },
        { "Nota[^n]\n\n   [^n]: /pie\n[^m]: otro",
          "<p>Nota[^n]</p>\n<p>[^n]: /pie\n[^m]: otro</p>\n" },
        { "> [^1]: pie", "<blockquote>\n<p>[^1]: pie</p>\n</blockquote>\n" },
        { "1. - [^1]: pie",
          "<ol>\n<li>\n<ul>\n<li>[^1]: pie</li>\n</ul>\n</li>\n</ol>\n" },
        { "```\n[^1]: pie\n```", "<pre><code>[^1]: pie\n</code></pre>\n" },
        { "    [^1]: pie", "<pre><code>[^1]: pie\n</code></pre>\n" },
        { "[^1](/p/uno)", "<p><a href=\"/p/uno\">^1</a></p>\n" },
        { "[a]\n\n[a]: /p/uno", "<p><a href=\"/p/uno\">a</a></p>\n" },
    };

    for (size_t i = 0; i < ARRAY_LEN(notes); i++)
        ck_assert_str_eq(author(notes[i].source), notes[i].markup);
    ck_assert_str_eq(reader("Nota[^1].\n\n[^1]: pie"),
                     "<p>Nota[^1].</p>\n<p>[^1]: pie</p>\n");
    ck_assert_str_eq(markdown_summary(arena, "Nota[^1].\n\n[^1]: pie", 80),
                     "Nota[^1]. [^1]: pie");
}
END_TEST

START_TEST(readers_link_to_posts_of_this_site_and_nothing_else_here)
{
    ck_assert_str_eq(
        reader("[a](/p/x?at=7#c7)"),
        "<p><a href=\"/p/x?at=7#c7\" rel=\"nofollow ugc noopener\">a</a></p>\n");
    ck_assert_str_eq(reader("[a](/admin/)"), "<p>a</p>\n");
    ck_assert_str_eq(reader("[a](/p/../admin/)"), "<p>a</p>\n");
    ck_assert_str_eq(reader("[a](#c7)"), "<p>a</p>\n");
}
END_TEST

START_TEST(a_language_is_cut)
{
    const char *s = reader(arena_printf(arena, "~~~ %s\nx", repeated("a", 100)));

    ck_assert_ptr_nonnull(
        strstr(s, arena_printf(arena, "\"language-%s\"", repeated("a", 32))));
}
END_TEST

static const char *const deep[] = {
    "> > > ", ">", "- ", "+ * - ", "1. ", "9) > ",
};

START_TEST(containers_nest_so_deep_and_no_deeper)
{
    const char *unit = deep[_i];

    ck_assert_int_eq(refusal(arena_printf(arena, "%sx", repeated(unit, 3 * 40))),
                     RC_INVALID);
    ck_assert_int_eq(refusal(arena_printf(arena, "a\n\n%sx\n", repeated(unit, 8190))),
                     RC_INVALID);
}
END_TEST

START_TEST(thirty_two_quotes_are_a_few)
{
    const char *at = repeated(">", BOUNDS_NESTING),
               *over = repeated(">", BOUNDS_NESTING + 1);
    const char *quote = arena_printf(arena, "%s %s", at, repeated("text ", 200));

    ck_assert_int_eq(refusal(quote), RC_OK);
    ck_assert_int_eq(refusal(arena_printf(arena, "%s x", over)), RC_INVALID);
    ck_assert_int_eq(refusal(arena_printf(arena, "a\r%s x", over)), RC_INVALID);
}
END_TEST

/* Nesting that grows from line to line by indentation. */
static char *stairs(size_t levels, const char *step)
{
    char *s = arena_strdup(arena, "");

    for (size_t i = 0; i < levels; i++)
        s = arena_printf(arena, "%s%s- a\n", s,
                         i ? repeated(step, i * strlen(step)) : "");
    return s;
}

START_TEST(lists_nest_by_indentation_too)
{
    ck_assert_int_eq(refusal(stairs(BOUNDS_NESTING, "  ")), RC_OK);
    ck_assert_int_eq(refusal(stairs(BOUNDS_NESTING + 1, "  ")), RC_INVALID);
    ck_assert_int_eq(refusal(stairs(10, "\t")), RC_OK);
    ck_assert_int_eq(refusal(stairs(40, "\t")), RC_INVALID);
    ck_assert_ptr_nonnull(strstr(reader(stairs(10, "  ")), "<ul>\n<li>a\n<ul>\n<li>a"));
}
END_TEST

START_TEST(indentation_without_a_list_is_no_nesting)
{
    ck_assert_int_eq(refusal(arena_printf(arena, "%scode", repeated(" ", 400))), RC_OK);
    ck_assert_int_eq(refusal("---------------------------------------------------"),
                     RC_OK);
    ck_assert_int_eq(refusal("a - b > c - d"), RC_OK);
    ck_assert_int_eq(refusal(arena_printf(arena, "%s. x", repeated("1", 10))), RC_OK);
}
END_TEST

START_TEST(markup_out_of_proportion_is_refused)
{
    char *s = arena_strdup(arena, "");

    for (int i = 0; i < 8; i++)
        s = arena_printf(arena, "%s%sa\n\n", s, repeated(">", BOUNDS_NESTING));
    ck_assert_int_eq(refusal(s), RC_TOO_LARGE);
    ck_assert_int_eq(refusal(repeated("\"", 400)), RC_OK);
}
END_TEST

START_TEST(emphasis_is_shown_to_a_depth)
{
    const char *s = reader(
        arena_printf(arena, "%sx%s", repeated("*a _b ", 600), repeated("_*", 200)));
    size_t depth = 0, deepest = 0;

    for (; *s; s++) {
        depth += strncmp(s, "<em>", 4) == 0;
        depth -= strncmp(s, "</em>", 5) == 0;
        deepest = depth > deepest ? depth : deepest;
    }
    ck_assert_uint_eq(deepest, 16);
}
END_TEST

/* Expensive for cmark: a little is rendered, a comment full of it is refused. */
static const char *const slow[] = {
    "![[]()", "[a](",    "*a_ ", "**a ",  "_*",   "`a``",          "<a ", "[\\",
    "[a][b]", "http://", "&",    "a[",    "<!--", "[](",           "]",   "![a](x",
    "\\",     "- a\n",   "<?",   "\n\n>", "[^",   "(http://a))))",
};

START_TEST(a_comment_full_of_what_is_slow_is_refused)
{
    ck_assert_int_eq(refusal(repeated(slow[_i], 400)), RC_OK);
    ck_assert_int_eq(refusal(repeated(slow[_i], 8192)), RC_TOO_MANY);
}
END_TEST

/* Usual texts, as long as a comment may be. */
static const char *const usual[] = {
    "> a\n",
    "- Una razón de una línea de lista\n",
    "Una frase con *énfasis*, **fuerza** y [un "
    "enlace](https://example.org/a?b=c&d=e). ",
    "https://example.org/una/direccion/larga ",
    "`una_función()` devuelve `NULL` si `n < 1 && m > 2`. ",
    "| a | b |\n|---|---|\n| 1 | 2 |\n\n",
};

START_TEST(a_comment_full_of_what_is_usual_is_rendered)
{
    ck_assert_int_eq(refusal(repeated(usual[_i], 8192)), RC_OK);
}
END_TEST

START_TEST(invalid_text_becomes_valid)
{
    const char *s = reader("a\xff\xc3(\xed\xa0\x80 [\xfe](http://a/\xff) `\xc0`");

    ck_assert(utf8_valid(s, strlen(s)));
    s = markdown_summary(arena, "a\xff\xc3", 10);
    ck_assert(utf8_valid(s, strlen(s)));
}
END_TEST

START_TEST(entities_smuggle_nothing_unfit)
{
    ck_assert_str_eq(
        reader("a&#1;b&#x7f;c&#x85;d&#x202e;e&#x2066;f&#xfffe;g&#xfdd0;h&#13;i"),
        "<p>abcdefghi</p>\n");
    ck_assert_str_eq(reader("&ntilde; &#x1F600; &#0;"), "<p>ñ 😀 \ufffd</p>\n");
}
END_TEST

START_TEST(entities_smuggle_no_flood_of_marks)
{
    const char *flood =
        reader(arena_printf(arena, "a%sb", repeated("&#x301;", 7 * 128)));

    ck_assert_uint_eq(utf8_length(flood), strlen("<p>ab</p>\n") + 10);
    flood = reader(arena_printf(arena, "a%s", repeated("\u0323*&#x301;*", 11 * 30)));
    ck_assert_uint_le(strlen(flood), 30 * strlen("<em></em>") + 30);
    ck_assert_str_eq(reader("*a&#x301;* b&#x301;"),
                     "<p><em>a\u0301</em> b\u0301</p>\n");
}
END_TEST

START_TEST(a_summary_is_prose)
{
    ck_assert_str_eq(
        markdown_summary(arena,
                         "# Título\n\nHola *a* [todos](http://a) `c`.\nDos&amp;\n\n"
                         "```\ncode\n```\n![pic](x) <b>y</b>\n\n- uno\n- dos",
                         100),
        "Hola a todos c. Dos& y uno dos");
    ck_assert_str_eq(markdown_summary(arena, "# solo\n", 100), "");
    ck_assert_str_eq(markdown_summary(arena, "", 100), "");
}
END_TEST

START_TEST(a_summary_ends_at_a_word)
{
    ck_assert_str_eq(markdown_summary(arena, "uno dos, tres", 13), "uno dos, tres");
    ck_assert_str_eq(markdown_summary(arena, "uno dos, tres", 12), "uno dos…");
    ck_assert_str_eq(markdown_summary(arena, "uno dos tres", 8), "uno dos…");
    ck_assert_str_eq(markdown_summary(arena, "uno dos tres", 7), "uno…");
    ck_assert_str_eq(markdown_summary(arena, "ñandúñandú", 4), "ñan…");
    ck_assert_uint_eq(utf8_length(markdown_summary(
                          arena, repeated("palabra año ", 5000), 300)) <= 300,
                      1);
    ck_assert_uint_gt(
        utf8_length(markdown_summary(arena, repeated("palabra año ", 5000), 300)), 280);
}
END_TEST

/* The one pass gives what markdown_summary() would give of the text as typed. */
START_TEST(a_text_comes_with_its_first_words)
{
    const char *source =
        "Hola *a* [todos](javascript:x), #7 <b>y</b> http://a.example.\n"
        "![pic](https://a.example/x)\n\n# fin\n\n";
    const char *long_one =
        arena_printf(arena, "%s%s", source, repeated("palabra ", 4000));
    struct comment_markup comment;
    struct post_markup post;

    ck_assert_int_eq(markdown_comment(arena, source, NULL, &comment), RC_OK);
    ck_assert_str_eq(comment.excerpt, "Hola a todos, #7 y http://a.example.");
    ck_assert_int_eq(markdown_comment(arena, long_one, NULL, &comment), RC_OK);
    ck_assert_str_eq(comment.excerpt,
                     markdown_summary(arena, long_one, MARKDOWN_EXCERPT_MAX));
    ck_assert_uint_le(utf8_length(comment.excerpt), MARKDOWN_EXCERPT_MAX);
    ck_assert_int_eq(markdown_post(arena, long_one, &post), RC_OK);
    ck_assert_str_eq(post.summary,
                     markdown_summary(arena, long_one, MARKDOWN_SUMMARY_MAX));
    ck_assert_uint_gt(utf8_length(post.summary), MARKDOWN_EXCERPT_MAX);
}
END_TEST

START_TEST(a_summary_of_something_too_deep_is_empty)
{
    ck_assert_str_eq(markdown_summary(arena, repeated("> ", 4000), 100), "");
}
END_TEST

static const struct {
    const char *source;
    size_t links;
} linked[] = {
    { "", 0 },
    { "nada http aquí https", 0 },
    { "http://a.example", 1 },
    { "http://a.example, HTTPS://b.example", 2 },
    { "[a](http://a.example) <https://b.example> ![i](http://c.example)", 3 },
    { "[http://a.example](http://a.example)", 1 },
    { "[a][x] [b][x]\n\n[x]: http://a.example", 2 },
    { "[a](&#104;ttp://a.example)", 1 },
    { "<a href=\"http://a.example\">x</a>", 1 },
    { "<div>\nhttp://a.example https://b.example\n</div>", 2 },
    { "[url=http://a.example]x[/url]", 1 },
    { "[a](mailto:x@a.example) [b](/p/x)", 0 },
    { "`http://a.example`", 0 },
};

START_TEST(links_are_counted_as_readers_will_see_them)
{
    struct comment_markup markup;

    ck_assert_int_eq(markdown_comment(arena, linked[_i].source, NULL, &markup), RC_OK);
    ck_assert_uint_eq(markup.links, linked[_i].links);
}
END_TEST

Suite *markdown_suite(void);

Suite *markdown_suite(void)
{
    Suite *suite = suite_create("markdown");
    TCase *tc = tcase_create("markdown");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, prose_is_rendered);
    tcase_add_test(tc, a_reader_keeps_line_ends);
    tcase_add_test(tc, headings_stand_below_what_is_around_them);
    tcase_add_test(tc, a_code_block_keeps_a_plain_language);
    tcase_add_test(tc, a_language_is_cut);
    tcase_add_test(tc, a_footnote_stays_as_it_was_typed);
    tcase_add_test(tc, readers_link_to_posts_of_this_site_and_nothing_else_here);
    tcase_add_loop_test(tc, containers_nest_so_deep_and_no_deeper, 0, ARRAY_LEN(deep));
    tcase_add_test(tc, thirty_two_quotes_are_a_few);
    tcase_add_test(tc, lists_nest_by_indentation_too);
    tcase_add_test(tc, indentation_without_a_list_is_no_nesting);
    tcase_add_test(tc, markup_out_of_proportion_is_refused);
    tcase_add_test(tc, emphasis_is_shown_to_a_depth);
    tcase_add_loop_test(tc, a_comment_full_of_what_is_slow_is_refused, 0,
                        ARRAY_LEN(slow));
    tcase_add_loop_test(tc, a_comment_full_of_what_is_usual_is_rendered, 0,
                        ARRAY_LEN(usual));
    tcase_add_test(tc, invalid_text_becomes_valid);
    tcase_add_test(tc, entities_smuggle_nothing_unfit);
    tcase_add_test(tc, entities_smuggle_no_flood_of_marks);
    tcase_add_test(tc, a_summary_is_prose);
    tcase_add_test(tc, a_summary_ends_at_a_word);
    tcase_add_test(tc, a_text_comes_with_its_first_words);
    tcase_add_test(tc, a_summary_of_something_too_deep_is_empty);
    tcase_add_loop_test(tc, links_are_counted_as_readers_will_see_them, 0,
                        ARRAY_LEN(linked));
    suite_add_tcase(suite, tc);
    return suite;
}
