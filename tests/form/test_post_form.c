/*
 * test_post_form.c - the form of the post editor
 */
#include "form.h"
#include "lang.h"
#include "markdown.h"
#include "message.h"
#include "post_form.h"
#include "suite.h"

static const struct form_limits LIMITS = {
    .comment_bytes = 40, .name_points = 8, .website_bytes = 30, .post_bytes = 60
};
static struct arena *arena;

static void setup(void)
{
    arena = arena_new();
}

static void teardown(void)
{
    arena_free(arena);
}

static struct post_form read(const char *body)
{
    struct fields in;
    struct post_form form;

    ck_assert_int_eq(fields_parse(arena, body, strlen(body), &in), RC_OK);
    post_form_read(arena, LANG_ES, &in, &LIMITS, &form);
    return form;
}

static const char *problem(const struct post_form *form, const char *field)
{
    ck_assert_uint_eq(form->problems.n, 1);
    ck_assert_str_eq(form->problems.items[0].field, field);
    return form->problems.items[0].text;
}

static char *repeated(const char *unit, size_t times)
{
    char *s = arena_strdup(arena, "");

    for (size_t i = 0; i < times; i++)
        s = arena_printf(arena, "%s%s", s, unit);
    return s;
}

START_TEST(a_debate_is_read)
{
    const struct post_form form = read("title=+%C2%BFS%C3%AD++o+no%3F&question=%C2%BFS%"
                                       "C3%AD%3F&slug=si-o-no&body=%23+a%0D%0A*b*"
                                       "&label_pro=S%C3%AD&label_contra=No&author=Ann&"
                                       "kind=debate&state=published&lang=en"
                                       "&policy=all&open=0&revision=7");
    const struct post_draft *d = &form.draft;

    ck_assert_uint_eq(form.problems.n, 0);
    ck_assert_str_eq(d->title, "¿Sí o no?");
    ck_assert_str_eq(d->question, "¿Sí?");
    ck_assert_str_eq(d->slug, "si-o-no");
    ck_assert_str_eq(d->body_md, "# a\n*b*");
    ck_assert_str_eq(d->body.s, "<h2>a</h2>\n<p><em>b</em></p>\n");
    ck_assert_str_eq(d->summary, "b");
    ck_assert_int_eq(d->renderer, MARKDOWN_VERSION);
    ck_assert_str_eq(d->label_pro, "Sí");
    ck_assert_str_eq(d->label_contra, "No");
    ck_assert_str_eq(d->author, "Ann");
    ck_assert_int_eq(d->kind, POST_DEBATE);
    ck_assert_int_eq(d->state, POST_PUBLISHED);
    ck_assert_int_eq(d->lang, LANG_EN);
    ck_assert_int_eq(d->policy, POLICY_HOLD_ALL);
    ck_assert(!d->open);
    ck_assert_int_eq(d->revision, 7);
    ck_assert_str_eq(form.title, " ¿Sí  o no?");
}
END_TEST

START_TEST(absent_choices_make_a_plain_open_draft)
{
    const struct post_form form = read("title=a&question=b");

    ck_assert_uint_eq(form.problems.n, 0);
    ck_assert_int_eq(form.draft.kind, POST_PLAIN);
    ck_assert_int_eq(form.draft.state, POST_DRAFT);
    ck_assert_int_eq(form.draft.lang, LANG_ES);
    ck_assert_int_eq(form.draft.policy, POLICY_SITE);
    ck_assert(form.draft.open);
    ck_assert_str_eq(form.draft.question, "");
    ck_assert_str_eq(form.question, "b");
    ck_assert_str_eq(form.draft.summary, "");
    ck_assert_str_eq(form.draft.body.s, "");
}
END_TEST

static const char *const choices[] = { "kind",   "state", "lang",
                                       "policy", "open",  "tally_shown" };

#define DEBATE "title=a&kind=debate&question=b"

