/*
 * config.c - the table of keys; reads them from an INI file and the environment
 */
#include <errno.h>
#include <ini.h>
#include <stdio.h>
#include <unistd.h>

#include "address.h"
#include "array.h"
#include "config.h"
#include "log.h"
#include "names.h"
#include "number.h"
#include "utf8.h"

enum key_type {
    KEY_TEXT,
    KEY_PATH,
    KEY_FILE, /* a path, or "" */
    KEY_URL,
    KEY_SMTP,
    KEY_ADDRESS,
    KEY_TLS,
    KEY_ZONE,
    KEY_LEVEL,
    KEY_DURABILITY,
    KEY_NUMBER
};

struct key {
    const char *section, *name;
    enum key_type type;
    size_t offset; /* in struct config: const char * or int64_t */
    const char *fallback;
    int64_t min, max; /* of numbers */
};

#define TEXT(section, name, type, field, fallback)                                     \
    {                                                                                  \
        section, name, type, offsetof(struct config, field), fallback, 0, 0            \
    }
#define NUMBER(section, name, field, fallback, min, max)                               \
    {                                                                                  \
        section, name, KEY_NUMBER, offsetof(struct config, field), fallback, min, max  \
    }

/* Upper bounds of lengths are those of schema.sql; deploy/tertulia.conf explains each
 * key. */
static const struct key KEYS[] = {
    TEXT("site", "base_url", KEY_URL, base_url, "http://127.0.0.1:8080"),
    TEXT("site", "timezone", KEY_ZONE, timezone, ""),
    TEXT("paths", "database", KEY_PATH, database, "/var/lib/tertulia/site.db"),
    TEXT("paths", "templates", KEY_PATH, templates, TERTULIA_SHARE "/templates"),
    TEXT("paths", "static", KEY_PATH, statics, TERTULIA_SHARE "/static"),
    TEXT("database", "durability", KEY_DURABILITY, durability, "grouped"),
    TEXT("server", "socket", KEY_PATH, socket, "/run/tertulia/tertulia.sock"),
    NUMBER("server", "workers", workers, "4", 1, CONFIG_WORKERS_MAX),
    NUMBER("server", "timeout_seconds", timeout_s, "10", 1, 120),
    NUMBER("server", "request_seconds", request_s, "20", 1, 600),
    TEXT("log", "level", KEY_LEVEL, log_level, "info"),
    NUMBER("log", "slow_ms", slow_ms, "250", 0, 60000),
    TEXT("mail", "smtp_url", KEY_SMTP, smtp_url, ""),
    TEXT("mail", "from", KEY_ADDRESS, mail_from, ""),
    TEXT("mail", "user", KEY_TEXT, smtp_user, ""),
    TEXT("mail", "password", KEY_TEXT, smtp_password, ""),
    TEXT("mail", "password_file", KEY_FILE, smtp_password_file, ""),
    TEXT("mail", "tls", KEY_TLS, smtp_tls, "verified"),
    TEXT("mail", "ca_file", KEY_FILE, smtp_ca_file, ""),
    NUMBER("mail", "timeout_seconds", smtp_timeout_s, "30", 1, 600),
    NUMBER("limits", "comment_bytes", comment_bytes, "8192", 200, 65536),
    NUMBER("limits", "name_points", name_points, "64", 8, 64),
    NUMBER("limits", "website_bytes", website_bytes, "200", 20, 200),
    NUMBER("limits", "post_bytes", post_bytes, "204800", 1024, 204800),
    NUMBER("limits", "form_bytes", form_bytes, "65536", 8192, 1048576),
    NUMBER("limits", "editor_bytes", editor_bytes, "1048576", 65536, 4194304),
    NUMBER("limits", "comments_per_minute", comments_per_minute, "5", 0, 1000000),
    NUMBER("limits", "comments_per_day", comments_per_day, "60", 0, 1000000),
    NUMBER("limits", "reactions_per_minute", reactions_per_minute, "30", 0, 1000000),
    NUMBER("limits", "reactions_per_day", reactions_per_day, "500", 0, 1000000),
    NUMBER("limits", "edit_minutes", edit_minutes, "15", 0, 1440),
    NUMBER("limits", "min_fill_seconds", min_fill_s, "2", 0, 60),
    NUMBER("limits", "token_hours", token_hours, "24", 1, 720),
    NUMBER("limits", "session_days", session_days, "30", 1, 365),
    NUMBER("limits", "session_idle_hours", session_idle_hours, "12", 1, 8760),
    NUMBER("limits", "failed_logins", failed_logins, "10", 0, 1000),
    NUMBER("limits", "failed_logins_all", failed_logins_all, "300", 0, 1000000),
    NUMBER("limits", "mails_per_hour", mails_per_hour, "10", 0, 1000),
};
#define KEYS_N ARRAY_LEN(KEYS)

