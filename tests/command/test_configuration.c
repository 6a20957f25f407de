/*
 * test_configuration.c - errors in the configuration are reported with file and line
 */
#include "array.h"
#include "place.h"

static const struct {
    const char *text, *complaint;
} mistakes[] = {
    { "[site]\nexplode = 1\n", ":2: [site] explode is no key" },
    { "[explode]\n\n\na = 1\n", ":4: [explode] a is no key" },
    { "base_url = http://example.org\n", ":1: [] base_url is no key" },
    { "[site]\nBASE_URL = http://example.org\n", ":2: [site] BASE_URL is no key" },
    { "[limits]\n# a remark\ncomment_bytes = many\n",
      ":3: [limits] comment_bytes must be a whole number from 200 to 65536" },
    { "[limits]\ncomment_bytes = 199\n", ":2: [limits] comment_bytes must be" },
    { "[limits]\ncomment_bytes = 65537\n", ":2: [limits] comment_bytes must be" },
    { "[limits]\ncomment_bytes = -200\n", ":2: [limits] comment_bytes must be" },
    { "[limits]\ncomment_bytes = 200.5\n", ":2: [limits] comment_bytes must be" },
    { "[limits]\ncomment_bytes = 0x200\n", ":2: [limits] comment_bytes must be" },
    { "[limits]\ncomment_bytes =\n", ":2: [limits] comment_bytes must be" },
    { "[limits]\ncomment_bytes = 99999999999999999999\n",
      ":2: [limits] comment_bytes must be" },
    { "[limits]\ncomment_bytes = 60000\n", "[limits] form_bytes must be at least" },
    { "[limits]\neditor_bytes = 65536\n", "[limits] editor_bytes must be at least" },
    { "[site]\nbase_url = example.org\n", ":2: [site] base_url must be http://" },
    { "[site]\nbase_url = http://Example.org\n", ":2: [site] base_url must be" },
    { "[site]\nbase_url = http://example.org/\n", ":2: [site] base_url must be" },
    { "[site]\nbase_url = http://a@example.org\n", ":2: [site] base_url must be" },
    { "[site]\nbase_url = http://example.org:0\n", ":2: [site] base_url must be" },
    { "[site]\nbase_url = http://example.org:65536\n", ":2: [site] base_url must be" },
    { "[site]\nbase_url = ftp://example.org\n", ":2: [site] base_url must be" },
    { "[site]\nbase_url = http://\n", ":2: [site] base_url must be" },
    { "[site]\ntimezone = Mars/Olympus\n", ":2: [site] timezone names no time zone" },
    { "[site]\ntimezone = ../../../etc/passwd\n", ":2: [site] timezone names no" },
    { "[log]\nlevel = loud\n", ":2: [log] level must be debug, info" },
    { "[site]\ntimezone = UTC\ntimezone = UTC\n",
      ":3: [site] timezone is given twice" },
    { "[site]\ntimezone = \xff\n", ":2: [site] timezone is not valid UTF-8" },
    { "[site]\nwords\n", ":2: neither \"[section]\" nor \"key = value\"" },
    { "[site\n", ":1: neither" },
    { "[limits]\npresses_per_minute = 30\n",
      ":2: [limits] presses_per_minute is called [limits] reactions_per_minute now" },
    { "[limits]\npresses_per_day = 500\n",
      ":2: [limits] presses_per_day is called [limits] reactions_per_day now" },
};

START_TEST(a_mistake_is_named_with_its_line)
{
    struct outcome o;

    configure(mistakes[_i].text);
    o = RUN("nginx");
    ck_refused(o, 1, mistakes[_i].complaint);
    if (mistakes[_i].complaint[0] == ':')
        ck_refused(o, 1, arena_printf(place.arena, "%s:", place.config));
    ck_assert_str_eq(o.out, "");
}
END_TEST

START_TEST(a_line_that_is_too_long_is_named)
{
    char line[1024] = "[site]\n#";

    memset(line + 8, 'a', sizeof(line) - 9);
    configure(line);
    ck_refused(RUN("nginx"), 1, ":2: the line is longer than");
}
END_TEST

START_TEST(every_command_refuses_a_bad_configuration)
{
    static const char *const words[][4] = {
        { "serve" },
        { "init" },
        { "demo" },
        { "check" },
        { "nginx" },
        { "user", "list" },
        { "user", "add", "Ana" },
        { "user", "remove", "Ana" },
    };

    configure("[site]\nexplode = 1\n");
    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        ck_refused(run_command(NULL, "", words[i]), 1, ":2: [site] explode");
    ck_assert_int_ne(access(place.scratch.file, F_OK), 0);
}
END_TEST

START_TEST(a_configuration_that_is_not_there_is_named)
{
    const char *missing = in_place("nothing.conf");
    const struct outcome o = program_run(
        place.arena, &(struct program){ .words = WORDS("--config", missing, "nginx") },
        "", 0);

    ck_refused(o, 1, missing);
}
END_TEST

