/*
 * test_secret.c - randomness, hashes and passwords
 */
#include <check.h>
#include <string.h>

#include "secret.h"

Suite *secret_suite(void);

static void setup(void)
{
    ck_assert(secret_init());
}

static void teardown(void)
{
    secret_fix(0);
}

START_TEST(random_secrets_differ)
{
    struct bytes32 a, b;

    secret_random(&a);
    secret_random(&b);
    ck_assert(!secret_equal(&a, &b));
}
END_TEST

START_TEST(fixed_secrets_count_up)
{
    struct bytes32 a, b, again;

    secret_fix(41);
    secret_random(&a);
    secret_random(&b);
    ck_assert_uint_eq(a.b[SECRET_BYTES - 1], 41);
    ck_assert_uint_eq(b.b[SECRET_BYTES - 1], 42);
    secret_fix(41);
    secret_random(&again);
    ck_assert(secret_equal(&a, &again));
    secret_fix(0x01020304);
    secret_random(&a);
    ck_assert_mem_eq(a.b + SECRET_BYTES - 4, "\1\2\3\4", 4);
    secret_fix(0);
    secret_random(&a);
    secret_fix(0x01020304);
    secret_random(&b);
    ck_assert(!secret_equal(&a, &b));
}
END_TEST

START_TEST(equality_looks_at_every_byte)
{
    struct bytes32 a, b;

    secret_random(&a);
    for (size_t i = 0; i < SECRET_BYTES; i++) {
        b = a;
        ck_assert(secret_equal(&a, &b));
        b.b[i] ^= 1;
        ck_assert(!secret_equal(&a, &b));
    }
}
END_TEST

START_TEST(a_digest_depends_on_key_and_parts)
{
    struct bytes32 d[6];
    struct bytes32 key;

    secret_random(&key);
    secret_digest(&d[0], NULL, "ab", "c", NULL);
    secret_digest(&d[1], NULL, "a", "bc", NULL);
    secret_digest(&d[2], NULL, "abc", NULL);
    secret_digest(&d[3], NULL, "ab", "c", "", NULL);
    secret_digest(&d[4], &key, "ab", "c", NULL);
    secret_digest(&d[5], NULL, NULL);
    for (int i = 0; i < 6; i++)
        for (int j = 0; j < i; j++)
            ck_assert_msg(!secret_equal(&d[i], &d[j]), "%d equals %d", i, j);
    secret_digest(&d[1], &key, "ab", "c", NULL);
    ck_assert(secret_equal(&d[1], &d[4]));
}
END_TEST

/* The digest of no parts is BLAKE2b-256 of the empty string (RFC 7693). */
START_TEST(a_digest_is_blake2b)
{
    static const unsigned char empty[SECRET_BYTES] = {
        0x0e, 0x57, 0x51, 0xc0, 0x26, 0xe5, 0x43, 0xb2, 0xe8, 0xab, 0x2e,
        0xb0, 0x60, 0x99, 0xda, 0xa1, 0xd1, 0xe5, 0xdf, 0x47, 0x77, 0x8f,
        0x77, 0x87, 0xfa, 0xab, 0x45, 0xcd, 0xf1, 0x2f, 0xe3, 0xa8
    };
    struct bytes32 d;

    secret_digest(&d, NULL, NULL);
    ck_assert_mem_eq(d.b, empty, SECRET_BYTES);
}
END_TEST

START_TEST(text_round_trips)
{
    struct bytes32 a, b;
    char text[SECRET_TEXT + 1];

    for (int i = 0; i < 100; i++) {
        secret_random(&a);
        secret_text(&a, text);
        ck_assert_uint_eq(strlen(text), SECRET_TEXT);
        ck_assert_uint_eq(strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrst"
                                       "uvwxyz0123456789-_"),
                          SECRET_TEXT);
        ck_assert(secret_parse(text, &b));
        ck_assert(secret_equal(&a, &b));
    }
}
END_TEST

START_TEST(only_the_one_text_is_parsed)
{
    static const char *const wrong[] = {
        "",
        "AAAA",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",   /* 42 */
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", /* 44 */
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",  /* padding */
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB",  /* bits past the last byte */
        "+AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",  /* the standard alphabet */
        "/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        " AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAA\xFF\xFE"
        "AAAAAAAAAAAAAAAAAAAA",
        NULL
    };
    struct bytes32 out;

    for (int i = 0; wrong[i]; i++)
        ck_assert_msg(!secret_parse(wrong[i], &out), "\"%s\" is taken", wrong[i]);
    ck_assert(!secret_parse(NULL, &out));
    ck_assert(secret_parse("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", &out));
}
END_TEST

START_TEST(a_password_verifies_against_its_hash_alone)
{
    struct arena *a = arena_new();
    const char *hash, *other;

    ck_assert_int_eq(password_hash(a, "contraseña larga", &hash), RC_OK);
    ck_assert_int_eq(password_hash(a, "contraseña larga", &other), RC_OK);
    ck_assert_str_ne(hash, other); /* salted */
    ck_assert_int_eq(strncmp(hash, "$argon2id$v=19$m=65536,t=2,p=1$", 31), 0);
    ck_assert(password_verify(hash, "contraseña larga"));
    ck_assert(!password_verify(hash, "contraseña larga "));
    arena_free(a);
}
END_TEST

START_TEST(an_unknown_user_is_refused)
{
    ck_assert(!password_verify(NULL, "anything"));
    ck_assert(!password_verify("", ""));
    ck_assert(!password_verify("not a hash", "not a hash"));
}
END_TEST

Suite *secret_suite(void)
{
    Suite *s = suite_create("secret");
    TCase *tc = tcase_create("secret");

    suite_add_tcase(s, tc);
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, random_secrets_differ);
    tcase_add_test(tc, fixed_secrets_count_up);
    tcase_add_test(tc, equality_looks_at_every_byte);
    tcase_add_test(tc, a_digest_depends_on_key_and_parts);
    tcase_add_test(tc, a_digest_is_blake2b);
    tcase_add_test(tc, text_round_trips);
    tcase_add_test(tc, only_the_one_text_is_parsed);
    tcase_add_test(tc, a_password_verifies_against_its_hash_alone);
    tcase_add_test(tc, an_unknown_user_is_refused);
    return s;
}
