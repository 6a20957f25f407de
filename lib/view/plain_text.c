/*
 * plain_text.c - cleaned markup as one line of text: see plain_text.h
 */
#include <stdbool.h>
#include <string.h>

#include "array.h"
#include "plain_text.h"

/* All entities that lib/markdown writes; others stay as they are. */
static const struct entity {
    const char *name;
    char c;
} ENTITIES[] = { { "&amp;", '&' },
                 { "&lt;", '<' },
                 { "&gt;", '>' },
                 { "&quot;", '"' },
                 { "&#39;", '\'' } };

struct line {
    char *s;
    size_t n, points;
    bool blank; /* a blank is due before the next character */
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* Words of one block and of the next do not run together. */
static bool ends_block(const char *tag)
{
    static const char *const inside[] = { "a", "em", "strong", "code" };
    const char *name = tag + 1 + (tag[1] == '/');
    const size_t n = strcspn(name, " />");

    for (size_t i = 0; i < ARRAY_LEN(inside); i++)
        if (strlen(inside[i]) == n && strncmp(name, inside[i], n) == 0)
            return false;
    return true;
}

/* Returns the character at s, decoded; *n is the number of bytes that encode it. */
static char decoded(const char *s, size_t *n)
{
    *n = 1;
    if (*s == '&')
        for (size_t i = 0; i < ARRAY_LEN(ENTITIES); i++)
            if (strncmp(s, ENTITIES[i].name, strlen(ENTITIES[i].name)) == 0) {
                *n = strlen(ENTITIES[i].name);
                return ENTITIES[i].c;
            }
    return *s;
}

static void add(struct line *line, char c)
{
    if (line->blank && line->n) {
        line->s[line->n++] = ' ';
        line->points++;
    }
    line->blank = false;
    line->s[line->n++] = c;
    line->points += ((unsigned char)c & 0xc0) != 0x80;
}

/* Drops code points from the end until the ellipsis fits. */
static void shorten(struct line *line, size_t points)
{
    while (line->n && line->points >= points)
        line->points -= ((unsigned char)line->s[--line->n] & 0xc0) != 0x80;
    while (line->n && line->s[line->n - 1] == ' ')
        line->n--;
    memcpy(line->s + line->n, "\u2026", sizeof("\u2026"));
}

char *plain_text(struct arena *a, struct html html, size_t points)
{
    struct line line = { .s = arena_alloc(a, strlen(html.s) + sizeof("\u2026")) };
    const char *s = html.s;
    size_t n;

    while (*s && line.points <= points) {
        const char c = decoded(s, &n);

        if (*s == '<') {
            line.blank = line.blank || ends_block(s);
            s += strcspn(s, ">");
            s += *s == '>';
            continue;
        }
        s += n;
        if (is_blank(c))
            line.blank = true;
        else
            add(&line, c);
    }
    if (line.points > points)
        shorten(&line, points);
    return line.s;
}
