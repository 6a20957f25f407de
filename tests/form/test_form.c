/*
 * test_form.c - problems, and the form of the site's settings
 */
#include "form.h"
#include "lang.h"
#include "site_form.h"
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

static struct site_form read_site(const char *body)
{
    struct fields in;
    struct site_form form;

    ck_assert_int_eq(fields_parse(arena, body, strlen(body), &in), RC_OK);
    site_form_read(arena, LANG_ES, &in, &form);
    return form;
}

static char *repeated(const char *unit, size_t times)
{
    char *s = arena_strdup(arena, "");

    for (size_t i = 0; i < times; i++)
        s = arena_printf(arena, "%s%s", s, unit);
    return s;
}

START_TEST(the_first_problem_of_a_field_is_shown)
{
    struct problems p = { 0 };

    ck_assert_ptr_null(problem_of(&p, "body"));
    problem_add(&p, "name", "uno");
    problem_add_link(&p, "body", "dos", "/x");
    problem_add(&p, "body", "tres");
    ck_assert_uint_eq(p.n, 3);
    ck_assert_str_eq(problem_of(&p, "body"), "dos");
    ck_assert_str_eq(p.items[1].href, "/x");
    ck_assert_ptr_null(p.items[0].href);
    ck_assert_ptr_null(problem_of(&p, ""));
}
END_TEST

START_TEST(problems_have_an_end)
{
    struct problems p = { 0 };

    for (int i = 0; i < PROBLEMS_MAX + 5; i++)
        problem_add(&p, i ? "b" : "a", "x");
    ck_assert_uint_eq(p.n, PROBLEMS_MAX);
    ck_assert_ptr_nonnull(problem_of(&p, "a"));
}
END_TEST

START_TEST(settings_are_read)
{
    const struct site_form form =
        read_site("title=+Mi++blog%0A&tagline=Una+l%C3%ADnea&lang=en&policy=first");

    ck_assert_uint_eq(form.problems.n, 0);
    ck_assert_str_eq(form.title, " Mi  blog\n");
    ck_assert_str_eq(form.title_line, "Mi blog");
    ck_assert_str_eq(form.tagline_line, "Una línea");
    ck_assert_int_eq(form.lang_value, LANG_EN);
    ck_assert_int_eq(form.policy_value, POLICY_HOLD_FIRST);
}
END_TEST

START_TEST(settings_that_cannot_be_are_problems)
{
    const char *long_body =
        arena_printf(arena, "title=%s&tagline=%s&lang=xx&policy=site",
                     repeated("%C3%B1", 202), repeated("a", 201));
    struct site_form form = read_site(long_body);

    ck_assert_uint_eq(form.problems.n, 4);
    ck_assert_str_eq(problem_of(&form.problems, "title"),
                     "Al título le sobran 2 caracteres.");
    ck_assert_str_eq(problem_of(&form.problems, "tagline"),
                     "Al lema le sobra 1 carácter.");
    ck_assert_ptr_nonnull(problem_of(&form.problems, "lang"));
    ck_assert_ptr_nonnull(problem_of(&form.problems, "policy"));
    ck_assert_uint_eq(utf8_length(form.title), 202);

    form = read_site("title=%E2%80%AE+%E2%80%8B&lang=es&policy=all");
    ck_assert_uint_eq(form.problems.n, 1);
    ck_assert_str_eq(problem_of(&form.problems, "title"), "Escribe un título.");
    ck_assert_uint_eq(read_site("").problems.n, 3);
}
END_TEST

START_TEST(limits_themselves_are_allowed)
{
    const struct site_form form =
        read_site(arena_printf(arena, "title=%s&tagline=%s&lang=es&policy=none",
                               repeated("%C3%B1", 200), repeated("%C3%B1", 200)));

    ck_assert_uint_eq(form.problems.n, 0);
}
END_TEST

START_TEST(stored_settings_are_shown)
{
    const struct site site = {
        .title = "T", .tagline = "L", .lang = LANG_EN, .policy = POLICY_HOLD_ALL
    };
    struct site_form form;

    site_form_from(&site, &form);
    ck_assert_str_eq(form.title, "T");
    ck_assert_str_eq(form.tagline, "L");
    ck_assert_str_eq(form.lang, "en");
    ck_assert_str_eq(form.policy, "all");
    ck_assert_uint_eq(form.problems.n, 0);
}
END_TEST

Suite *form_suite(void);

Suite *form_suite(void)
{
    Suite *suite = suite_create("form");
    TCase *tc = tcase_create("form");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, the_first_problem_of_a_field_is_shown);
    tcase_add_test(tc, problems_have_an_end);
    tcase_add_test(tc, settings_are_read);
    tcase_add_test(tc, settings_that_cannot_be_are_problems);
    tcase_add_test(tc, limits_themselves_are_allowed);
    tcase_add_test(tc, stored_settings_are_shown);
    suite_add_tcase(suite, tc);
    return suite;
}
