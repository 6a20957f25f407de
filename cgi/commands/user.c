/*
 * user.c - "tertulia user": authors, their passwords and one-time links
 */
#include "account.h"
#include "array.h"
#include "clock.h"
#include "commands.h"
#include "password.h"
#include "site.h"

struct user_command {
    const struct command_line *line; /* after "add", "passwd", ... */
    struct config config;
    struct db *db;
    const char *name; /* as one line */
    enum password_source source;
    const char *hash; /* unless PASSWORD_LINK */
};

/* Prints a link that lets its first visitor choose the password. The old password ends,
 * in case another person knows it. */
static int print_link(struct user_command *u, int64_t account_id)
{
    struct bytes32 token, digest;
    char text[SECRET_TEXT + 1];
    struct site *site;

    secret_random(&token);
    secret_text(&token, text);
    if (site_load(u->db, u->line->arena, clock_now(), &site))
        return command_failed("the site cannot be read; run \"tertulia check\"");
    secret_digest(&digest, &site->key, "link", text, NULL);
    if (account_link_add(u->db, account_id, &digest, clock_now() + ACCOUNT_LINK_S))
        return command_failed("the link was not saved; see the line before");
    event_log_command(EVENT_LINK_MADE, u->name);
    printf("%s/admin/welcome?key=%s\n", u->config.base_url, text);
    return EXIT_DONE;
}

static int give_password(struct user_command *u, int64_t account_id)
{
    enum rc rc = db_begin_write(u->db);

    if (!rc)
        rc = db_end(u->db, account_set_password(u->db, account_id, u->hash));
    if (rc)
        return command_failed("the password was not saved; see the line before");
    event_log_command(EVENT_PASSWORD_CHANGED, u->name);
    return EXIT_DONE;
}

static int give_access(struct user_command *u, int64_t account_id)
{
    return u->source == PASSWORD_LINK ? print_link(u, account_id)
                                      : give_password(u, account_id);
}

static int add(struct user_command *u)
{
    int64_t id;
    enum rc rc = account_add(u->db, u->line->arena, u->name, clock_now(), &id);

    if (rc == RC_CONFLICT)
        return command_failed("\"%s\" or a name that looks like it exists already",
                              u->name);
    if (rc)
        return command_failed("\"%s\" was not added; see the line before", u->name);
    event_log_command(EVENT_ACCOUNT_ADDED, u->name);
    return give_access(u, id);
}

static enum rc find(struct user_command *u, struct account **account)
{
    enum rc rc = account_by_name(u->db, u->line->arena, u->name, account);

    if (rc == RC_NOT_FOUND)
        command_failed("nobody is called \"%s\"; see \"tertulia user list\"", u->name);
    return rc;
}

static int passwd(struct user_command *u)
{
    struct account *account;

    if (find(u, &account))
        return EXIT_FAILED;
    return give_access(u, account->id);
}

static int remove_account(struct user_command *u)
{
    struct account *account;
    enum rc rc;

    if (find(u, &account))
        return EXIT_FAILED;
    rc = account_remove(u->db, account->id);
    if (rc == RC_CONFLICT)
        return command_failed("\"%s\" is the only author; add another one first with "
                              "\"tertulia user add NAME\"",
                              account->name);
    if (rc)
        return EXIT_FAILED;
    event_log_command(EVENT_ACCOUNT_REMOVED, account->name);
    return EXIT_DONE;
}

static int list(struct user_command *u)
{
    struct account *accounts;
    char created[21];
    size_t n;

    if (account_list(u->db, u->line->arena, &accounts, &n))
        return EXIT_FAILED;
    for (size_t i = 0; i < n; i++) {
        clock_rfc3339(accounts[i].created, created);
        printf("%s\t%s\t%s\n", created,
               accounts[i].password_hash ? "password" : "no password",
               accounts[i].name);
    }
    return EXIT_DONE;
}

static const struct verb {
    const char *name;
    int (*run)(struct user_command *u);
    bool takes_name, takes_password;
} VERBS[] = {
    { "add", add, true, true },
    { "passwd", passwd, true, true },
    { "remove", remove_account, true, false },
    { "list", list, false, false },
};

static const struct verb *verb_find(const char *name)
{
    for (size_t i = 0; name && i < ARRAY_LEN(VERBS); i++)
        if (strcmp(VERBS[i].name, name) == 0)
            return &VERBS[i];
    return NULL;
}

static bool read_words(struct user_command *u, const struct verb *verb)
{
    bool terminal = false, from_stdin = false;
    const struct command_option options[] = { { "--password", NULL, &terminal },
                                              { "--password-stdin", NULL, &from_stdin },
                                              { NULL, NULL, NULL } };

    if (!command_read(u->line, verb->takes_password ? options : options + 2, &u->name,
                      verb->takes_name))
        return false;
    u->source = from_stdin ? PASSWORD_STDIN
                : terminal ? PASSWORD_TERMINAL
                           : PASSWORD_LINK;
    if (!verb->takes_name)
        return true;
    u->name = command_text(u->line->arena, u->name, 1, ACCOUNT_NAME_MAX);
    if (!u->name)
        command_misused("a name has 1 to %d characters of UTF-8", ACCOUNT_NAME_MAX);
    return u->name != NULL;
}

int command_user(const struct command_line *line)
{
    const struct verb *verb = verb_find(line->words[0]);
    struct command_line rest = *line;
    struct user_command u = { .line = &rest };
    int status;

    if (!verb)
        return command_misused(
            "user add, passwd, remove or list? See \"tertulia help user\"");
    rest.words++;
    if (!read_words(&u, verb))
        return EXIT_USAGE;
    if (u.source != PASSWORD_LINK && password_obtain(line->arena, u.source, &u.hash))
        return EXIT_FAILED;
    if (command_site_open(line, &u.config, &u.db))
        return EXIT_FAILED;
    status = verb->run(&u);
    db_close(u.db);
    return status;
}
