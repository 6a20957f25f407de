/*
 * test_event.c - events in the log, for an operator and for fail2ban
 */
#include <regex.h>
#include <stdarg.h>
#include <unistd.h>

#include "call.h"
#include "clock.h"
#include "commands.h"
#include "event.h"
#include "log.h"
#include "logged.h"
#include "scratch.h"
#include "site.h"
#include "upgrade.h"

#define PASSWORD "una clave muy larga"

static void setup(void)
{
    call_setup();
    log_threshold(LOG_LEVEL_INFO);
    logged_open();
}

static void teardown(void)
{
    logged_close();
    call_teardown();
}

static int64_t add_author(const char *name)
{
    const char *hash;
    int64_t id;

    ck_assert_int_eq(password_hash(call_arena(), PASSWORD, &hash), RC_OK);
    ck_assert_int_eq(account_add(call_db(), call_arena(), name, CALL_NOW, &id), RC_OK);
    ck_assert_int_eq(account_set_password(call_db(), id, hash), RC_OK);
    return id;
}

/* Tries to sign in. */
static struct response try_from(const char *address, const char *name,
                                const char *password)
{
    const struct response page = get("/admin/login");

    return VISIT(METHOD_POST, "/admin/login", .address = address,
                 .body = form("token", field_of(&page, "token"), "name", name,
                              "password", password, NULL));
}

static struct response account_form(const char *cookie, const char *what,
                                    const char *rest)
{
    return post_as(cookie, "/admin/account",
                   arena_printf(call_arena(), "do=%s&%s&%s", what, rest,
                                form("token", admin_token(cookie), NULL)));
}

START_TEST(signing_in_and_out_is_logged)
{
    struct response rs;
    const char *cookie;

    add_author("Elena");
    rs = try_from("192.0.2.7", "Elena ", PASSWORD);
    ck_status(rs, 303);
    ck_assert_str_eq(logged(), "info signed in from 192.0.2.7: \"Elena\"\n");
    cookie = cookie_of(&rs, "session");
    ck_status(
        post_as(cookie, "/admin/logout", form("token", admin_token(cookie), NULL)),
        303);
    ck_assert_str_eq(logged(), "info signed out from 192.0.2.1: \"Elena\"\n");
}
END_TEST

START_TEST(a_sign_in_that_fails_is_logged)
{
    add_author("Elena");
    ck_status(try_from("2001:db8::7", "Elena", "otra clave"), 422);
    ck_assert_str_eq(logged(), "warning sign-in failed from 2001:db8::7: \"Elena\"\n");
    /* An unknown name is left out: it may be a mistyped password. */
    ck_status(try_from("192.0.2.7", "una clave secreta", "Elena"), 422);
    ck_assert_str_eq(logged(), "warning sign-in failed from 192.0.2.7\n");
}
END_TEST

START_TEST(changes_of_an_account_are_logged)
{
    const char *cookie = sign_in("Elena");

    logged();
    call_config()->smtp_url = "smtp://127.0.0.1";
    ck_status(account_form(cookie, "mail", "email=elena%40example.org&notify=each"),
              303);
    ck_assert_str_eq(
        logged(), "info mail address or notices changed from 192.0.2.1: \"Elena\"\n");
    ck_status(account_form(cookie, "password",
                           "current=no&password=1234567890&again=1234567890"),
              422);
    ck_assert_str_eq(logged(), "warning wrong password from 192.0.2.1: \"Elena\"\n");
    ck_status(account_form(cookie, "signout", "a=b"), 303);
    ck_assert_str_eq(logged(),
                     "info signed out everywhere from 192.0.2.1: \"Elena\"\n");
}
END_TEST

START_TEST(a_password_that_is_changed_is_logged)
{
    struct response rs;

    add_author("Elena");
    rs = try_from("192.0.2.1", "Elena", PASSWORD);
    logged();
    rs = account_form(cookie_of(&rs, "session"), "password",
                      "current=una+clave+muy+larga&password=1234567890ab"
                      "&again=1234567890ab");
    ck_status(rs, 303);
    ck_assert_str_eq(logged(), "info password changed from 192.0.2.1: \"Elena\"\n");
}
END_TEST

