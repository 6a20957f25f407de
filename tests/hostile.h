/*
 * hostile.h - texts that have cost some parser more than in proportion to their length
 *
 * They are cmark's own pathological tests, the cases that its later releases fixed, and
 * the shapes that cost our own passes most per byte: a node, a paragraph, a link or a
 * combining mark every few bytes.
 */
#ifndef HOSTILE_H
#define HOSTILE_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"

/* head, then unit as often as fits, middle, and close as often as unit. `grow`, if set,
 * makes the text instead: it writes piece i to `to` (at most HOSTILE_PIECE bytes), as
 * long as pieces fit. */
#define HOSTILE_PIECE 4096
struct hostile {
    const char *name, *head, *unit, *middle, *close;
    void (*grow)(size_t i, char *to);
    bool line; /* hostile outside of Markdown, too */
};

/* e`e``e```... */
static inline void hostile_ticks(size_t i, char *to)
{
    const size_t n = i + 1 < HOSTILE_PIECE - 2 ? i + 1 : HOSTILE_PIECE - 2;

    to[0] = 'e';
    memset(to + 1, '`', n);
    to[n + 1] = '\0';
}

/* Each item is one level below the one before. */
static inline void hostile_deeper(size_t i, char *to)
{
    snprintf(to, HOSTILE_PIECE, "%*s* a\n", (int)(2 * i % (HOSTILE_PIECE - 8)), "");
}

/* Twenty levels deep, again and again. */
static inline void hostile_deep(size_t i, char *to)
{
    snprintf(to, HOSTILE_PIECE, "%*s* a\n", (int)(2 * (i % 20)), "");
}

static inline void hostile_definitions(size_t i, char *to)
{
    snprintf(to, HOSTILE_PIECE, "[x%zu]: /u\n\n[x1]\n\n", i);
}

/* One long address, and links to it. */
static inline void hostile_expansion(size_t i, char *to)
{
    if (i == 0)
        snprintf(to, HOSTILE_PIECE, "[a]: /%02000d\n\n", 0);
    else
        snprintf(to, HOSTILE_PIECE, "[a]");
}

static inline void hostile_labels(size_t i, char *to)
{
    if (i == 0)
        snprintf(to, HOSTILE_PIECE, "[%0900d]: /u\n\n", 0);
    else
        snprintf(to, HOSTILE_PIECE, "[%0899d]", 0);
}

#define HOSTILE_DEEP(marker)                                                           \
    marker marker marker marker marker marker marker marker marker marker marker       \
        marker marker marker marker marker marker marker marker marker marker marker   \
            marker marker marker marker marker marker marker marker

