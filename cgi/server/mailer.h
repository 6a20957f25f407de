/*
 * mailer.h - the mail process: takes what is due from the outbox and hands it to the
 * mail server
 *
 * A mail is claimed in a short transaction before it is sent and marked after, so two
 * mail processes, on two machines too, send it once. Only a crash between the server's
 * "250" and the mark sends a mail twice: that one, with the same Message-ID, once its
 * claim has run out. A mail that the server does not want now is tried again after 1, 5
 * and 30 minutes, 2, 8 and 24 hours; then it has failed. Lists of processes name this one
 * "tertulia-mail", apart from the workers.
 */
#ifndef MAILER_H
#define MAILER_H

#include <sys/types.h>

#include "app.h"

struct mail_tally {
    int64_t sent, later, failed, dropped;
    bool away; /* the mail server could not be used; nothing more was tried */
    const char *complaint; /* why, in `arena`; NULL */
};

/* Sends all that is due now. `stop` as in smtp_open. Allocates from `a`, which it does
 * not reset. */
enum rc mailer_send_due(struct db *db, struct arena *a, const struct config *config,
                        int stop, struct mail_tally *out) MUST_USE;

/* Runs in a child of `supervisor`, with every signal blocked; writes a byte to `ready`
 * when it is at work; returns the exit status when a signal ended it. */
int mailer_run(const struct app *app, pid_t supervisor, int ready);

#endif
