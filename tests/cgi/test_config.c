/*
 * test_config.c - configuration: defaults, file, environment, errors at the start
 */
#include <stdio.h>
#include <unistd.h>

#include "config.h"
#include "suite.h"

static struct arena *arena;
static char file[] = "/tmp/test_config.XXXXXX";

static void setup(void)
{
    int fd;

    arena = arena_new();
    memcpy(file + strlen(file) - 6, "XXXXXX", 6);
    fd = mkstemp(file);
    ck_assert_int_ge(fd, 0);
    close(fd);
    log_threshold(LOG_LEVEL_ERROR + 1); /* every error here is expected */
}

static void teardown(void)
{
    unlink(file);
    arena_free(arena);
    log_threshold(LOG_LEVEL_INFO);
}

static enum rc load_bytes(const void *text, size_t n, struct config *out)
{
    FILE *f = fopen(file, "w");

    ck_assert_ptr_nonnull(f);
    ck_assert_uint_eq(fwrite(text, 1, n, f), n);
    fclose(f);
    return config_load(arena, file, out);
}

static enum rc load(const char *text, struct config *out)
{
    return load_bytes(text, strlen(text), out);
}

START_TEST(an_empty_file_gives_the_defaults)
{
    struct config c;

    ck_assert_int_eq(load("", &c), RC_OK);
    ck_assert_str_eq(c.base_url, "http://127.0.0.1:8080");
    ck_assert_str_eq(c.database, "/var/lib/tertulia/site.db");
    ck_assert_str_eq(c.socket, "/run/tertulia/tertulia.sock");
    ck_assert_str_eq(c.timezone, "");
    ck_assert_str_eq(c.durability, "grouped");
    ck_assert_str_eq(c.log_level, "info");
    ck_assert_int_eq(c.slow_ms, 250);
    ck_assert_int_eq(c.workers, 4);
    ck_assert_int_eq(c.timeout_s, 10);
    ck_assert_int_eq(c.request_s, 20);
    ck_assert_int_eq(c.comment_bytes, 8192);
    ck_assert_int_eq(c.name_points, 64);
    ck_assert_int_eq(c.website_bytes, 200);
    ck_assert_int_eq(c.post_bytes, 204800);
    ck_assert_int_eq(c.form_bytes, 65536);
    ck_assert_int_eq(c.editor_bytes, 1048576);
    ck_assert_int_eq(c.comments_per_minute, 5);
    ck_assert_int_eq(c.comments_per_day, 60);
    ck_assert_int_eq(c.reactions_per_minute, 30);
    ck_assert_int_eq(c.reactions_per_day, 500);
    ck_assert_int_eq(c.edit_minutes, 15);
    ck_assert_int_eq(c.min_fill_s, 2);
    ck_assert_int_eq(c.token_hours, 24);
    ck_assert_int_eq(c.session_days, 30);
    ck_assert_int_eq(c.session_idle_hours, 12);
    ck_assert_int_eq(c.failed_logins, 10);
    ck_assert_int_eq(c.failed_logins_all, 300);
    ck_assert_int_eq(c.mails_per_hour, 10);
    ck_assert_int_eq(c.smtp_timeout_s, 30);
    ck_assert_str_eq(c.smtp_tls, "verified");
    ck_assert(!config_has_mail(&c));
}
END_TEST

START_TEST(values_of_the_file_arrive)
{
    struct config c;

    ck_assert_int_eq(load("# a comment\n"
                          "[site]\n"
                          "base_url = https://debate.example:8443\n"
                          "timezone = UTC\n"
                          "\n"
                          "[database]\n"
                          "durability = full\n"
                          "[server]\n"
                          "workers=7\n"
                          "[limits]\n"
                          "comments_per_minute = 0\n"
                          "[log]\n"
                          "level = warning\n"
                          "slow_ms = 0",
                          &c),
                     RC_OK);
    ck_assert_str_eq(c.base_url, "https://debate.example:8443");
    ck_assert_str_eq(c.timezone, "UTC");
    ck_assert_str_eq(c.durability, "full");
    ck_assert_int_eq(c.workers, 7);
    ck_assert_int_eq(c.comments_per_minute, 0);
    ck_assert_str_eq(c.log_level, "warning");
    ck_assert_int_eq(c.slow_ms, 0);
}
END_TEST

