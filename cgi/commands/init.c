/*
 * init.c - "tertulia init": an empty site in a new database
 */
#include <libgen.h>
#include <sys/stat.h>
#include <unistd.h>

#include "clock.h"
#include "commands.h"
#include "site.h"
#include "upgrade.h"

/* If root created the file, gives it to the owner of its folder, who is to run the
 * site. */
static bool hand_over(struct arena *a, const char *path)
{
    struct stat folder;

    if (geteuid() != 0)
        return true;
    return stat(dirname(arena_strdup(a, path)), &folder) == 0 &&
           chown(path, folder.st_uid, folder.st_gid) == 0;
}

static int create(const struct command_line *line, const char *title,
                  const char *tagline, enum lang lang)
{
    struct config config;
    struct db *db;
    enum rc rc;

    if (config_load(line->arena, line->config_path, &config) ||
        app_open_database(&config, DB_CREATE, &db))
        return EXIT_FAILED;
    rc = schema_create(db);
    if (!rc)
        rc = site_create(db, title, tagline, lang, clock_now());
    db_close(db);
    if (rc) {
        unlink(config.database);
        return command_failed("%s was not created; see the line before",
                              config.database);
    }
    if (!hand_over(line->arena, config.database))
        return command_failed(
            "%s was created, but give it to the user that runs tertulia: %m",
            config.database);
    printf("Created %s. Next: tertulia user add NAME\n", config.database);
    return EXIT_DONE;
}

int command_init(const struct command_line *line)
{
    const char *title = "Tertulia", *tagline = "", *code = "es";
    const struct command_option options[] = { { "--title", &title, NULL },
                                              { "--tagline", &tagline, NULL },
                                              { "--lang", &code, NULL },
                                              { NULL, NULL, NULL } };
    enum lang lang;

    if (!command_read(line, options, NULL, 0))
        return EXIT_USAGE;
    title = command_text(line->arena, title, 1, SITE_TITLE_MAX);
    tagline = command_text(line->arena, tagline, 0, SITE_TAGLINE_MAX);
    if (!title || !tagline)
        return command_misused(
            "--title takes 1 to %d characters, --tagline up to %d, in UTF-8",
            SITE_TITLE_MAX, SITE_TAGLINE_MAX);
    if (!lang_parse(code, &lang))
        return command_misused("--lang is es or en");
    return create(line, title, tagline, lang);
}