START_TEST(a_folder_is_no_configuration)
{
    const struct outcome o = program_run(
        place.arena,
        &(struct program){ .words = WORDS("--config", place.scratch.folder, "nginx") },
        "", 0);

    ck_refused(o, 1, place.scratch.folder);
}
END_TEST

START_TEST(help_config_prints_a_configuration_that_is_good)
{
    const struct outcome o = RUN("help", "config");
    char *text = arena_strdup(place.arena, o.out), *to = text;

    ck_done(o);
    /* Keys are printed as "#key = value", remarks as "# ...". */
    for (const char *c = o.out; *c; c++)
        if (*c != '#' || c[1] == ' ')
            *to++ = *c;
    *to = '\0';
    ck_assert(strstr(text, "\ncomments_per_day = 60") != NULL);
    file_write(place.config, text);
    ck_done(RUN("nginx"));
}
END_TEST

START_TEST(the_environment_wins)
{
    struct outcome o;

    configure("[site]\nbase_url = http://one.example\n");
    o = RUN("nginx");
    ck_assert(strstr(o.out, "server_name one.example;") != NULL);
    o = RUN_WITH("TERTULIA_SITE_BASE_URL=http://two.example", "nginx");
    ck_done(o);
    ck_assert(strstr(o.out, "server_name two.example;") != NULL);
}
END_TEST

START_TEST(the_environment_names_the_configuration)
{
    const char *const variables[] = {
        arena_printf(place.arena, "TERTULIA_CONFIG=%s", place.config), NULL
    };
    struct outcome o;

    configure("[site]\nbase_url = http://one.example\n");
    o = program_run(place.arena, &(struct program){ NULL, WORDS("nginx"), variables },
                    "", 0);
    ck_done(o);
    ck_assert(strstr(o.out, "server_name one.example;") != NULL);
}
END_TEST

START_TEST(mistakes_in_the_environment_are_named)
{
    ck_refused(RUN_WITH("TERTULIA_EXPLODE=1", "nginx"), 1,
               "TERTULIA_EXPLODE is no key of the configuration");
    ck_refused(RUN_WITH("TERTULIA_SITE_BASE_UR=http://a", "nginx"), 1, "is no key");
    ck_refused(RUN_WITH("TERTULIA_SITE_BASE_URLS=http://a", "nginx"), 1, "is no key");
    ck_refused(RUN_WITH("TERTULIA_=1", "nginx"), 1, "is no key");
    ck_refused(RUN_WITH("TERTULIA_LIMITS_COMMENT_BYTES=1", "nginx"), 1,
               "TERTULIA_LIMITS_COMMENT_BYTES must be a whole number");
    ck_refused(RUN_WITH("TERTULIA_PATHS_DATABASE=", "nginx"), 1, "is empty");
    ck_refused(
        RUN_WITH("TERTULIA_LIMITS_PRESSES_PER_DAY=500", "nginx"), 1,
        "TERTULIA_LIMITS_PRESSES_PER_DAY is called [limits] reactions_per_day now");
}
END_TEST

START_TEST(a_program_that_cannot_serve_says_why)
{
    static const struct {
        const char *variable, *complaint;
    } rows[] = {
        { "TERTULIA_PATHS_TEMPLATES=/nonexistent", "/nonexistent" },
        { "TERTULIA_PATHS_STATIC=/nonexistent", "see [paths]" },
        { "TERTULIA_SERVER_SOCKET=/nonexistent/t.sock", "/nonexistent/t.sock" },
        { "TERTULIA_PATHS_DATABASE=/nonexistent/site.db",
          "'tertulia init' creates it" },
    };

    make_site();
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        ck_refused(RUN_WITH(rows[i].variable, "serve"), 1, rows[i].complaint);
}
END_TEST

Suite *configuration_suite(void);

Suite *configuration_suite(void)
{
    Suite *s = suite_create("configuration");
    TCase *tc = place_case("configuration");

    tcase_add_loop_test(tc, a_mistake_is_named_with_its_line, 0,
                        (int)ARRAY_LEN(mistakes));
    tcase_add_test(tc, a_line_that_is_too_long_is_named);
    tcase_add_test(tc, every_command_refuses_a_bad_configuration);
    tcase_add_test(tc, a_configuration_that_is_not_there_is_named);
    tcase_add_test(tc, a_folder_is_no_configuration);
    tcase_add_test(tc, help_config_prints_a_configuration_that_is_good);
    tcase_add_test(tc, the_environment_wins);
    tcase_add_test(tc, the_environment_names_the_configuration);
    tcase_add_test(tc, mistakes_in_the_environment_are_named);
    tcase_add_test(tc, a_program_that_cannot_serve_says_why);
    suite_add_tcase(s, tc);
    return s;
}
