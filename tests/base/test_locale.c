/*
 * test_locale.c - the catalogs: every message is used, known and translated
 */
#include <check.h>
#include <ctype.h>
#include <fts.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "buf.h"
#include "message.h"
#include "message_table.h"

Suite *locale_suite(void);

#define CODE_MAX (32u << 20)

static bool ends_with(const char *s, const char *end)
{
    const size_t n = strlen(s), m = strlen(end);

    return n >= m && strcmp(s + n - m, end) == 0;
}

static void add_file(struct buf *out, const char *path)
{
    char bytes[4096];
    size_t n;
    FILE *f = fopen(path, "r");

    ck_assert_msg(f != NULL, "cannot read %s", path);
    while ((n = fread(bytes, 1, sizeof bytes, f)) > 0)
        buf_add(out, bytes, n);
    fclose(f);
    buf_char(out, '\n');
}

/* Appends every file of the folder whose name has one of two endings. */
static void add_folder(struct buf *out, const char *folder, const char *end,
                       const char *other)
{
    char *const paths[] = { (char *)folder, NULL };
    FTS *fts = fts_open(paths, FTS_PHYSICAL | FTS_NOCHDIR, NULL);
    FTSENT *entry;

    ck_assert_ptr_nonnull(fts);
    while ((entry = fts_read(fts)))
        if (entry->fts_info == FTS_F &&
            (ends_with(entry->fts_name, end) || ends_with(entry->fts_name, other)))
            add_file(out, entry->fts_path);
    fts_close(fts);
    ck_assert_int_eq(out->rc, RC_OK);
}

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

/* Is the word in the text, not only as a part of a longer one? */
static bool has_word(const char *text, const char *word)
{
    const size_t n = strlen(word);
    const char *at = text;

    for (; (at = strstr(at, word)); at += n)
        if ((at == text || !is_word(at[-1])) && !is_word(at[n]))
            return true;
    return false;
}

static const char *constant(struct arena *a, const char *id)
{
    char *name = arena_printf(a, "MSG_%s", id);

    for (char *p = name; *p; p++)
        *p = *p == '.' || *p == '-' ? '_' : (char)toupper((unsigned char)*p);
    return name;
}

static bool is_used(struct arena *a, const char *id, const struct buf *code,
                    const struct buf *templates)
{
    return has_word(code->s, constant(a, id)) ||
           strstr(code->s, arena_printf(a, "\"%s\"", id)) ||
           strstr(templates->s, arena_printf(a, "@{%s}", id));
}

START_TEST(every_message_is_used)
{
    struct arena *a = arena_new();
    struct buf code, templates, unused;

    buf_init(&code, CODE_MAX);
    buf_init(&templates, CODE_MAX);
    buf_init(&unused, 1 << 20);
    add_folder(&code, SOURCE_DIR "/lib", ".c", ".cc");
    add_folder(&code, SOURCE_DIR "/cgi", ".c", ".cc");
    add_folder(&templates, SOURCE_DIR "/templates", ".tpl", ".tpl");
    for (int i = 1; i < MESSAGES; i++)
        if (!is_used(a, message_names[i], &code, &templates))
            buf_printf(&unused, " %s", message_names[i]);
    ck_assert_msg(unused.n == 0, "not used anywhere:%s", unused.s);
    buf_clear(&code);
    buf_clear(&templates);
    buf_clear(&unused);
    arena_free(a);
}
END_TEST

START_TEST(every_message_of_a_template_exists)
{
    struct arena *a = arena_new();
    struct buf templates, unknown;

    buf_init(&templates, CODE_MAX);
    buf_init(&unknown, 1 << 20);
    add_folder(&templates, SOURCE_DIR "/templates", ".tpl", ".tpl");
    for (const char *at = templates.s; (at = strstr(at, "@{"));) {
        const char *id;

        at += 2;
        id = arena_strndup(a, at, strcspn(at, "}\n"));
        if (!message_by_name(LANG_ES, id))
            buf_printf(&unknown, " %s", id);
    }
    ck_assert_msg(unknown.n == 0, "in templates, but no message:%s", unknown.s);
    buf_clear(&templates);
    buf_clear(&unknown);
    arena_free(a);
}
END_TEST

/* Messages that are the same in both languages. */
static bool is_shared(const char *id)
{
    static const char *const shared[] = { "admin.edit.debate", "admin.tab.spam",
                                          "error.number", "page.error_prefix", NULL };

    for (int i = 0; shared[i]; i++)
        if (strcmp(id, shared[i]) == 0)
            return true;
    return false;
}

START_TEST(nothing_is_left_untranslated)
{
    struct buf same;

    buf_init(&same, 1 << 20);
    for (int i = 1; i < MESSAGES; i++)
        if (strcmp(message_texts[LANG_ES][i].one, message_texts[LANG_EN][i].one) == 0 &&
            !is_shared(message_names[i]))
            buf_printf(&same, " %s", message_names[i]);
    ck_assert_msg(same.n == 0, "the same in both languages:%s", same.s);
    buf_clear(&same);
}
END_TEST

/* Returns both forms of a Spanish message, as one text. */
static const char *spanish(struct arena *a, int i)
{
    const struct message_text *t = &message_texts[LANG_ES][i];

    return arena_printf(a, "%s %s", t->one, t->many ? t->many : "");
}

START_TEST(spanish_quotes_like_this)
{
    struct arena *a = arena_new();
    struct buf wrong;

    buf_init(&wrong, 1 << 20);
    for (int i = 1; i < MESSAGES; i++) {
        const char *text = spanish(a, i);

        if (strpbrk(text, "\"") || strstr(text, "“") || strstr(text, "”"))
            buf_printf(&wrong, " %s", message_names[i]);
    }
    ck_assert_msg(wrong.n == 0, "« » belong in:%s", wrong.s);
    buf_clear(&wrong);
    arena_free(a);
}
END_TEST

START_TEST(spanish_asks_and_exclaims_from_the_start)
{
    struct arena *a = arena_new();
    struct buf wrong;

    buf_init(&wrong, 1 << 20);
    for (int i = 1; i < MESSAGES; i++) {
        const char *text = spanish(a, i);

        if (!strchr(text, '?') != !strstr(text, "¿") ||
            !strchr(text, '!') != !strstr(text, "¡"))
            buf_printf(&wrong, " %s", message_names[i]);
    }
    ck_assert_msg(wrong.n == 0, "¿ or ¡ lacks, or its other half:%s", wrong.s);
    buf_clear(&wrong);
    arena_free(a);
}
END_TEST

Suite *locale_suite(void)
{
    Suite *s = suite_create("locale");
    TCase *tc = tcase_create("locale");

    suite_add_tcase(s, tc);
    tcase_add_test(tc, every_message_is_used);
    tcase_add_test(tc, every_message_of_a_template_exists);
    tcase_add_test(tc, nothing_is_left_untranslated);
    tcase_add_test(tc, spanish_quotes_like_this);
    tcase_add_test(tc, spanish_asks_and_exclaims_from_the_start);
    return s;
}