/* Renamed keys: an old name is refused, and the message gives the new one. */
static const struct renamed {
    const char *section, *before, *now;
} RENAMED[] = {
    { "limits", "presses_per_minute", "reactions_per_minute" },
    { "limits", "presses_per_day", "reactions_per_day" },
};

#define ENV_PREFIX "TERTULIA_"
#define ENV_CONFIG ENV_PREFIX "CONFIG"

struct loading {
    struct arena *arena;
    struct config *out;
    const char *folder; /* base of relative paths; ends with '/', or is "" */
    const char *file;
    FILE *stream;
    int line;          /* number of the last line read */
    bool failed;       /* a problem was logged */
    bool seen[KEYS_N]; /* given in the file */
};

static void set(const struct key *key, struct config *out, const char *text,
                int64_t number)
{
    char *field = (char *)out + key->offset;

    if (key->type == KEY_NUMBER)
        *(int64_t *)(void *)field = number;
    else
        *(const char **)(void *)field = text;
}

/* Is `s` made of `allowed` characters only, one at least? */
static bool only(const char *s, const char *allowed)
{
    return *s && s[strspn(s, allowed)] == '\0';
}

/* Is it "host" or "[IPv6 address]", with ":port" or without, and nothing more? */
static bool is_host(struct arena *a, const char *host)
{
    const char *const digits = "0123456789";
    const char *const name = "abcdefghijklmnopqrstuvwxyz0123456789.-";
    const char *end = *host == '[' ? strchr(host, ']') : NULL;
    uint64_t port;

    if (end) {
        if (end == host + 1 ||
            strspn(host + 1, "0123456789abcdef:.") != (size_t)(end - host) - 1)
            return false;
        end++;
    } else {
        end = host + strcspn(host, ":");
        if (!only(arena_strndup(a, host, (size_t)(end - host)), name))
            return false;
    }
    return !*end || (*end == ':' && only(end + 1, digits) &&
                     parse_uint(end + 1, 65535, &port) && port > 0);
}

/* Returns `s` without its scheme, `one` or `other`; "" if it begins with neither. */
static const char *after_scheme(const char *s, const char *one, const char *other)
{
    if (strncmp(s, one, strlen(one)) == 0)
        return s + strlen(one);
    return strncmp(s, other, strlen(other)) == 0 ? s + strlen(other) : "";
}

static bool is_zone(struct arena *a, const char *s)
{
    if (!*s || strcmp(s, "UTC") == 0)
        return true;
    return *s != '/' && *s != ':' && !strstr(s, "..") &&
           access(arena_printf(a, "/usr/share/zoneinfo/%s", s), R_OK) == 0;
}

static const char *const TLS[] = { "verified", "unverified", "none" };

bool config_mail_tls(const char *name, enum mail_tls *tls)
{
    const size_t i = name_find(TLS, ARRAY_LEN(TLS), name);

    if (i == ARRAY_LEN(TLS))
        return false;
    *tls = (enum mail_tls)i;
    return true;
}

static const char *const LEVELS[] = { "debug", "info", "warning", "error" };

bool config_log_level(const char *name, enum log_level *level)
{
    const size_t i = name_find(LEVELS, ARRAY_LEN(LEVELS), name);

    if (i == ARRAY_LEN(LEVELS))
        return false;
    *level = (enum log_level)i;
    return true;
}

static const char *const DURABILITIES[] = {
    [DB_GROUPED] = "grouped", [DB_FULL] = "full"
};

bool config_durability(const char *name, enum db_durability *durability)
{
    const size_t i = name_find(DURABILITIES, ARRAY_LEN(DURABILITIES), name);

    if (i == ARRAY_LEN(DURABILITIES))
        return false;
    *durability = (enum db_durability)i;
    return true;
}

/* Parses the value and stores it. Returns what is wrong with it, as the end of a
 * sentence, or NULL. */
