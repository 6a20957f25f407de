/*
 * check.c - "tertulia check": checks every invariant of the database
 */
#include "audit.h"
#include "commands.h"

static void print_finding(void *to, const char *finding)
{
    (void)to;
    printf("%s\n", finding);
}

static int print_verdict(struct db *db, const struct config *config, int64_t findings)
{
    int64_t posts = 0, comments = 0;

    if (findings > 0)
        return command_failed("%lld findings in %s; restore a back-up or report them",
                              (long long)findings, config->database);
    if (audit_size(db, &posts, &comments))
        return EXIT_FAILED;
    printf("%s: %lld post%s, %lld comment%s, nothing to report\n", config->database,
           (long long)posts, posts == 1 ? "" : "s", (long long)comments,
           comments == 1 ? "" : "s");
    return EXIT_DONE;
}

int command_check(const struct command_line *line)
{
    const struct command_option none[] = { { NULL, NULL, NULL } };
    struct config config;
    struct db *db;
    int64_t findings = 0;
    int status;

    if (!command_read(line, none, NULL, 0))
        return EXIT_USAGE;
    if (command_site_open(line, &config, &db))
        return EXIT_FAILED;
    if (audit_run(db, print_finding, NULL, &findings))
        status = command_failed("the check could not be finished; see the line before");
    else
        status = print_verdict(db, &config, findings);
    db_close(db);
    return status;
}