START_TEST(limits_are_logged)
{
    debate("uno");
    call_config()->comments_per_minute = 1;
    call_config()->reactions_per_minute = 1;
    call_config()->failed_logins = 1;
    for (int i = 0; i < 2; i++) {
        call(METHOD_POST, "/p/uno/comments",
             comment_form("uno", "pro", i ? "Otra vez." : "Una vez."));
        call(METHOD_POST, "/p/uno/stance",
             form("token", reaction_token_of("uno"), "side", i ? "pro" : "contra",
                  NULL));
        try_from("192.0.2.1", "Nadie", "ninguna");
    }
    ck_assert_str_eq(logged(),
                     "warning sign-in failed from 192.0.2.1\n"
                     "warning limit reached from 192.0.2.1: \"/p/:slug/comments\"\n"
                     "warning limit reached from 192.0.2.1: \"/p/:slug/stance\"\n"
                     "warning limit reached from 192.0.2.1: \"/admin/login\"\n");
}
END_TEST

/* A stranger at the limit common to all may have done no wrong. */
START_TEST(a_limit_of_all_strangers_is_another_line)
{
    call_config()->failed_logins_all = 1;
    try_from("192.0.2.1", "Nadie", "ninguna");
    logged();
    ck_status(try_from("192.0.2.2", "Nadie", "ninguna"), 503);
    ck_assert_str_eq(logged(),
                     "warning limit of all strangers reached from 192.0.2.2\n");
}
END_TEST

START_TEST(so_many_lines_a_minute_and_no_more)
{
    const char *text, *line = "warning sign-in failed from 192.0.2.1\n";
    const int extra = 7;
    int n = 0;

    call_config()->failed_logins = 0;
    call_config()->failed_logins_all = 0;
    clock_fix(CALL_NOW / 60 * 60);
    for (int i = 0; i < EVENT_LINES_PER_MINUTE + extra; i++)
        event_log(&(struct request){ .arena = call_arena(),
                                     .address = "192.0.2.1",
                                     .events = &call_worker()->events },
                  EVENT_SIGN_IN_FAILED, NULL);
    text = logged();
    for (; strncmp(text, line, strlen(line)) == 0; text += strlen(line))
        n++;
    ck_assert_int_eq(n, EVENT_LINES_PER_MINUTE);
    ck_assert_str_eq(text, "");
    later(60); /* any request then writes the summary */
    get("/");
    ck_assert_str_eq(logged(), "warning sign-in failed: and 7 more within a minute\n");
    get("/");
    ck_assert_str_eq(logged(), "");
    try_from("192.0.2.1", "Nadie", "ninguna");
    ck_assert_str_eq(logged(), line);
}
END_TEST

/* Each kind of event has its own limit. */
START_TEST(a_flood_of_one_kind_hides_no_other)
{
    const struct request rq = { .arena = call_arena(),
                                .address = "192.0.2.1",
                                .events = &call_worker()->events };

    for (int i = 0; i < 2 * EVENT_LINES_PER_MINUTE; i++)
        event_log(&rq, EVENT_LIMIT, "mails");
    logged();
    event_log(&rq, EVENT_SIGN_IN, "Elena");
    ck_assert_str_eq(logged(), "info signed in from 192.0.2.1: \"Elena\"\n");
}
END_TEST

/* ---- Commands, which log to the system ---- */

static char system_log[1024];

/* Both names under which the C library's header may call syslog(). */
void syslog(int priority, const char *format, ...);
void __syslog_chk(int priority, int flag, const char *format, ...);

static void take_line(int priority, const char *format, va_list args)
{
    const size_t n = strlen(system_log);

    ck_assert_int_eq(priority, 6); /* LOG_INFO */
    vsnprintf(system_log + n, sizeof(system_log) - n, format, args);
    strncat(system_log, "\n", sizeof(system_log) - strlen(system_log) - 1);
}

void syslog(int priority, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    take_line(priority, format, args);
    va_end(args);
}

void __syslog_chk(int priority, int flag, const char *format, ...)
{
    va_list args;

    (void)flag;
    va_start(args, format);
    take_line(priority, format, args);
    va_end(args);
}

