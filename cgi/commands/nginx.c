/*
 * nginx.c - "tertulia nginx": a site file for nginx, from the pieces in deploy/nginx
 */
#include <grp.h>
#include <pwd.h>
#include <unistd.h>

#include "commands.h"
#include "dispatch.h"
#include "embedded.h"
#include "number.h"

#define CONF_MAX ((size_t)256 * 1024)
#define CACHE "/var/cache/nginx-tertulia"
#define TEMP "/run/nginx-tertulia" /* in memory */

struct place {
    const char *name, *text; /* `text` replaces @NAME@ */
};

/* Returns the text of the place whose name starts at `s`; NULL: unknown. *n: the bytes
 * of "NAME@". */
static const char *place_find(const struct place *places, const char *s, size_t *n)
{
    *n = strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_");
    if (*n == 0 || s[*n] != '@')
        return NULL;
    for (; places->name; places++)
        if (strlen(places->name) == *n && memcmp(places->name, s, *n) == 0)
            break;
    ++*n;
    return places->name ? places->text : NULL;
}

/* Copies n bytes; indents each line after a line end by `indent` blanks. */
static void add_indented(struct buf *out, const char *s, size_t n, size_t indent)
{
    for (size_t i = 0; i < n; i++) {
        if (out->n > 0 && out->s[out->n - 1] == '\n' && s[i] != '\n')
            buf_printf(out, "%*s", (int)indent, "");
        buf_char(out, s[i]);
    }
}

/* Indentation of the lines of a value: that of its place if the place begins a line,
 * else that of the text around it. */
static size_t indent_at(const struct buf *out, size_t indent)
{
    size_t n = 0;

    while (n < out->n && out->s[out->n - 1 - n] == ' ')
        n++;
    return n > 0 && (n == out->n || out->s[out->n - 1 - n] == '\n') ? n : indent;
}

/* Replaces the places in `text`, then those in their values: no value may contain its
 * own place or an earlier one. */
static void fill(struct buf *out, const char *text, const struct place *places,
                 size_t indent)
{
    while (*text) {
        const size_t plain = strcspn(text, "@");
        const char *value;
        size_t n;

        add_indented(out, text, plain, indent);
        text += plain;
        if (!*text)
            break;
        value = place_find(places, ++text, &n);
        if (!value) {
            buf_char(out, '@');
            continue;
        }
        fill(out, value, places, indent_at(out, indent));
        text += n;
        if (!*value || value[strlen(value) - 1] == '\n')
            text += *text == '\n'; /* the value ended its line */
    }
}

/* Paths are in quotes in the file; these characters would end or change them. */
static bool is_quotable(const char *s)
{
    return !strpbrk(s, "\"\\$\n\r@");
}

/* Returns "example.org" of "https://example.org:8443"; *port is "" without one. */
static const char *host_of(struct arena *a, const char *base_url, const char **port)
{
    const char *host = strstr(base_url, "//") + 2;
    const char *end = *host == '[' ? strchr(host, ']') + 1 : host + strcspn(host, ":");

    *port = *end == ':' ? end + 1 : "";
    return arena_strndup(a, host, (size_t)(end - host));
}

/* Started by root, nginx would run as user "nobody", which may not use our socket. */
static const char *user_line(struct arena *a)
{
    const struct passwd *user = geteuid() == 0 ? getpwuid(0) : NULL;
    const struct group *group = user ? getgrgid(getegid()) : NULL;

    return group ? arena_printf(a, "user %s %s;", user->pw_name, group->gr_name) : "";
}

/* One line: an nginx string takes no more than 4 KiB, and needs no line ends. */
static const char *one_line(struct arena *a, const char *html)
{
    char *line = arena_strdup(a, html);

    for (char *c = line; *c; c++)
        if (*c == '\n')
            *c = ' ';
    return line;
}

static const char *absolute(struct arena *a, const char *path)
{
    char *folder;
    const char *whole;

    if (*path == '/')
        return path;
    folder = getcwd(NULL, 0);
    whole = arena_printf(a, "%s/%s", folder ? folder : ".", path);
    free(folder);
    return whole;
}

struct setup {
    const char *port, *dir;
    bool no_limits;
};

static const char *port_of(const struct setup *setup, const char *in_url, bool tls)
{
    if (setup->port)
        return setup->port;
    if (*in_url)
        return in_url;
    return setup->dir ? "8080" : tls ? "443" : "80";
}

/* Host names that a stand-alone nginx serves. */
static const char *names(struct arena *a, const char *host)
{
    if (strcmp(host, "127.0.0.1") == 0 || strcmp(host, "localhost") == 0)
        return "127.0.0.1 localhost";
    return arena_printf(a, "127.0.0.1 localhost %s", host);
}

static int print(const char *text, const struct place *places)
{
    struct buf out;
    enum rc rc;

    buf_init(&out, CONF_MAX);
    fill(&out, text, places, 0);
    fputs(out.s, stdout);
    rc = out.rc;
    buf_clear(&out);
    return rc ? command_failed("the site file is too long") : EXIT_DONE;
}

static int print_site(struct arena *a, const struct config *config,
                      const struct setup *setup)
{
    const bool tls = strncmp(config->base_url, "https:", 6) == 0;
    const char *dir = setup->dir ? absolute(a, setup->dir) : "";
    const char *cache = setup->dir ? arena_printf(a, "%s/cache", dir) : CACHE;
    const char *temp = setup->dir ? arena_printf(a, "%s/fastcgi", dir) : TEMP;
    const char *socket = absolute(a, config->socket),
               *statics = absolute(a, config->statics);
    const char *in_url, *host = host_of(a, config->base_url, &in_url);
    const char *text = setup->dir ? embedded_nginx_standalone
                       : tls      ? embedded_nginx_site
                                  : embedded_nginx_plain;
    const struct place places[] = {
        { "HTTP", embedded_nginx_http },
        { "SERVER", embedded_nginx_server },
        { "LIMITS", setup->no_limits ? "" : embedded_nginx_limits },
        { "DOWN", one_line(a, embedded_nginx_down) },
        { "SLOW", one_line(a, embedded_nginx_slow) },
        { "BASE_URL", config->base_url },
        { "HOST", host },
        { "NAMES", names(a, host) },
        { "PORT", port_of(setup, in_url, tls) },
        { "USER", user_line(a) },
        { "DIR", dir },
        { "CACHE", cache },
        { "TEMP", temp },
        { "SOCKET", socket },
        { "STATIC", statics },
        { "ANSWER",
          arena_printf(a, "%lld", (long long)config->request_s + config->timeout_s) },
        { "BODY_MAX", arena_printf(a, "%zu", dispatch_body_max(config)) },
        { NULL, NULL },
    };

    if (!is_quotable(dir) || !is_quotable(socket) || !is_quotable(statics))
        return command_failed(
            "a path in a site file takes no quote, $, @ or \\; rename the "
            "folder");
    return print(text, places);
}

int command_nginx(const struct command_line *line)
{
    struct setup setup = { NULL, NULL, false };
    const struct command_option options[] = { { "--port", &setup.port, NULL },
                                              { "--unprivileged", &setup.dir, NULL },
                                              { "--no-limits", NULL, &setup.no_limits },
                                              { NULL, NULL, NULL } };
    struct config config;
    uint64_t port;

    if (!command_read(line, options, NULL, 0))
        return EXIT_USAGE;
    if (setup.port && (!parse_uint(setup.port, 65535, &port) || port == 0))
        return command_misused("--port is a number from 1 to 65535");
    if (config_load(line->arena, line->config_path, &config))
        return EXIT_FAILED;
    return print_site(line->arena, &config, &setup);
}
