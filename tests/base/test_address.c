/*
 * test_address.c - accepted and refused mail addresses
 */
#include <check.h>
#include <string.h>

#include "address.h"
#include "array.h"
#include "banned.h"

Suite *address_suite(void);

static struct arena *arena;

static void setup(void)
{
    arena = arena_new();
}

static void teardown(void)
{
    arena_free(arena);
}

static const char *repeated(char c, size_t n, const char *rest)
{
    char *text = arena_alloc(arena, n + strlen(rest) + 1);

    memset(text, c, n);
    memcpy(text + n, rest, strlen(rest));
    return text;
}

START_TEST(plain_addresses_are_taken)
{
    ck_assert_str_eq(address_parse(arena, "ana@example.org"), "ana@example.org");
    ck_assert_str_eq(address_parse(arena, "  Ana.Luz+x@Mail.Example.ORG\n"),
                     "Ana.Luz+x@mail.example.org");
    ck_assert_str_eq(address_parse(arena, "o'brien!#$%&*=?^_`{|}~-/@xn--espaa-rta.es"),
                     "o'brien!#$%&*=?^_`{|}~-/@xn--espaa-rta.es");
    ck_assert_ptr_nonnull(address_parse(arena, repeated('a', 64, "@b.org")));
}
END_TEST

/* Readers in Spain and Chile type an eñe; the DNS has none. */
START_TEST(domains_beyond_ascii_are_taken_as_the_dns_has_them)
{
    ck_assert_str_eq(address_parse(arena, "usuario@empresa.españa"),
                     "usuario@empresa.xn--espaa-rta");
    ck_assert_str_eq(address_parse(arena, "Ana@ÑANDÚ.cl"), "Ana@xn--and-6ma2c.cl");
    ck_assert_str_eq(address_parse(arena, "ana@espan\u0303a.es"), /* n and a tilde */
                     "ana@xn--espaa-rta.es");
    ck_assert_str_eq(address_parse(arena, "ana@straße.example"),
                     "ana@xn--strae-oqa.example");
    ck_assert_str_eq(address_parse(arena, "ana@例え。jp"), "ana@xn--r8jz45g.jp");
    ck_assert_str_eq(address_mailbox(arena, address_parse(arena, "Ana+x@España.es")),
                     "ana@xn--espaa-rta.es");
}
END_TEST

static const char *const refused[] = {
    "",
    " ",
    "ana",
    "@example.org",
    "ana@",
    "ana@example",
    "ana@@example.org",
    "a@b@example.org",
    "ana @example.org",
    "ana@exam ple.org",
    "ana@example.org x",
    ".ana@example.org",
    "ana.@example.org",
    "an..a@example.org",
    "ana@.org",
    "ana@example..org",
    "ana@example.org.",
    "ana@-example.org",
    "ana@example-.org",
    "ana@example.org-",
    "\"ana\"@example.org",
    "ana@[192.0.2.1]",
    "ana@192.0.2.1",
    "<ana@example.org>",
    "Ana <ana@example.org>",
    "ana@example.org,luis@example.org",
    "ana@example.org\nBcc: luis@example.org",
    "ana\r\n@example.org",
    "ana\t@example.org",
    "ana(x)@example.org",
    "ana\\@example.org",
    "ana@exam_ple.org",
    "aña@example.org",
    "ana@españa",
    "ana@ñ..es",
    "ana@-ñ.es",
    "ana@ñ es.es",
    "ana@ñ/b.es",
    "ana@ñ.es,luis@example.org",
    "ana@ñ\u200b\r\nBcc: luis@example.org",
    "ana@ñ\uFF20b.es", /* a full-width @ */
    "ana@\u2602.\u00f1_.es",
    "ana@\xC3.es",
    "ana@\xED\xA0\x80.es",
    "ñandú@xn--and-6ma2c.cl",
    "ana@example.org\x01",
    "ana;x@example.org",
    "ana:x@example.org",
};

START_TEST(all_else_is_refused)
{
    ck_assert_msg(!address_parse(arena, refused[_i]), "%s", refused[_i]);
}
END_TEST

START_TEST(lengths_are_bounded)
{
    ck_assert_ptr_null(address_parse(arena, repeated('a', 65, "@b.org")));
    ck_assert_ptr_null(
        address_parse(arena, arena_printf(arena, "a@%s", repeated('b', 64, ".org"))));
    ck_assert_ptr_null(address_parse(arena, repeated('a', 1000000, "@b.org")));
    ck_assert_ptr_null(address_parse(
        arena,
        arena_printf(arena, "a@%s",
                     repeated('b', 60, repeated('.', 1, repeated('c', 200, ".org"))))));
}
END_TEST

/* 60 eñes fit into the typed length, but not into a DNS label. */
START_TEST(lengths_are_those_of_the_dns)
{
    const char *n = "";

    for (unsigned i = 0; i < 60; i++)
        n = arena_printf(arena, "%sñ", n);
    ck_assert_ptr_nonnull(address_parse(arena, arena_printf(arena, "a@%.20s.es", n)));
    ck_assert_ptr_null(address_parse(arena, arena_printf(arena, "a@%s.es", n)));
}
END_TEST

START_TEST(spellings_of_a_mailbox_are_one)
{
    ck_assert_str_eq(address_mailbox(arena, "Ana.Luz+x+y@example.org"),
                     "ana.luz@example.org");
    ck_assert_str_eq(address_mailbox(arena, "ana.luz@example.org"),
                     "ana.luz@example.org");
    ck_assert_str_eq(address_mailbox(arena, "+x@example.org"), "@example.org");
}
END_TEST

Suite *address_suite(void)
{
    Suite *s = suite_create("address");
    TCase *tc = tcase_create("address");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, plain_addresses_are_taken);
    tcase_add_test(tc, domains_beyond_ascii_are_taken_as_the_dns_has_them);
    tcase_add_test(tc, lengths_are_those_of_the_dns);
    tcase_add_test(tc, spellings_of_a_mailbox_are_one);
    tcase_add_loop_test(tc, all_else_is_refused, 0, ARRAY_LEN(refused));
    tcase_add_test(tc, lengths_are_bounded);
    suite_add_tcase(s, tc);
    return s;
}
