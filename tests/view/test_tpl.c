/*
 * test_tpl.c - templates: refusals at load, escaping, the output after a failure
 */
#include <sys/stat.h>
#include <unistd.h>

#include "arena.h"
#include "look.h"
#include "suite.h"
#include "tpl.h"

#define HEAD "{{%AUTOESCAPE context=\"HTML\"}}\n"

static struct arena *arena;
static struct buf out;
static char dir[] = "/tmp/tertulia-tpl-XXXXXX";
static const char *file;

static void setup(void)
{
    arena = arena_new();
    buf_init(&out, 4096);
    snprintf(dir, sizeof(dir), "/tmp/tertulia-tpl-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(dir));
    file = arena_printf(arena, "%s/a.tpl", dir);
}

static void teardown(void)
{
    unlink(file);
    rmdir(dir);
    buf_clear(&out);
    arena_free(arena);
}

static void write_template(const char *text)
{
    FILE *f = fopen(file, "wb");

    ck_assert_ptr_nonnull(f);
    ck_assert_uint_eq(fwrite(text, 1, strlen(text), f), strlen(text));
    ck_assert_int_eq(fclose(f), 0);
}

static struct tpl_set *set_of(const char *text)
{
    struct tpl_set *set;

    write_template(text);
    return tpl_set_open(dir, &set) ? NULL : set;
}

static const char *const REFUSED[] = {
    "<p>{{NAME}}</p>\n",           /* no AUTOESCAPE line */
    "<p>\n" HEAD "{{NAME}}</p>\n", /* not the first line */
    "{{%AUTOESCAPE context=\"XML\"}}\n{{NAME}}\n",
    HEAD "{{NAME:none}}\n", /* raw text */
    HEAD "{{NAME_HTML}}\n", /* markup that would be escaped */
    HEAD "{{NAME_HTML:h:none}}\n",
    HEAD "{{NAME:x-mine}}\n",
    HEAD "{{NAME:x-typed}}\n", /* outside a form's field */
    HEAD "<a href=\"{{NAME:x-typed}}\">\n",
    HEAD "<input value={{NAME:x-typed}}>\n",
    HEAD "<input value=\"{{NAME}}\">\n", /* inside one, without it */
    HEAD "<textarea>{{NAME:pre_escape}}</textarea>\n",
    HEAD "{{=<% %>=}}\n",
    HEAD "@{no.such.message}\n",
    HEAD "@{tally.sentence}\n", /* has places to fill */
    HEAD "@{form.submit\n",
    HEAD "{{#A}}<p>{{/B}}\n",
    HEAD "{{#A}}<p>\n",
    HEAD "{{NAME\n",
    HEAD "{{}}\n",
};

START_TEST(a_wrong_template_stops_the_start)
{
    ck_assert_msg(!set_of(REFUSED[_i]), "accepted: %s", REFUSED[_i]);
}
END_TEST

START_TEST(a_folder_without_templates_is_refused)
{
    struct tpl_set *set;

    ck_assert_int_eq(tpl_set_open(dir, &set), RC_FAIL);
    ck_assert_int_eq(tpl_set_open("/nonexistent", &set), RC_FAIL);
    ck_assert_ptr_null(set);
}
END_TEST

/* The fingerprint in app.c covers one folder only. */
START_TEST(folders_within_are_not_looked_into)
{
    const char *within = arena_printf(arena, "%s/within", dir);
    struct tpl_set *set;

    file = arena_printf(arena, "%s/a.tpl", within);
    ck_assert_int_eq(mkdir(within, 0700), 0);
    write_template(HEAD "{{NAME}}\n");
    ck_assert_int_eq(tpl_set_open(dir, &set), RC_FAIL);
    ck_assert_int_eq(unlink(file), 0);
    ck_assert_int_eq(rmdir(within), 0);
}
END_TEST

static const char *render(struct tpl_set *set, enum lang lang, const char *value)
{
    struct tpl *t = tpl_new(set, lang, "a");

    ck_assert_ptr_nonnull(set);
    tpl_text(tpl_root(t), "NAME", value);
    buf_reset(&out);
    ck_assert_int_eq(tpl_render(t, &out), RC_OK);
    tpl_free(t);
    return out.s;
}

START_TEST(messages_stand_in_both_languages)
{
    struct tpl_set *set = set_of(HEAD "  <b>@{form.submit}</b>\n");

    ck_assert_str_eq(render(set, LANG_ES, ""), "<b>Publicar</b>\n");
    ck_assert_str_eq(render(set, LANG_EN, ""), "<b>Post</b>\n");
    tpl_set_free(set);
}
END_TEST

START_TEST(values_are_escaped_for_their_place)
{
    struct tpl_set *set =
        set_of(HEAD "<a href=\"{{NAME}}\" title=\"{{NAME}}\">{{NAME}}</a>\n"
                    "<input value=\"{{NAME:x-typed}}\">\n"
                    "<pre>{{NAME:pre_escape}}</pre>\n"
                    "<textarea>{{NAME:x-typed}}</textarea>\n");

    ck_hides(render(set, LANG_ES, HOSTILE), "<script");
    ck_hides(out.s, "title=\"\"");
    ck_shows(render(set, LANG_ES, "\"'<&>"),
             "<textarea>&quot;&#39;&lt;&amp;&gt;</textarea>");
    ck_shows(out.s, "<input value=\"&quot;&#39;&lt;&amp;&gt;\">");
    ck_shows(render(set, LANG_ES, "a\nb"), "<textarea>a\nb</textarea>");
    ck_shows(render(set, LANG_ES, "javascript:alert(1)"), "href=\"#\"");
    ck_shows(render(set, LANG_ES, NULL), "></a>");
    tpl_set_free(set);
}
END_TEST

START_TEST(markup_passes_only_by_the_longer_name)
{
    struct tpl_set *set = set_of(HEAD "{{BODY_HTML:none}}{{NUMBER}}\n");
    struct tpl *t = tpl_new(set, LANG_EN, "a");

    tpl_html(tpl_root(t), "BODY_HTML", (struct html){ "<b>x</b>" });
    tpl_int(tpl_root(t), "NUMBER", INT64_MIN);
    ck_assert_int_eq(tpl_render(t, &out), RC_OK);
    ck_assert_str_eq(out.s, "<b>x</b>-9223372036854775808\n");
    tpl_free(t);
    tpl_set_free(set);
}
END_TEST

START_TEST(a_failure_leaves_the_buffer_as_it_was)
{
    struct tpl_set *set = set_of(HEAD "{{#ROW}}0123456789{{/ROW}}{{>PART}}\n");
    struct tpl *t = tpl_new(set, LANG_EN, "a");
    struct buf small;

    buf_init(&small, 20);
    buf_str(&small, "before");
    tpl_section(tpl_root(t), "ROW");
    ck_assert_int_eq(tpl_render(t, &small), RC_OK);
    small.n = strlen("before");
    tpl_section(tpl_root(t), "ROW");
    ck_assert_int_eq(tpl_render(t, &small), RC_TOO_LARGE);
    ck_assert_str_eq(small.s, "before");
    ck_assert_uint_eq(small.n, strlen("before"));
    ck_assert_int_eq(small.rc, RC_OK);
    buf_clear(&small);
    tpl_free(t);
    tpl_set_free(set);
}
END_TEST

START_TEST(the_templates_of_the_tree_are_sound)
{
    struct tpl_set *set;

    ck_assert_int_eq(tpl_set_open(SOURCE_DIR "/templates", &set), RC_OK);
    tpl_set_free(set);
}
END_TEST

Suite *tpl_suite(void);
Suite *tpl_suite(void)
{
    Suite *s = suite_create("tpl");
    TCase *c = tcase_create("tpl");

    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_loop_test(c, a_wrong_template_stops_the_start, 0, ARRAY_LEN(REFUSED));
    tcase_add_test(c, folders_within_are_not_looked_into);
    tcase_add_test(c, a_folder_without_templates_is_refused);
    tcase_add_test(c, messages_stand_in_both_languages);
    tcase_add_test(c, values_are_escaped_for_their_place);
    tcase_add_test(c, markup_passes_only_by_the_longer_name);
    tcase_add_test(c, a_failure_leaves_the_buffer_as_it_was);
    tcase_add_test(c, the_templates_of_the_tree_are_sound);
    suite_add_tcase(s, c);
    return s;
}
