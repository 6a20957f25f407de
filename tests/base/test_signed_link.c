/*
 * test_signed_link.c - signed keys of links: bound to one purpose, two ids and a time
 */
#include <check.h>

#include "array.h"
#include "signed_link.h"

Suite *signed_link_suite(void);

#define NOW INT64_C(1800000000)

static struct arena *arena;
static struct bytes32 key;

static void setup(void)
{
    arena = arena_new();
    ck_assert(secret_init());
    secret_random(&key);
}

static void teardown(void)
{
    arena_free(arena);
}

static enum token_state check(const char *text, const char *purpose, int64_t now,
                              struct signed_link *out)
{
    return signed_link_check(arena, text, &key, purpose, now, 100, out);
}

START_TEST(a_key_says_what_it_is_for)
{
    const char *text =
        signed_link_make(arena, &key, "stop", (struct signed_link){ 12, 0 }, NOW);
    struct signed_link out = { 0 };
    struct bytes32 other;

    ck_assert_int_eq(check(text, "stop", NOW + 100, &out), TOKEN_GOOD);
    ck_assert_int_eq(out.a, 12);
    ck_assert_int_eq(out.b, 0);
    ck_assert_int_eq(check(text, "stop", NOW + 101, &out), TOKEN_EXPIRED);
    ck_assert_int_eq(signed_link_check(arena, text, &key, "stop", NOW * 2, 0, &out),
                     TOKEN_GOOD);
    ck_assert_int_eq(check(text, "manage", NOW, &out), TOKEN_BAD);
    secret_random(&other);
    ck_assert_int_eq(signed_link_check(arena, text, &other, "stop", NOW, 100, &out),
                     TOKEN_BAD);
    ck_assert(signed_link_peek(text, &out));
    ck_assert_int_eq(out.a, 12);
}
END_TEST

START_TEST(no_part_can_be_exchanged)
{
    const char *text =
        signed_link_make(arena, &key, "stop", (struct signed_link){ 12, 34 }, NOW);
    const char *rest = text + strlen("12.34");
    struct signed_link out;

    ck_assert_int_eq(check(text, "stop", NOW, &out), TOKEN_GOOD);
    ck_assert_int_eq(check(arena_printf(arena, "13.34%s", rest), "stop", NOW, &out),
                     TOKEN_BAD);
    ck_assert_int_eq(check(arena_printf(arena, "12.35%s", rest), "stop", NOW, &out),
                     TOKEN_BAD);
    ck_assert_int_eq(check(arena_printf(arena, "34.12%s", rest), "stop", NOW, &out),
                     TOKEN_BAD);
    ck_assert_int_eq(check(arena_printf(arena, "012.34%s", rest), "stop", NOW, &out),
                     TOKEN_BAD);
    ck_assert_int_eq(
        check(arena_printf(arena, "12.34.2%s", rest + 2), "stop", NOW, &out),
        TOKEN_BAD);
    ck_assert_int_eq(check(arena_printf(arena, "%sx", text), "stop", NOW, &out),
                     TOKEN_BAD);
}
END_TEST

START_TEST(noise_is_no_key)
{
    static const char *const noise[] = {
        "",
        ".",
        "1",
        "1.",
        "1.2",
        "1.2.",
        "1.2.3",
        "1.2.3.",
        "-1.2.3.x",
        "a.b.c.d",
        "99999999999999999999.1.2.x",
        "1.2.99999999999999999999.x",
        "1..2.3",
    };
    struct signed_link out;

    for (size_t i = 0; i < ARRAY_LEN(noise); i++)
        ck_assert_int_eq(check(noise[i], "stop", NOW, &out), TOKEN_BAD);
}
END_TEST

Suite *signed_link_suite(void)
{
    Suite *s = suite_create("signed_link");
    TCase *tc = tcase_create("signed_link");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, a_key_says_what_it_is_for);
    tcase_add_test(tc, no_part_can_be_exchanged);
    tcase_add_test(tc, noise_is_no_key);
    suite_add_tcase(s, tc);
    return s;
}
