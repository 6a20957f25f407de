/*
 * markdown.h - Markdown to markup that is fit to show (cmark 0.30, CommonMark)
 *
 * A text is parsed once, when it is saved, into everything that is stored of it.
 * MARKDOWN_VERSION is stored beside the result so that a later version can render
 * again. Both profiles show raw HTML as text, turn bare web addresses into links,
 * replace a disallowed link by its text, and give valid UTF-8 without control
 * characters. A text that would take cmark too long is refused before it is parsed:
 * bounds.h.
 */
#ifndef MARKDOWN_H
#define MARKDOWN_H

#include "arena.h"
#include "html.h"
#include "rc.h"
#include "reference.h"

/* 2: links to the comments that a comment names. 3: footnotes stay text. Older markup
 * need not be made again: it is as fit to show, "#12" stays text in it. */
#define MARKDOWN_VERSION 3

#define MARKDOWN_EXCERPT_MAX 280 /* of a comment, code points */
#define MARKDOWN_SUMMARY_MAX 300 /* of a post */

/* The result of one pass over a comment's text. */
struct comment_markup {
    struct html html;
    const char *excerpt; /* its first words, as markdown_summary() */
    size_t links;        /* to http and https, bare, marked or in raw HTML */
    struct named named;  /* comments that it links to */
};
/* A reader's comment: headings start at h4, below the comment's own; line ends stay;
 * images become links; links lead to http, https, mailto or /p/... and have
 * rel="nofollow ugc noopener". Comments that it names and that refs->visible accepts
 * become links without rel, which moderation does not count; refs may be NULL.
 * RC_INVALID, RC_TOO_MANY: see bounds_check(); RC_TOO_LARGE: the result exceeds 16
 * times the source plus 1 KiB and, with such links, 256 bytes for each of
 * REFERENCES_MAX. *out is set only on RC_OK. */
enum rc markdown_comment(struct arena *a, const char *source,
                         const struct references *refs,
                         struct comment_markup *out) MUST_USE;

struct post_markup {
    struct html html;
    const char *summary; /* its first words, as markdown_summary() */
};
/* An author's post: headings start at h2, links may lead to this site too, images stay
 * if their address is http(s) or a path on this site. Errors as above. */
enum rc markdown_post(struct arena *a, const char *source,
                      struct post_markup *out) MUST_USE;

/* The prose without markup, headings, code blocks and images: one line of at most
 * `points` code points, cut at a word's end with an ellipsis. "" if bounds_check()
 * refuses the text. For texts that are stored without a summary. */
const char *markdown_summary(struct arena *a, const char *source, size_t points);

#endif
