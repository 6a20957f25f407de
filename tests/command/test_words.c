/*
 * test_words.c - reading the command line: help, version and every misuse
 */
#include "array.h"
#include "place.h"

static const char *const commands[] = { "serve", "init",    "demo",    "user",
                                        "check", "backup",  "upgrade", "mail",
                                        "nginx", "version", "help" };

START_TEST(version_says_its_name_and_number)
{
    const struct outcome o = RUN("version");

    ck_done(o);
    ck_assert_str_eq(o.out, "tertulia " TERTULIA_VERSION "\n");
}
END_TEST

START_TEST(help_and_version_are_options_too)
{
    const struct outcome o = RUN("--version");

    ck_done(o);
    ck_assert_str_eq(o.out, "tertulia " TERTULIA_VERSION "\n");
    ck_done(RUN("--help"));
}
END_TEST

START_TEST(help_knows_every_command)
{
    const struct outcome o = RUN("help");

    ck_done(o);
    ck_assert_int_eq(strncmp(o.out, "usage: tertulia [--config FILE] COMMAND\n", 40),
                     0);
    for (size_t i = 0; i < ARRAY_LEN(commands); i++)
        ck_assert_msg(strstr(o.out, arena_printf(place.arena, "\n  %s", commands[i])) !=
                          NULL,
                      "%s", commands[i]);
}
END_TEST

/* Each address has a line, and a sentence below it. */
START_TEST(help_prints_the_map_of_the_site)
{
    const struct outcome o = RUN("help", "routes");

    ck_done(o);
    ck_assert(strstr(o.out, "\nGET   anyone  /p/:slug\n      A post ") != NULL);
    ck_assert(strstr(o.out, "\nPOST  author  /admin/comments\n      ") != NULL);
    ck_assert(strstr(o.out, "\nPOST  key     /mail/unsubscribe\n      ") != NULL);
    for (const char *line = o.out; *line; line += strcspn(line, "\n") + 1)
        ck_assert_msg(strcspn(line, "\n") <= 80, "%.100s", line);
}
END_TEST

START_TEST(each_command_explains_itself)
{
    const char *name = commands[_i];
    const struct outcome o = RUN("help", name);
    const char *usage =
        arena_printf(place.arena, "usage: tertulia [--config FILE] %s", name);

    ck_done(o);
    ck_assert_msg(strncmp(o.out, usage, strlen(usage)) == 0, "%s", o.out);
    ck_assert(strstr(o.out, "\n\n") != NULL);
    ck_assert_str_eq(RUN(name, "--help").out, o.out);
    ck_assert_str_eq(RUN(name, "x", "--help").out, o.out);
    ck_assert_int_ne(access(place.scratch.file, F_OK), 0);
}
END_TEST

START_TEST(an_explanation_names_every_option)
{
    const struct outcome o = RUN("user", "add", "--help");

    ck_done(o);
    ck_assert(strstr(o.out, "\n  passwd NAME ") != NULL);
    ck_assert(strstr(o.out, "\n  --password-stdin ") != NULL);
    ck_assert(strstr(RUN("init", "--help").out, "\n  --tagline T ") != NULL);
}
END_TEST

