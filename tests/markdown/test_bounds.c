/*
 * test_bounds.c - which Markdown costs too much, and that usual texts do not
 */
#include "bounds.h"
#include "buf.h"
#include "hostile.h"
#include "markdown.h"
#include "suite.h"

#define COMMENT ((size_t)8192)
#define POST ((size_t)204800)

/* A text of about n bytes: `unit` repeated, with its number at the '@', if any. */
static char *text_of(const char *unit, size_t n)
{
    struct buf b;

    buf_init(&b, n + 1000);
    for (int i = 1; b.n < n; i++)
        buf_printf(&b, "%.*s%d%s", (int)strcspn(unit, "@"), unit, i,
                   unit + strcspn(unit, "@") + 1);
    return b.s;
}

static enum rc bounds_of(char *text)
{
    const enum rc rc = bounds_check(text);

    free(text);
    return rc;
}

/* Usual texts, each with a number at the '@'. */
static const char *const legitimate[] = {
    "Una frase normal, la número @, que dice algo sobre el tema de hoy.\n\n",
    "Mira [la página @](https://example.com/una/pagina/larga) y dime qué te parece, "
    "que "
    "a mí me ha convencido a medias.\n",
    "- [Entrada @](https://example.com/entradas)\n",
    "| [@](/p/una-entrada) | [texto](/p/otra-entrada) | 25 € | *sí* |\n",
    "@. Uno\n   - dos\n   - tres\n     > cuatro\n",
    "> Como dijo alguien la vez @:\n> > no siempre, *no* siempre.\n\nPues eso.\n\n",
    "![Foto @](https://example.com/fotos/foto.jpg) "
    "![otra](https://example.com/x.png)\n\n",
    "Verso corto @,\nde arte menor,\ncomo una flor,\nsin más dolor.\n\n",
    "```c\nif (x[@][j] && *p++ & ~m[k]) { a[i] = b[i] * c[i] << 2; }\n```\n\n",
    "```\n[[1,2],[3,4],[5,6],[[[7]]],[@]]\n[ ] [x] & < > ! * _\n```\n\n",
    "    static const char *const names_of_things[] = { \"uno\", \"dos_@\" };\n",
    "for (size_t i = 0; i < items->n; i++) sum += items->list[i].n_@ * 2;\n",
    "self.node_id_@ = get_node_by_id(node_id) or self._default[node_id]\n",
    "\"¿Y tú?\" -- dijo él--. 'Yo...' &amp; así @ veces; *siempre* **igual**.\n",
    "**Nota @:** el `código` va *así*, y la [web](https://example.com) `<b>` "
    "también.\n",
    "- pan @\n- vino\n- queso\n",
    "* * * * * * * * * * * * * * * * * * * * * * * * * * * * * * * * * * *\n\nUno "
    "@\n\n",
    "Firma @: _____________________ Fecha: ______________ ********************\n",
    "¡¡¡Sííííí!!! ¡¡¡Por fin @!!! Ya era hora, pero qué bien, hombre.\n\n\n\n",
    "# Título @\n\nTexto de la sección, con sus *cosas* y un [enlace][web].\n\n"
    "[web]: https://example.com\n\n",
    "[pie@]: https://example.com/una/nota/al/pie \"con título\"\n",
    "<p align=\"center\">Texto de siempre en la línea @</p>\n",
};

START_TEST(what_people_write_is_within)
{
    ck_assert_int_eq(bounds_of(text_of(legitimate[_i], COMMENT)), RC_OK);
    ck_assert_int_eq(bounds_of(text_of(legitimate[_i], POST)), RC_OK);
}
END_TEST

/* A short text may contain any signs. */
START_TEST(a_short_text_may_be_anything)
{
    char *text = hostile_text(&HOSTILE[_i], 200);
    const enum rc rc = bounds_check(text);

    ck_assert_msg(rc == RC_OK || rc == RC_INVALID, "%s: %d", HOSTILE[_i].name, rc);
    free(text);
}
END_TEST

static const char *const refused[] = {
    "![[]()", "[](/)", "*a",    "a\n\n", "&", "`a`",    ">a\n\n", "- a\n",
    "<a>",    "![](x", "**_* ", "[a](b", "!", "-\n*\n", "\"",     "#\n",
};

START_TEST(what_nobody_writes_is_not)
{
    const struct hostile h = { "", "", refused[_i], "", "", NULL, false };

    ck_assert_int_eq(bounds_of(hostile_text(&h, COMMENT)), RC_TOO_MANY);
    ck_assert_int_eq(bounds_of(hostile_text(&h, POST)), RC_TOO_MANY);
}
END_TEST

#define DENSE 6000

/* Signs after `lines`. */
static enum rc bounds_behind(const char *lines)
{
    const struct hostile h = { "", lines, "[", "", "", NULL, false };

    return bounds_of(hostile_text(&h, DENSE));
}

