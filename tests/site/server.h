/*
 * server.h - a whole site in a temporary folder: the program behind a real nginx
 *
 * There is one site at a time: `site`. It begins with a database, a debate "casa" that
 * holds no comment back, and an author Elena. Returned strings live in site.arena.
 */
#ifndef SERVER_H
#define SERVER_H

#include "debate.h"
#include "port.h"
#include "program.h"
#include "scratch.h"
#include "suite.h"

#define AUTHOR "Elena"
#define PASSWORD "una clave muy larga"
#define DEBATE "casa"

struct site_setup {
    const char *limits; /* lines of [limits]; NULL: no limits on comments */
    const char *server; /* lines of [server] */
    const char *mail;   /* lines of [mail] */
    bool nginx_limits;  /* with nginx's own rate limits */
    /* Texts of nginx's configuration and their replacements, in turn, up to NULL. */
    const char *const *nginx_edits;
    bool without_nginx; /* only the program */
    /* Options of a tmpfs for the folder, such as "size=4m"; NULL: none. Call
     * site_own_mounts() first. */
    const char *disk;
    /* Called when the site's folder and the folder "nginx" in it exist, before any
     * process is started; or NULL. */
    void (*prepared)(void);
};

#define WORKERS 2 /* of every site here */

struct served {
    struct scratch scratch;
    char config[96], socket[96], templates[96];
    struct port port;
    pid_t serve, nginx; /* 0: not running */
    bool has_disk;
    struct arena *arena;
};
extern struct served site;

/* Makes the folder, the database and the configuration, and starts nothing. */
void site_prepare(const struct site_setup *setup);
/* Calls site_prepare(), starts the servers and waits until they answer. */
void site_start(const struct site_setup *setup);
/* Stops the servers that still run and removes the folder. */
void site_stop(void);
/* A site that several tests share; for an unchecked fixture. */
void site_shared(void);

/* Runs "tertulia --config ... WORDS" of this site. */
struct outcome site_command(const char *const *words);
void site_configure(const struct site_setup *setup);
/* Starts the program and waits until its socket answers; it logs to serve.log. */
void site_serve(void);
/* The program's log. */
const char *site_log(void);
bool site_log_says(const char *text);
/* The name of a file in the site's folder. */
const char *site_file(const char *name);

/* Adds a published, open debate and returns its id. */
int64_t site_debate(const char *slug, enum policy policy);
/* The one number that a query gives. */
int64_t site_number(const char *query);
/* Runs SQL. */
void site_change(const char *script);
/* Between the two calls no other connection can write. */
struct db *site_lock(void);
void site_unlock(struct db *db);
/* Every count that moves when something is stored, as one line. */
const char *site_stored(void);
/* "tertulia check" finds nothing. */
void site_assert_sound(void);

/* site_start() without nginx; waits until every worker is ready. */
void site_program(const char *server);
/* The workers' process ids; at most n. */
size_t site_workers(pid_t *pids, size_t n);
/* 0: none runs. */
pid_t site_mail_process(void);
/* Is every worker ready to serve, and has each of `gone` ended? */
bool site_is_complete(const pid_t *gone, size_t n);
/* Sends SIGHUP and waits until new workers have replaced the old ones. */
void site_reload(void);
/* How many of the n workers in `before` still run. */
size_t site_survivors(const pid_t *before, size_t n);
/* Does the program answer a request that does not pass nginx? */
bool site_serves(void);

/* Gives this process and its children their own mounts, if need be in a user namespace
 * with the same user and group ids. Returns false if neither is allowed. */
bool site_own_mounts(void);

#endif
