/*
 * site.c - the settings of the whole site: see site.h
 */
#include "db.h"
#include "log.h"
#include "site.h"

static const struct sql LOAD_SITE = { "load_site",
    "SELECT title, tagline, lang, policy, site_key, version,"
    "       (SELECT max(closes) FROM post WHERE closes <= $1)"
    " FROM site"
    " WHERE id = 1" };

static const struct sql CREATE_SITE = { "create_site",
    "INSERT INTO site (id, title, tagline, lang, policy, site_key, created)"
    " VALUES (1, $1, $2, $3, $4, $5, $6)" };

static const struct sql SAVE_SITE = { "save_site",
    "UPDATE site"
    " SET title = $1, tagline = $2, lang = $3, policy = $4, version = version + 1"
    " WHERE id = 1" };

static const struct sql TOUCH_SITE = { "touch_site",
    "UPDATE site"
    " SET version = version + 1"
    " WHERE id = 1" };

enum rc site_load(struct db *db, struct arena *a, int64_t now, struct site **out)
{
    struct site *s = ARENA_NEW(a, struct site);
    struct rows r;
    bool found;
    enum rc rc;

    db_query(&r, db, &LOAD_SITE, DB_ARGS(db_i64(now)));
    found = db_next(&r);
    if (found) {
        s->title = row_text(&r, 0, a);
        s->tagline = row_text(&r, 1, a);
        found = lang_parse(row_text(&r, 2, a), &s->lang);
        s->policy = (enum policy)row_i64(&r, 3);
        found = row_bytes32(&r, 4, &s->key) && found;
        s->version = row_i64(&r, 5);
        s->last_closing = row_i64(&r, 6);
    }
    rc = db_done(&r);
    if (!rc && !found) {
        log_error("database: the row of the site is missing: run 'tertulia check'");
        rc = RC_NOT_FOUND;
    }
    *out = s;
    return rc;
}

enum rc site_create(struct db *db, const char *title, const char *tagline,
                    enum lang lang, int64_t now)
{
    struct bytes32 key;

    secret_random(&key);
    return db_run(db, &CREATE_SITE,
                  DB_ARGS(db_text(title), db_text(tagline), db_text(lang_code(lang)),
                          db_i64(POLICY_HOLD_FIRST), db_bytes32(&key), db_i64(now)));
}

enum rc site_save(struct db *db, const struct site *s)
{
    return db_run(db, &SAVE_SITE,
                  DB_ARGS(db_text(s->title), db_text(s->tagline),
                          db_text(lang_code(s->lang)), db_i64(s->policy)));
}

enum rc site_touch(struct db *db)
{
    return db_run(db, &TOUCH_SITE, DB_NO_ARGS);
}
