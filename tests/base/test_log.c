/*
 * test_log.c - one line per event on standard error
 */
#include <check.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "log.h"
#include "utf8.h"

Suite *log_suite(void);

static int saved, ends[2];
static char text[4096];

/* Makes standard error a pipe. */
static void setup(void)
{
    saved = dup(STDERR_FILENO);
    ck_assert_int_eq(pipe(ends), 0);
    dup2(ends[1], STDERR_FILENO);
}

static void teardown(void)
{
    dup2(saved, STDERR_FILENO);
    close(saved);
    close(ends[0]);
    close(ends[1]);
    log_threshold(LOG_LEVEL_INFO);
}

/* Returns the lines logged since the last call. */
static const char *logged(void)
{
    ssize_t n;

    if (write(ends[1], "", 1) != 1)
        ck_abort_msg("the pipe is broken");
    n = read(ends[0], text, sizeof text);
    ck_assert_int_gt(n, 0);
    ck_assert_int_eq(text[n - 1], '\0');
    return text;
}

/* Asserts that one line of this level and message was logged. */
static void expect(const char *level, const char *line)
{
    char whole[2048];

    snprintf(whole, sizeof whole, "%s tertulia[%ld] %s\n", level, (long)getpid(), line);
    ck_assert_str_eq(logged(), whole);
}

START_TEST(a_line_has_level_process_and_message)
{
    log_error("disk %s: %d", "full", 28);
    expect("error", "disk full: 28");
    log_warning("100%%");
    expect("warning", "100%");
    log_info("ñandú — «sí»");
    expect("info", "ñandú — «sí»");
}
END_TEST

START_TEST(a_signal_handler_may_log_a_line)
{
    static char long_text[3000];

    log_from_handler((const char *[]){ "of three ", "", "texts\n\x1b[2J", NULL });
    expect("error", "of three texts??[2J");
    memset(long_text, 'x', sizeof long_text - 1);
    log_from_handler((const char *[]){ long_text, "y", NULL });
    ck_assert_uint_eq(strlen(logged()), 1024);
    ck_assert_int_eq(text[1023], '\n');
}
END_TEST

START_TEST(lower_levels_are_dropped)
{
    log_debug("no");
    ck_assert_str_eq(logged(), "");
    log_threshold(LOG_LEVEL_DEBUG);
    log_debug("yes");
    expect("debug", "yes");
    log_threshold(LOG_LEVEL_ERROR);
    log_warning("no");
    ck_assert_str_eq(logged(), "");
}
END_TEST

START_TEST(nobody_forges_a_line)
{
    log_info("slug \"%s\"", "a\nerror tertulia[1] b\r\t\x1b[2J\x7f");
    expect("info", "slug \"a?error tertulia[1] b???[2J?\"");
}
END_TEST

START_TEST(controls_beyond_ascii_are_defused)
{
    log_info("\xC2\x9B"
             "2J \xC2\x85 \xC2\xA0.");
    expect("info", "??2J ?? \xC2\xA0.");
}
END_TEST

START_TEST(broken_utf8_is_defused)
{
    log_info("a\xFF\xC3[\x9B\xED\xA0\x80");
    expect("info", "a??[????");
}
END_TEST

START_TEST(a_long_line_is_cut_between_characters)
{
    char flood[4000];
    const char *line;

    for (size_t shift = 0; shift < 3; shift++) {
        memset(flood, 'x', shift);
        for (size_t i = shift; i + 3 < sizeof flood; i += 3)
            memcpy(flood + i, "€", 4);
        log_info("%s", flood);
        line = logged();
        ck_assert_uint_gt(strlen(line), 1000);
        ck_assert_uint_le(strlen(line), 1024);
        ck_assert(utf8_valid(line, strlen(line)));
        ck_assert_str_eq(line + strlen(line) - 4, "...\n");
        ck_assert_ptr_nonnull(strstr(line, "€"));
    }
}
END_TEST

START_TEST(errno_survives_and_can_be_named)
{
    errno = ENOENT;
    log_error("open: %m");
    ck_assert_int_eq(errno, ENOENT);
    expect("error", "open: No such file or directory");
}
END_TEST

START_TEST(a_closed_standard_error_does_no_harm)
{
    close(STDERR_FILENO);
    log_error("nobody reads this");
    dup2(ends[1], STDERR_FILENO);
    ck_assert_str_eq(logged(), "");
}
END_TEST

Suite *log_suite(void)
{
    Suite *s = suite_create("log");
    TCase *tc = tcase_create("log");

    suite_add_tcase(s, tc);
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, a_line_has_level_process_and_message);
    tcase_add_test(tc, a_signal_handler_may_log_a_line);
    tcase_add_test(tc, lower_levels_are_dropped);
    tcase_add_test(tc, nobody_forges_a_line);
    tcase_add_test(tc, controls_beyond_ascii_are_defused);
    tcase_add_test(tc, broken_utf8_is_defused);
    tcase_add_test(tc, a_long_line_is_cut_between_characters);
    tcase_add_test(tc, errno_survives_and_can_be_named);
    tcase_add_test(tc, a_closed_standard_error_does_no_harm);
    return s;
}
