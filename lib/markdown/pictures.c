/*
 * pictures.c - the other sites that pictures of a post come from: see pictures.h
 */
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "pictures.h"

#define PICTURE "<img src=\"" /* as cmark writes it; in text, '<' is escaped */
#define ANYWHERE "https: http:"
#define HOST "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-"
#define DIGITS "0123456789"

struct sources {
    struct arena *arena;
    const char *list[PICTURE_SOURCES_MAX];
    size_t n;
    bool anywhere; /* too many, or one that a policy cannot name */
};

/* Bytes of "scheme://host:port" at the start of a picture's address, or 0 if a policy
 * cannot name it. */
static size_t source_at(const char *url)
{
    size_t n = strcspn(url, ":") + strlen("://");
    const size_t host = strspn(url + n, HOST);

    n += host;
    if (url[n] == ':')
        n += 1 + strspn(url + n + 1, DIGITS);
    return host && strchr("/?#\"", url[n]) ? n : 0;
}

static void add(struct sources *s, const char *url)
{
    const size_t n = source_at(url);

    for (size_t i = 0; n && i < s->n; i++)
        if (strlen(s->list[i]) == n && strncasecmp(s->list[i], url, n) == 0)
            return;
    if (n && s->n < PICTURE_SOURCES_MAX)
        s->list[s->n++] = arena_strndup(s->arena, url, n);
    else
        s->anywhere = true;
}

static void add_all(struct sources *s, const char *html)
{
    while ((html = strstr(html, PICTURE))) {
        html += strlen(PICTURE);
        if (strncasecmp(html, "http://", 7) == 0 ||
            strncasecmp(html, "https://", 8) == 0)
            add(s, html);
    }
}

const char *picture_sources(struct arena *a, const struct html *texts, size_t n)
{
    struct sources s = { .arena = a };
    const char *all = "";

    for (size_t i = 0; i < n; i++)
        add_all(&s, texts[i].s);
    if (s.anywhere)
        return ANYWHERE;
    for (size_t i = 0; i < s.n; i++)
        all = arena_printf(a, "%s%s%s", all, i ? " " : "", s.list[i]);
    return all;
}
