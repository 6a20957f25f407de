/*
 * test_comment_form.c - the form under a post
 */
#include "comment_form.h"
#include "form.h"
#include "lang.h"
#include "suite.h"

static const struct form_limits LIMITS = {
    .comment_bytes = 40, .name_points = 8, .website_bytes = 30, .post_bytes = 1000
};
static struct arena *arena;

static void setup(void)
{
    arena = arena_new();
}

static void teardown(void)
{
    arena_free(arena);
}

static bool only_seven(void *from, int64_t id)
{
    (void)from;
    return id == 7;
}

static enum rc reading(const char *body, bool debate, struct comment_form *form)
{
    struct references below = { .base_url = "https://example.org",
                                .slug = "uno",
                                .visible = only_seven };
    struct fields in;

    ck_assert_int_eq(fields_parse(arena, body, strlen(body), &in), RC_OK);
    return comment_form_read(arena, LANG_ES, &in, debate, &LIMITS, &below, form);
}

static struct comment_form read(const char *body)
{
    struct comment_form form;

    ck_assert_int_eq(reading(body, true, &form), RC_OK);
    return form;
}

/* The only problem of the form. */
static const char *problem(const struct comment_form *form, const char *field)
{
    ck_assert_uint_eq(form->problems.n, 1);
    ck_assert_str_eq(form->problems.items[0].field, field);
    return form->problems.items[0].text;
}

#define GOOD "side=pro&name=Ann&body=hi"

START_TEST(a_good_comment_is_read)
{
    const struct comment_form form =
        read("side=contra&name=+An%CC%83a++B+&body=*hola*%0D%0Atodos%0A&parent=12"
             "&website=https%3A%2F%2Fa.example&action=post&url=");

    ck_assert_uint_eq(form.problems.n, 0);
    ck_assert_int_eq(form.side_value, SIDE_CONTRA);
    ck_assert_str_eq(form.name_line, "Aña B");
    ck_assert_str_eq(form.body_text, "*hola*\ntodos");
    ck_assert_str_eq(form.markup.html.s, "<p><em>hola</em><br />\ntodos</p>\n");
    ck_assert_str_eq(form.website_line, "https://a.example");
    ck_assert_int_eq(form.parent, 12);
    ck_assert(!form.preview);
    ck_assert(!form.honeypot);
    ck_assert_str_eq(form.body, "*hola*\r\ntodos\n");
    ck_assert_str_eq(form.side, "contra");
}
END_TEST

START_TEST(a_debate_wants_a_side)
{
    static const char *const bad[] = { "", "&side=", "&side=PRO", "&side=undecided",
                                       "&side=1" };

    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        const struct comment_form form =
            read(arena_printf(arena, "name=A&body=b%s", bad[i]));

        ck_assert_str_eq(problem(&form, "side"),
                         "Elige una postura para poder publicar.");
        ck_assert_int_eq(form.side_value, SIDE_NONE);
        ck_assert_str_eq(form.body, "b");
    }
}
END_TEST

START_TEST(a_plain_post_takes_no_side)
{
    struct comment_form form;

    ck_assert_int_eq(reading(GOOD, false, &form), RC_OK);
    ck_assert_uint_eq(form.problems.n, 0);
    ck_assert_int_eq(form.side_value, SIDE_NONE);
}
END_TEST

static const char *const nothing[] = {
    "",          "+%0A%09",
    "%E2%80%8B", "%C2%A0%E2%80%AE",
    "%E3%85%A4", "%5Ba%5D%3A+http%3A%2F%2Fb.c",
};

START_TEST(a_comment_says_something)
{
    const struct comment_form form =
        read(arena_printf(arena, "side=pro&name=A&body=%s", nothing[_i]));

    ck_assert_str_eq(problem(&form, "body"), "Escribe tu comentario.");
}
END_TEST

START_TEST(too_long_is_told_in_characters)
{
    /* 40 bytes hold 20 of the 23 letters. */
    struct comment_form form = read("side=pro&name=A&body=%C3%B1%C3%B1%C3%B1%C3%B1%C3%"
                                    "B1%C3%B1%C3%B1%C3%B1%C3%B1%C3%B1"
                                    "%C3%B1%C3%B1%C3%B1%C3%B1%C3%B1%C3%B1%C3%B1%C3%B1%"
                                    "C3%B1%C3%B1%C3%B1%C3%B1%C3%B1");

    ck_assert_str_eq(problem(&form, "body"), "Sobran 3 caracteres.");
    ck_assert_uint_eq(strlen(form.body), 46);
    /* 41 bytes, the last letter of two. */
    form = read("side=pro&name=A&body=123456789012345678901234567890123456789%C3%B1");
    ck_assert_str_eq(problem(&form, "body"), "Sobra 1 carácter.");
    form = read("side=pro&name=A&body=1234567890123456789012345678901234567890");
    ck_assert_uint_eq(form.problems.n, 0);
}
END_TEST

START_TEST(a_markdown_refusal_is_a_problem)
{
    const struct comment_form form =
        read("side=pro&name=A&body=%3E%3E%3E%3E%3E%3E%3E%3E%3E%3E%3E%3E%3E%3E%3E%3E%3E%"
             "3E%3E%3E"
             "%3E%3E%3E%3E%3E%3E%3E%3E%3E%3E%3E%3E%3E%3E%3E%3E");

    ck_assert_str_eq(
        problem(&form, "body"),
        "Hay demasiadas citas o listas unas dentro de otras. Quita algún nivel.");
}
END_TEST

