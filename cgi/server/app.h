/*
 * app.h - the state of the process and the state of a worker
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
    struct arena *arena; /* holds the strings below */
    struct config config;
    struct tpl_set *tpl;
    const char *system_zone;    /* TZ when the process started; NULL: unset */
    const char *static_version; /* 12 hex digits, see app.c */
};

/* Loads the configuration and the templates, hashes the static files. Failures are
 * logged. Time zone and log level take effect with app_apply(). */
enum rc app_open(struct app *app, const char *config_path) MUST_USE;
/* Sets what is global to the process: time zone and log level. */
void app_apply(const struct app *app);
/* Closes *app, moves *fresh into it and applies it. */
void app_replace(struct app *app, struct app *fresh);
void app_close(struct app *app);
/* Opens the configured database. A connection does not survive a fork: each process
 * opens its own. RC_CONFLICT and RC_NOT_FOUND as db_open(). Failures are logged. */
enum rc app_open_database(const struct config *config, enum db_mode mode,
                          struct db **db) MUST_USE;
/* Checks that the database exists and has the current schema. Opens and closes it: this
 * process must have no other connection to it. */
enum rc app_check_database(const struct app *app) MUST_USE;

/* How long a write waits for another one; half of [server] request_seconds if that is
 * shorter. */
#define DB_BUSY_MS 5000

/* One per worker process, opened after fork. */
struct worker {
    const struct app *app;
    struct db *db;
    struct arena *arena; /* emptied after every request */
    struct buf out;      /* body of the answer */
    struct encoder *encoder;
    struct event_counts events;
    const struct route *volatile route; /* of the current request; see watch.h */
};
enum rc worker_open(struct worker *w, const struct app *app) MUST_USE;
void worker_close(struct worker *w);
/* Bytes of each buffer that a worker keeps between requests: enough for a page of
 * several hundred comments; larger pages are rare. */
#define WORKER_KEEPS ((size_t)512 * 1024)
/* After an answer: empties the arena and frees the memory of a huge page. */
void worker_rest(struct worker *w);

#endif
