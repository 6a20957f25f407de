/*
 * upgrade.c - creates a database, brings older files up: see upgrade.h
 */
#include "db.h"
#include "log.h"
#include "upgrade.h"

/* Made from schema.sql and steps/ at build time. */
extern const char schema_sql[];
extern const char step_2_sql[];
extern const char step_3_sql[];

/* steps[i] brings a file of version i + 1 to i + 2. */
struct step {
    const char *name, *text;
};
static const struct step steps[SCHEMA_VERSION - 1] = {
    { "steps/2.sql", step_2_sql },
    { "steps/3.sql", step_3_sql },
};

static const struct sql GET_VERSION = { "schema_version", "PRAGMA user_version" };

static enum rc set_version(struct db *db, int version)
{
    char text[64];

    snprintf(text, sizeof(text), "PRAGMA user_version = %d", version);
    return db_script(db, "set_version", text);
}

static enum rc create(struct db *db)
{
    enum rc rc = db_script(db, "schema.sql", schema_sql);

    return rc ? rc : set_version(db, SCHEMA_VERSION);
}

enum rc schema_create(struct db *db)
{
    enum rc rc = db_begin_write(db);

    return rc ? rc : db_end(db, create(db));
}

enum rc schema_version(struct db *db, int64_t *version)
{
    return db_get_i64(db, &GET_VERSION, DB_NO_ARGS, version);
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
    enum rc rc = schema_version(db, &version);

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

static enum rc climb(struct db *db)
{
    int64_t version;
    enum rc rc = schema_version(db, &version);

    if (rc)
        return rc;
    if (version > SCHEMA_VERSION)
        return refuse_newer(version);
    if (version < 1) {
        log_error("database: not made by 'tertulia init': nothing to upgrade");
        return RC_CONFLICT;
    }
    for (; !rc && version < SCHEMA_VERSION; version++)
        rc = db_script(db, steps[version - 1].name, steps[version - 1].text);
    return rc ? rc : set_version(db, SCHEMA_VERSION);
}

enum rc schema_upgrade(struct db *db)
{
    enum rc rc = db_begin_rebuild(db); /* first: two may start an upgrade at once */

    return rc ? rc : db_end(db, climb(db));
}
