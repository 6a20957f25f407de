/*
 * event.h - what an operator or fail2ban looks for in the log: sign-ins, limits, accounts
 *
 * One line each, in a form that stays: `warning tertulia[812] sign-in failed from
 * 192.0.2.7: "Elena"`. The words are those of event.c, the address is what the web
 * server says if that is an address, and what somebody may have chosen stands behind it,
 * in quotes. deploy/fail2ban/tertulia.conf matches them.
 */
#ifndef EVENT_H
#define EVENT_H

#include <stdint.h>

struct request;

enum event_kind {
    EVENT_SIGN_IN,
    EVENT_SIGN_IN_FAILED,
    EVENT_SIGN_OUT,
    EVENT_SIGN_OUT_EVERYWHERE,
    EVENT_PASSWORD_WRONG, /* the old one, when a new one is chosen */
    EVENT_PASSWORD_CHANGED,
    EVENT_MAIL_CHANGED,
    EVENT_LINK_MADE,
    EVENT_ACCOUNT_ADDED,
    EVENT_ACCOUNT_REMOVED,
    EVENT_LIMIT,
    EVENT_LIMIT_OF_ALL, /* of all strangers together: not this one's doing */
    EVENTS
};

/* Lines of one kind that a worker logs, so that an attacker does not fill the disk. It
 * counts further ones and logs their number. As plain CGI a process lives for one request,
 * so nothing bounds the lines. */
#define EVENT_LINES_PER_MINUTE 30

/* What a worker has logged in this minute. */
struct event_counts {
    int64_t minute;
    unsigned lines[EVENTS], more[EVENTS];
};

/* `what`: the name of the account, or what has a limit; NULL: unknown. */
void event_log(const struct request *rq, enum event_kind kind, const char *what);
/* The same by a command, into the system's log. */
void event_log_command(enum event_kind kind, const char *account);
/* Begins a new minute when `now` is in one, and says what the one before left out. */
void event_turn(struct event_counts *counts, int64_t now);

#endif
