/*
 * test_text.c - typed text, cleaned for storing and comparing
 */
#include <check.h>
#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

#include "array.h"
#include "text.h"
#include "utf8.h"

/* The shortcut of text_line() and text_lines() relies on it: below U+0300 every character
 * is composed, alone and beside each other one. */
START_TEST(text_below_the_marks_is_composed_already)
{
    enum { FIRST = 0x20, END = 0x300 };

    for (utf8proc_int32_t c = FIRST; c < END; c++) {
        utf8proc_uint8_t pairs[(END - FIRST) * 4 + 1], *normal;
        size_t n = 0;

        for (utf8proc_int32_t other = FIRST; other < END; other++) {
            n += (size_t)utf8proc_encode_char(c, pairs + n);
            n += (size_t)utf8proc_encode_char(other, pairs + n);
        }
        pairs[n] = '\0';
        normal = utf8proc_NFC(pairs);
        ck_assert_str_eq((const char *)normal, (const char *)pairs);
        free(normal);
    }
}
END_TEST

Suite *text_suite(void);

static struct arena *a;

static void setup(void)
{
    a = arena_new();
}

static void teardown(void)
{
    arena_free(a);
}

START_TEST(a_prefix_ends_between_code_points)
{
    ck_assert_str_eq(text_prefix(a, "año😀", 0), "");
    ck_assert_str_eq(text_prefix(a, "año😀", 2), "añ");
    ck_assert_str_eq(text_prefix(a, "año😀", 4), "año😀");
    ck_assert_str_eq(text_prefix(a, "año😀", (size_t)-1), "año😀");
    ck_assert_str_eq(text_prefix(a, "", 3), "");
}
END_TEST

static void line_is(const char *in, const char *out)
{
    ck_assert_str_eq(text_line(a, in), out);
}

START_TEST(a_line_is_composed)
{
    line_is("Jose\u0301 Nun\u0303ez", "José Nuñez");
}
END_TEST

START_TEST(a_line_has_single_blanks_and_none_at_its_ends)
{
    line_is("  Ana \t\r\n  María\u00A0\u3000López \v\f", "Ana María López");
    line_is("a\x01\x02\x1B\x7F"
            "b\xC2\x85"
            "c\u2028d\u2029e",
            "a b c d e");
    line_is(" \t\n\u2003\u00A0", "");
    line_is("", "");
    line_is("x", "x");
}
END_TEST

START_TEST(a_line_keeps_its_direction)
{
    line_is("evil\u202Egpj.exe", "evilgpj.exe");
    line_is("\u2066a\u2067b\u2068c\u2069\u202A\u202B\u202C\u202D\u200E\u200F\u061C",
            "abc");
}
END_TEST

START_TEST(a_line_hides_nothing)
{
    line_is("An\u200Ba\u00AD\u2060\uFEFF\u034F\uFFF9\U000E0041", "Ana");
    line_is("a\uFFFE\uFDD0\U0001FFFF"
            "b",
            "ab");
    line_is("e\u200B\u0301", "é"); /* composed once the character between is dropped */
}
END_TEST

START_TEST(a_line_of_invisible_characters_is_empty)
{
    line_is("\u200B\u200B", "");
    line_is("\u3164", ""); /* Hangul filler */
    line_is("\u115F\u1160\uFFA0", "");
    line_is("\u2800 \u2800", ""); /* braille without dots */
    line_is("\u200D\u200C\uFE0F", "");
    line_is("\u0301\u0308", ""); /* marks on nothing */
}
END_TEST

START_TEST(a_line_keeps_joiners_between_what_they_join)
{
    line_is("👩\u200D💻", "👩\u200D💻");
    line_is("می\u200Cخواهم", "می\u200Cخواهم");
    line_is("❤\uFE0F", "❤\uFE0F");
    line_is("\u0600\u0661", "\u0600\u0661"); /* a number sign is visible */
}
END_TEST

