/*
 * help.c - "tertulia help", "tertulia COMMAND --help" and "tertulia version"
 */
#include "commands.h"
#include "embedded.h"
#include "routes.h"

static void print_all(const struct command_line *line)
{
    printf("usage: tertulia [--config FILE] COMMAND\n\n");
    for (const struct command *c = line->commands; c->name; c++)
        printf("  %s%s%s\n      %s\n", c->name, *c->synopsis ? " " : "", c->synopsis,
               c->summary);
    printf(
        "\n\"tertulia help COMMAND\" says more of one of them. The configuration is\n"
        "%s unless --config or $TERTULIA_CONFIG names\n"
        "another file; \"tertulia help config\" prints every key, \"tertulia help "
        "routes\"\n"
        "every address of the site.\n",
        CONFIG_DEFAULT_PATH);
}

static const char *role_word(enum role role)
{
    switch (role) {
    case ROLE_ANYONE:
        return "anyone";
    case ROLE_AUTHOR:
        return "author";
    case ROLE_BEARER:
        return "key";
    }
    return "";
}

static void print_routes(void)
{
    puts("The addresses of the site: method, who may use it, path, what it gives or "
         "does.\n"
         "A GET answers HEAD, too. \"author\" is signed in; \"key\" holds the key of a "
         "mail's\n"
         "link and may come from another site.\n");
    for (size_t i = 0; i < routes_n; i++)
        printf("%-6s%-8s%s\n      %s\n",
               routes[i].method == METHOD_POST ? "POST" : "GET",
               role_word(routes[i].role), routes[i].path, routes[i].summary);
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
    if (strcmp(topic, "routes") == 0) {
        print_routes();
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
