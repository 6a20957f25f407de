/*
 * test_messages_script.c - messages.sh: its output, and the mistakes that stop it
 */
#include <check.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "arena.h"

Suite *messages_script_suite(void);

#define HEADER                                                                         \
    "msgid \"\"\nmsgstr \"\"\n"                                                        \
    "\"Project-Id-Version: x\\n\"\n\"PO-Revision-Date: 2026-01-01 00:00+0000\\n\"\n"   \
    "\"Last-Translator: x\\n\"\n\"Language-Team: x\\n\"\n\"Language: es\\n\"\n"        \
    "\"MIME-Version: 1.0\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n"       \
    "\"Content-Transfer-Encoding: 8bit\\n\"\n"                                         \
    "\"Plural-Forms: nplurals=2; plural=(n != 1);\\n\"\n\n"
#define ONE(id, text) "msgid \"" id "\"\nmsgstr \"" text "\"\n\n"
#define TWO(id, text, plural)                                                          \
    "msgid \"" id "\"\nmsgid_plural \"" id "\"\nmsgstr[0] \"" text "\"\n"              \
    "msgstr[1] \"" plural "\"\n\n"

static struct arena *a;
static char dir[32];

static void setup(void)
{
    a = arena_new();
    snprintf(dir, sizeof dir, "/tmp/messages.XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(dir));
}

static const char *path(const char *name)
{
    return arena_printf(a, "%s/%s", dir, name);
}

static void teardown(void)
{
    unlink(path("es.po"));
    unlink(path("en.po"));
    unlink(path("message_ids.h"));
    unlink(path("message_table.c"));
    ck_assert_int_eq(rmdir(dir), 0); /* fails if other files are left */
    arena_free(a);
}

static void write_po(const char *name, const char *entries)
{
    FILE *f = fopen(path(name), "w");

    ck_assert_ptr_nonnull(f);
    fprintf(f, "%s%s", HEADER, entries);
    fclose(f);
}

static const char *read_all(FILE *f)
{
    char *text = arena_alloc(a, 65536);

    ck_assert_ptr_nonnull(f);
    text[fread(text, 1, 65535, f)] = '\0';
    return text;
}

static const char *made(const char *name)
{
    FILE *f = fopen(path(name), "r");
    const char *text = read_all(f);

    fclose(f);
    return text;
}

/* Runs the script over catalogs with these entries; sets *said to its output. */
static bool build(const char *es, const char *en, const char **said)
{
    FILE *f;

    write_po("es.po", es);
    write_po("en.po", en);
    f = popen(arena_printf(a, "sh '%s/lib/base/messages.sh' %s %s/es.po %s/en.po 2>&1",
                           SOURCE_DIR, dir, dir, dir),
              "r");
    *said = read_all(f);
    return pclose(f) == 0;
}

static void stops(const char *es, const char *en, const char *complaint)
{
    const char *said;

    ck_assert_msg(!build(es, en, &said), "built without: %s", complaint);
    ck_assert_msg(strstr(said, complaint), "said \"%s\", not \"%s\"", said, complaint);
    ck_assert_int_ne(access(path("message_ids.h"), F_OK), 0);
    ck_assert_int_ne(access(path("message_table.c"), F_OK), 0);
}

START_TEST(messages_become_an_enum_and_a_table)
{
    const char *said;

    ck_assert(build(ONE("b.y-z", "Sí\\n\\\"no\\\"") TWO("a.x", "{n} cosa", "{n} cosas"),
                    TWO("a.x", "{n} thing", "{n} things") ONE("b.y-z", "Yes"), &said));
    ck_assert_str_eq(said, "");
    ck_assert_ptr_nonnull(strstr(made("message_ids.h"),
                                 "    MSG_NONE = 0,\n    MSG_A_X,\n    MSG_B_Y_Z,\n"
                                 "    MESSAGES\n"));
    ck_assert_ptr_nonnull(
        strstr(made("message_table.c"), "    \"\",\n    \"a.x\",\n    \"b.y-z\",\n"));
    ck_assert_ptr_nonnull(strstr(made("message_table.c"),
                                 "        { \"\", NULL },\n"
                                 "        { \"{n} cosa\", \"{n} cosas\" },\n"
                                 "        { \"Sí\\n\\\"no\\\"\", NULL },\n"));
}
END_TEST

START_TEST(wrapped_texts_are_joined)
{
    const char *said;

    ck_assert(build("msgid \"a.x\"\nmsgstr \"\"\n\"uno \"\n\"dos\\n\"\n\"tres\"\n",
                    ONE("a.x", "one"), &said));
    ck_assert_ptr_nonnull(
        strstr(made("message_table.c"), "{ \"uno dos\\ntres\", NULL }"));
}
END_TEST

START_TEST(what_stays_the_same_is_not_written_again)
{
    struct stat before, after;
    const char *said;

    ck_assert(build(ONE("a.x", "uno"), ONE("a.x", "one"), &said));
    ck_assert_int_eq(stat(path("message_ids.h"), &before), 0);
    ck_assert(build(ONE("a.x", "otro"), ONE("a.x", "other"), &said));
    ck_assert_int_eq(stat(path("message_ids.h"), &after), 0);
    ck_assert_uint_eq(before.st_ino, after.st_ino);
    ck_assert_ptr_nonnull(strstr(made("message_table.c"), "\"otro\""));
}
END_TEST

START_TEST(a_message_of_one_language_stops_the_build)
{
    stops(ONE("a.x", "uno"), ONE("a.x", "one") ONE("a.y", "two"),
          "messages: es.po: \"a.y\" is missing\n");
    stops(ONE("a.x", "uno") ONE("a.y", "dos"), ONE("a.x", "one"),
          "messages: en.po: \"a.y\" is missing\n");
}
END_TEST

START_TEST(every_mistake_is_named_at_once)
{
    stops(ONE("a.x", "uno") ONE("a.z", ""), ONE("a.y", "two") ONE("a.z", "z"),
          "messages: en.po: \"a.x\" is missing\nmessages: es.po: \"a.z\" is empty\n"
          "messages: es.po: \"a.y\" is missing\n");
}
END_TEST

START_TEST(an_empty_text_stops_the_build)
{
    stops(ONE("a.x", "uno"), ONE("a.x", ""), "messages: en.po: \"a.x\" is empty\n");
    stops(TWO("a.x", "uno", "unos"), TWO("a.x", "one", ""),
          "messages: en.po: \"a.x\" has an empty plural\n");
}
END_TEST

START_TEST(a_plural_of_one_language_stops_the_build)
{
    stops(TWO("a.x", "uno", "unos"), ONE("a.x", "one"),
          "messages: en.po: \"a.x\" has a plural in one language only\n");
}
END_TEST

START_TEST(placeholders_that_differ_stop_the_build)
{
    stops(ONE("a.x", "{n} de {total}"), ONE("a.x", "{n} of {all}"),
          "messages: en.po: \"a.x\" has other {placeholders} than es.po\n");
    stops(ONE("a.x", "{n}"), ONE("a.x", "one"),
          "messages: en.po: \"a.x\" has other {placeholders} than es.po\n");
}
END_TEST

START_TEST(placeholders_may_change_order_and_repeat)
{
    const char *said;

    ck_assert(build(ONE("a.x", "{n} de {m}, {n}"), ONE("a.x", "{m}: {n}"), &said));
}
END_TEST

START_TEST(ids_have_a_form)
{
    stops(ONE("Hola", "Hola"), ONE("Hola", "Hello"),
          "\"Hola\" is not of the form section.name\n");
    stops(ONE("a.x y", "Hola"), ONE("a.x y", "Hello"),
          "\"a.x y\" is not of the form section.name\n");
    stops(ONE("a.x-y", "1") ONE("a.x_y", "2"), ONE("a.x-y", "1") ONE("a.x_y", "2"),
          "are both MSG_A_X_Y\n");
}
END_TEST

START_TEST(unfinished_work_stops_the_build)
{
    stops("#, fuzzy\n" ONE("a.x", "uno"), ONE("a.x", "one"),
          "messages: es.po: \"a.x\" is marked fuzzy\n");
}
END_TEST

START_TEST(what_gettext_refuses_stops_the_build)
{
    stops(ONE("a.x", "uno") ONE("a.x", "dos"), ONE("a.x", "one"), "duplicate");
    stops(ONE("a.x", "sin cerrar"), "msgid \"a.x\nmsgstr \"\"\n", "en.po");
    stops(ONE("a.x", "\xFF"), ONE("a.x", "one"), "es.po");
}
END_TEST

Suite *messages_script_suite(void)
{
    Suite *s = suite_create("messages.sh");
    TCase *tc = tcase_create("messages.sh");

    suite_add_tcase(s, tc);
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, messages_become_an_enum_and_a_table);
    tcase_add_test(tc, wrapped_texts_are_joined);
    tcase_add_test(tc, what_stays_the_same_is_not_written_again);
    tcase_add_test(tc, a_message_of_one_language_stops_the_build);
    tcase_add_test(tc, every_mistake_is_named_at_once);
    tcase_add_test(tc, an_empty_text_stops_the_build);
    tcase_add_test(tc, a_plural_of_one_language_stops_the_build);
    tcase_add_test(tc, placeholders_that_differ_stop_the_build);
    tcase_add_test(tc, placeholders_may_change_order_and_repeat);
    tcase_add_test(tc, ids_have_a_form);
    tcase_add_test(tc, unfinished_work_stops_the_build);
    tcase_add_test(tc, what_gettext_refuses_stops_the_build);
    return s;
}