START_TEST(relative_paths_start_from_the_file)
{
    struct config c;

    ck_assert_int_eq(
        load("[paths]\ndatabase = data/site.db\nstatic = /srv/static\n", &c), RC_OK);
    ck_assert_str_eq(c.database, "/tmp/data/site.db");
    ck_assert_str_eq(c.statics, "/srv/static");
}
END_TEST

START_TEST(the_environment_wins)
{
    struct config c;

    setenv("TERTULIA_LIMITS_COMMENTS_PER_MINUTE", "9", 1);
    setenv("TERTULIA_PATHS_DATABASE", "here.db", 1);
    ck_assert_int_eq(load("[limits]\ncomments_per_minute = 3\n", &c), RC_OK);
    unsetenv("TERTULIA_LIMITS_COMMENTS_PER_MINUTE");
    unsetenv("TERTULIA_PATHS_DATABASE");
    ck_assert_int_eq(c.comments_per_minute, 9);
    ck_assert_str_eq(c.database, "here.db");
}
END_TEST

START_TEST(the_environment_names_the_file)
{
    struct config c;

    ck_assert_int_eq(load("[server]\nworkers = 3\n", &c), RC_OK);
    setenv("TERTULIA_CONFIG", file, 1);
    ck_assert_int_eq(config_load(arena, NULL, &c), RC_OK);
    unsetenv("TERTULIA_CONFIG");
    ck_assert_int_eq(c.workers, 3);
}
END_TEST

START_TEST(a_missing_file_is_refused)
{
    struct config c;

    ck_assert_int_eq(config_load(arena, "/nonexistent/tertulia.conf", &c),
                     RC_NOT_FOUND);
}
END_TEST

static const struct {
    const char *name, *value;
} BAD_VARIABLES[] = {
    { "TERTULIA_LIMITS_COMMENTS", "3" }, { "TERTULIA_", "3" },
    { "TERTULIA_SERVER_WORKERS_", "3" }, { "TERTULIA_server_workers", "3" },
    { "TERTULIA_SERVER_WORKERS", "" },   { "TERTULIA_SERVER_WORKERS", " 3" },
    { "TERTULIA_PATHS_DATABASE", "" },   { "TERTULIA_PATHS_DATABASE", "\xff" },
};

START_TEST(a_bad_variable_stops_the_start)
{
    struct config c;
    enum rc rc;

    setenv(BAD_VARIABLES[_i].name, BAD_VARIABLES[_i].value, 1);
    rc = load("", &c);
    unsetenv(BAD_VARIABLES[_i].name);
    ck_assert_int_eq(rc, RC_INVALID);
}
END_TEST