static const char *parse_value(struct loading *l, const struct key *key,
                               const char *value)
{
    struct arena *a = l->arena;
    enum db_durability durability;
    enum log_level level;
    enum mail_tls tls;
    uint64_t number = 0;

    if (!utf8_valid(value, strlen(value)))
        return "is not valid UTF-8";
    switch (key->type) {
    case KEY_TEXT:
        break;
    case KEY_PATH:
        if (!*value)
            return "is empty";
        if (*value != '/')
            value = arena_printf(a, "%s%s", l->folder, value);
        break;
    case KEY_FILE:
        if (*value && *value != '/')
            value = arena_printf(a, "%s%s", l->folder, value);
        break;
    case KEY_SMTP:
        if (*value && !is_host(a, after_scheme(value, "smtp://", "smtps://")))
            return "must be smtp:// or smtps://, a host in lower case and perhaps a "
                   "port, such as smtp://mail.example.org:587";
        break;
    case KEY_ADDRESS:
        if (*value && !(value = address_parse(a, value)))
            return "must be a mail address such as debate@example.org";
        break;
    case KEY_TLS:
        if (!config_mail_tls(value, &tls))
            return "must be verified, unverified or none";
        break;
    case KEY_URL:
        if (!is_host(a, after_scheme(value, "http://", "https://")))
            return "must be http:// or https:// and a host in lower case, without "
                   "a path or a slash at the end";
        break;
    case KEY_ZONE:
        if (!is_zone(a, value))
            return "names no time zone of /usr/share/zoneinfo (package tzdata)";
        break;
    case KEY_LEVEL:
        if (!config_log_level(value, &level))
            return "must be debug, info, warning or error";
        break;
    case KEY_DURABILITY:
        if (!config_durability(value, &durability))
            return "must be grouped or full";
        break;
    case KEY_NUMBER:
        if (!parse_uint(value, (uint64_t)key->max, &number) ||
            (int64_t)number < key->min)
            return arena_printf(a, "must be a whole number from %lld to %lld",
                                (long long)key->min, (long long)key->max);
        break;
    }
    set(key, l->out, arena_strdup(a, value), (int64_t)number);
    return NULL;
}

/* Returns why a key that KEYS lacks is refused. */
static const char *unknown_key(struct arena *a, const struct renamed *renamed)
{
    return renamed ? arena_printf(a, "is called [%s] %s now", renamed->section,
                                  renamed->now)
                   : "is no key of the configuration; see \"tertulia help config\"";
}

static const struct renamed *renamed_find(const char *section, const char *name)
{
    for (size_t i = 0; i < ARRAY_LEN(RENAMED); i++)
        if (strcmp(RENAMED[i].section, section) == 0 &&
            strcmp(RENAMED[i].before, name) == 0)
            return &RENAMED[i];
    return NULL;
}

static const struct key *key_find(const char *section, const char *name)
{
    for (size_t i = 0; i < KEYS_N; i++)
        if (strcmp(KEYS[i].section, section) == 0 && strcmp(KEYS[i].name, name) == 0)
            return &KEYS[i];
    return NULL;
}

/* inih's handler. Only the first problem is logged. */
static int file_pair(void *user, const char *section, const char *name,
                     const char *value)
{
    struct loading *l = user;
    const struct key *key = key_find(section, name);
    const char *problem;

    if (l->failed)
        return 0;
    if (!key)
        problem = unknown_key(l->arena, renamed_find(section, name));
    else if (l->seen[key - KEYS])
        problem = "is given twice";
    else
        problem = parse_value(l, key, value);
    if (problem) {
        log_error("%s:%d: [%s] %s %s", l->file, l->line, section, name, problem);
        l->failed = true;
        return 0;
    }
    l->seen[key - KEYS] = true;
    return 1;
}

/* inih's reader, like fgets. Refuses a long line: inih would read its rest as another
 * line. */
static char *file_line(char *to, int n, void *user)
{
    struct loading *l = user;

    if (l->failed || !fgets(to, n, l->stream))
        return NULL;
    l->line++;
    if (!strchr(to, '\n') && !feof(l->stream)) {
        log_error("%s:%d: the line is longer than %d bytes", l->file, l->line, n - 2);
        l->failed = true;
        return NULL;
    }
    return to;
}

static enum rc read_file(struct loading *l, const char *path)
{
    const char *slash = strrchr(path, '/');
    int bad_line;

    l->file = path;
    l->folder = slash ? arena_strndup(l->arena, path, (size_t)(slash - path) + 1) : "";
    l->stream = fopen(path, "re");
    if (!l->stream) {
        log_error("%s: %m", path);
        return RC_NOT_FOUND;
    }
    bad_line = ini_parse_stream(file_line, l, file_pair, l);
    if (!l->failed && ferror(l->stream)) {
        log_error("%s: cannot be read: %m", path);
        l->failed = true;
    } else if (!l->failed && bad_line) {
        log_error("%s:%d: neither \"[section]\" nor \"key = value\"", path, bad_line);
        l->failed = true;
    }
    fclose(l->stream);
    return l->failed ? RC_INVALID : RC_OK;
}