#define LONG_NAME "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static const struct {
    const char *words[5], *complaint;
} misuses[] = {
    { { NULL }, "which command" },
    { { "explode" }, "unknown command \"explode\"" },
    { { "INIT" }, "unknown command" },
    { { "" }, "unknown command" },
    { { "init", "--explode" }, "unknown option --explode" },
    { { "init", "--titl", "x" }, "unknown option" },
    { { "init", "x" }, "unexpected word \"x\"" },
    { { "init", "--title" }, "--title needs a value" },
    { { "init", "--title", "" }, "--title takes 1 to" },
    { { "init", "--title", "\xe2\x80\x8b" }, "--title takes 1 to" },
    { { "init", "--title", "\xff" }, "--title takes 1 to" },
    { { "init", "--lang", "fr" }, "--lang is es or en" },
    { { "init", "--lang=" }, "--lang is es or en" },
    { { "init", "--", "--title" }, "unexpected word" },
    { { "demo", "x" }, "unexpected word" },
    { { "demo", "--author", "" }, "--author is a name" },
    { { "demo", "--author", "\xff" }, "--author is a name" },
    { { "demo", "--author=" LONG_NAME }, "--author is a name" },
    { { "user" }, "user add, passwd, remove or list? See \"tertulia help user\"" },
    { { "user", "explode" }, "user add, passwd, remove or list" },
    { { "user", "add" }, "a word is missing" },
    { { "user", "add", "a", "b" }, "unexpected word" },
    { { "user", "add", "" }, "a name has 1 to 64" },
    { { "user", "add", " \t" }, "a name has 1 to 64" },
    { { "user", "add", "\xff" }, "a name has 1 to 64" },
    { { "user", "add", LONG_NAME }, "a name has 1 to 64" },
    { { "user", "add", "Ana", "--password-stdin=x" }, "takes no value" },
    { { "user", "passwd" }, "a word is missing" },
    { { "user", "remove" }, "a word is missing" },
    { { "user", "remove", "Ana", "--password" }, "unknown option" },
    { { "user", "list", "Ana" }, "unexpected word" },
    { { "check", "x" }, "unexpected word" },
    { { "check", "--fix" }, "unknown option" },
    { { "backup", "--to", "x" }, "unknown option" },
    { { "backup", "x", "y" }, "unexpected word" },
    { { "upgrade", "x" }, "unexpected word" },
    { { "serve", "x" }, "unexpected word" },
    { { "nginx", "x" }, "unexpected word" },
    { { "nginx", "--port", "0" }, "--port is a number" },
    { { "nginx", "--port", "65536" }, "--port is a number" },
    { { "nginx", "--port", "-1" }, "--port is a number" },
    { { "nginx", "--port", "8080x" }, "--port is a number" },
    { { "nginx", "--port" }, "--port needs a value" },
    { { "nginx", "--no-limits=x" }, "takes no value" },
    { { "version", "x" }, "unexpected word" },
    { { "help", "x" }, "unknown command \"x\"" },
    { { "help", "" }, "unknown command" },
    { { "help", "--explode" }, "unknown option" },
    { { "help", "config", "x" }, "unexpected word" },
    { { "help", "routes", "x" }, "unexpected word" },
    { { "help", "init", "x" }, "unexpected word" },
    { { "init", "--", "--help" }, "unexpected word" },
    { { "explode", "--help" }, "unknown command \"explode\"" },
    { { "backup", "x", "y" }, "see \"tertulia help backup\"" },
};

START_TEST(a_misuse_is_named_and_does_nothing)
{
    const struct outcome o = run_command(NULL, "", misuses[_i].words);

    ck_refused(o, 2, misuses[_i].complaint);
    ck_assert_int_eq(strncmp(o.err, "tertulia: ", 10), 0);
    ck_assert_str_eq(o.out, "");
    ck_assert_int_ne(access(place.scratch.file, F_OK), 0);
}
END_TEST

START_TEST(config_needs_a_file)
{
    static const char *const words[][4] = {
        { "--config" },
        { "--config=" },
        { "--config", "" },
        { "--config=", "check" },
        { "--config", "x", "--config" },
    };

    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        ck_refused(
            program_run(place.arena, &(struct program){ .words = words[i] }, "", 0), 2,
            "--config needs a file");
}
END_TEST

START_TEST(options_are_read_with_and_without_an_equals_sign)
{
    ck_done(program_run(
        place.arena,
        &(struct program){
            .words = WORDS(arena_printf(place.arena, "--config=%s", place.config),
                           "init", "--lang=en", "--title", "--not-an-option") },
        "", 0));
    ck_assert_int_eq(number("SELECT count(*) FROM site WHERE title = '--not-an-option'"
                            " AND lang = 'en'"),
                     1);
}
END_TEST

START_TEST(an_answer_that_cannot_be_written_is_a_failure)
{
    const struct outcome o = program_run(
        place.arena,
        &(struct program){ "/bin/sh",
                           WORDS("-c", "exec \"$0\" help >/dev/full", TERTULIA_PROGRAM),
                           NULL },
        "", 0);

    ck_refused(o, 1, "cannot write to standard output");
}
END_TEST

Suite *words_suite(void);

Suite *words_suite(void)
{
    Suite *s = suite_create("words");
    TCase *tc = place_case("words");

    tcase_add_test(tc, version_says_its_name_and_number);
    tcase_add_test(tc, help_and_version_are_options_too);
    tcase_add_test(tc, help_knows_every_command);
    tcase_add_test(tc, help_prints_the_map_of_the_site);
    tcase_add_loop_test(tc, each_command_explains_itself, 0, (int)ARRAY_LEN(commands));
    tcase_add_test(tc, an_explanation_names_every_option);
    tcase_add_loop_test(tc, a_misuse_is_named_and_does_nothing, 0,
                        (int)ARRAY_LEN(misuses));
    tcase_add_test(tc, config_needs_a_file);
    tcase_add_test(tc, options_are_read_with_and_without_an_equals_sign);
    tcase_add_test(tc, an_answer_that_cannot_be_written_is_a_failure);
    suite_add_tcase(s, tc);
    return s;
}