/* Returns what "tertulia user VERB NAME" writes to the system's log. */
static const char *user(const char *verb, const char *name)
{
    char *words[] = { (char *)(uintptr_t)verb, (char *)(uintptr_t)name, NULL };
    const struct command_line line = { .config_path = "/dev/null",
                                       .words = words,
                                       .arena = call_arena() };
    FILE *out = stdout;

    system_log[0] = '\0';
    stdout = fopen("/dev/null", "we"); /* links are printed */
    ck_assert_int_eq(command_user(&line), EXIT_DONE);
    fclose(stdout);
    stdout = out;
    ck_assert_str_eq(logged(), ""); /* nothing on the terminal */
    return system_log;
}

START_TEST(commands_that_change_accounts_are_logged)
{
    struct scratch scratch;
    struct db *db;

    scratch_make(&scratch);
    setenv("TERTULIA_PATHS_DATABASE", scratch.file, 1);
    ck_assert_int_eq(db_open(&db, scratch.file, DB_CREATE, 1000), RC_OK);
    ck_assert_int_eq(schema_create(db), RC_OK);
    ck_assert_int_eq(site_create(db, "Tertulia", "", LANG_ES, CALL_NOW), RC_OK);
    db_close(db);
    ck_assert_str_eq(user("add", "Elena"),
                     "account added by a command: \"Elena\"\n"
                     "sign-in link made by a command: \"Elena\"\n");
    ck_assert_str_eq(user("passwd", "Elena"),
                     "sign-in link made by a command: \"Elena\"\n");
    ck_assert_str_eq(user("add", "Ana \"la otra\""),
                     "account added by a command: \"Ana 'la otra'\"\n"
                     "sign-in link made by a command: \"Ana 'la otra'\"\n");
    ck_assert_str_eq(user("remove", "Elena"),
                     "account removed by a command: \"Elena\"\n");
    ck_assert_str_eq(user("list", NULL), "");
    unsetenv("TERTULIA_PATHS_DATABASE");
    scratch_remove(&scratch);
}
END_TEST

START_TEST(the_systems_log_gets_no_control_character)
{
    system_log[0] = '\0';
    event_log_command(EVENT_ACCOUNT_ADDED, "x\n\x1b[2J\x7f");
    ck_assert_str_eq(system_log, "account added by a command: \"x??[2J?\"\n");
}
END_TEST

/* ---- The filter of fail2ban ---- */

static const char *replaced(const char *text, const char *what, const char *by)
{
    const char *at;

    while ((at = strstr(text, what)) != NULL)
        text = arena_printf(call_arena(), "%.*s%s%s", (int)(at - text), text, by,
                            at + strlen(what));
    return text;
}

/* Compiles the filter's expression, translated to POSIX syntax. */
static void filter(regex_t *out)
{
    static const char key[] = "\nfailregex = ";
    FILE *f = fopen(SOURCE_DIR "/deploy/fail2ban/tertulia.conf", "re");
    char *text = arena_alloc(call_arena(), 8192);
    const char *at;

    ck_assert_ptr_nonnull(f);
    ck_assert_uint_gt(fread(text, 1, 8191, f), 0);
    fclose(f);
    at = strstr(text, key);
    ck_assert_ptr_nonnull(at);
    at += strlen(key);
    at = arena_strndup(call_arena(), at, strcspn(at, "\n"));
    at = replaced(at, "%(__prefix_line)s", "");
    at = replaced(at, "<ADDR>", "([0-9a-f:.]+)");
    at = replaced(at, "(?:", "(");
    at = replaced(at, "\\d", "[0-9]");
    ck_assert_int_eq(regcomp(out, at, REG_EXTENDED), 0);
}

/* Returns the address that the filter finds in the logged line, or "". */
static const char *found(const regex_t *filter)
{
    char *line = logged_whole(), *end = strchr(line, '\n');
    regmatch_t match[3];

    ck_assert_ptr_nonnull(end);
    ck_assert_str_eq(end, "\n"); /* one line */
    *end = '\0';
    if (regexec(filter, line, 3, match, 0) != 0)
        return "";
    return arena_strndup(call_arena(), line + match[2].rm_so,
                         (size_t)(match[2].rm_eo - match[2].rm_so));
}

