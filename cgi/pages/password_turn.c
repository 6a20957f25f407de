/*
 * password_turn.c - turns to check or hash a password: see password_turn.h
 */
#include "app.h"
#include "clock.h"
#include "identity.h"
#include "known_address.h"
#include "message.h"
#include "password_turn.h"
#include "rate_limit.h"
#include "respond.h"
#include "session.h"

#define WINDOW_S (15 * MINUTE_S)
/* Turns on this machine. Strangers leave one to known visitors. */
#define TURNS 2
#define TURNS_OF_STRANGERS 1

/* One guess at a password. */
struct guess {
    const struct request *rq;
    int64_t account_id;          /* 0: no account has the name */
    struct bytes32 address, all; /* counters; all: of all strangers together */
    bool known;
    int64_t wait_s;
    enum message why; /* the reason to wait */
};

static enum rc guess_of(const struct request *rq, int64_t account_id, struct guess *g)
{
    *g = (struct guess){ .rq = rq, .account_id = account_id };
    g->known = rq->session && rq->session->account.id == account_id;
    identity_address(rq, &g->address);
    secret_digest(&g->all, &rq->site->key, "addresses of strangers", NULL);
    return g->known ? RC_OK
                    : known_address_find(rq->db, account_id, &g->address, rq->now,
                                         &g->known);
}

/* RC_TOO_MANY sets g->why and g->wait_s. */
static enum rc check(struct guess *g)
{
    const struct request *rq = g->rq;
    const struct config *c = &rq->app->config;
    const struct rate_limit one = { WINDOW_S, c->failed_logins };
    const struct rate_limit all = { WINDOW_S, c->failed_logins_all };
    enum rc rc =
        rate_limit_check(rq->db, RATE_LOGIN, &g->address, one, rq->now, &g->wait_s);

    g->why = MSG_ADMIN_LOGIN_TOO_MANY;
    if (rc || g->known)
        return rc;
    g->why = MSG_ADMIN_LOGIN_TOO_MANY_ALL;
    return rate_limit_check(rq->db, RATE_LOGIN, &g->all, all, rq->now, &g->wait_s);
}

static enum rc add(const struct guess *g)
{
    const struct request *rq = g->rq;
    enum rc rc = rate_limit_record_guess(rq->db, &g->address, g->account_id, rq->now);

    if (rc || g->known || !rq->app->config.failed_logins_all)
        return rc;
    return rate_limit_record(rq->db, RATE_LOGIN, &g->all, rq->now);
}

static enum rc count(struct guess *g)
{
    enum rc rc = db_begin_write(g->rq->db);

    if (rc)
        return rc;
    rc = check(g);
    return db_end(g->rq->db, rc ? rc : add(g));
}

static void must_wait(const struct guess *g, struct response *rs,
                      struct password_turn *out)
{
    out->status = g->why == MSG_ADMIN_LOGIN_TOO_MANY ? 429 : 503;
    if (out->status == 503) /* dispatch logs the 429 */
        event_log(g->rq, EVENT_LIMIT_OF_ALL, NULL);
    rs->retry_after_s = (int)g->wait_s;
    out->problem = message_count(g->rq->arena, g->rq->lang, g->why,
                                 (g->wait_s + MINUTE_S - 1) / MINUTE_S);
}

/* RC_BUSY: all turns are taken. The problem is set here, because a later RC_BUSY can
 * also come from the database. */
static enum rc take(const struct request *rq, struct response *rs, int of,
                    struct password_turn *out)
{
    const char *path = arena_printf(rq->arena, "%s-turns", rq->app->config.database);
    enum rc rc = turn_take(path, of, &out->turn);

    if (rc == RC_BUSY) {
        out->status = 503;
        rs->retry_after_s = RESPOND_RETRY_S;
        out->problem = message(rq->lang, MSG_ADMIN_LOGIN_BUSY);
    }
    return rc;
}

/* Checks the limits twice: a visitor past a limit is refused without a turn. */
static enum rc take_and_count(struct guess *g, struct response *rs,
                              struct password_turn *out)
{
    enum rc rc = check(g);

    if (!rc)
        rc = take(g->rq, rs, g->known ? TURNS : TURNS_OF_STRANGERS, out);
    if (!rc)
        rc = count(g);
    if (rc == RC_TOO_MANY)
        must_wait(g, rs, out);
    return rc;
}

enum rc password_turn_take(const struct request *rq, struct response *rs,
                           int64_t account_id, struct password_turn *out)
{
    struct guess g;
    enum rc rc = guess_of(rq, account_id, &g);

    *out = (struct password_turn){ .turn = { -1 } };
    if (!rc)
        rc = take_and_count(&g, rs, out);
    if (rc)
        password_turn_give(out);
    return rc;
}

enum rc password_turn_take_proved(const struct request *rq, struct response *rs,
                                  struct password_turn *out)
{
    *out = (struct password_turn){ .turn = { -1 } };
    return take(rq, rs, TURNS, out);
}

void password_turn_give(struct password_turn *turn)
{
    turn_give(&turn->turn);
}

enum rc password_was_right(const struct request *rq, int64_t account_id)
{
    struct bytes32 address;

    identity_address(rq, &address);
    return rate_limit_forget_guesses(rq->db, &address, account_id);
}
