/*
 * rewrite.h - the tree of a Markdown text made fit to show
 *
 * Inside lib/markdown: what cmark's safe mode lets through or lets vanish is put right
 * here. Links live only when they lead to http, https or mailto (authors: also to this
 * site), else their text stays. Web addresses as plain text become links, and so do the
 * comments that a comment names. Raw HTML becomes text, so that nothing typed vanishes.
 * Readers' images become links, their links bear rel.
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
