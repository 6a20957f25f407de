/*
 * mail.c - "tertulia mail": sends due mails once, tests the mail server, lists mails
 */
#include <curl/curl.h>

#include "address.h"
#include "clock.h"
#include "commands.h"
#include "mail_compose.h"
#include "mailer.h"
#include "smtp.h"

#define ERRORS_LISTED 20
#define TEST_MESSAGE_MAX ((size_t)64 * 1024)
#define LOG_MAX ((size_t)64 * 1024)

struct mail_command {
    const struct command_line *line;
    struct config config;
    struct db *db;
};

static int send_due(struct mail_command *m)
{
    struct mail_tally tally;

    if (mailer_send_due(m->db, m->line->arena, &m->config, -1, &tally))
        return command_failed("mail was not sent; see the line before");
    printf("%lld sent, %lld later, %lld failed, %lld dropped\n", (long long)tally.sent,
           (long long)tally.later, (long long)tally.failed, (long long)tally.dropped);
    if (tally.away)
        return command_failed("%s: %s; see [mail] in the configuration",
                              m->config.smtp_url, tally.complaint);
    return EXIT_DONE;
}

static int send_message(const struct mail_command *m,
                        const struct mail_message *message)
{
    struct smtp_answer answer;
    struct buf text, log;
    struct smtp *smtp;

    if (smtp_open(&smtp, &m->config, -1))
        return EXIT_FAILED;
    buf_init(&text, TEST_MESSAGE_MAX);
    buf_init(&log, LOG_MAX);
    mail_message_write(message, &text);
    smtp_send(smtp, message->to, &text, &log, &answer);
    smtp_close(smtp);
    fputs(log.s, stdout);
    buf_clear(&log);
    buf_clear(&text);
    if (answer.outcome != SMTP_SENT)
        return command_failed("%s: %s; see [mail] in the configuration",
                              m->config.smtp_url, answer.text);
    return EXIT_DONE;
}

static int send_test(struct mail_command *m, const char *to)
{
    struct mail_message message;

    if (mail_compose_test(m->db, m->line->arena, &m->config, to, clock_now(), &message))
        return command_failed("the site cannot be read; run \"tertulia check\"");
    return send_message(m, &message);
}

static int print_status(struct mail_command *m)
{
    static const char *const names[] = { "waiting", "sent", "failed", "dropped" };
    struct outbox_status status;
    struct outbox_error *errors;
    char due[21];
    size_t n;

    if (outbox_status(m->db, &status) ||
        outbox_errors(m->db, m->line->arena, ERRORS_LISTED, &errors, &n))
        return EXIT_FAILED;
    if (!config_has_mail(&m->config))
        printf("off\t[mail] smtp_url is not set: nothing is sent\n");
    for (size_t i = 0; i < MAIL_STATES; i++)
        printf("%s\t%lld\n", names[i], (long long)status.counts[i]);
    for (size_t i = 0; i < n; i++) {
        clock_rfc3339(errors[i].due, due);
        printf("mail %lld\t%s\t%s\t%lld attempts\t%s\t%s\n", (long long)errors[i].id,
               mail_kind_name(errors[i].kind), names[errors[i].state],
               (long long)errors[i].attempts, errors[i].state == MAIL_WAITS ? due : "-",
               errors[i].text);
    }
    return EXIT_DONE;
}

static int run(struct mail_command *m, const char *test, bool status)
{
    int exit_status;

    if (status)
        return print_status(m);
    if (!config_has_mail(&m->config))
        return command_failed(
            "[mail] smtp_url is not set; see \"tertulia help config\"");
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != 0)
        return command_failed("libcurl does not start");
    exit_status = test ? send_test(m, test) : send_due(m);
    curl_global_cleanup();
    return exit_status;
}

int command_mail(const struct command_line *line)
{
    const char *test = NULL;
    bool status = false;
    const struct command_option options[] = { { "--test", &test, NULL },
                                              { "--status", NULL, &status },
                                              { NULL, NULL, NULL } };
    struct mail_command m = { .line = line };
    int exit_status;

    if (!command_read(line, options, NULL, 0))
        return EXIT_USAGE;
    if (test && status)
        return command_misused("--test or --status, not both");
    if (test && !(test = address_parse(line->arena, test)))
        return command_misused("--test needs a mail address");
    if (command_site_open(line, &m.config, &m.db))
        return EXIT_FAILED;
    exit_status = run(&m, test, status);
    db_close(m.db);
    return exit_status;
}