static const struct hostile HOSTILE[] = {
    /* Emphasis. */
    { "nested strong emphasis", "", "*a **a ", "b", " a** a*", NULL, false },
    { "closers without openers", "", "a_ ", "", "", NULL, false },
    { "openers without closers", "", "_a ", "", "", NULL, false },
    { "mismatched emphasis", "", "*a_ ", "", "", NULL, false },
    { "multiples of three", "a**b", "c* ", "", "", NULL, false },
    { "one run of stars", "", "*", "a", "*", NULL, true },
    { "one run of underscores", "", "_", "a", "_", NULL, false },
    { "runs of underscores", "", "_", ".", "__", NULL, false },
    { "mixed runs", "", "**_* ", "", "", NULL, false },
    { "emphasis inside a word", "", "*a", "", "", NULL, false },
    { "emphasized letters", "", "*a* ", "", "", NULL, false },
    { "emphasis around links", "", "**x [a*b**c*](d)", "", "", NULL, false },
    { "emphasis in quotes", HOSTILE_DEEP(">"), "a*", "", "", NULL, false },
    /* Brackets. */
    { "open brackets", "", "[", "", "", NULL, false },
    { "open brackets and letters", "", "[a", "", "", NULL, false },
    { "closed brackets", "", "a]", "", "", NULL, false },
    { "nested brackets", "", "[", "a", "]", NULL, false },
    { "nested links", "", "[", "a", "](b)", NULL, false },
    { "nested images", "", "![", "a", "](b)", NULL, false },
    { "images around links", "", "![[]()", "", "", NULL, false },
    { "images around links, closed in code", "", "![`]`[]()", "", "", NULL, false },
    { "images around links, closed in tags", "", "![<a b=\"]\">[]()", "", "", NULL,
      false },
    { "images around links, escaped", "", "![\\][]()", "", "", NULL, false },
    { "openers and emphasis closers", "", "[ a_", "", "", NULL, false },
    { "unclosed address in brackets", "", "[a](<b", "", "", NULL, false },
    { "unclosed address", "", "[a](b", "", "", NULL, false },
    { "long unclosed address", "",
      "[a](bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
      "", "", NULL, false },
    { "unclosed title", "", "[a](b \"", "", "", NULL, false },
    { "unclosed title in parentheses", "", "[ (](", "", "", NULL, false },
    { "parentheses", "", "((\n((", "", "", NULL, false },
    { "empty links", "", "[]()", "", "", NULL, false },
    { "empty images", "", "![]()", "", "", NULL, false },
    { "short links", "", "[a](/p/b)", "", "", NULL, false },
    { "short addresses", "", "http://a ", "", "", NULL, false },
    /* References. */
    { "definitions", "", "[a]: u\n", "", "", NULL, false },
    { "definitions and uses", NULL, NULL, NULL, NULL, hostile_definitions, false },
    { "one long address, many uses", NULL, NULL, NULL, NULL, hostile_expansion, false },
    { "long labels", NULL, NULL, NULL, NULL, hostile_labels, false },
    { "unknown references", "[a]: u\n\n", "[b]", "", "", NULL, false },
    { "known references", "[a]: u\n\n", "[a]", "", "", NULL, false },
    /* Code, tags and entities. */
    { "growing backticks", NULL, NULL, NULL, NULL, hostile_ticks, false },
    { "backticks", "", "`a", "", "", NULL, false },
    { "backticks and backslashes", "", "``\\", "", "", NULL, false },
    { "short code", "", "`a` ", "", "", NULL, false },
    { "open comments", "</", "<!--", "", "", NULL, false },
    { "open comments with text", "", "a <!--a", "", "", NULL, false },
    { "open instructions", "a", "<?", "", "", NULL, false },
    { "open data", "a", "<![CDATA[", "", "", NULL, false },
    { "open declarations", "a", "<!A ", "", "", NULL, false },
    { "open attributes", "a", "<a b=\"", "", "", NULL, false },
    { "tags", "a", "<a>", "", "", NULL, false },
    { "autolinks", "a", "<ab:>", "", "", NULL, false },
    { "less-than signs", "", "<", "", "", NULL, true },
    { "ampersands", "", "&", "", "", NULL, true },
    { "entities", "", "&amp;", "", "", NULL, false },
    { "numeric entities", "", "&#1;", "", "", NULL, false },
    { "quotation marks", "", "\"", "", "", NULL, true },
    { "apostrophes", "", "'", "", "", NULL, true },
    { "exclamation marks", "", "!", "", "", NULL, false },
    { "backslashes", "", "\\\\", "", "", NULL, true },
    /* Blocks. */
    { "nested quotes", "", "> ", "a", "", NULL, false },
    { "nested items", "", "- ", "a", "", NULL, false },
    { "nested items, blank lines", "", "- ", "x", "\n", NULL, false },
    { "deeper items", NULL, NULL, NULL, NULL, hostile_deeper, false },
    { "deep items", NULL, NULL, NULL, NULL, hostile_deep, false },
    { "blank lines in deep items", HOSTILE_DEEP("- ") "x\n", "\n", "", "", NULL,
      false },
    { "blank lines in quoted items", "> " HOSTILE_DEEP("- ") "x\n", ">\n", "", "", NULL,
      false },
    { "lazy lines in deep quotes", HOSTILE_DEEP(">") "a\n", "a\n", "", "", NULL,
      false },
    { "deep quotes", "", HOSTILE_DEEP(">") "a\n", "", "", NULL, false },
    { "deep quotes opened anew", "", HOSTILE_DEEP(">") "a\n\n", "", "", NULL, false },
    { "deep items opened anew", "", HOSTILE_DEEP("- ") "a\n", "", "", NULL, false },
    { "deep numbers opened anew", "", HOSTILE_DEEP("1. ") "a\n", "", "", NULL, false },
    { "short quotes", "", ">a\n\n", "", "", NULL, false },
    { "short items", "", "- a\n", "", "", NULL, false },
    { "empty items", "", "-\n", "", "", NULL, false },
    { "empty items of two lists", "", "-\n*\n", "", "", NULL, false },
    { "paragraphs", "", "a\n\n", "", "", NULL, false },
    { "lines", "", "a\n", "", "", NULL, true },
    { "carriage returns", "", "a\r", "", "", NULL, false },
    { "hard breaks", "", "a\\\n", "", "", NULL, false },
    { "blank lines", "a", "\n", "b", "", NULL, true },
    { "headings", "", "#\n", "", "", NULL, false },
    { "underlined headings", "", "a\n=\n", "", "", NULL, false },
    { "rules", "", "***\n", "", "", NULL, false },
    { "fences", "", "```\n", "", "", NULL, false },
    { "indented code", "", "    a\n\n b\n\n", "", "", NULL, false },
    { "blocks of markup", "", "<p>\n\n", "", "", NULL, false },
    { "lines of markup", "", "<p>\n", "", "", NULL, false },
    /* Shapes that our own passes look for. */
    { "named comments", "", "#1 ", "", "", NULL, true },
    { "number signs", "a", "#", "", "", NULL, true },
    { "schemes", "", "http://", "", "", NULL, true },
    { "schemes inside words", "", "xhttp://", "", "", NULL, false },
    { "paths", "", "/p/", "", "", NULL, true },
    { "addresses that end in brackets", "http://a", ")", "", "", NULL, false },
    { "addresses of comments", "", "/p/uno/comments/1 ", "", "", NULL, false },
    { "marks", "a", "\xcc\x81", "", "", NULL, true },
    { "marks out of order", "", "a\xcc\x81\xcc\xa3\xcc\x81\xcc\xa3\xcc\x81\xcc\xa3", "",
      "", NULL, true },
    { "joiners and marks", "a", "\xcc\x81\xe2\x80\x8d\xcc\xa3", "", "", NULL, true },
    { "expanding letters", "", "\xef\xb7\xba", "", "", NULL, true },
    { "expanding notes", "", "\xf0\x9d\x85\xa4", "", "", NULL, true },
    { "joiners", "", "\xe2\x80\x8d", "x", "", NULL, true },
    { "blanks", "a", " ", "b", "", NULL, true },
    { "digits", "", "1", "", "", NULL, true },
    { "full stops", "*", ".", "a", "", NULL, true },
    { "mailboxes", "", "<a@b.c>", "", "", NULL, false },
    { "lines in an open instruction", "<?\n", "\n", "a", "", NULL, false },
    { "letters and marks by turns", "", "a\xcc\x81", "", "", NULL, true },
};
#define HOSTILE_N ARRAY_LEN(HOSTILE)

/* Returns nearly n bytes of the shape, never more; the caller frees it. */
static inline char *hostile_text(const struct hostile *h, size_t n)
{
    char *text = malloc(n + HOSTILE_PIECE + 1), *to = text;

    if (h->grow) {
        for (size_t i = 0;; i++) {
            h->grow(i, to);
            if (to + strlen(to) > text + n)
                break;
            to += strlen(to);
        }
    } else {
        const size_t head = strlen(h->head), unit = strlen(h->unit),
                     middle = strlen(h->middle), close = strlen(h->close);
        const size_t k = head + middle < n ? (n - head - middle) / (unit + close) : 0;

        to += snprintf(to, n + 1, "%s", h->head);
        for (size_t i = 0; i < k; i++, to += unit)
            memcpy(to, h->unit, unit);
        memcpy(to, h->middle, middle);
        to += middle;
        for (size_t i = 0; i < k; i++, to += close)
            memcpy(to, h->close, close);
    }
    *to = '\0';
    return text;
}

#endif
