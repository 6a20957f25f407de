/*
 * markdown_passes.h - counts how often this test program has parsed Markdown
 *
 * Replaces cmark_parser_finish(), through which every parse goes.
 */
#ifndef MARKDOWN_PASSES_H
#define MARKDOWN_PASSES_H

/* Parses so far; a test may reset it. */
extern int markdown_passes;

#endif
