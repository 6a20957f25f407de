/*
 * app.h - what lives as long as the process, and what lives as long as a worker
 */
#ifndef APP_H
#define APP_H

#include "arena.h"
#include "buf.h"
#include "config.h"
#include "db.h"
#include "event.h"
#include "tpl.h"

struct encoder; /* encode.h */
struct route;   /* routes.h */

/* Const once workers start. */
struct app {
    struct arena *arena; /* of the strings below */
    struct config config;
    struct tpl_set *tpl;
    const char *system_zone;    /* TZ as this process was started, NULL: unset */
    const char *static_version; /* 12 hex digits, see app.c */
};

/* Configuration, templates, static files; failures are logged. Nothing is in effect
 * yet. */
enum rc app_open(struct app *app, const char *config_path) MUST_USE;
/* Puts into effect what the C library keeps for the whole process: time zone, log
 * level. */
void app_apply(const struct app *app);
/* Closes *app, which is in effect, and puts *fresh into its place and into effect. */
void app_replace(struct app *app, struct app *fresh);
void app_close(struct app *app);
/* As the configuration says. A connection does not survive a fork: each process opens its
 * own. RC_CONFLICT and RC_NOT_FOUND as db_open(). Failures are logged. */
enum rc app_open_database(const struct config *config, enum db_mode mode,
                          struct db **db) MUST_USE;
/* Is the database there and of this version? Opens and closes it in this process, which
 * has no other connection to it. */
enum rc app_check_database(const struct app *app) MUST_USE;

/* How long a writer waits for another one; with a short [server] request_seconds, half of
 * that time. */
#define DB_BUSY_MS 5000

/* One per worker process, opened after fork. */
struct worker {
    const struct app *app;
    struct db *db;
    struct arena *arena; /* emptied after every request */
    struct buf out;      /* body of the answer */
    struct encoder *encoder;
    struct event_counts events;
    const struct route *volatile route; /* of the request in hand; see watch.h */
};
enum rc worker_open(struct worker *w, const struct app *app) MUST_USE;
void worker_close(struct worker *w);
/* What a worker keeps of its buffers from one request to the next, bytes each: pages of
 * several hundred comments; larger ones are rare. */
#define WORKER_KEEPS ((size_t)512 * 1024)
/* Behind an answer: the arena is emptied, and what a huge page took is given back. */
void worker_rest(struct worker *w);

#endif
