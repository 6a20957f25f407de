/*
 * markup.c - checks that markup is what lib/markdown may make
 */
#include <stddef.h>
#include <string.h>

#include "markup.h"

#define OPEN_MAX 256
#define NAME_MAX 16

struct reading {
    const char *s;
    bool reader;
    char open[OPEN_MAX][NAME_MAX];
    size_t n;
    bool in_link;
};

static bool listed(const char *list, const char *name)
{
    const size_t n = strlen(name);

    for (const char *s = list; *s; s += strcspn(s, " "), s += strspn(s, " ")) {
        if (strcspn(s, " ") == n && memcmp(s, name, n) == 0)
            return true;
    }
    return false;
}

/* Takes `text` if it comes next. */
static bool take(struct reading *r, const char *text)
{
    const size_t n = strlen(text);

    if (strncmp(r->s, text, n) != 0)
        return false;
    r->s += n;
    return true;
}

/* Takes ="value" where the value is a run of safe characters. */
static bool take_value(struct reading *r, const char *value, size_t *n)
{
    *n = strcspn(value, "\"<>");
    if (value[*n] != '"')
        return false;
    r->s = value + *n + 1;
    return true;
}

static bool starts(const char *s, const char *with)
{
    return strncmp(s, with, strlen(with)) == 0;
}

static bool any_case(const char *s, const char *lower)
{
    for (; *lower; s++, lower++) {
        if ((*s >= 'A' && *s <= 'Z' ? *s + 32 : *s) != *lower)
            return false;
    }
    return true;
}

static bool web_or_here(const struct reading *r, const char *url)
{
    return any_case(url, "http://") || any_case(url, "https://") ||
           (!r->reader && url[0] == '/' && url[1] != '/' && url[1] != '\\');
}

static bool link_fits(struct reading *r)
{
    const char *url = r->s;
    size_t n;

    if (!(web_or_here(r, url) || any_case(url, "mailto:") ||
          (!r->reader && *url == '#')))
        return false;
    if (!take_value(r, url, &n) || memchr(url, ' ', n))
        return false;
    if (r->reader)
        return take(r, " rel=\"nofollow ugc noopener\">");
    return !take(r, " title=\"") || take_value(r, r->s, &n) ? take(r, ">") : false;
}

/* In readers' text only: a link to a comment on a post. */
static bool reference_fits(struct reading *r)
{
    r->s += strspn(r->s, "abcdefghijklmnopqrstuvwxyz0123456789-");
    if (!r->reader || !take(r, "?at="))
        return false;
    r->s += strspn(r->s, "0123456789");
    if (!take(r, "#c"))
        return false;
    r->s += strspn(r->s, "0123456789");
    return take(r, "\">");
}

static bool image_fits(struct reading *r)
{
    size_t n;

    if (r->reader || !web_or_here(r, r->s) || !take_value(r, r->s, &n))
        return false;
    if (!take(r, " alt=\"") || !take_value(r, r->s, &n))
        return false;
    if (take(r, " title=\"") && !take_value(r, r->s, &n))
        return false;
    return take(r, " />");
}

static bool language_fits(struct reading *r)
{
    const size_t n = strspn(r->s, "abcdefghijklmnopqrstuvwxyz0123456789_+-");

    r->s += n;
    return n >= 1 && n <= 32 && take(r, "\">");
}

static bool start_fits(struct reading *r)
{
    r->s += strspn(r->s, "0123456789");
    return take(r, "\">");
}

static void push(struct reading *r, const char *name)
{
    memset(r->open[r->n], 0, NAME_MAX);
    memcpy(r->open[r->n++], name, strlen(name));
}

static const char *closing(struct reading *r)
{
    const char *name;

    if (!r->n)
        return "closes what is not open";
    name = r->open[--r->n];
    if (!take(r, name) || !take(r, ">"))
        return "closes the wrong tag";
    if (strcmp(name, "a") == 0)
        r->in_link = false;
    return NULL;
}

static const char *plain_tag(struct reading *r)
{
    const char *const names =
        r->reader ? "p em strong code pre ul ol li blockquote h4 h5 h6"
                  : "p em strong code pre ul ol li blockquote h2 h3 h4 h5 h6";
    const size_t n = strcspn(r->s, ">");
    char name[NAME_MAX] = "";

    if (n >= NAME_MAX)
        return "unknown tag";
    memcpy(name, r->s, n);
    if (!listed(names, name))
        return "unknown tag";
    r->s += n + 1;
    push(r, name);
    return NULL;
}

static const char *tag(struct reading *r)
{
    if (take(r, "/"))
        return closing(r);
    if (r->n == OPEN_MAX)
        return "too deep";
    if (take(r, "br />") || take(r, "hr />"))
        return NULL;
    if (take(r, "img src=\""))
        return image_fits(r) ? NULL : "unfit image";
    if (take(r, "a href=\"")) {
        if (r->in_link)
            return "link in a link";
        push(r, "a");
        r->in_link = true;
        return link_fits(r) ? NULL : "unfit link";
    }
    if (take(r, "a class=\"ref\" href=\"/p/")) {
        if (r->in_link)
            return "link in a link";
        push(r, "a");
        r->in_link = true;
        return reference_fits(r) ? NULL : "unfit reference";
    }
    if (take(r, "code class=\"language-")) {
        push(r, "code");
        return language_fits(r) ? NULL : "unfit language";
    }
    if (take(r, "ol start=\"")) {
        push(r, "ol");
        return start_fits(r) ? NULL : "unfit start";
    }
    return plain_tag(r);
}

const char *markup_fault(const char *markup, bool reader)
{
    struct reading r = { .s = markup, .reader = reader };
    const char *fault = NULL;

    while (!fault && *r.s) {
        if (take(&r, "<"))
            fault = tag(&r);
        else if (*r.s == '>')
            fault = "a bare >";
        else if (*r.s == '&' &&
                 !(starts(r.s, "&amp;") || starts(r.s, "&lt;") || starts(r.s, "&gt;") ||
                   starts(r.s, "&quot;") || starts(r.s, "&#")))
            fault = "a bare &";
        else if ((unsigned char)*r.s < ' ' && *r.s != '\n' && *r.s != '\t')
            fault = "a control character";
        else
            r.s++;
    }
    return fault ? fault : r.n ? "left open" : NULL;
}
