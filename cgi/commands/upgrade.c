/*
 * upgrade.c - "tertulia upgrade": backs up an older database, then upgrades its schema
 */
#include "commands.h"
#include "markdown.h"
#include "upgrade.h"

static const char *excerpt(struct arena *a, const char *source)
{
    return markdown_summary(a, source, MARKDOWN_EXCERPT_MAX);
}

static int upgrade(const struct command_line *line, const struct config *config,
                   struct db *db)
{
    const char *copy;
    int64_t version;

    if (db_version(db, &version))
        return EXIT_FAILED;
    if (version == SCHEMA_VERSION) {
        printf("%s is up to date\n", config->database);
        return EXIT_DONE;
    }
    copy = arena_printf(line->arena, "%s-version-%lld", config->database,
                        (long long)version);
    if ((version > 0 && version < SCHEMA_VERSION && db_backup(db, copy)) ||
        schema_upgrade(db, excerpt))
        return EXIT_FAILED;
    printf("%s has schema version %d now; the old file is %s\n", config->database,
           SCHEMA_VERSION, copy);
    return EXIT_DONE;
}

int command_upgrade(const struct command_line *line)
{
    const struct command_option none[] = { { NULL, NULL, NULL } };
    struct config config;
    struct db *db;
    int status;

    if (!command_read(line, none, NULL, 0))
        return EXIT_USAGE;
    if (config_load(line->arena, line->config_path, &config) ||
        app_open_database(&config, DB_READ_WRITE, &db))
        return EXIT_FAILED;
    status = upgrade(line, &config, db);
    db_close(db);
    return status;
}