START_TEST(a_comment_is_signed)
{
    struct comment_form form = read("side=pro&body=b");

    ck_assert_str_eq(problem(&form, "name"),
                     "Escribe el nombre con el que quieres firmar.");
    form = read("side=pro&body=b&name=%E2%80%8B%E2%80%AE+");
    ck_assert_ptr_nonnull(problem(&form, "name"));
    form =
        read("side=pro&body=b&name=%C3%B1%C3%B1%C3%B1%C3%B1%C3%B1%C3%B1%C3%B1%C3%B1");
    ck_assert_uint_eq(form.problems.n, 0);
    form = read("side=pro&body=b&name=1234567890");
    ck_assert_str_eq(problem(&form, "name"), "Al nombre le sobran 2 caracteres.");
    form = read("side=pro&body=b&name=%3Cb%3Ex");
    ck_assert_str_eq(form.name_line, "<b>x");
}
END_TEST

static const char *const not_web[] = {
    "javascript%3Aalert(1)", "JavaScript%3Aalert.a", "data%3Atext%2Fhtml",
    "http%3A%2F%2F",         "http%3A%2F%2Fa%40b",   "a+b",
    "http%3A%2F%2Fa%22b",    "ftp%3A%2F%2Fa.b",      "%2F%2Fa.example",
    "mailto%3Aa%40b",        "java%09script%3Ax",
};

START_TEST(a_website_is_a_web_address)
{
    const struct comment_form form =
        read(arena_printf(arena, GOOD "&website=%s", not_web[_i]));

    ck_assert_ptr_nonnull(strstr(problem(&form, "website"), "https://ejemplo.org"));
}
END_TEST

START_TEST(a_bare_host_is_taken_for_a_website)
{
    struct comment_form form = read(GOOD "&website=+a.example%2Fb+");

    ck_assert_uint_eq(form.problems.n, 0);
    ck_assert_str_eq(form.website_line, "https://a.example/b");
    ck_assert_str_eq(form.website, " a.example/b ");
    form = read(GOOD);
    ck_assert_str_eq(form.website_line, "");
    form = read(GOOD "&website=a23456789012345678901.b");
    ck_assert_str_eq(
        problem(&form, "website"),
        "La dirección de tu web es demasiado larga. Prueba con la de la portada.");
}
END_TEST

static const char *const no_parent[] = {
    "0", "-1", "01", "x", "1x", "+1", "99999999999999999999"
};

START_TEST(an_ill_formed_parent_is_not_there)
{
    struct comment_form form;

    ck_assert_int_eq(
        reading(arena_printf(arena, GOOD "&parent=%s", no_parent[_i]), true, &form),
        RC_NOT_FOUND);
    ck_assert_int_eq(reading(GOOD "&parent=", true, &form), RC_OK);
    ck_assert_int_eq(form.parent, 0);
}
END_TEST

START_TEST(a_preview_may_lack_side_and_name)
{
    struct comment_form form = read("action=preview&body=*a*");

    ck_assert(form.preview);
    ck_assert_uint_eq(form.problems.n, 0);
    ck_assert_str_eq(form.markup.html.s, "<p><em>a</em></p>\n");
    form = read("action=preview&name=1234567890&website=x+y");
    ck_assert_uint_eq(form.problems.n, 3);
}
END_TEST

START_TEST(the_field_that_people_do_not_see_is_watched)
{
    ck_assert(read(GOOD "&url=http%3A%2F%2Fspam.example").honeypot);
    ck_assert_uint_eq(read(GOOD "&url=x").problems.n, 0);
}
END_TEST

START_TEST(an_empty_form_has_each_problem_once)
{
    const struct comment_form form = read("");

    ck_assert_uint_eq(form.problems.n, 3);
    ck_assert_ptr_nonnull(problem_of(&form.problems, "side"));
    ck_assert_ptr_nonnull(problem_of(&form.problems, "body"));
    ck_assert_ptr_nonnull(problem_of(&form.problems, "name"));
    ck_assert_str_eq(form.body, "");
    ck_assert_str_eq(form.markup.html.s, "");
}
END_TEST

Suite *comment_form_suite(void);

Suite *comment_form_suite(void)
{
    Suite *suite = suite_create("comment_form");
    TCase *tc = tcase_create("comment_form");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, a_good_comment_is_read);
    tcase_add_test(tc, a_debate_wants_a_side);
    tcase_add_test(tc, a_plain_post_takes_no_side);
    tcase_add_loop_test(tc, a_comment_says_something, 0, ARRAY_LEN(nothing));
    tcase_add_test(tc, too_long_is_told_in_characters);
    tcase_add_test(tc, a_markdown_refusal_is_a_problem);
    tcase_add_test(tc, a_comment_is_signed);
    tcase_add_loop_test(tc, a_website_is_a_web_address, 0, ARRAY_LEN(not_web));
    tcase_add_test(tc, a_bare_host_is_taken_for_a_website);
    tcase_add_loop_test(tc, an_ill_formed_parent_is_not_there, 0, ARRAY_LEN(no_parent));
    tcase_add_test(tc, a_preview_may_lack_side_and_name);
    tcase_add_test(tc, the_field_that_people_do_not_see_is_watched);
    tcase_add_test(tc, an_empty_form_has_each_problem_once);
    suite_add_tcase(suite, tc);
    return suite;
}
