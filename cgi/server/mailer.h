/*
 * mailer.h - the mail process: sends due mails of the outbox to the mail server
 *
 * A mail is claimed in a short transaction before it is sent and marked after, so two
 * mail processes, even on two machines, send it once. After a crash between the
 * server's "250" and the mark, this mail is sent a second time, with the same
 * Message-ID, when its claim has expired. A mail that the server rejects for now is
 * tried again after 1, 5 and 30 minutes, 2, 8 and 24 hours; then it has failed. The
 * process is called "tertulia-mail" in lists of processes.
 */
#ifndef MAILER_H
#define MAILER_H

#include <sys/types.h>

#include "app.h"

struct mail_tally {
    int64_t sent, later, failed, dropped;
    bool away; /* the mail server could not be used; nothing more was tried */
    const char *complaint; /* why, in `a`; else NULL */
};

/* Sends all that is due now. `stop` as in smtp_open. Allocates from `a`, which it does
 * not reset. */
enum rc mailer_send_due(struct db *db, struct arena *a, const struct config *config,
                        int stop, struct mail_tally *out) MUST_USE;

/* Runs in a child of `supervisor`, with every signal blocked. Writes a byte to `ready`
 * when it can send. Returns the exit status after a signal to end. */
int mailer_run(const struct app *app, pid_t supervisor, int ready);

#endif
