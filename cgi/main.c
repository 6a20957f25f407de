/*
 * main.c - the table of commands
 */
#include <sys/stat.h>

#include "commands.h"
#include "listener.h"
#include "secret.h"

static const struct command COMMANDS[] = {
    { "serve", command_serve, "",
      "answer the web server (FastCGI; plain CGI when started so)", NULL },
    { "init", command_init, "[--title T] [--tagline T] [--lang es|en]",
      "create the database; refuses to overwrite one",
      "  --title T      the name of the site\n"
      "  --tagline T    what it is about, in a line\n"
      "  --lang es|en   its language\n" },
    { "demo", command_demo, "[--author NAME]",
      "fill an empty site with the sample debate",
      "  --author NAME  who wrote it, instead of the sample's own author\n" },
    { "user", command_user,
      "add|passwd NAME [--password|--password-stdin], remove NAME, list",
      "authors; add and passwd print a one-time link unless a password is given",
      "  add NAME          a new author\n"
      "  passwd NAME       the same anew; ends the old password and every session\n"
      "  remove NAME       what they wrote stays\n"
      "  list              a line per author\n"
      "  --password        ask for the password on the terminal\n"
      "  --password-stdin  read it from standard input\n" },
    { "check", command_check, "", "recount every invariant of the database",
      "Prints a line per finding and exits 1, or a line that says what it looked "
      "at.\n" },
    { "backup", command_backup, "[FILE]", "copy the database while it is in use",
      "Without FILE the copy is beside the database, with the time in its "
      "name.\n" },
    { "upgrade", command_upgrade, "",
      "bring an older database up to this program, after a back-up", NULL },
    { "mail", command_mail, "[--test ADDRESS | --status]",
      "send what is due, once; send a test mail; list what waits",
      "  --test ADDRESS  send one mail and print what the mail server said\n"
      "  --status        print how many mails wait, were sent, failed or were "
      "dropped\n" },
    { "nginx", command_nginx, "[--port N] [--unprivileged DIR] [--no-limits]",
      "print a site file for nginx",
      "  --port N            instead of the port of the site's address\n"
      "  --unprivileged DIR  a whole configuration that runs without rights in DIR\n"
      "  --no-limits         without the limits per address\n" },
    { "version", command_version, "", "print the version", NULL },
    { "help", command_help, "[COMMAND | config | routes]",
      "print this; explain a command, the configuration or the addresses", NULL },
    { NULL, NULL, NULL, NULL, NULL },
};

/* Removes "--config FILE" or "--config=FILE" from the front of the words; the last one
 * counts. false: no file is named. */
static bool take_config(struct command_line *line)
{
    const char *path;

    for (; line->words[0]; line->words++) {
        if (strncmp(line->words[0], "--config=", 9) == 0)
            path = line->words[0] + 9;
        else if (strcmp(line->words[0], "--config") == 0)
            path = *++line->words;
        else
            break;
        if (!path || !path[0])
            return false;
        line->config_path = path;
    }
    return true;
}

/* "--help" counts at any place before "--". */
static bool asks_help(char **words)
{
    for (; *words && strcmp(*words, "--") != 0; words++)
        if (strcmp(*words, "--help") == 0)
            return true;
    return false;
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
    command = command_find(line->commands, line->words[0]);
    if (!command)
        return command_misused("unknown command \"%s\"; see \"tertulia help\"",
                               line->words[0]);
    line->command = command;
    line->words++;
    return asks_help(line->words) ? command_explain(command) : command->run(line);
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
    /* A CGI server may pass the query as arguments (RFC 3875, section 4.4): they are
     * ignored. */
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
