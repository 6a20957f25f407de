/*
 * smtp.h - hands mails to the mail server that the configuration names (libcurl)
 *
 * One connection serves a batch: the first mail opens it, smtp_close() ends it.
 * Encrypted and checked unless [mail] tls says otherwise.
 */
#ifndef SMTP_H
#define SMTP_H

#include "buf.h"
#include "config.h"

struct smtp;

enum smtp_outcome {
    SMTP_SENT,
    SMTP_LATER,  /* the server does not want this mail now (4xx) */
    SMTP_NEVER,  /* it refused this recipient or this mail for good (5xx) */
    SMTP_AWAY,   /* no server, no good certificate, no login: not due to this mail */
    SMTP_STOPPED /* `stop` became readable */
};

struct smtp_answer {
    enum smtp_outcome outcome;
    char text[512]; /* answer of the server or error of libcurl, one line */
};

/* Reads the password's file. RC_INVALID: it cannot be read (logged). `stop`: a
 * descriptor that becomes readable when the process shall end, or -1. */
enum rc smtp_open(struct smtp **out, const struct config *config, int stop) MUST_USE;
void smtp_close(struct smtp *s);

/* `log` gets the server's lines and our commands without their arguments; it may be
 * NULL. */
void smtp_send(struct smtp *s, const char *to, const struct buf *message,
               struct buf *log, struct smtp_answer *out);

#endif
