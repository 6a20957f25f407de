/*
 * help.c - "tertulia help" and "tertulia version"
 */
#include "commands.h"
#include "embedded.h"

int command_help(const struct command_line *line)
{
    const struct command_option none[] = { { NULL, NULL, NULL } };

    if (line->words[0] && strcmp(line->words[0], "config") == 0 && !line->words[1]) {
        fputs(embedded_config, stdout);
        return EXIT_DONE;
    }
    if (!command_read(line, none, NULL, 0))
        return EXIT_USAGE;
    printf("usage: tertulia [--config FILE] COMMAND\n\n");
    for (const struct command *c = line->commands; c->name; c++)
        printf("  %s%s%s\n      %s\n", c->name, *c->synopsis ? " " : "", c->synopsis,
               c->summary);
    printf("\nThe configuration is %s unless --config or $TERTULIA_CONFIG names\n"
           "another file; \"tertulia help config\" prints every key.\n",
           CONFIG_DEFAULT_PATH);
    return EXIT_DONE;
}

int command_version(const struct command_line *line)
{
    const struct command_option none[] = { { NULL, NULL, NULL } };

    if (!command_read(line, none, NULL, 0))
        return EXIT_USAGE;
    printf("tertulia %s\n", TERTULIA_VERSION);
    return EXIT_DONE;
}
