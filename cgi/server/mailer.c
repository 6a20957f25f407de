/*
 * mailer.c - the mail process: see mailer.h
 */
#include <curl/curl.h>
#include <errno.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "array.h"
#include "clock.h"
#include "email.h"
#include "log.h"
#include "mail_compose.h"
#include "mailer.h"
#include "smtp.h"
#include "worker_loop.h"

#define POLL_MS 2000  /* between two polls of the outbox */
#define AWAY_MS 30000 /* after the mail server could not be used */
#define SWEEP_S (10 * MINUTE_S)
#define SWEPT_AT_ONCE 1000
#define MAILER_MESSAGE_MAX ((size_t)1024 * 1024)
#define LEASE_EXTRA_S 60 /* added to the time that sending may take */

static const int64_t BACK_OFF_S[] = { MINUTE_S,   5 * MINUTE_S, 30 * MINUTE_S,
                                      2 * HOUR_S, 8 * HOUR_S,   24 * HOUR_S };
#define RETRIES ((int64_t)ARRAY_LEN(BACK_OFF_S))

/* All mail that is due, sent over one connection. */
struct batch {
    struct db *db;
    struct arena *arena; /* for one mail */
    const struct config *config;
    struct smtp *smtp;
    struct buf message;
    int stop;
    bool stopped;
    struct mail_tally *tally;
};

static enum rc give_up(struct batch *b, const struct mail *mail, const char *text)
{
    b->tally->failed++;
    log_warning("mail %lld (%s) was not sent and is not tried again: %s",
                (long long)mail->id, mail_kind_name(mail->kind), text);
    return outbox_end(b->db, mail->id, MAIL_FAILED, text, clock_now());
}

static enum rc try_later(struct batch *b, const struct mail *mail, const char *text)
{
    if (mail->attempts > RETRIES)
        return give_up(b, mail, text);
    b->tally->later++;
    return outbox_retry(b->db, mail->id, clock_now() + BACK_OFF_S[mail->attempts - 1],
                        text, true);
}

static enum rc record_outcome(struct batch *b, const struct mail *mail,
                              const struct smtp_answer *answer)
{
    switch (answer->outcome) {
    case SMTP_SENT:
        b->tally->sent++;
        return outbox_end(b->db, mail->id, MAIL_SENT, "", clock_now());
    case SMTP_NEVER:
        return give_up(b, mail, answer->text);
    case SMTP_STOPPED:
        b->stopped = true;
        return outbox_retry(b->db, mail->id, clock_now(), "", false);
    case SMTP_AWAY:
        b->tally->away = true;
        return try_later(b, mail, answer->text);
    case SMTP_LATER:
        break;
    }
    return try_later(b, mail, answer->text);
}

static enum rc send_one(struct batch *b, const struct mail *mail,
                        struct smtp_answer *answer)
{
    struct mail_message message;
    enum rc rc = mail_compose(b->db, b->arena, b->config, mail, clock_now(), &message);

    if (rc == RC_NOT_FOUND) {
        b->tally->dropped++;
        return outbox_end(b->db, mail->id, MAIL_DROPPED, "", clock_now());
    }
    if (rc)
        return rc;
    buf_reset(&b->message);
    mail_message_write(&message, &b->message);
    if (b->message.rc)
        return give_up(b, mail, "it is larger than a mail may be");
    smtp_send(b->smtp, message.to, &b->message, NULL, answer);
    return record_outcome(b, mail, answer);
}

static enum rc send_all(struct batch *b, struct arena *a)
{
    const int64_t lease_s = b->config->smtp_timeout_s + LEASE_EXTRA_S;
    struct smtp_answer answer = { 0 };
    struct mail mail;
    enum rc rc = RC_OK;

    while (!rc && !b->stopped && !b->tally->away) {
        rc = outbox_claim(b->db, clock_now(), lease_s, &mail);
        if (!rc)
            rc = send_one(b, &mail, &answer);
        arena_reset(b->arena);
    }
    if (b->tally->away)
        b->tally->complaint = arena_strdup(a, answer.text);
    return rc == RC_NOT_FOUND ? RC_OK : rc;
}

