/*
 * test_reference.c - the comments that a comment names become links
 */
#include <string.h>

#include "buf.h"
#include "markdown.h"
#include "markup.h"
#include "suite.h"

#define URL "https://example.org"
#define REF(id, words)                                                                 \
    "<a class=\"ref\" href=\"/p/uno?at=" #id "#c" #id "\">" words "</a>"
#define WEB(url) "<a href=\"" url "\" rel=\"nofollow ugc noopener\">" url "</a>"

static struct arena *arena;

static void setup(void)
{
    arena = arena_new();
}

static void teardown(void)
{
    arena_free(arena);
}

/* Counts how often it is asked. */
static bool seven_or_twelve(void *asked, int64_t id)
{
    ++*(size_t *)asked;
    return id == 7 || id == 12;
}

static bool all_but_99(void *asked, int64_t id)
{
    ++*(size_t *)asked;
    return id != 99;
}

static size_t asked;

/* Post "uno", formerly "uno-cero" and "cero", with the visible comments 7 and 12. */
static struct references here(void)
{
    static const char *const former[] = { "uno-cero", "cero" };

    asked = 0;
    return (struct references){ .base_url = URL,
                                .slug = "uno",
                                .former = former,
                                .former_n = 2,
                                .visible = seven_or_twelve,
                                .from = &asked };
}

static const char *rendered(const char *source)
{
    const struct references refs = here();
    struct comment_markup markup;
    const char *fault;

    ck_assert_int_eq(markdown_comment(arena, source, &refs, &markup), RC_OK);
    fault = markup_fault(markup.html.s, true);
    ck_assert_msg(!fault, "%s: %s", fault, markup.html.s);
    return markup.html.s;
}

static const struct {
    const char *source, *markup;
} linked[] = {
    { "#12", REF(12, "#12") },
    { "Como #7 y #12, no.", "Como " REF(7, "#7") " y " REF(12, "#12") ", no." },
    { "(#7)", "(" REF(7, "#7") ")" },
    { "\u00ab#7\u00bb \u00bf#12?",
      "\u00ab" REF(7, "#7") "\u00bb \u00bf" REF(12, "#12") "?" },
    { "*#7*", "<em>" REF(7, "#7") "</em>" },
    { URL "/p/uno#c12", REF(12, "#12") },
    { URL "/p/uno?at=12#c12", REF(12, "#12") },
    { URL "/p/uno-cero#c12", REF(12, "#12") },
    { URL "/p/cero/comments/12", REF(12, "#12") },
    { URL "/p/uno?side=pro&page=2#c12", REF(12, "#12") },
    { URL "/p/uno/comments/12", REF(12, "#12") },
    { URL "/p/uno/comments/12?reply=12#reply", REF(12, "#12") },
    { "<" URL "/p/uno#c12>", REF(12, "#12") },
    { "Mira " URL "/p/uno#c12.", "Mira " REF(12, "#12") "." },
    { "Mira /p/uno#c7, anda", "Mira " REF(7, "#7") ", anda" },
    { "[como dice Ana](/p/uno?at=7#c7)", REF(7, "como dice Ana") },
    { "[*Ana*](" URL "/p/uno/comments/7)", REF(7, "<em>Ana</em>") },
    { "[](/p/uno#c7)", REF(7, "#7") },
    { "![](/p/uno#c7)", REF(7, "#7") },
};

START_TEST(a_named_comment_becomes_a_link)
{
    ck_assert_str_eq(rendered(linked[_i].source),
                     arena_printf(arena, "<p>%s</p>\n", linked[_i].markup));
}
END_TEST

static const struct {
    const char *source, *markup;
} plain[] = {
    { "#8", "#8" }, /* no such comment */
    { "a#12", "a#12" },
    { "\u00f1#12", "\u00f1#12" },
    { "#12a", "#12a" },
    { "#12\u00e1", "#12\u00e1" },
    { "#12_", "#12_" },
    { "##12", "##12" },
    { "/#12", "/#12" },
    { "&#12;", "" },
    { "&amp;#12;", "&amp;#12;" },
    { "#012", "#012" },
    { "#0", "#0" },
    { "#-7", "#-7" },
    { "#12345678901234567890123", "#12345678901234567890123" },
    { "`#12`", "<code>#12</code>" },
    { "[#12](http://a.example)",
      "<a href=\"http://a.example\" rel=\"nofollow ugc noopener\">#12</a>" },
    { "http://a.example/#12", WEB("http://a.example/#12") },
    { URL "/p/uno#c8", WEB(URL "/p/uno#c8") },
    { URL "/p/dos#c12", WEB(URL "/p/dos#c12") },
    { URL "/p/uno-dos#c12", WEB(URL "/p/uno-dos#c12") },
    { URL "/p/uno#c12x", WEB(URL "/p/uno#c12x") },
    { URL "/p/uno/comments/12/edit", WEB(URL "/p/uno/comments/12/edit") },
    { URL ".evil.example/p/uno#c12", WEB(URL ".evil.example/p/uno#c12") },
    { "http://evil.example/p/uno#c12", WEB("http://evil.example/p/uno#c12") },
    { "/p/dos#c12", "/p/dos#c12" },
    { "x/p/uno#c12", "x/p/uno#c12" },
};