static const char *const BAD_FILES[] = {
    "[server]\nworker = 3\n",
    "[servers]\nworkers = 3\n",
    "workers = 3\n",
    "[server\nworkers = 3\n",
    "[server]\nworkers\n",
    "[server]\nworkers = 3\nworkers = 3\n",
    "[server]\nworkers = 3\n  4\n",
    "[server]\nworkers = 0\n",
    "[server]\nworkers = 65\n",
    "[server]\nworkers = 99999999999999999999\n",
    "[server]\nworkers = 0x4\n",
    "[server]\nworkers = +4\n",
    "[server]\nworkers = -4\n",
    "[server]\nworkers = 4 4\n",
    "[server]\nworkers =\n",
    "[server]\nsocket =\n",
    "[paths]\ndatabase = \xc3\x28\n",
    "[log]\nlevel = verbose\n",
    "[limits]\ncomment_bytes = 65537\n",
    "[limits]\ncomment_bytes = 60000\n", /* form_bytes is too small */
    "[limits]\neditor_bytes = 100000\n", /* post_bytes does not fit */
    "[site]\ntimezone = Europe/Nowhere\n",
    "[site]\ntimezone = ../../../etc/passwd\n",
    "[site]\ntimezone = /etc/passwd\n",
    "[site]\nbase_url =\n",
    "[site]\nbase_url = example.org\n",
    "[site]\nbase_url = ftp://example.org\n",
    "[site]\nbase_url = http://\n",
    "[site]\nbase_url = http://example.org/\n",
    "[site]\nbase_url = http://example.org/blog\n",
    "[site]\nbase_url = http://example.org?x\n",
    "[site]\nbase_url = http://user@example.org\n",
    "[site]\nbase_url = http://example.org:\n",
    "[site]\nbase_url = http://example.org:0\n",
    "[site]\nbase_url = http://example.org:65536\n",
    "[site]\nbase_url = http://example.org:80x\n",
    "[site]\nbase_url = http://exa mple.org\n",
    "[site]\nbase_url = http://Example.org\n",
    "[site]\nbase_url = http://[::1\n",
    "[site]\nbase_url = http://[]:80\n",
    "[site]\nbase_url = http://a\"b\n",
    "[mail]\nsmtp_url = smtp://mail.example.org\n", /* no sender */
    "[mail]\nsmtp_url = mail.example.org\nfrom = a@example.org\n",
    "[mail]\nsmtp_url = smtp://\nfrom = a@example.org\n",
    "[mail]\nsmtp_url = smtp://mail.example.org/x\nfrom = a@example.org\n",
    "[mail]\nsmtp_url = smtp://u:p@mail.example.org\nfrom = a@example.org\n",
    "[mail]\nfrom = Ana <a@example.org>\n",
    "[database]\ndurability = FULL\n",
    "[database]\ndurability = off\n",
    "[database]\ndurability =\n",
    "[mail]\ntls = sometimes\n",
    "[mail]\ntimeout_seconds = 0\n",
    "[mail]\npassword = x\npassword_file = y\n",
};

START_TEST(a_bad_file_stops_the_start)
{
    struct config c;

    ck_assert_int_eq(load(BAD_FILES[_i], &c), RC_INVALID);
}
END_TEST

static const char *const GOOD_URLS[] = { "http://example.org",
                                         "https://a-b.example.org:8443",
                                         "http://127.0.0.1:8080", "http://[::1]:80",
                                         "https://[2001:db8::1]" };

START_TEST(a_good_base_url_is_taken)
{
    struct config c;

    ck_assert_int_eq(
        load(arena_printf(arena, "[site]\nbase_url = %s\n", GOOD_URLS[_i]), &c), RC_OK);
    ck_assert_str_eq(c.base_url, GOOD_URLS[_i]);
}
END_TEST

START_TEST(a_mail_server_is_taken)
{
    struct config c;
    enum mail_tls tls;

    ck_assert_int_eq(load("[mail]\n"
                          "smtp_url = smtps://[2001:db8::1]:465\n"
                          "from = Debate@Example.org\n"
                          "user = someone\n"
                          "password_file = secret\n"
                          "tls = unverified\n"
                          "ca_file = /etc/ca.pem\n"
                          "timeout_seconds = 5\n",
                          &c),
                     RC_OK);
    ck_assert(config_has_mail(&c));
    ck_assert_str_eq(c.smtp_url, "smtps://[2001:db8::1]:465");
    ck_assert_str_eq(c.mail_from, "Debate@example.org");
    ck_assert_str_eq(c.smtp_user, "someone");
    ck_assert_str_eq(c.smtp_password, "");
    ck_assert_str_eq(c.smtp_password_file, "/tmp/secret");
    ck_assert_str_eq(c.smtp_ca_file, "/etc/ca.pem");
    ck_assert_int_eq(c.smtp_timeout_s, 5);
    ck_assert(config_mail_tls(c.smtp_tls, &tls));
    ck_assert_int_eq(tls, MAIL_TLS_UNVERIFIED);
}
END_TEST

