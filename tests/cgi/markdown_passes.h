/*
 * markdown_passes.h - how often this test program has parsed Markdown
 *
 * Stands in for cmark_parser_finish(), through which every parse goes.
 */
#ifndef MARKDOWN_PASSES_H
#define MARKDOWN_PASSES_H

/* So far; a test may set it. */
extern int markdown_passes;

#endif
