/*
 * main.c - the table of commands
 */
#include <sys/stat.h>

#include "commands.h"
#include "listener.h"
#include "secret.h"

static const struct command COMMANDS[] = {
    { "serve", command_serve, "",
      "answer the web server (FastCGI; plain CGI when started so)" },
    { "init", command_init, "[--title T] [--tagline T] [--lang es|en]",
      "create the database; refuses to overwrite one" },
    { "demo", command_demo, "[--author NAME]",
      "fill an empty site with the sample debate" },
    { "user", command_user,
      "add|passwd NAME [--password|--password-stdin], remove NAME, list",
      "authors; add and passwd print a one-time link unless a password is given" },
    { "check", command_check, "", "recount every invariant of the database" },
    { "backup", command_backup, "[FILE]", "copy the database while it is in use" },
    { "upgrade", command_upgrade, "",
      "bring an older database up to this program, after a back-up" },
    { "mail", command_mail, "[--test ADDRESS | --status]",
      "send what is due, once; send a test mail; list what waits" },
    { "nginx", command_nginx, "[--port N] [--unprivileged DIR] [--no-limits]",
      "print a site file for nginx" },
    { "version", command_version, "", "print the version" },
    { "help", command_help, "[config]",
      "print this, or every key of the configuration" },
    { NULL, NULL, NULL, NULL },
};

/* "--help" and "--version" are what people try first. */
static const struct command *command_find(const char *name)
{
    if (strcmp(name, "--help") == 0 || strcmp(name, "--version") == 0)
        name += 2;
    for (const struct command *c = COMMANDS; c->name; c++)
        if (strcmp(c->name, name) == 0)
            return c;
    return NULL;
}

/* Takes "--config FILE" or "--config=FILE" from the front of the words. */
static bool take_config(struct command_line *line)
{
    if (!line->words[0])
        return true;
    if (strncmp(line->words[0], "--config=", 9) == 0) {
        line->config_path = *line->words++ + 9;
    } else if (strcmp(line->words[0], "--config") == 0) {
        line->config_path = line->words[1];
        line->words += line->config_path ? 2 : 1;
        return line->config_path != NULL;
    }
    return true;
}

static int run(struct command_line *line)
{
    const struct command *command;

    if (!take_config(line))
        return command_misused("--config needs a file");
    if (!line->words[0]) {
        if (!listener_given())
            return command_misused("which command? See \"tertulia help\"");
        return command_serve(line);
    }
    command = command_find(line->words[0]);
    if (!command)
        return command_misused("unknown command \"%s\"; see \"tertulia help\"",
                               line->words[0]);
    line->words++;
    return command->run(line);
}

int main(int argc, char **argv)
{
    char *none[] = { NULL };
    struct command_line line = { .words = argc > 0 ? argv + 1 : none,
                                 .commands = COMMANDS };
    int status;

    umask(077);
    if (!secret_init())
        return EXIT_FAILED;
    line.arena = arena_new();
    /* A CGI server may turn a query into words (RFC 3875, section 4.4): none of them
     * counts. */
    if (getenv("GATEWAY_INTERFACE")) {
        line.words = none;
        status = command_serve(&line);
    } else {
        status = run(&line);
    }
    arena_free(line.arena);
    if (fflush(stdout) != 0 && status == EXIT_DONE)
        status = command_failed("cannot write to standard output");
    return status;
}