static enum rc send_batch(struct db *db, struct arena *a, const struct config *config,
                          int stop, struct mail_tally *out)
{
    struct batch b = { .db = db, .config = config, .stop = stop, .tally = out };
    enum rc rc = smtp_open(&b.smtp, config, stop);

    if (rc)
        return rc;
    b.arena = arena_new();
    buf_init(&b.message, MAILER_MESSAGE_MAX);
    rc = send_all(&b, a);
    buf_clear(&b.message);
    arena_free(b.arena);
    smtp_close(b.smtp);
    return rc;
}

static enum rc expand_all(struct db *db)
{
    enum rc rc;

    do
        rc = outbox_expand(db, clock_now());
    while (!rc);
    return rc == RC_NOT_FOUND ? RC_OK : rc;
}

enum rc mailer_send_due(struct db *db, struct arena *a, const struct config *config,
                        int stop, struct mail_tally *out)
{
    bool due;
    enum rc rc = outbox_add_digests(db, clock_now());

    *out = (struct mail_tally){ 0 };
    if (!rc)
        rc = outbox_is_due(db, clock_now(), &due);
    if (rc || !due)
        return rc;
    rc = expand_all(db);
    return rc ? rc : send_batch(db, a, config, stop, out);
}

/* Erases old mails that have ended, and addresses that were not confirmed in time. */
static enum rc sweep(struct db *db)
{
    enum rc rc = outbox_erase(db, clock_now(), SWEPT_AT_ONCE);

    return rc ? rc : email_forget(db, clock_now(), SWEPT_AT_ONCE);
}

struct process {
    const struct app *app;
    struct db *db;
    struct arena *arena;
    int signals;
    int64_t sweep_at;
    bool away; /* the last batch found no server, which was logged */
};

/* Returns the pause until the next poll of the outbox, in ms. */
static int send_due_once(struct process *p)
{
    struct mail_tally tally;
    enum rc rc = RC_OK;

    arena_reset(p->arena);
    if (clock_now() >= p->sweep_at) {
        p->sweep_at = clock_now() + SWEEP_S;
        rc = sweep(p->db);
    }
    if (!rc)
        rc = mailer_send_due(p->db, p->arena, &p->app->config, p->signals, &tally);
    if (rc)
        return AWAY_MS; /* logged where it happened */
    if (tally.away && !p->away)
        log_error("mail: %s: %s; see [mail] in the configuration, then \"tertulia mail "
                  "--test ADDRESS\"; what waits is tried again",
                  p->app->config.smtp_url, tally.complaint);
    if (p->away && tally.sent)
        log_info("mail: the mail server is there again");
    p->away = tally.away || (p->away && !tally.sent);
    return tally.away ? AWAY_MS : POLL_MS;
}

/* Logs at the start, not with each mail, that the service may not connect. */
static void check_network(void)
{
    const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    if (fd < 0 && errno == EAFNOSUPPORT)
        log_error("mail: this service may not open connections: install "
                  "deploy/systemd/mail.conf as its drop-in (README, \"Mail\")");
    if (fd >= 0)
        close(fd);
}

static bool must_end(const struct process *p, int ms)
{
    struct pollfd fd = { .fd = p->signals, .events = POLLIN };

    return poll(&fd, 1, ms) > 0;
}

static bool process_open(struct process *p)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, WORKER_FINISH);
    sigaddset(&set, WORKER_DRAIN);
    p->signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    if (p->signals < 0 || curl_global_init(CURL_GLOBAL_DEFAULT) != 0) {
        log_error("mail: the process cannot start: %m");
        return false;
    }
    if (app_open_database(&p->app->config, DB_READ_WRITE, &p->db))
        return false;
    db_slow_after(p->db, p->app->config.slow_ms);
    return true;
}

int mailer_run(const struct app *app, pid_t supervisor, int ready)
{
    struct process p = { .app = app, .signals = -1 };

    prctl(PR_SET_NAME, "tertulia-mail");
    if (!worker_tie_to(supervisor) || !process_open(&p))
        return 1;
    p.arena = arena_new();
    check_network();
    if (write(ready, "", 1) != 1)
        log_debug("mail: ended before it was ready");
    close(ready);
    while (!must_end(&p, send_due_once(&p)))
        ;
    arena_free(p.arena);
    db_close(p.db);
    close(p.signals);
    curl_global_cleanup();
    return 0;
}