START_TEST(between_fences_signs_cost_nothing)
{
    ck_assert_int_eq(bounds_behind(""), RC_TOO_MANY);
    ck_assert_int_eq(bounds_behind("```\n"), RC_OK);
    ck_assert_int_eq(bounds_behind("Así:\r\n~~~~ c++ ```\r\nx\r\n~~~\r\n"), RC_OK);
    ck_assert_int_eq(bounds_behind("> > - a\n```\n"), RC_OK);
    ck_assert_int_eq(bounds_behind("```\nx\n```\n\n```\n"), RC_OK);
}
END_TEST

/* Lines that look like an open fence, but open none or close it again. */
static const char *const no_fences[] = {
    "```\n```\n",
    "```\n```  \t\n",
    "```\n   ```\n",
    "```\n`````\n",
    "``\n",
    "- a\n  ```\n",
    "> ```\n",
    "``` a`b\n",
    "`````\n```\n`````\n",
    "```\n~~~\n```\n",
    "~~~\n```\n~~~\n",
    "<!--\n```\n-->\n",
    "- <!--\n\n```\n```\n",
    "a\n<pre>\n```\n</pre>\n",
};

/* Fences away from the margin, or after what may be raw HTML: they may be open, but do
 * not count as such. */
static const char *const doubtful[] = {
    " ```\n",
    "    ```\n",
    "\t```\n",
    "\xef\xbb\xbf```\n",
    "<https://example.com>\n\n```\n",
};

START_TEST(what_is_no_open_fence_hides_nothing)
{
    ck_assert_int_eq(bounds_behind(no_fences[_i]), RC_TOO_MANY);
}
END_TEST

START_TEST(what_may_be_none_hides_nothing_either)
{
    ck_assert_int_eq(bounds_behind(doubtful[_i]), RC_TOO_MANY);
}
END_TEST

/* cmark agrees: text between fences is code, text after them is not. */
START_TEST(cmark_sees_the_same_fences)
{
    static const char *const code[] = { "```\n", "Así:\r\n~~~~ c++ ```\r\n~~~\r\n",
                                        "> > - a\n```\n", "```\nx\n```\n\n```\n" };
    struct arena *a = arena_new();
    struct post_markup markup;

    for (size_t i = 0; i < ARRAY_LEN(code); i++) {
        ck_assert_int_eq(markdown_post(a, arena_printf(a, "%s*x*\n", code[i]), &markup),
                         RC_OK);
        ck_assert_msg(strstr(markup.html.s, "*x*\n</code>") != NULL, "%s",
                      markup.html.s);
    }
    for (size_t i = 0; i < ARRAY_LEN(no_fences); i++) {
        ck_assert_int_eq(
            markdown_post(a, arena_printf(a, "%s\n*x*\n", no_fences[i]), &markup),
            RC_OK);
        ck_assert_msg(strstr(markup.html.s, "<em>x</em>") != NULL, "%s", markup.html.s);
    }
    arena_free(a);
}
END_TEST

START_TEST(a_rule_is_no_list)
{
    static const char *const rules[] = { "- ", "* ", "*\t", "-" };

    for (size_t i = 0; i < ARRAY_LEN(rules); i++) {
        const struct hostile h = { "", "> ", rules[i], "", "", NULL, false };
        const struct hostile no_rule = { "", "", "- ", "a", "", NULL, false };

        ck_assert_int_eq(bounds_of(hostile_text(&h, 200)), RC_OK);
        ck_assert_int_eq(bounds_of(hostile_text(&no_rule, 200)), RC_INVALID);
    }
}
END_TEST

/* Images that stay open are visited whenever a link closes, up to the blank line. */
START_TEST(a_gallery_may_be_large_and_not_wild)
{
    char *lines = text_of("![foto @](https://example.com/foto.jpg) "
                          "[más](https://example.com/foto.html)\n",
                          POST / 5);

    ck_assert_int_eq(bounds_of(lines), RC_OK);
    lines = text_of("![foto @ [x](https://example.com/foto.html)\n", POST);
    ck_assert_int_eq(bounds_of(lines), RC_TOO_MANY);
    lines = text_of("![foto @ [x](https://example.com/foto.html)\n\n", POST);
    ck_assert_int_eq(bounds_of(lines), RC_OK);
}
END_TEST

Suite *bounds_suite(void);

Suite *bounds_suite(void)
{
    Suite *suite = suite_create("bounds");
    TCase *tc = tcase_create("bounds");

    tcase_set_timeout(tc, 60);
    tcase_add_loop_test(tc, what_people_write_is_within, 0, ARRAY_LEN(legitimate));
    tcase_add_loop_test(tc, a_short_text_may_be_anything, 0, (int)HOSTILE_N);
    tcase_add_loop_test(tc, what_nobody_writes_is_not, 0, ARRAY_LEN(refused));
    tcase_add_test(tc, between_fences_signs_cost_nothing);
    tcase_add_loop_test(tc, what_is_no_open_fence_hides_nothing, 0,
                        ARRAY_LEN(no_fences));
    tcase_add_loop_test(tc, what_may_be_none_hides_nothing_either, 0,
                        ARRAY_LEN(doubtful));
    tcase_add_test(tc, cmark_sees_the_same_fences);
    tcase_add_test(tc, a_rule_is_no_list);
    tcase_add_test(tc, a_gallery_may_be_large_and_not_wild);
    suite_add_tcase(suite, tc);
    return suite;
}