START_TEST(closing_and_conclusion_are_read)
{
    struct post_form form = read(DEBATE "&closes=2026-11-30T20%3A00&tally_shown=stand"
                                        "&conclusion=*Fin*");

    ck_assert_uint_eq(form.problems.n, 0);
    ck_assert_int_eq(form.draft.closes, 1796068800);
    ck_assert_int_eq(form.draft.tally_shown, TALLY_AFTER_STANCE);
    ck_assert_str_eq(form.draft.conclusion_md, "*Fin*");
    ck_assert_str_eq(form.draft.conclusion.s, "<p><em>Fin</em></p>\n");
    form = read(DEBATE);
    ck_assert_int_eq(form.draft.closes, 0);
    ck_assert_int_eq(form.draft.tally_shown, TALLY_ALWAYS);
    ck_assert_str_eq(form.draft.conclusion_md, "");
    ck_assert_str_eq(form.draft.conclusion.s, "");
    /* A post without sides has neither a tally nor a conclusion. */
    form = read("title=a&tally_shown=close&conclusion=Fin");
    ck_assert_int_eq(form.draft.tally_shown, TALLY_ALWAYS);
    ck_assert_str_eq(form.draft.conclusion_md, "");
    ck_assert_str_eq(form.conclusion, "Fin");
}
END_TEST

START_TEST(a_closing_date_must_be_one)
{
    struct post_form form = read(DEBATE "&closes=30/11/2026");

    ck_assert_str_eq(problem(&form, "closes"), message(LANG_ES, MSG_FORM_CLOSES_BAD));
    ck_assert_str_eq(form.closes, "30/11/2026");
    setenv("TZ", "Europe/Madrid", 1);
    tzset();
    form = read(DEBATE "&closes=2026-03-29T02:30");
    ck_assert_str_eq(problem(&form, "closes"),
                     message(LANG_ES, MSG_FORM_CLOSES_SKIPPED));
    setenv("TZ", "UTC", 1);
    tzset();
}
END_TEST

START_TEST(what_is_no_choice_is_a_problem)
{
    const struct post_form form =
        read(arena_printf(arena, "title=a&%s=9", choices[_i]));

    ck_assert_str_eq(problem(&form, choices[_i]),
                     "Elige una de las opciones de la lista.");
}
END_TEST

START_TEST(a_title_and_a_debates_question_are_needed)
{
    struct post_form form = read("slug=a");

    ck_assert_str_eq(problem(&form, "title"), "Escribe un título.");
    form = read("title=a&kind=debate&question=+");
    ck_assert_str_eq(problem(&form, "question"),
                     "Un debate necesita una pregunta: escríbela.");
    form = read("kind=debate");
    ck_assert_uint_eq(form.problems.n, 2);
}
END_TEST

START_TEST(a_slug_is_made_when_it_can_be)
{
    struct post_form form = read("title=Ma%C3%B1ana+ser%C3%A1");

    ck_assert_str_eq(form.draft.slug, "manana-sera");
    ck_assert_str_eq(form.slug, "");
    form = read("title=%E6%97%A5%E6%9C%AC");
    ck_assert_str_eq(problem(&form, "slug"),
                     "De este título no sale ninguna dirección. Escribe una.");
    form = read("title=%E6%97%A5%E6%9C%AC&slug=+japon+");
    ck_assert_uint_eq(form.problems.n, 0);
    ck_assert_str_eq(form.draft.slug, "japon");
}
END_TEST

static const char *const slugs[] = { "A",   "a_b",    "a%2Fb",  "..%2Fx",
                                     "a+b", "%C3%B1", "%3Cb%3E" };

START_TEST(a_slug_has_few_characters)
{
    const struct post_form form =
        read(arena_printf(arena, "title=a&slug=%s", slugs[_i]));

    ck_assert_ptr_nonnull(strstr(problem(&form, "slug"), "letras minúsculas"));
}
END_TEST

/* Each line is over[i] letters longer than it may be. */
static struct post_form read_long(const int over[5])
{
    static const struct {
        const char *field;
        int points;
    } lines[] = { { "title", 200 },
                  { "question", 300 },
                  { "label_pro", 40 },
                  { "label_contra", 40 },
                  { "author", 8 } };
    char *body = arena_strdup(arena, "kind=debate&slug=a");

    for (size_t i = 0; i < 5; i++)
        body = arena_printf(arena, "%s&%s=%s", body, lines[i].field,
                            repeated("%C3%B1", (size_t)(lines[i].points + over[i])));
    return read(body);
}

