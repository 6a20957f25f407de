/*
 * test_arena.c - memory that is freed all at once
 */
#include <check.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "arena.h"

Suite *arena_suite(void);

static struct arena *a;

static void setup(void)
{
    a = arena_new();
}

static void teardown(void)
{
    arena_free(a);
}

/* Are all n bytes c? One assertion for all of them, because each one costs a write. */
static bool filled(const unsigned char *p, unsigned char c, size_t n)
{
    size_t i = 0;

    while (i < n && p[i] == c)
        i++;
    return i == n;
}

START_TEST(memory_is_zeroed_and_aligned)
{
    for (size_t bytes = 1; bytes < 200; bytes++) {
        unsigned char *p = arena_alloc(a, bytes);

        ck_assert_uint_eq((uintptr_t)p % _Alignof(max_align_t), 0);
        ck_assert(filled(p, 0, bytes));
        memset(p, 0xAA, bytes);
    }
}
END_TEST

START_TEST(pieces_do_not_overlap)
{
    unsigned char *piece[300];

    for (size_t i = 0; i < 300; i++) {
        piece[i] = arena_alloc(a, i * 7 + 1);
        memset(piece[i], (int)(i & 0xFF), i * 7 + 1);
    }
    for (size_t i = 0; i < 300; i++)
        ck_assert(filled(piece[i], i & 0xFF, i * 7 + 1));
}
END_TEST

START_TEST(a_large_piece_leaves_room_for_small_ones)
{
    char *small = arena_strdup(a, "small");
    char *large = arena_alloc(a, 1 << 20);
    char *after = arena_strdup(a, "after");

    memset(large, 'x', 1 << 20);
    ck_assert_str_eq(small, "small");
    ck_assert_str_eq(after, "after");
}
END_TEST

START_TEST(memory_is_zeroed_again_after_a_reset)
{
    for (int round = 0; round < 3; round++) {
        unsigned char *p = arena_alloc(a, 1000);

        ck_assert(filled(p, 0, 1000));
        memset(p, 0xFF, 1000);
        arena_alloc(a, 100000);
        arena_reset(a);
    }
}
END_TEST

START_TEST(nothing_can_be_asked_for)
{
    ck_assert_ptr_nonnull(arena_alloc(a, 0));
    ck_assert_ptr_nonnull(arena_array(a, 0, 8));
    ck_assert_ptr_nonnull(arena_array(a, SIZE_MAX, 0));
    ck_assert_str_eq(arena_strndup(a, NULL, 0), "");
    ck_assert_str_eq(arena_strdup(a, ""), "");
}
END_TEST

START_TEST(strings_are_copied)
{
    char text[] = "hola";
    char *whole = arena_strdup(a, text);
    char *part = arena_strndup(a, text, 2);

    memset(text, 'x', 4);
    ck_assert_str_eq(whole, "hola");
    ck_assert_str_eq(part, "ho");
}
END_TEST

START_TEST(text_is_formatted)
{
    ck_assert_str_eq(arena_printf(a, "%d %s", 7, "siete"), "7 siete");
    ck_assert_str_eq(arena_printf(a, "%s", ""), "");
    ck_assert_uint_eq(strlen(arena_printf(a, "%070000d", 1)), 70000);
}
END_TEST

START_TEST(freeing_nothing_is_fine)
{
    arena_free(NULL);
}
END_TEST

/* The logged line is expected here, and a core file is useless. */
static void silence(void)
{
    setrlimit(RLIMIT_CORE, &(struct rlimit){ 0 });
    dup2(open("/dev/null", O_WRONLY | O_CLOEXEC), STDERR_FILENO);
}

START_TEST(a_product_that_overflows_ends_the_process)
{
    silence();
    arena_array(a, SIZE_MAX / 4 + 1, 4); /* 0 if it wraps */
}
END_TEST

START_TEST(a_size_that_wraps_ends_the_process)
{
    silence();
    arena_alloc(a, SIZE_MAX);
}
END_TEST

START_TEST(a_string_of_every_byte_there_is_ends_the_process)
{
    silence();
    arena_strndup(a, "x", SIZE_MAX);
}
END_TEST

Suite *arena_suite(void)
{
    Suite *s = suite_create("arena");
    TCase *tc = tcase_create("arena");
    const char *fork = getenv("CK_FORK");

    suite_add_tcase(s, tc);
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, memory_is_zeroed_and_aligned);
    tcase_add_test(tc, pieces_do_not_overlap);
    tcase_add_test(tc, a_large_piece_leaves_room_for_small_ones);
    tcase_add_test(tc, memory_is_zeroed_again_after_a_reset);
    tcase_add_test(tc, nothing_can_be_asked_for);
    tcase_add_test(tc, strings_are_copied);
    tcase_add_test(tc, text_is_formatted);
    tcase_add_test(tc, freeing_nothing_is_fine);
    if (fork && strcmp(fork, "no") == 0)
        return s; /* the other tests would end this process */
    tcase_add_test_raise_signal(tc, a_product_that_overflows_ends_the_process, SIGABRT);
    tcase_add_test_raise_signal(tc, a_size_that_wraps_ends_the_process, SIGABRT);
    tcase_add_test_raise_signal(tc, a_string_of_every_byte_there_is_ends_the_process,
                                SIGABRT);
    return s;
}
