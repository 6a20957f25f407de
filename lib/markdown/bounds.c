/*
 * bounds.c - estimates the cost of a Markdown text: see bounds.h
 */
#include <stdbool.h>
#include <string.h>

#include "bounds.h"

/* A unit is about ten nanoseconds, measured with cmark 0.30.2, its rendering and our
 * own passes. Prose costs a quarter of a unit per byte. */
#define PER_BYTE 6
#define SPARE 8000 /* so that a short text may contain any signs */
enum {
    NODE = 12,    /* a sign, or the words up to the next one */
    TAG = 12,     /* "<": it may open one, or an address */
    PAIRED = 5,   /* a run of *, _ or `: it may open or close a span */
    LINK = 40,    /* "](": a link may close */
    ADDRESS = 70, /* "://": a link, made by us */
    MAILBOX = 50, /* "@": it may be in an address between < and > */
    LINE = 10,    /* a line of a paragraph or of code */
    BLANK = 3,    /* a line without text; after raw HTML it costs NODE + LINE */
    BLOCK = 14,   /* a paragraph, an item or a quote begins */
    NESTED = 26,  /* a list inside another one begins in the same line */
    LEVEL = 1,    /* an open container, at each line */
    OPEN = 4      /* open images, for one unit at each "]": cmark visits all of them
                   * whenever a link closes */
};

struct scan {
    size_t cost;
    size_t levels; /* containers that may be open */
    size_t quotes; /* markers of the previous line */
    size_t images; /* in this paragraph */
    bool blank;    /* the previous line was blank */
    bool markup;   /* some line may have begun a block of raw HTML */
};

/* The start of a line. */
struct prefix {
    size_t columns, quotes, items;
    const char *text; /* the rest of the line */
    bool rule;        /* the rest is a rule, which ends a paragraph */
};

static size_t line_length(const char *s)
{
    return strcspn(s, "\r\n");
}

/* Length of a list marker at s that opens an item, else 0 (CommonMark 0.30,
 * section 5.2). */
static size_t list_marker(const char *s)
{
    size_t n = 0;

    while (n < 10 && s[n] >= '0' && s[n] <= '9')
        n++;
    if (n > 9 || !s[n] || !strchr(n ? ".)" : "-+*", s[n]))
        return 0;
    n++;
    return !s[n] || strchr(" \t\r\n", s[n]) ? n : 0;
}

/* "* * *" is a rule, not nested lists; "---" below a paragraph makes it a heading
 * (sections 4.1 and 4.3). */
static bool is_rule(const char *s)
{
    const char c = *s;
    size_t n = 0;

    if (c != '*' && c != '-' && c != '_')
        return false;
    for (; *s == c || *s == ' ' || *s == '\t'; s++)
        n += *s == c;
    return n >= 3 && (!*s || *s == '\r' || *s == '\n');
}

static void read_prefix(const char *s, struct prefix *p)
{
    *p = (struct prefix){ 0 };
    for (;;) {
        size_t n = 1;

        if (*s == ' ')
            p->columns += !p->items;
        else if (*s == '\t')
            p->columns += p->items ? 0 : 4;
        else if (*s == '>')
            p->quotes++;
        else if (!p->items && p->columns < 4 && (p->rule = is_rule(s)))
            break;
        else if ((n = list_marker(s)))
            p->items++;
        else
            break;
        s += n;
    }
    p->text = s;
}

/*
 * An upper bound of the quotes and lists that are open after a line that opens one:
 * those that it opens, and one per two columns of indentation, the least that keeps an
 * outer list item open. 0 for other lines.
 */
static size_t nesting(const struct prefix *p)
{
    const size_t opened = p->quotes + p->items;

    return opened ? opened + p->columns / 2 : 0;
}

enum kind {
    WORD,
    SIGN,  /* a node */
    RUN,   /* one node, however often it is repeated */
    ALONE, /* part of the words before it; without such words, a node */
    END    /* may end a tag, an address or an entity: a node begins after it */
};
static const unsigned char KIND[256] = {
    ['\\'] = SIGN, ['&'] = SIGN,  ['['] = SIGN,   [']'] = SIGN,
    ['<'] = SIGN,  ['!'] = SIGN,  ['*'] = RUN,    ['_'] = RUN,
    ['`'] = RUN,   ['"'] = ALONE, ['\''] = ALONE, ['-'] = ALONE,
    ['.'] = ALONE, ['>'] = END,   [')'] = END,    [';'] = END,
};

