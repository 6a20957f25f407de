/*
 * rewrite.h - makes the tree of a Markdown text fit to show
 *
 * Inside lib/markdown: corrects what cmark's safe mode lets through or drops. Links to
 * http, https, mailto and /p/... stay (authors: also the rest of this site); of others
 * only the text stays. Web addresses in plain text become links, and so do the comments
 * that a comment names. Raw HTML becomes text, so that nothing typed vanishes. Readers'
 * images become links; readers' links have rel.
 */
#ifndef REWRITE_H
#define REWRITE_H

#include <cmark.h>
#include <stdbool.h>
#include <stddef.h>

#include "arena.h"
#include "reference.h"

struct rewrite {
    bool reader;                         /* a comment, else an author's post */
    const struct references *references; /* what the text may name, or NULL */
    size_t links;       /* out: links to the web, raw HTML's included */
    struct named named; /* out: comments that became links */
};

/* Changes the tree under `root` in place. */
void rewrite_tree(struct arena *a, cmark_node *root, struct rewrite *rewrite);

#endif
