/*
 * upgrade.c - creates a database and upgrades older files: see upgrade.h
 */
#include "db.h"
#include "log.h"
#include "upgrade.h"

/* Made from schema.sql and steps/ at build time. */
extern const char schema_sql[];
extern const char step_2_sql[];
extern const char step_3_sql[];
extern const char step_4_sql[];
extern const char step_5_sql[];

static const struct sql NEXT_SOURCE = { "next_source",
    "SELECT id, body_md"
    " FROM comment"
    " WHERE id > $1"
    " ORDER BY id"
    " LIMIT 1" };

static const struct sql SET_EXCERPT = { "set_excerpt",
    "UPDATE comment"
    " SET excerpt = $1"
    " WHERE id = $2" };

/* Fills the excerpt of the comment after *id and sets *id to that comment; 0: there is
 * none. */
static enum rc fill_next(struct db *db, struct arena *a, schema_excerpt excerpt,
                         int64_t *id)
{
    const char *source = NULL;
    struct rows r;
    enum rc rc;

    db_query(&r, db, &NEXT_SOURCE, DB_ARGS(db_i64(*id)));
    *id = 0;
    if (db_next(&r)) {
        *id = row_i64(&r, 0);
        source = row_text(&r, 1, a);
    }
    rc = db_done(&r);
    if (rc || !source)
        return rc;
    return db_run(db, &SET_EXCERPT, DB_ARGS(db_text(excerpt(a, source)), db_i64(*id)));
}

static enum rc fill_excerpts(struct db *db, schema_excerpt excerpt)
{
    struct arena *a = arena_new();
    int64_t id = 0;
    enum rc rc;

    do {
        rc = fill_next(db, a, excerpt, &id);
        arena_reset(a);
    } while (!rc && id);
    arena_free(a);
    return rc;
}

/* steps[i] brings a file of version i + 1 to i + 2: first its SQL, then what SQL cannot
 * compute. */
struct step {
    const char *name, *text;
    enum rc (*fill)(struct db *db, schema_excerpt excerpt);
};
static const struct step steps[SCHEMA_VERSION - 1] = {
    { "steps/2.sql", step_2_sql, NULL },
    { "steps/3.sql", step_3_sql, NULL },
    { "steps/4.sql", step_4_sql, fill_excerpts },
    { "steps/5.sql", step_5_sql, NULL },
};

static enum rc create(struct db *db)
{
    enum rc rc = db_script(db, "schema.sql", schema_sql);

    return rc ? rc : db_set_version(db, SCHEMA_VERSION);
}

enum rc schema_create(struct db *db)
{
    enum rc rc = db_begin_write(db);

    return rc ? rc : db_end(db, create(db));
}

static enum rc refuse_newer(int64_t version)
{
    log_error(
        "database: the file has schema version %lld, this program knows %d: install "
        "the program that wrote it",
        (long long)version, SCHEMA_VERSION);
    return RC_INVALID;
}

enum rc schema_require_current(struct db *db)
{
    int64_t version;
    enum rc rc = db_version(db, &version);

    if (rc)
        return rc;
    if (version > SCHEMA_VERSION)
        return refuse_newer(version);
    if (version == SCHEMA_VERSION)
        return RC_OK;
    log_error("database: the file has schema version %lld, this program needs %d: %s",
              (long long)version, SCHEMA_VERSION,
              version ? "run 'tertulia upgrade'"
                      : "it was not made by 'tertulia init'");
    return RC_CONFLICT;
}

static enum rc step_apply(struct db *db, const struct step *step,
                          schema_excerpt excerpt)
{
    const enum rc rc = db_script(db, step->name, step->text);

    return rc || !step->fill ? rc : step->fill(db, excerpt);
}

static enum rc climb(struct db *db, schema_excerpt excerpt)
{
    int64_t version;
    enum rc rc = db_version(db, &version);

    if (rc)
        return rc;
    if (version > SCHEMA_VERSION)
        return refuse_newer(version);
    if (version < 1) {
        log_error("database: not made by 'tertulia init': nothing to upgrade");
        return RC_CONFLICT;
    }
    for (; !rc && version < SCHEMA_VERSION; version++)
        rc = step_apply(db, &steps[version - 1], excerpt);
    return rc ? rc : db_set_version(db, SCHEMA_VERSION);
}

enum rc schema_upgrade(struct db *db, schema_excerpt excerpt)
{
    enum rc rc = db_begin_rebuild(db); /* first: two upgrades may start at once */

    return rc ? rc : db_end(db, climb(db, excerpt));
}
