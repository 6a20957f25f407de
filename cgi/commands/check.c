/*
 * check.c - "tertulia check": every invariant of the database, a line per finding
 */
#include "audit.h"
#include "commands.h"

static void print_finding(void *to, const char *finding)
{
    (void)to;
    printf("%s\n", finding);
}

int command_check(const struct command_line *line)
{
    const struct command_option none[] = { { NULL, NULL, NULL } };
    struct config config;
    struct db *db;
    int64_t findings = 0;
    enum rc rc;

    if (!command_read(line, none, NULL, 0))
        return EXIT_USAGE;
    if (command_site_open(line, &config, &db))
        return EXIT_FAILED;
    rc = audit_run(db, print_finding, NULL, &findings);
    db_close(db);
    if (rc)
        return command_failed("the check could not be finished; see the line before");
    if (findings > 0)
        return command_failed("%lld findings in %s; restore a back-up or report them",
                              (long long)findings, config.database);
    return EXIT_DONE;
}