START_TEST(a_flood_of_marks_is_cut)
{
    char flood[3 + 2 * 30000 + 4];
    char *p = flood;

    *p++ = 'a';
    for (int i = 0; i < 30000; i++) { /* two classes in the wrong order */
        memcpy(p, i % 2 ? "\u0323" : "\u0301", 2);
        p += 2;
    }
    memcpy(p, "bc", 3);
    ck_assert_uint_le(utf8_length(text_line(a, flood)), 13);
    ck_assert_uint_le(utf8_length(text_lines(a, flood)), 13);
    ck_assert_str_eq(text_fold(a, flood), "abc");
    p = flood;
    *p++ = 'a';
    for (int i = 0; i < 9000; i++, p += 5) /* a joiner ends no letter */
        memcpy(p, "\u0301\u200D", 5);
    *p = '\0';
    ck_assert_uint_le(utf8_length(text_line(a, flood)), 1 + 10 + 9000);
    ck_assert_ptr_null(strstr(text_lines(a, flood) + 2 + 11 * 5, "\u0301"));
}
END_TEST

static void text_is(const char *in, const char *out)
{
    ck_assert_str_eq(text_lines(a, in), out);
}

/* Asserts what holds for every cleaned text. */
static void check_clean(char *cleaned(struct arena *, const char *), const char *typed)
{
    const char *text = cleaned(a, typed);
    utf8proc_int32_t c;
    unsigned marks = 0;

    ck_assert(utf8_valid(text, strlen(text)));
    ck_assert_msg(strcmp(cleaned(a, text), text) == 0, "%s is no end of %s", text,
                  typed);
    for (const char *s = text; *s;) {
        s += utf8proc_iterate((const utf8proc_uint8_t *)s, -1, &c);
        ck_assert_msg(text_mark_fits(c, &marks), "too many marks in %s", text);
    }
}

/* For each letter that decomposes into letter and marks, and each mark. */
START_TEST(cleaned_text_is_the_same_cleaned_again)
{
    char flood[200], one[5] = "";

    for (utf8proc_int32_t c = 0x80; c < 0x30000; c++) {
        utf8proc_int32_t parts[8];
        int last = 0;

        if (!utf8proc_codepoint_valid(c) ||
            (utf8proc_decompose_char(c, parts, 8, UTF8PROC_DECOMPOSE, &last) < 2 &&
             utf8proc_get_property(c)->combining_class == 0))
            continue;
        one[utf8proc_encode_char(c, (utf8proc_uint8_t *)one)] = '\0';
        flood[0] = '\0';
        for (int n = 0; n < 15; n++)
            snprintf(flood + strlen(flood), sizeof(flood) - strlen(flood), "%s%s%s",
                     n ? "" : "a", one, n % 4 ? "" : "\u0323");
        check_clean(text_lines, flood);
        check_clean(text_line, flood);
        arena_reset(a);
    }
}
END_TEST

/* Pseudo-random numbers below n, the same in every run (xorshift). */
static unsigned below(unsigned n)
{
    static uint32_t x = 2463534242;

    x ^= x << 13;
    x ^= x >> 17;
    x ^= x << 5;
    return x % n;
}

START_TEST(cleaned_text_is_the_same_cleaned_again_whatever_it_was)
{
    static const char *const pieces[] = {
        "a",          "e",      "ñ",      " ",      "\n",
        "\r",         "\r\n",   "\t",     "\u0301", "\u0323",
        "\u0308",     "\u0344", "\u0340", "\u20DD", "\u0F73",
        "\U0001D15F", "\u0DDE", "\uFB2C", "\u0958", "\u0B47",
        "\u0B56",     "\u200D", "\u200C", "\uFE0F", "\u200B",
        "\u00AD",     "\u1100", "\u1161", "\u11A8", "\u2000",
        "\u00A0",     "\u2028", "\u202E", "\u2800", "\uFDD0",
        "\u3099",     "か",     "\u1FEF", "\u0345", "\u0338",
        "=",          "\x01",   "\xC3",   "\x80",   "\xED\xA0\x80",
    };
    const unsigned kinds = ARRAY_LEN(pieces);

    for (int i = 0; i < 4000; i++) {
        const unsigned n = 1 + below(60), few = 1 + below(kinds);
        char typed[400] = "";

        for (unsigned k = 0; k < n; k++)
            snprintf(typed + strlen(typed), sizeof(typed) - strlen(typed), "%s",
                     pieces[below(2) ? below(kinds) : below(few)]);
        check_clean(text_lines, typed);
        check_clean(text_line, typed);
        arena_reset(a);
    }
}
END_TEST

