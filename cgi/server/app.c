/*
 * app.c - opens and closes the state of the process and the state of a worker
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium/crypto_generichash.h>
#include <unistd.h>

#include "app.h"
#include "clock.h"
#include "encode.h"
#include "heap.h"
#include "known_address.h"
#include "log.h"
#include "rate_limit.h"
#include "upgrade.h"

/* A page of a thousand long comments takes about 9 MB. A longer body is an error. */
#define BODY_MAX ((size_t)16 * 1024 * 1024)
#define ERASED_AT_START 10000

static enum rc hash_file(crypto_generichash_state *hash, int folder, const char *name)
{
    unsigned char piece[16384];
    const int fd = openat(folder, name, O_RDONLY | O_CLOEXEC);
    ssize_t n = -1;

    if (fd >= 0) {
        crypto_generichash_update(hash, (const unsigned char *)name, strlen(name) + 1);
        while ((n = read(fd, piece, sizeof(piece))) > 0)
            crypto_generichash_update(hash, piece, (size_t)n);
        close(fd);
    }
    return n == 0 ? RC_OK : RC_FAIL;
}

static int is_plain(const struct dirent *e)
{
    return e->d_name[0] != '.' && e->d_type != DT_DIR;
}

static enum rc hash_folder(crypto_generichash_state *hash, const char *path)
{
    struct dirent **list = NULL;
    const int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const int n = folder < 0 ? -1 : scandir(path, &list, is_plain, alphasort);
    enum rc rc = n < 0 ? RC_FAIL : RC_OK;

    for (int i = 0; i < n; i++) {
        if (!rc)
            rc = hash_file(hash, folder, list[i]->d_name);
        free(list[i]);
    }
    free(list);
    if (rc)
        log_error("cannot read %s: %m; see [paths] in the configuration", path);
    if (folder >= 0)
        close(folder);
    return rc;
}

/* Hashes names and contents: browsers keep a static file until its address changes, and
 * a page until its entity tag changes. The program holds words and markup, too, and two
 * builds may share a version number; without /proc only that number distinguishes
 * them. */
static enum rc fingerprint(struct arena *a, const struct config *c,
                           const char **version)
{
    crypto_generichash_state hash;
    unsigned char digest[crypto_generichash_BYTES_MIN];
    enum rc rc;

    crypto_generichash_init(&hash, NULL, 0, sizeof(digest));
    rc = hash_folder(&hash, c->statics);
    if (!rc)
        rc = hash_folder(&hash, c->templates);
    (void)hash_file(&hash, AT_FDCWD, "/proc/self/exe");
    crypto_generichash_final(&hash, digest, sizeof(digest));
    *version = arena_printf(a, "%02x%02x%02x%02x%02x%02x", digest[0], digest[1],
                            digest[2], digest[3], digest[4], digest[5]);
    return rc;
}

static const char *copy(struct arena *a, const char *text)
{
    return text ? arena_strdup(a, text) : NULL;
}

void app_apply(const struct app *app)
{
    const char *zone = *app->config.timezone ? app->config.timezone : app->system_zone;
    enum log_level level;

    if (config_log_level(app->config.log_level, &level))
        log_threshold(level);
    if (zone)
        setenv("TZ", zone, 1);
    else
        unsetenv("TZ");
    tzset();
}

enum rc app_open(struct app *app, const char *config_path)
{
    enum rc rc;

    *app = (struct app){ .arena = arena_new() };
    rc = config_load(app->arena, config_path, &app->config);
    if (!rc)
        rc = fingerprint(app->arena, &app->config, &app->static_version);
    if (!rc)
        rc = tpl_set_open(app->config.templates, &app->tpl);
    if (rc)
        app_close(app);
    else
        app->system_zone = copy(app->arena, getenv("TZ"));
    return rc;
}

void app_replace(struct app *app, struct app *fresh)
{
    /* app_apply() has changed TZ: only *app still holds the system's value. */
    fresh->system_zone = copy(fresh->arena, app->system_zone);
    app_close(app);
    *app = *fresh;
    app_apply(app);
}

void app_close(struct app *app)
{
    if (app->tpl)
        tpl_set_free(app->tpl);
    arena_free(app->arena);
    *app = (struct app){ 0 };
}

/* How long a write waits for another one; time to answer is left afterwards. */
static int busy_ms(const struct config *config)
{
    const int64_t half_ms = config->request_s * 1000 / 2;

    return half_ms < DB_BUSY_MS ? (int)half_ms : DB_BUSY_MS;
}

enum rc app_open_database(const struct config *config, enum db_mode mode,
                          struct db **db)
{
    enum db_durability durability = DB_GROUPED;
    enum rc rc = db_open(db, config->database, mode, busy_ms(config));

    if (rc)
        return rc;
    config_durability(config->durability, &durability);
    rc = db_durability(*db, durability);
    if (rc)
        db_close(*db);
    return rc;
}

enum rc app_check_database(const struct app *app)
{
    struct db *db;
    enum rc rc = app_open_database(&app->config, DB_READ_WRITE, &db);

    if (rc)
        return rc;
    rc = schema_require_current(db);
    db_close(db);
    return rc;
}

enum rc worker_open(struct worker *w, const struct app *app)
{
    enum rc rc;

    *w = (struct worker){ .app = app };
    rc = app_open_database(&app->config, DB_READ_WRITE, &w->db);
    if (rc)
        return rc;
    db_slow_after(w->db, app->config.slow_ms);
    if (rate_limit_sweep(w->db, clock_now(), ERASED_AT_START))
        log_warning("old attempts stay until the next start or comment");
    if (known_address_erase(w->db, clock_now(), ERASED_AT_START))
        log_warning("addresses of old sign-ins stay until the next start or sign-in");
    w->arena = arena_new();
    buf_init(&w->out, BODY_MAX);
    w->encoder = encoder_new();
    return RC_OK;
}

void worker_rest(struct worker *w)
{
    const bool body = buf_shrink(&w->out, WORKER_KEEPS),
               room = encoder_shrink(w->encoder, WORKER_KEEPS);

    arena_reset(w->arena);
    if (body || room)
        heap_give_back();
}

void worker_close(struct worker *w)
{
    event_turn(&w->events, 0); /* logs how many lines were left out */
    db_close(w->db);
    arena_free(w->arena);
    buf_clear(&w->out);
    encoder_free(w->encoder);
    *w = (struct worker){ 0 };
}