START_TEST(what_names_no_comment_stays)
{
    const char *markup = rendered(plain[_i].source);

    ck_assert_str_eq(markup, arena_printf(arena, "<p>%s</p>\n", plain[_i].markup));
}
END_TEST

START_TEST(code_and_headings_stay)
{
    ck_assert_str_eq(rendered("# 12"), "<h4>12</h4>\n");
    ck_assert_str_eq(rendered("    #12"), "<pre><code>#12\n</code></pre>\n");
    ck_assert_str_eq(rendered("```\n#12\n```"), "<pre><code>#12\n</code></pre>\n");
}
END_TEST

START_TEST(without_a_post_nothing_is_named)
{
    struct comment_markup comment;
    struct post_markup post;

    ck_assert_int_eq(markdown_comment(arena, "#12", NULL, &comment), RC_OK);
    ck_assert_str_eq(comment.html.s, "<p>#12</p>\n");
    ck_assert_int_eq(markdown_post(arena, "#12", &post), RC_OK);
    ck_assert_str_eq(post.html.s, "<p>#12</p>\n");
}
END_TEST

static void check_named(const char *source, size_t n, const int64_t *id)
{
    struct references refs = here();
    struct comment_markup markup;

    refs.visible = all_but_99;
    ck_assert_int_eq(markdown_comment(arena, source, &refs, &markup), RC_OK);
    ck_assert_uint_eq(markup.named.n, n);
    for (size_t i = 0; i < n; i++)
        ck_assert_int_eq(markup.named.id[i], id[i]);
}

START_TEST(what_a_text_names_is_listed_once)
{
    check_named("Nadie", 0, NULL);
    ck_assert_uint_eq(asked, 0);
    check_named("#7, #99, #7 `#8` " URL "/p/uno#c3 [x](/p/uno/comments/5) /p/dos#c4", 3,
                (const int64_t[]){ 7, 3, 5 });
    ck_assert_uint_eq(asked, 4);
}
END_TEST

/* "#7 " n times. */
static char *often(size_t n)
{
    char *s = arena_alloc(arena, 3 * n + 1);

    for (size_t i = 0; i < n; i++)
        memcpy(s + 3 * i, "#7 ", 3);
    return s;
}

START_TEST(twenty_references_are_enough)
{
    const char *markup = rendered(often(2000));
    struct references refs = here();
    struct comment_markup made;
    struct buf many;
    size_t n = 0;

    for (const char *s = markup; (s = strstr(s, "<a ")); s++)
        n++;
    ck_assert_uint_eq(n, REFERENCES_MAX);
    buf_init(&many, 10000);
    for (int i = 1; i <= 30; i++)
        buf_printf(&many, "#%d ", i);
    refs.visible = all_but_99;
    ck_assert_int_eq(markdown_comment(arena, many.s, &refs, &made), RC_OK);
    ck_assert_uint_eq(made.named.n, REFERENCES_MAX);
    ck_assert_int_eq(made.named.id[REFERENCES_MAX - 1], REFERENCES_MAX);
    ck_assert_uint_eq(asked, REFERENCES_MAX);
    buf_clear(&many);
}
END_TEST

/* Twenty short ones below a post with the longest address still fit. */
START_TEST(short_texts_may_name_many)
{
    const struct references refs = {
        .base_url = URL,
        .slug = "un-titulo-de-ochenta-letras-como-los-hay-pocos-y"
                "-que-no-caben-en-ningun-sitio-de-a",
        .visible = seven_or_twelve,
        .from = &asked,
    };
    struct comment_markup markup;

    ck_assert_int_eq(markdown_comment(arena, often(20), &refs, &markup), RC_OK);
}
END_TEST

static size_t links_of(const char *source, const struct references *refs)
{
    struct comment_markup markup;

    ck_assert_int_eq(markdown_comment(arena, source, refs, &markup), RC_OK);
    return markup.links;
}

START_TEST(links_to_comments_do_not_count_as_links)
{
    struct references refs = here();

    ck_assert_uint_eq(links_of(URL "/p/uno#c7 #12 " URL "/p/uno#c8", &refs), 1);
    ck_assert_uint_eq(links_of(URL "/p/uno#c7", NULL), 1);
}
END_TEST

Suite *reference_suite(void);

Suite *reference_suite(void)
{
    Suite *suite = suite_create("reference");
    TCase *tc = tcase_create("reference");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_loop_test(tc, a_named_comment_becomes_a_link, 0, ARRAY_LEN(linked));
    tcase_add_loop_test(tc, what_names_no_comment_stays, 0, ARRAY_LEN(plain));
    tcase_add_test(tc, code_and_headings_stay);
    tcase_add_test(tc, without_a_post_nothing_is_named);
    tcase_add_test(tc, what_a_text_names_is_listed_once);
    tcase_add_test(tc, twenty_references_are_enough);
    tcase_add_test(tc, short_texts_may_name_many);
    tcase_add_test(tc, links_to_comments_do_not_count_as_links);
    suite_add_tcase(suite, tc);
    return suite;
}
