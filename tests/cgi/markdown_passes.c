/*
 * markdown_passes.c - counts how often Markdown is parsed: see markdown_passes.h
 */
#include <cmark.h>
#include <dlfcn.h>
#include <string.h>

#include "markdown_passes.h"

int markdown_passes;

cmark_node *cmark_parser_finish(cmark_parser *parser)
{
    void *symbol = dlsym(RTLD_NEXT, "cmark_parser_finish");
    cmark_node *(*next)(cmark_parser *);

    memcpy(&next, &symbol, sizeof(next));
    markdown_passes++;
    return next(parser);
}
