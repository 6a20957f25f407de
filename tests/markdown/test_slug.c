/*
 * test_slug.c - the name of a post in its address
 */
#include "banned.h"
#include "slug.h"
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
    const char *title, *slug;
} titles[] = {
    { "¿Debe una empresa externalizar?", "debe-una-empresa-externalizar" },
    { "  Año 2026: ¡pingüinos y ñandúes!  ", "ano-2026-pinguinos-y-nandues" },
    { "Don't panic", "dont-panic" },
    { "Don’t panic", "dont-panic" },
    { "A -- B__C", "a-b-c" },
    { "ＦＵＬＬ ﬁne", "full-fine" },
    { "Straße", "strasse" },
    { "日本語", "" },
    { "¿¡…!?", "" },
    { "", "" },
    { "---", "" },
    { "../../etc/passwd", "etc-passwd" },
    { "<script>alert(1)</script>", "script-alert-1-script" },
    { "a\nb\tc", "a-b-c" },
    { "e\u0301a\u200bb\u202ec", "eabc" },
};

START_TEST(a_title_becomes_a_slug)
{
    const char *slug = slug_from_title(arena, titles[_i].title);

    ck_assert_str_eq(slug, titles[_i].slug);
    ck_assert(!*slug || slug_valid(slug));
}
END_TEST

START_TEST(a_long_title_is_cut_at_a_word)
{
    const char *slug = slug_from_title(
        arena,
        "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce "
        "quince dieciséis");

    ck_assert_str_eq(slug,
                     "uno-dos-tres-cuatro-cinco-seis-siete-ocho-nueve-diez-once-doce-"
                     "trece-catorce");
}
END_TEST

START_TEST(a_word_that_ends_at_the_limit_stays)
{
    char title[128] = "";

    memset(title, 'a', SLUG_MAX);
    ck_assert_uint_eq(strlen(slug_from_title(arena, title)), SLUG_MAX);
    memcpy(title + SLUG_MAX, " tail", 6);
    ck_assert_uint_eq(strlen(slug_from_title(arena, title)), SLUG_MAX);
    memset(title, 'a', 120);
    ck_assert_uint_eq(strlen(slug_from_title(arena, title)), SLUG_MAX);
}
END_TEST

START_TEST(only_slugs_are_slugs)
{
    static const char *const bad[] = { "",  "A",   "a b",  "a/b", "a_b",
                                       "ñ", "a.b", "a%20", "a\n" };
    char s[SLUG_MAX + 2] = "";

    ck_assert(slug_valid("a-1"));
    ck_assert(slug_valid("0"));
    for (size_t i = 0; i < ARRAY_LEN(bad); i++)
        ck_assert_msg(!slug_valid(bad[i]), "%s", bad[i]);
    memset(s, 'a', SLUG_MAX);
    ck_assert(slug_valid(s));
    s[SLUG_MAX] = 'a';
    ck_assert(!slug_valid(s));
}
END_TEST

Suite *slug_suite(void);

Suite *slug_suite(void)
{
    Suite *suite = suite_create("slug");
    TCase *tc = tcase_create("slug");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_loop_test(tc, a_title_becomes_a_slug, 0, (int)ARRAY_LEN(titles));
    tcase_add_test(tc, a_long_title_is_cut_at_a_word);
    tcase_add_test(tc, a_word_that_ends_at_the_limit_stays);
    tcase_add_test(tc, only_slugs_are_slugs);
    suite_add_tcase(suite, tc);
    return suite;
}