/* "TERTULIA_LIMITS_COMMENT_BYTES" names [limits] comment_bytes. */
static bool env_names(const char *env, size_t n, const char *section, const char *name)
{
    const char *parts[] = { ENV_PREFIX, section, "_", name };
    size_t at = 0;

    for (size_t p = 0; p < ARRAY_LEN(parts); p++)
        for (const char *s = parts[p]; *s; s++, at++)
            if (at >= n || env[at] != (*s >= 'a' && *s <= 'z' ? *s - 'a' + 'A' : *s))
                return false;
    return at == n;
}

static enum rc read_variable(struct loading *l, const char *variable)
{
    const size_t n = strcspn(variable, "=");
    const struct renamed *renamed = NULL;
    const struct key *key = NULL;
    const char *problem;

    for (size_t i = 0; !key && i < KEYS_N; i++)
        if (env_names(variable, n, KEYS[i].section, KEYS[i].name))
            key = &KEYS[i];
    for (size_t i = 0; !renamed && i < ARRAY_LEN(RENAMED); i++)
        if (env_names(variable, n, RENAMED[i].section, RENAMED[i].before))
            renamed = &RENAMED[i];
    problem = key ? parse_value(l, key, variable[n] ? variable + n + 1 : "")
                  : unknown_key(l->arena, renamed);
    if (!problem)
        return RC_OK;
    log_error("environment: %.*s %s", (int)n, variable, problem);
    return RC_INVALID;
}

/* Relative paths in the environment start from the current directory. */
static enum rc read_environment(struct loading *l)
{
    const size_t prefix = strlen(ENV_PREFIX);

    l->folder = "";
    for (char **v = environ; *v; v++) {
        if (strncmp(*v, ENV_PREFIX, prefix) != 0)
            continue;
        if (strncmp(*v, ENV_CONFIG "=", strlen(ENV_CONFIG) + 1) == 0)
            continue;
        if (read_variable(l, *v))
            return RC_INVALID;
    }
    return RC_OK;
}

/* A percent-encoded form takes up to three bytes for each byte of its text. */
static enum rc check_together(const struct config *c)
{
    if (config_has_mail(c) && !*c->mail_from) {
        log_error("configuration: [mail] smtp_url needs [mail] from, the address that "
                  "mail is sent from");
        return RC_INVALID;
    }
    if (*c->smtp_password && *c->smtp_password_file) {
        log_error("configuration: [mail] password or password_file, not both");
        return RC_INVALID;
    }
    if (c->form_bytes < 3 * c->comment_bytes + 4096) {
        log_error(
            "configuration: [limits] form_bytes must be at least 3 x comment_bytes + "
            "4096 = %lld",
            3 * (long long)c->comment_bytes + 4096);
        return RC_INVALID;
    }
    if (c->editor_bytes < 3 * c->post_bytes + 16384) {
        log_error(
            "configuration: [limits] editor_bytes must be at least 3 x post_bytes + "
            "16384 = %lld",
            3 * (long long)c->post_bytes + 16384);
        return RC_INVALID;
    }
    return RC_OK;
}

static void set_defaults(struct config *out)
{
    for (size_t i = 0; i < KEYS_N; i++) {
        uint64_t number = 0;

        if (KEYS[i].type == KEY_NUMBER &&
            !parse_uint(KEYS[i].fallback, INT64_MAX, &number))
            abort(); /* the table is wrong */
        set(&KEYS[i], out, KEYS[i].fallback, (int64_t)number);
    }
}

enum rc config_load(struct arena *a, const char *path, struct config *out)
{
    struct loading l = { .arena = a, .out = out, .folder = "" };
    enum rc rc = RC_OK;

    *out = (struct config){ 0 };
    set_defaults(out);
    if (!path)
        path = getenv(ENV_CONFIG);
    if (!path && access(CONFIG_DEFAULT_PATH, F_OK) == 0)
        path = CONFIG_DEFAULT_PATH;
    if (path)
        rc = read_file(&l, path);
    if (!rc)
        rc = read_environment(&l);
    return rc ? rc : check_together(out);
}

bool config_has_mail(const struct config *c)
{
    return c->smtp_url[0] != '\0';
}
