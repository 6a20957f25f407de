/*
 * event.h - sign-ins, limits and accounts in the log, for the operator and fail2ban
 *
 * One line each, in a stable format: `warning tertulia[812] sign-in failed from
 * 192.0.2.7: "Elena"`. The words are those of event.c. The address is the web server's
 * REMOTE_ADDR if that is valid. Text that a client may have chosen follows in quotes.
 * deploy/fail2ban/tertulia.conf matches some of these lines.
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
    EVENT_PASSWORD_WRONG, /* the current one, asked for before a change */
    EVENT_PASSWORD_CHANGED,
    EVENT_MAIL_CHANGED,
    EVENT_LINK_MADE,
    EVENT_ACCOUNT_ADDED,
    EVENT_ACCOUNT_REMOVED,
    EVENT_LIMIT,
    EVENT_LIMIT_OF_ALL, /* of all unknown addresses together, not of this one */
    EVENTS
};

/* Lines of one kind that a worker logs, so that an attacker does not fill the disk. It
 * counts further ones and logs their number. As plain CGI each request has a process,
 * so the lines are not limited. */
#define EVENT_LINES_PER_MINUTE 30

/* Lines that a worker has logged, and left out, in this minute. */
struct event_counts {
    int64_t minute;
    unsigned lines[EVENTS], more[EVENTS];
};

/* `what`: the name of the account, or what the limit is on; NULL: unknown. */
void event_log(const struct request *rq, enum event_kind kind, const char *what);
/* The same for a command, into the system's log. */
void event_log_command(enum event_kind kind, const char *account);
/* Call it often. In a new minute it logs how many lines the last minute left out. */
void event_turn(struct event_counts *counts, int64_t now);

#endif