START_TEST(a_text_has_one_kind_of_line_end)
{
    text_is("a\r\nb\rc\nd\r\r\ne", "a\nb\nc\nd\n\ne");
    text_is("a\u2028b\u2029c\xC2\x85"
            "d",
            "a\nb\nc\nd");
}
END_TEST

START_TEST(a_text_keeps_its_layout)
{
    text_is("    code\n\ta  \nb\u00A0c \n \t\r\n", "    code\n\ta  \nb\u00A0c");
    text_is("\n\na", "\n\na");
    text_is(" \n\t\r\n", "");
    text_is("", "");
}
END_TEST

START_TEST(a_text_drops_controls_and_overrides)
{
    text_is("a\x01\x08\x0B\x0C\x1B[31m\x7F\xC2\x9B"
            "b",
            "a[31mb");
    text_is("a\u202Eb\u2066c\u2069\uFFFF", "abc");
    text_is("\u200Fשלום", "\u200Fשלום"); /* this mark reorders no other text */
    text_is("\u200B\n\u2060", "");
}
END_TEST

START_TEST(a_text_is_composed)
{
    text_is("n\u0303\ne\u0301", "ñ\né");
    text_is("\u212B", "Å");
}
END_TEST

START_TEST(broken_bytes_do_no_harm)
{
    line_is("a\xFF\xC3", "a\uFFFD\uFFFD");
    text_is("\xE2\x82", "\uFFFD\uFFFD");
    ck_assert_str_eq(text_fold(a, "A\xFF"), "a\uFFFD");
}
END_TEST

START_TEST(an_unknown_code_point_passes)
{
    line_is("\U000107BF", "\U000107BF");
}
END_TEST

static void same(const char *one, const char *other)
{
    ck_assert_str_eq(text_fold(a, one), text_fold(a, other));
}

START_TEST(names_that_look_alike_fold_to_the_same)
{
    ck_assert_str_eq(text_fold(a, "Áña"), "ana");
    same("JOSÉ", "jose\u0301");
    same("Straße", "STRASSE");
    same("ＡＮＡ", "ana"); /* full width */
    same("An\u200Ba", "ana");
    same("An\u200Da", "ana");
    same("ﬁn", "fin");
    ck_assert_str_ne(text_fold(a, "ana"), text_fold(a, "anna"));
    ck_assert_str_eq(text_fold(a, ""), "");
}
END_TEST

START_TEST(folding_twice_changes_nothing)
{
    static const char *const names[] = { "İstanbul", "ΑΝΑΣ",         "ǅ",
                                         "ﬃ",        "Ñandú 中文 😀", NULL };

    for (int i = 0; names[i]; i++) {
        const char *once = text_fold(a, names[i]);

        ck_assert_str_eq(text_fold(a, once), once);
    }
}
END_TEST

Suite *text_suite(void)
{
    Suite *s = suite_create("text");
    TCase *tc = tcase_create("text");

    suite_add_tcase(s, tc);
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, a_prefix_ends_between_code_points);
    tcase_add_test(tc, a_line_is_composed);
    tcase_add_test(tc, a_line_has_single_blanks_and_none_at_its_ends);
    tcase_add_test(tc, a_line_keeps_its_direction);
    tcase_add_test(tc, a_line_hides_nothing);
    tcase_add_test(tc, a_line_of_invisible_characters_is_empty);
    tcase_add_test(tc, a_line_keeps_joiners_between_what_they_join);
    tcase_add_test(tc, a_flood_of_marks_is_cut);
    tcase_add_test(tc, cleaned_text_is_the_same_cleaned_again);
    tcase_add_test(tc, cleaned_text_is_the_same_cleaned_again_whatever_it_was);
    tcase_add_test(tc, a_text_has_one_kind_of_line_end);
    tcase_add_test(tc, a_text_keeps_its_layout);
    tcase_add_test(tc, a_text_drops_controls_and_overrides);
    tcase_add_test(tc, a_text_is_composed);
    tcase_add_test(tc, broken_bytes_do_no_harm);
    tcase_add_test(tc, an_unknown_code_point_passes);
    tcase_add_test(tc, names_that_look_alike_fold_to_the_same);
    tcase_add_test(tc, folding_twice_changes_nothing);
    tcase_add_test(tc, text_below_the_marks_is_composed_already);
    return s;
}
