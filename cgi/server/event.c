/*
 * event.c - sign-ins, limits and accounts in the log: see event.h
 */
#include <arpa/inet.h>

#include "arena.h"
#include "clock.h"
#include "event.h"
#include "log.h"
#include "request.h"

/* deploy/fail2ban/tertulia.conf matches some of those that warn. */
static const struct {
    const char *words;
    bool warns;
} EVENT[EVENTS] = {
    [EVENT_SIGN_IN] = { "signed in", false },
    [EVENT_SIGN_IN_FAILED] = { "sign-in failed", true },
    [EVENT_SIGN_OUT] = { "signed out", false },
    [EVENT_SIGN_OUT_EVERYWHERE] = { "signed out everywhere", false },
    [EVENT_PASSWORD_WRONG] = { "wrong password", true },
    [EVENT_PASSWORD_CHANGED] = { "password changed", false },
    [EVENT_MAIL_CHANGED] = { "mail address or notices changed", false },
    [EVENT_LINK_MADE] = { "sign-in link made", false },
    [EVENT_ACCOUNT_ADDED] = { "account added", false },
    [EVENT_ACCOUNT_REMOVED] = { "account removed", false },
    [EVENT_LIMIT] = { "limit reached", true },
    [EVENT_LIMIT_OF_ALL] = { "limit of all strangers reached", true },
};

/* Returns ': "WHAT"' with the quotes inside WHAT replaced; "" if `what` is NULL. */
static const char *quoted(struct arena *a, const char *what)
{
    char *text;

    if (!what)
        return "";
    text = arena_printf(a, ": \"%s\"", what);
    for (char *c = text + 3; c[1]; c++)
        if (*c == '"')
            *c = '\'';
    return text;
}

static bool is_address(const char *text)
{
    unsigned char address[sizeof(struct in6_addr)];

    return inet_pton(AF_INET, text, address) == 1 ||
           inet_pton(AF_INET6, text, address) == 1;
}

void event_turn(struct event_counts *counts, int64_t now)
{
    if (counts->minute == now / MINUTE_S)
        return;
    for (size_t i = 0; i < EVENTS; i++)
        if (counts->more[i])
            log_warning("%s: and %u more within a minute", EVENT[i].words,
                        counts->more[i]);
    *counts = (struct event_counts){ .minute = now / MINUTE_S };
}

void event_log(const struct request *rq, enum event_kind kind, const char *what)
{
    struct event_counts *counts = rq->events;

    if (counts->lines[kind] == EVENT_LINES_PER_MINUTE) {
        counts->more[kind]++;
        return;
    }
    counts->lines[kind]++;
    (EVENT[kind].warns ? log_warning : log_info)(
        "%s from %s%s", EVENT[kind].words,
        is_address(rq->address) ? rq->address : "an unknown address",
        quoted(rq->arena, what));
}

void event_log_command(enum event_kind kind, const char *account)
{
    struct arena *a = arena_new();

    log_to_system("%s by a command%s", EVENT[kind].words, quoted(a, account));
    arena_free(a);
}
