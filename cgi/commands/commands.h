/*
 * commands.h - the verbs of the command line
 *
 * A command gets the words after its name and returns the exit status: EXIT_DONE,
 * EXIT_FAILED or EXIT_USAGE. Errors are one line on standard error that says what to
 * do.
 */
#ifndef COMMANDS_H
#define COMMANDS_H

#include "app.h"
#include "arena.h"
#include "config.h"
#include "db.h"

enum exit_status { EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

struct command;

struct command_line {
    const char *config_path; /* --config; NULL: $TERTULIA_CONFIG or the default */
    char **words;            /* after the command's name; ends with NULL */
    const struct command *commands; /* the table of main.c; ends with a name of NULL */
    const struct command *command;  /* the one that runs; NULL: none was named */
    struct arena *arena;            /* lives as long as the command */
};

struct command {
    const char *name;
    int (*run)(const struct command_line *line);
    const char *synopsis; /* arguments, for help and usage errors */
    const char *summary;
    const char *details; /* lines of "tertulia help NAME"; NULL: the summary says it */
};

/* Returns NULL if there is none. "--help" and "--version" are names, too. */
const struct command *command_find(const struct command *commands, const char *name);

int command_serve(const struct command_line *line);
int command_init(const struct command_line *line);
int command_demo(const struct command_line *line);
int command_user(const struct command_line *line);
int command_check(const struct command_line *line);
int command_backup(const struct command_line *line);
int command_upgrade(const struct command_line *line);
int command_mail(const struct command_line *line);
int command_nginx(const struct command_line *line);
int command_version(const struct command_line *line);
int command_help(const struct command_line *line);
/* Prints how to use one command on standard output. */
int command_explain(const struct command *command);

/* An option that a command accepts: the value of "--title" goes to *value, a bare
 * "--force" to *given. */
struct command_option {
    const char *name;
    const char **value; /* NULL: takes no value */
    bool *given;        /* NULL, or set to true if the option is given */
};

/* Reads "--name value", "--name=value" and exactly `n_operands` other words. Options
 * end with a name of NULL. false: the error was printed, return EXIT_USAGE. */
bool command_read(const struct command_line *line, const struct command_option *options,
                  const char **operands, size_t n_operands);

/* Prints "tertulia: ..." on standard error. Returns EXIT_FAILED or EXIT_USAGE. */
int command_failed(const char *format, ...) __attribute__((format(printf, 1, 2)));
int command_misused(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Returns `typed` as one clean line of `min` to `max` code points, in the arena; NULL
 * if that is impossible. */
const char *command_text(struct arena *a, const char *typed, size_t min, size_t max);

/* Loads the configuration and opens the database, which has the current version. Errors
 * are printed. Close it with db_close(). */
enum rc command_site_open(const struct command_line *line, struct config *config,
                          struct db **db) MUST_USE;

#endif
