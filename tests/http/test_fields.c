/*
 * test_fields.c - names and values of a query, of a form body or of the Cookie header
 */
#include "fields.h"
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

static struct fields parsed(const char *s)
{
    struct fields f;

    ck_assert_int_eq(fields_parse(arena, s, strlen(s), &f), RC_OK);
    return f;
}

static struct fields cookies(const char *header)
{
    struct fields f;

    fields_parse_cookies(arena, header, &f);
    return f;
}

START_TEST(pairs_are_decoded)
{
    const struct fields f =
        parsed("side=pro&body=l%C3%ADnea+1%0Al%C3%ADnea%3D2&n%61me=A");

    ck_assert_uint_eq(f.n, 3);
    ck_assert_str_eq(fields_get(&f, "side"), "pro");
    ck_assert_str_eq(fields_get(&f, "body"), "línea 1\nlínea=2");
    ck_assert_str_eq(fields_get(&f, "name"), "A");
    ck_assert_ptr_null(fields_get(&f, "NAME"));
    ck_assert_str_eq(fields_text(&f, "email"), "");
}
END_TEST

START_TEST(empty_pieces_are_no_fields)
{
    const struct fields f = parsed("&&a&=&b=&a=b=c&");

    ck_assert_uint_eq(f.n, 4);
    ck_assert_str_eq(fields_get(&f, "a"), "");
    ck_assert_str_eq(fields_get(&f, "b"), "");
    ck_assert_str_eq(f.items[3].value, "b=c");
    ck_assert_uint_eq(parsed("").n, 0);
}
END_TEST

START_TEST(repeated_fields_are_counted)
{
    const struct fields f = parsed("id=1&id=2&ids=3&id=4");

    ck_assert_uint_eq(fields_count(&f, "id"), 3);
    ck_assert_uint_eq(fields_count(&f, "none"), 0);
    ck_assert_str_eq(fields_get(&f, "id"), "1");
}
END_TEST

START_TEST(a_broken_piece_refuses_the_whole)
{
    static const char *const bad[] = { "a=%", "a=b&%zz=c", "a=%00", "a=%ff&b=c",
                                       "a=1&b=\xc3" };
    struct fields f;

    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        ck_assert_int_eq(fields_parse(arena, bad[i], strlen(bad[i]), &f), RC_INVALID);
        ck_assert_uint_eq(f.n, 0);
    }
}
END_TEST

START_TEST(a_raw_nul_is_refused)
{
    struct fields f;

    ck_assert_int_eq(fields_parse(arena, "a=b\0c", 5, &f), RC_INVALID);
    ck_assert_int_eq(fields_parse(arena, "a\0b=c", 5, &f), RC_INVALID);
}
END_TEST

START_TEST(only_so_many_pairs_are_taken)
{
    char s[2 * FIELDS_MAX + 1];
    struct fields f;

    for (size_t i = 0; i < sizeof(s); i++)
        s[i] = i % 2 ? '&' : 'a';
    ck_assert_int_eq(fields_parse(arena, s, sizeof(s) - 2, &f), RC_OK);
    ck_assert_uint_eq(f.n, FIELDS_MAX);
    ck_assert_int_eq(fields_parse(arena, s, sizeof(s), &f), RC_INVALID);
    ck_assert_uint_eq(f.n, 0);
}
END_TEST

START_TEST(cookies_are_split_at_semicolons)
{
    const struct fields f = cookies("reader=abc_-9; session=x=y;lang=es ;\tq=\"1\"");

    ck_assert_uint_eq(f.n, 4);
    ck_assert_str_eq(fields_get(&f, "reader"), "abc_-9");
    ck_assert_str_eq(fields_get(&f, "session"), "x=y");
    ck_assert_str_eq(fields_get(&f, "lang"), "es");
    ck_assert_str_eq(fields_get(&f, "q"), "\"1\"");
}
END_TEST

START_TEST(odd_cookies_are_skipped_and_the_first_counts)
{
    const struct fields f = cookies(";; flag; =v; bad=\xff; a=1; a=2; a%3D=3; ");

    ck_assert_str_eq(fields_get(&f, "a"), "1");
    ck_assert_ptr_null(fields_get(&f, "flag"));
    ck_assert_ptr_null(fields_get(&f, "bad"));
    ck_assert_ptr_null(fields_get(&f, ""));
    ck_assert_str_eq(fields_get(&f, "a%3D"), "3");
    ck_assert_uint_eq(cookies("").n, 0);
}
END_TEST

START_TEST(a_flood_of_cookies_is_cut)
{
    char s[4 * FIELDS_MAX + 1] = "";

    memset(s, ';', sizeof(s) - 1);
    ck_assert_uint_eq(cookies(s).n, 0);
    for (size_t i = 0; i + 4 < sizeof(s); i += 3)
        memcpy(s + i, "a=;", 3);
    ck_assert_uint_eq(cookies(s).n, FIELDS_MAX);
}
END_TEST

Suite *fields_suite(void);

Suite *fields_suite(void)
{
    Suite *suite = suite_create("fields");
    TCase *tc = tcase_create("fields");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, pairs_are_decoded);
    tcase_add_test(tc, empty_pieces_are_no_fields);
    tcase_add_test(tc, repeated_fields_are_counted);
    tcase_add_test(tc, a_broken_piece_refuses_the_whole);
    tcase_add_test(tc, a_raw_nul_is_refused);
    tcase_add_test(tc, only_so_many_pairs_are_taken);
    tcase_add_test(tc, cookies_are_split_at_semicolons);
    tcase_add_test(tc, odd_cookies_are_skipped_and_the_first_counts);
    tcase_add_test(tc, a_flood_of_cookies_is_cut);
    suite_add_tcase(suite, tc);
    return suite;
}
