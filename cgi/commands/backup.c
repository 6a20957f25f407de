/*
 * backup.c - "tertulia backup": a consistent copy of the database while it is in use
 */
#include "clock.h"
#include "commands.h"

int command_backup(const struct command_line *line)
{
    const struct command_option none[] = { { NULL, NULL, NULL } };
    const char *path = NULL;
    struct config config;
    struct db *db;
    char now[21];
    enum rc rc;

    if (!command_read(line, none, &path, line->words[0] ? 1 : 0))
        return EXIT_USAGE;
    if (command_site_open(line, &config, &db))
        return EXIT_FAILED;
    clock_rfc3339(clock_now(), now);
    if (!path)
        path = arena_printf(line->arena, "%s-%s", config.database, now);
    rc = db_backup(db, path);
    db_close(db);
    if (rc)
        return EXIT_FAILED;
    printf("Saved %s\n", path);
    return EXIT_DONE;
}