static void count_sign(struct scan *scan, const char *s)
{
    scan->cost += NODE;
    if (s[0] == '!' && s[1] == '[')
        scan->images++;
    else if (s[0] == ']')
        scan->cost += scan->images / OPEN + (s[1] == '(' ? LINK : 0);
    else if (s[0] == '<')
        scan->cost += TAG;
}

static void count_address(struct scan *scan, const char *s)
{
    if (*s == '@')
        scan->cost += MAILBOX;
    else if (strncmp(s, "://", 3) == 0)
        scan->cost += ADDRESS;
}

/* Adds the cost of the nodes in a line's text. */
static void count_text(struct scan *scan, const char *s, const char *end)
{
    bool words = false, escaped = false;

    for (; s < end; s++) {
        const enum kind kind = (enum kind)KIND[(unsigned char)*s];

        if (kind == SIGN || kind == RUN) {
            count_sign(scan, s);
            scan->cost += kind == RUN ? PAIRED : 0;
            while (kind == RUN && s[1] == *s)
                s++;
            words = false;
        } else {
            scan->cost += words ? 0 : NODE;
            words = (words || kind == WORD) && kind != END && !escaped;
            count_address(scan, s);
        }
        escaped = *s == '\\';
    }
}

/* Counts the containers that the line opens or keeps open. A line at the margin after a
 * blank one keeps none open. */
static void count_levels(struct scan *scan, const struct prefix *p)
{
    const size_t levels = nesting(p);

    if (scan->blank && !levels && !p->columns)
        scan->levels = 0;
    if (levels > scan->levels)
        scan->levels = levels;
    if (p->items)
        scan->cost += (p->quotes + 1) * BLOCK + (p->items - 1) * NESTED;
    else if (p->quotes > scan->quotes)
        scan->cost += (p->quotes - scan->quotes) * BLOCK;
    scan->quotes = p->quotes;
}

/* Counts a line that ends the paragraph before it, if any. */
static void count_end(struct scan *scan, const struct prefix *p)
{
    scan->cost += (p->rule        ? LINE
                   : scan->markup ? NODE + LINE
                                  : BLANK) +
                  scan->levels * LEVEL;
    scan->blank = true;
    scan->quotes = 0;
    scan->images = 0;
}

/* Number of marks that open a fence at the margin, else 0 (section 4.5). A fence closes
 * all open blocks except raw HTML. */
static size_t fence_opens(const char *s)
{
    size_t n = 0;

    if (*s != '`' && *s != '~')
        return 0;
    while (s[n] == *s)
        n++;
    return n >= 3 && (*s == '~' || !memchr(s + n, '`', line_length(s + n))) ? n : 0;
}

static bool fence_closes(const char *s, char mark, size_t marks)
{
    size_t n = 0;

    for (int blanks = 0; *s == ' ' && blanks < 3; blanks++)
        s++;
    while (s[n] == mark)
        n++;
    s += n;
    s += strspn(s, " \t");
    return n >= (marks < 255 ? marks : 255) && (!*s || *s == '\r' || *s == '\n');
}

static const char *next_line(const char *s)
{
    s += line_length(s);
    if (*s == '\r')
        s++;
    return *s == '\n' ? s + 1 : s;
}

/* Returns the line after the closing fence; the end of the text closes it, too. */
static const char *behind_fence(struct scan *scan, const char *s, size_t marks)
{
    const char mark = *s;

    do {
        s = next_line(s);
        scan->cost += LINE;
    } while (*s && !fence_closes(s, mark, marks));
    scan->levels = scan->quotes = scan->images = 0;
    scan->blank = true;
    return *s ? next_line(s) : s;
}

enum rc bounds_check(const char *source)
{
    struct scan scan = { .blank = true };
    const char *s = source;

    while (*s) {
        const size_t marks = scan.markup ? 0 : fence_opens(s), n = line_length(s);
        struct prefix p;

        if (marks) {
            s = behind_fence(&scan, s, marks);
            continue;
        }
        read_prefix(s, &p);
        if (nesting(&p) > BOUNDS_NESTING)
            return RC_INVALID;
        if (p.rule || (p.text == s + n && !nesting(&p))) {
            count_end(&scan, &p);
        } else {
            count_levels(&scan, &p);
            scan.cost += LINE + scan.levels * LEVEL + (scan.blank ? BLOCK : 0);
            count_text(&scan, p.text, s + n);
            scan.blank = false;
            scan.markup = scan.markup || *p.text == '<';
        }
        s = next_line(s);
    }
    /* Is the cost out of proportion to the length of the text? */
    return scan.cost > SPARE + PER_BYTE * (size_t)(s - source) ? RC_TOO_MANY : RC_OK;
}
