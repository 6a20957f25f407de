/*
 * markdown.c - Markdown to markup that is fit to show
 */
#include <cmark.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "bounds.h"
#include "buf.h"
#include "markdown.h"
#include "rewrite.h"
#include "text.h"

#define OUTPUT_RATIO 16     /* bytes of markup per byte typed, as the header says */
#define OUTPUT_SPARE 1024   /* so that a very short text always fits */
#define REFERENCE_BYTES 256 /* of a link to a comment, its text included */

/* U+FDD0, a noncharacter: scrub() and text_line() drop it from all output. */
#define NO_CHARACTER "\xef\xb7\x90"

/* A footnote, "[^1]: words", would vanish as a link definition. Footnotes are not
 * supported: NO_CHARACTER before one keeps it as text. */
static cmark_node *parse(const char *source)
{
    cmark_parser *parser =
        cmark_parser_new(CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8);
    const char *fed = source;
    cmark_node *root;

    for (const char *line = source; *line; line += *line != '\0') {
        const char *text = line + strspn(line, " \t>-+*.)0123456789");

        if (strncmp(text, "[^", 2) == 0) {
            cmark_parser_feed(parser, fed, (size_t)(text - fed));
            cmark_parser_feed(parser, NO_CHARACTER, strlen(NO_CHARACTER));
            fed = text;
        }
        line = text + strcspn(text, "\r\n");
    }
    cmark_parser_feed(parser, fed, strlen(fed));
    root = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    return root;
}

/* Characters that entities can hide from text_lines(): those that XML forbids, other
 * controls and direction overrides. */
static bool unfit(utf8proc_int32_t c)
{
    return (c < ' ' && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0) ||
           (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef) ||
           (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

/* Drops unfit characters and floods of marks in place. Returns the new length. Marks
 * after a tag count on: they still combine with the letter before it. */
static size_t scrub(char *markup)
{
    char *to = markup;
    const char *from = markup;
    unsigned marks = 0;
    bool tag = false;

    while (*from) {
        utf8proc_int32_t c = (unsigned char)*from;
        utf8proc_ssize_t n = 1;

        if ((unsigned char)*from >= 0x80)
            n = utf8proc_iterate((const utf8proc_uint8_t *)from, -1, &c);
        if (n < 1)
            n = 1; /* cannot be: cmark has validated it */
        tag = tag || c == '<';
        if (!unfit(c) && (tag || text_mark_fits(c, &marks))) {
            if (n == 1)
                *to = *from;
            else
                memmove(to, from, (size_t)n);
            to += n;
        }
        tag = tag && c != '>';
        from += n;
    }
    *to = '\0';
    return (size_t)(to - markup);
}

/* Headings, code blocks, pictures and raw HTML mean little out of context. */
static bool in_summary(cmark_node_type type)
{
    return type != CMARK_NODE_HEADING && type != CMARK_NODE_CODE_BLOCK &&
           type != CMARK_NODE_IMAGE && type != CMARK_NODE_HTML_BLOCK &&
           type != CMARK_NODE_HTML_INLINE;
}

/* Adds at most `enough` bytes of the node: a paragraph may be one long text. */
static void prose_add(cmark_node *node, size_t enough, struct buf *out)
{
    const char *s;
    size_t n;

    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
    case CMARK_NODE_CODE:
        s = cmark_node_get_literal(node);
        n = strnlen(s, enough);
        while (n && (s[n] & 0xC0) == 0x80)
            n--;
        buf_add(out, s, n);
        break;
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
    case CMARK_NODE_PARAGRAPH:
        buf_char(out, ' ');
        break;
    default:
        break;
    }
}

/* Collects `enough` bytes of prose or a little more, or all that there are. */
static void prose_collect(cmark_node *root, size_t enough, struct buf *out)
{
    cmark_iter *iter = cmark_iter_new(root);

    while (cmark_iter_next(iter) != CMARK_EVENT_DONE && out->n < enough) {
        cmark_node *node = cmark_iter_get_node(iter);

        if (cmark_iter_get_event_type(iter) != CMARK_EVENT_ENTER)
            continue;
        if (in_summary(cmark_node_get_type(node)))
            prose_add(node, enough, out);
        else if (cmark_node_first_child(node))
            cmark_iter_reset(iter, node, CMARK_EVENT_EXIT);
    }
    cmark_iter_free(iter);
}

/* As markdown_summary(), from a tree before rewrite_tree(). */
static const char *summary_of(struct arena *a, cmark_node *root, size_t source_bytes,
                              size_t points)
{
    const char *summary;
    struct buf prose;

    buf_init(&prose, 4 * source_bytes + 64);
    prose_collect(root, 8 * points, &prose);
    summary = text_shorten_words(a, text_line(a, prose.s), points);
    buf_clear(&prose);
    return summary;
}

static size_t output_max(size_t source_bytes, const struct rewrite *rewrite)
{
    return OUTPUT_RATIO * source_bytes + OUTPUT_SPARE +
           (rewrite->named.n ? REFERENCES_MAX * REFERENCE_BYTES : 0);
}

/* The only pass: the summary from the text as typed, then the markup fit to show. */
static enum rc render(struct arena *a, const char *source, struct rewrite *rewrite,
                      size_t points, const char **summary, struct html *out)
{
    const enum rc rc = bounds_check(source);
    const size_t bytes = strlen(source);
    cmark_node *root;
    char *markup;
    size_t n;
    bool fits;

    if (rc)
        return rc;
    root = parse(source);
    *summary = summary_of(a, root, bytes, points);
    rewrite_tree(a, root, rewrite);
    /* Line ends typed in a comment are meant to be shown. */
    markup = cmark_render_html(root, rewrite->reader ? CMARK_OPT_HARDBREAKS
                                                     : CMARK_OPT_DEFAULT);
    cmark_node_free(root);
    n = scrub(markup);
    fits = n <= output_max(bytes, rewrite);
    if (fits)
        out->s = arena_strndup(a, markup, n);
    free(markup);
    return fits ? RC_OK : RC_TOO_LARGE;
}

enum rc markdown_comment(struct arena *a, const char *source,
                         const struct references *refs, struct comment_markup *out)
{
    struct rewrite rewrite = { .reader = true, .references = refs };
    struct comment_markup made;
    const enum rc rc =
        render(a, source, &rewrite, MARKDOWN_EXCERPT_MAX, &made.excerpt, &made.html);

    if (rc)
        return rc;
    made.links = rewrite.links;
    made.named = rewrite.named;
    *out = made;
    return RC_OK;
}

enum rc markdown_post(struct arena *a, const char *source, struct post_markup *out)
{
    struct rewrite rewrite = { .reader = false };
    struct post_markup made;
    const enum rc rc =
        render(a, source, &rewrite, MARKDOWN_SUMMARY_MAX, &made.summary, &made.html);

    if (!rc)
        *out = made;
    return rc;
}

const char *markdown_summary(struct arena *a, const char *source, size_t points)
{
    const char *summary;
    cmark_node *root;

    if (bounds_check(source))
        return "";
    root = parse(source);
    summary = summary_of(a, root, strlen(source), points);
    cmark_node_free(root);
    return summary;
}
