/*
 * commands.c - what the commands share: arguments, error messages, opening the site
 */
#include "commands.h"
#include "text.h"
#include "upgrade.h"
#include "utf8.h"

static int __attribute__((format(printf, 2, 0)))
complain(int status, const char *format, va_list args)
{
    fputs("tertulia: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    return status;
}

int command_failed(const char *format, ...)
{
    va_list args;
    int status;

    va_start(args, format);
    status = complain(EXIT_FAILED, format, args);
    va_end(args);
    return status;
}

int command_misused(const char *format, ...)
{
    va_list args;
    int status;

    va_start(args, format);
    status = complain(EXIT_USAGE, format, args);
    va_end(args);
    return status;
}

const struct command *command_find(const struct command *commands, const char *name)
{
    if (strcmp(name, "--help") == 0 || strcmp(name, "--version") == 0)
        name += 2;
    for (; commands->name; commands++)
        if (strcmp(commands->name, name) == 0)
            return commands;
    return NULL;
}

/* Returns the option that `word` names ("--title" or "--title=x"), or NULL. */
static const struct command_option *option_find(const struct command_option *options,
                                                const char *word)
{
    const size_t n = strcspn(word, "=");

    for (; options->name; options++)
        if (strlen(options->name) == n && strncmp(options->name, word, n) == 0)
            return options;
    return NULL;
}

/* Reads one option, with its value from the same word or from the next one. */
static bool option_take(const struct command_option *option, char ***word)
{
    const char *equals = strchr(**word, '=');

    if (option->given)
        *option->given = true;
    if (!option->value) {
        if (equals)
            command_misused("%s takes no value", option->name);
        return !equals;
    }
    if (equals) {
        *option->value = equals + 1;
        return true;
    }
    if (!(*word)[1]) {
        command_misused("%s needs a value", option->name);
        return false;
    }
    *option->value = *++*word;
    return true;
}

bool command_read(const struct command_line *line, const struct command_option *options,
                  const char **operands, size_t n_operands)
{
    const struct command_option *option;
    bool only_operands = false;
    size_t n = 0;

    for (char **word = line->words; *word; word++) {
        if (!only_operands && strcmp(*word, "--") == 0) {
            only_operands = true;
        } else if (!only_operands && strncmp(*word, "--", 2) == 0) {
            option = option_find(options, *word);
            if (!option) {
                command_misused("unknown option %s; see \"tertulia help %s\"", *word,
                                line->command->name);
                return false;
            }
            if (!option_take(option, &word))
                return false;
        } else if (n == n_operands) {
            command_misused("unexpected word \"%s\"; see \"tertulia help %s\"", *word,
                            line->command->name);
            return false;
        } else {
            operands[n++] = *word;
        }
    }
    if (n < n_operands)
        command_misused("a word is missing; see \"tertulia help %s\"",
                        line->command->name);
    return n == n_operands;
}

const char *command_text(struct arena *a, const char *typed, size_t min, size_t max)
{
    const char *line;
    size_t points;

    if (!utf8_valid(typed, strlen(typed)))
        return NULL;
    line = text_line(a, typed);
    points = utf8_length(line);
    return points >= min && points <= max ? line : NULL;
}

enum rc command_site_open(const struct command_line *line, struct config *config,
                          struct db **db)
{
    enum rc rc = config_load(line->arena, line->config_path, config);

    if (rc)
        return rc;
    rc = app_open_database(config, DB_READ_WRITE, db);
    if (rc)
        return rc;
    rc = schema_require_current(*db);
    if (rc)
        db_close(*db);
    return rc;
}