START_TEST(a_long_line_is_refused_not_split)
{
    char text[400];
    struct config c;

    memset(text, 'x', sizeof(text));
    memcpy(text, "[server]\n#", 10);
    memcpy(text + 300, "\nworkers = 3\n", 13);
    ck_assert_int_eq(load_bytes(text, 313, &c), RC_INVALID);
}
END_TEST

START_TEST(noise_is_refused)
{
    unsigned char noise[64];
    struct config c;

    for (size_t i = 0; i < sizeof(noise); i++)
        noise[i] = (unsigned char)(i * 37 + 200);
    ck_assert_int_eq(load_bytes(noise, sizeof(noise), &c), RC_INVALID);
    ck_assert_int_eq(load_bytes("[server]\nworkers = 3\0 4\n", 24, &c), RC_INVALID);
}
END_TEST

/* Returns the sample with all keys set: "#key = value" becomes "key = value". */
static char *sample_uncommented(size_t *keys)
{
    FILE *f = fopen(SOURCE_DIR "/deploy/tertulia.conf", "r");
    char line[200], *all = arena_strdup(arena, "");

    ck_assert_ptr_nonnull(f);
    *keys = 0;
    while (fgets(line, sizeof(line), f)) {
        const bool key = line[0] == '#' && line[1] >= 'a' && line[1] <= 'z';

        *keys += key;
        all = arena_printf(arena, "%s%s", all, key ? line + 1 : line);
    }
    fclose(f);
    return all;
}

START_TEST(the_sample_shows_every_key_with_its_default)
{
    struct config plain, sample;
    size_t keys;
    const char *text = sample_uncommented(&keys);

    ck_assert_int_eq(load("", &plain), RC_OK);
    ck_assert_int_eq(load(text, &sample), RC_OK);
    /* Every member of the struct is 8 bytes wide. */
    ck_assert_uint_eq(keys, sizeof(struct config) / sizeof(int64_t));
    ck_assert_str_eq(sample.base_url, plain.base_url);
    ck_assert_str_eq(sample.timezone, plain.timezone);
    ck_assert_str_eq(sample.database, plain.database);
    ck_assert_str_eq(sample.socket, plain.socket);
    ck_assert_str_eq(sample.log_level, plain.log_level);
    ck_assert_int_eq(sample.slow_ms, plain.slow_ms);
    ck_assert_mem_eq(&sample.comment_bytes, &plain.comment_bytes,
                     sizeof(plain) - offsetof(struct config, comment_bytes));
    ck_assert_int_eq(sample.workers, plain.workers);
    ck_assert_int_eq(sample.timeout_s, plain.timeout_s);
}
END_TEST

Suite *config_suite(void);
Suite *config_suite(void)
{
    Suite *s = suite_create("config");
    TCase *t = tcase_create("config");

    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_test(t, an_empty_file_gives_the_defaults);
    tcase_add_test(t, values_of_the_file_arrive);
    tcase_add_test(t, relative_paths_start_from_the_file);
    tcase_add_test(t, the_environment_wins);
    tcase_add_test(t, the_environment_names_the_file);
    tcase_add_test(t, a_missing_file_is_refused);
    tcase_add_loop_test(t, a_bad_variable_stops_the_start, 0, ARRAY_LEN(BAD_VARIABLES));
    tcase_add_loop_test(t, a_bad_file_stops_the_start, 0, ARRAY_LEN(BAD_FILES));
    tcase_add_loop_test(t, a_good_base_url_is_taken, 0, ARRAY_LEN(GOOD_URLS));
    tcase_add_test(t, a_mail_server_is_taken);
    tcase_add_test(t, a_long_line_is_refused_not_split);
    tcase_add_test(t, noise_is_refused);
    tcase_add_test(t, the_sample_shows_every_key_with_its_default);
    suite_add_tcase(s, t);
    return s;
}