START_TEST(every_line_has_its_length)
{
    struct post_form form = read_long((int[]){ 0, 0, 0, 0, 0 });

    ck_assert_uint_eq(form.problems.n, 0);
    form = read_long((int[]){ 1, 2, 3, 1, 2 });
    ck_assert_uint_eq(form.problems.n, 5);
    ck_assert_str_eq(problem_of(&form.problems, "title"),
                     "Al título le sobra 1 carácter.");
    ck_assert_str_eq(problem_of(&form.problems, "question"),
                     "A la pregunta le sobran 2 caracteres.");
    ck_assert_str_eq(problem_of(&form.problems, "label_pro"),
                     "Al nombre de esta postura le sobran 3 caracteres.");
    ck_assert_str_eq(problem_of(&form.problems, "label_contra"),
                     "Al nombre de esta postura le sobra 1 carácter.");
    ck_assert_str_eq(problem_of(&form.problems, "author"),
                     "A la firma le sobran 2 caracteres.");
}
END_TEST

START_TEST(a_body_has_a_length_and_a_depth)
{
    struct post_form form =
        read(arena_printf(arena, "title=a&body=%s", repeated("a", 62)));

    ck_assert_str_eq(problem(&form, "body"), "Sobran 2 caracteres.");
    ck_assert_str_eq(form.draft.body.s, "");
    form = read(arena_printf(arena, "title=a&body=%s", repeated("%3E", 40)));
    ck_assert_ptr_nonnull(strstr(problem(&form, "body"), "Quita algún nivel"));
    form = read("title=a&body=%3Cscript%3Ex%3C%2Fscript%3E");
    ck_assert_ptr_null(strstr(form.draft.body.s, "<script"));
}
END_TEST

START_TEST(a_revision_is_a_number)
{
    ck_assert_int_eq(read("title=a&revision=12").draft.revision, 12);
    ck_assert_int_eq(read("title=a&revision=-1").draft.revision, 0);
    ck_assert_int_eq(read("title=a&revision=9223372036854775808").revision, 0);
}
END_TEST

START_TEST(a_stored_post_is_shown)
{
    const struct post post = { .title = "T",
                               .question = "Q",
                               .slug = "s",
                               .body_md = "B",
                               .label_pro = "P",
                               .label_contra = "C",
                               .author = "A",
                               .kind = POST_DEBATE,
                               .state = POST_PUBLISHED,
                               .lang = LANG_EN,
                               .policy = POLICY_HOLD_NONE,
                               .open = true,
                               .closes = 1796068800,
                               .tally_shown = TALLY_AT_CLOSE,
                               .conclusion_md = "F",
                               .revision = 4 };
    struct post_form form;

    post_form_from(arena, &post, &form);
    ck_assert_str_eq(form.title, "T");
    ck_assert_str_eq(form.question, "Q");
    ck_assert_str_eq(form.slug, "s");
    ck_assert_str_eq(form.body, "B");
    ck_assert_str_eq(form.label_pro, "P");
    ck_assert_str_eq(form.label_contra, "C");
    ck_assert_str_eq(form.author, "A");
    ck_assert_str_eq(form.kind, "debate");
    ck_assert_str_eq(form.state, "published");
    ck_assert_str_eq(form.lang, "en");
    ck_assert_str_eq(form.policy, "none");
    ck_assert_str_eq(form.open, "1");
    ck_assert_str_eq(form.closes, "2026-11-30T20:00");
    ck_assert_str_eq(form.tally_shown, "close");
    ck_assert_str_eq(form.conclusion, "F");
    ck_assert_int_eq(form.revision, 4);
    ck_assert_uint_eq(form.problems.n, 0);
}
END_TEST

Suite *post_form_suite(void);

Suite *post_form_suite(void)
{
    Suite *suite = suite_create("post_form");
    TCase *tc = tcase_create("post_form");

    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, a_debate_is_read);
    tcase_add_test(tc, closing_and_conclusion_are_read);
    tcase_add_test(tc, a_closing_date_must_be_one);
    tcase_add_test(tc, absent_choices_make_a_plain_open_draft);
    tcase_add_loop_test(tc, what_is_no_choice_is_a_problem, 0, ARRAY_LEN(choices));
    tcase_add_test(tc, a_title_and_a_debates_question_are_needed);
    tcase_add_test(tc, a_slug_is_made_when_it_can_be);
    tcase_add_loop_test(tc, a_slug_has_few_characters, 0, ARRAY_LEN(slugs));
    tcase_add_test(tc, every_line_has_its_length);
    tcase_add_test(tc, a_body_has_a_length_and_a_depth);
    tcase_add_test(tc, a_revision_is_a_number);
    tcase_add_test(tc, a_stored_post_is_shown);
    suite_add_tcase(suite, tc);
    return suite;
}
