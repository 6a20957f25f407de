/*
 * help.c - "tertulia help", "tertulia COMMAND --help" and "tertulia version"
 */
#include "commands.h"
#include "embedded.h"

static void print_all(const struct command_line *line)
{
    printf("usage: tertulia [--config FILE] COMMAND\n\n");
    for (const struct command *c = line->commands; c->name; c++)
        printf("  %s%s%s\n      %s\n", c->name, *c->synopsis ? " " : "", c->synopsis,
               c->summary);
    printf(
        "\n\"tertulia help COMMAND\" says more of one of them. The configuration is\n"
        "%s unless --config or $TERTULIA_CONFIG names\n"
        "another file; \"tertulia help config\" prints every key.\n",
        CONFIG_DEFAULT_PATH);
}

int command_explain(const struct command *command)
{
    printf("usage: tertulia [--config FILE] %s%s%s\n\n%s\n", command->name,
           *command->synopsis ? " " : "", command->synopsis, command->summary);
    if (command->details)
        printf("\n%s", command->details);
    return EXIT_DONE;
}

int command_help(const struct command_line *line)
{
    const struct command_option none[] = { { NULL, NULL, NULL } };
    const char *topic = line->words[0];
    const struct command *command;

    if (!topic) {
        print_all(line);
        return EXIT_DONE;
    }
    if (!command_read(line, none, &topic, 1))
        return EXIT_USAGE;
    if (strcmp(topic, "config") == 0) {
        fputs(embedded_config, stdout);
        return EXIT_DONE;
    }
    command = command_find(line->commands, topic);
    return command ? command_explain(command)
                   : command_misused("unknown command \"%s\"; see \"tertulia help\"",
                                     topic);
}

int command_version(const struct command_line *line)
{
    const struct command_option none[] = { { NULL, NULL, NULL } };

    if (!command_read(line, none, NULL, 0))
        return EXIT_USAGE;
    printf("tertulia %s\n", TERTULIA_VERSION);
    return EXIT_DONE;
}
