/*
 * server.h - a whole site in a temporary folder: the program behind a real nginx
 *
 * One at a time, in `site`. Its database, a debate "casa" where nothing waits and an
 * author Elena are there from the start. What is returned lives in site.arena.
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
    const char *limits; /* lines of [limits] behind the ones that let tests hurry */
    const char *server; /* lines of [server] */
    const char *mail;   /* lines of [mail] */
    bool nginx_limits;  /* the ceiling of nginx against floods */
    /* Texts of nginx's file and what stands for them, in turn, up to NULL. */
    const char *const *nginx_edits;
    bool without_nginx; /* only the program */
    /* Options of a tmpfs for the folder, such as "size=4m"; NULL: no disk of its own. Only
     * where mounts are this process's own: unshare(CLONE_NEWNS). */
    const char *disk;
    /* Called once the site's folder is there, with the folder of nginx's own files in it,
     * and before anything is started; or NULL. */
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
/* site_prepare, then starts everything and waits until it answers. */
void site_start(const struct site_setup *setup);
/* Ends what still runs and removes the folder. */
void site_stop(void);
/* A site for tests that leave it as good as they found it; for an unchecked fixture. */
void site_shared(void);

/* Runs "tertulia --config ... WORDS" of this site. */
struct outcome site_command(const char *const *words);
void site_configure(const struct site_setup *setup);
/* Starts the program, unless it is running; what it logs is in serve.log. */
void site_serve(void);
/* What the program logged. */
const char *site_log(void);
bool site_log_says(const char *text);
/* The name of a file in the site's folder. */
const char *site_file(const char *name);

/* A published, open debate; its id. */
int64_t site_debate(const char *slug, enum policy policy);
/* The one number that a query gives. */
int64_t site_number(const char *query);
/* Runs SQL. */
void site_change(const char *script);
/* Nobody else writes between the two. */
struct db *site_lock(void);
void site_unlock(struct db *db);
/* Every count that moves when something is stored, as one line. */
const char *site_stored(void);
/* "tertulia check" finds nothing. */
void site_assert_sound(void);

/* site_start without nginx, until every worker is there. */
void site_program(const char *server);
/* The workers' process ids; at most n. */
size_t site_workers(pid_t *pids, size_t n);
/* 0: none runs. */
pid_t site_mail_process(void);
/* Is every worker there and ready to serve, and none of `gone` any more? */
bool site_is_complete(const pid_t *gone, size_t n);
/* SIGHUP; waits until the workers of before are gone and others are in their places. */
void site_reload(void);
/* How many of n workers of before are still there. */
size_t site_survivors(const pid_t *before, size_t n);
/* Does the program answer, asked without nginx? */
bool site_serves(void);

/* Mounts of its own for this process and its children; where only root may mount, as a
 * user who keeps the same numbers. */
bool site_own_mounts(void);

#endif