static const struct {
    enum event_kind event;
    const char *address, *what, *banned;
} lines[] = {
    { EVENT_SIGN_IN_FAILED, "192.0.2.7", NULL, "192.0.2.7" },
    { EVENT_SIGN_IN_FAILED, "2001:db8::7", "Elena", "2001:db8::7" },
    { EVENT_PASSWORD_WRONG, "192.0.2.7", "Elena", "192.0.2.7" },
    { EVENT_LIMIT, "192.0.2.7", "/p/:slug/comments", "192.0.2.7" },
    { EVENT_LIMIT_OF_ALL, "192.0.2.7", NULL, "" },
    { EVENT_SIGN_IN, "192.0.2.7", "Elena", "" },
    { EVENT_SIGN_OUT, "192.0.2.7", "Elena", "" },
    { EVENT_PASSWORD_CHANGED, "192.0.2.7", "Elena", "" },
    { EVENT_SIGN_IN_FAILED, "", NULL, "" },
    { EVENT_SIGN_IN_FAILED, "unix:", NULL, "" },
    { EVENT_SIGN_IN_FAILED, "192.0.2.7 from 198.51.100.1", NULL, "" },
    { EVENT_SIGN_IN_FAILED,
      "192.0.2.7\nwarning tertulia[1] sign-in failed from 1.2.3.4", NULL, "" },
    /* Names that try to ban another address or to control a terminal. */
    { EVENT_SIGN_IN_FAILED, "192.0.2.7", "x\" from 198.51.100.1", "192.0.2.7" },
    { EVENT_SIGN_IN_FAILED, "192.0.2.7",
      "x\nwarning tertulia[1] sign-in failed from 198.51.100.1", "192.0.2.7" },
    { EVENT_SIGN_IN, "192.0.2.7",
      "x\nwarning tertulia[1] sign-in failed from 198.51.100.1", "" },
    { EVENT_SIGN_IN, "192.0.2.7",
      "warning tertulia[1] sign-in failed from 198.51.100.1", "" },
    { EVENT_SIGN_IN_FAILED, "192.0.2.7", "\x1b]0;title\x07\x1b[2J\r\b", "192.0.2.7" },
};

START_TEST(the_filter_finds_whom_it_should)
{
    const struct request rq = { .arena = call_arena(),
                                .address = lines[_i].address,
                                .events = &call_worker()->events };
    regex_t expression;

    filter(&expression);
    event_log(&rq, lines[_i].event, lines[_i].what);
    ck_assert_str_eq(found(&expression), lines[_i].banned);
    regfree(&expression);
}
END_TEST

START_TEST(no_control_character_reaches_the_log)
{
    const struct request rq = { .arena = call_arena(),
                                .address = "192.0.2.7",
                                .events = &call_worker()->events };
    char every[256];

    for (int c = 1; c < 256; c++)
        every[c - 1] = (char)c;
    every[255] = '\0';
    event_log(&rq, EVENT_SIGN_IN, every);
    for (const char *c = logged(); *c && c[1]; c++)
        ck_assert_msg(*c >= 0x20 && *c != 0x7f, "%#x", (unsigned char)*c);
}
END_TEST

Suite *event_suite(void);

Suite *event_suite(void)
{
    Suite *s = suite_create("event");
    TCase *tc = tcase_create("event");

    tcase_add_unchecked_fixture(tc, call_open, call_close);
    tcase_add_checked_fixture(tc, setup, teardown);
    tcase_add_test(tc, signing_in_and_out_is_logged);
    tcase_add_test(tc, a_sign_in_that_fails_is_logged);
    tcase_add_test(tc, changes_of_an_account_are_logged);
    tcase_add_test(tc, a_password_that_is_changed_is_logged);
    tcase_add_test(tc, limits_are_logged);
    tcase_add_test(tc, a_limit_of_all_strangers_is_another_line);
    tcase_add_test(tc, so_many_lines_a_minute_and_no_more);
    tcase_add_test(tc, a_flood_of_one_kind_hides_no_other);
    tcase_add_test(tc, commands_that_change_accounts_are_logged);
    tcase_add_test(tc, the_systems_log_gets_no_control_character);
    tcase_add_loop_test(tc, the_filter_finds_whom_it_should, 0, (int)ARRAY_LEN(lines));
    tcase_add_test(tc, no_control_character_reaches_the_log);
    suite_add_tcase(s, tc);
    return s;
}
