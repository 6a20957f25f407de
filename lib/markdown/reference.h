/*
 * reference.h - the comments that a comment names, by "#12" or by their address
 *
 * Only the store knows which comments exist and are visible: markdown_comment() asks it
 * about each one in the text, so that a text is parsed once.
 */
#ifndef REFERENCE_H
#define REFERENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define REFERENCES_MAX 20 /* in one comment, repetitions included; the rest is text */

/* The comments that a text may name: those on one post. */
struct references {
    const char *base_url;      /* of this site; no trailing slash */
    const char *slug;          /* of the post */
    const char *const *former; /* former slugs of the post, if any */
    size_t former_n;
    /* Does the comment exist, and is it visible? */
    bool (*visible)(void *from, int64_t id);
    void *from;
};

/* The comments that became links, each once. */
struct named {
    int64_t id[REFERENCES_MAX];
    size_t n;
};

/* Lists the comment in `named` if it is visible. Returns true if it is listed. */
bool references_take(const struct references *refs, struct named *named, int64_t id);

/* Is "#12" a separate word at s, in the text that begins at `start`? *n: its bytes. */
bool reference_in_text(const char *start, const char *s, int64_t *id, size_t *n);
/* Does a web address or a path lead to a comment on this post? /p/slug#c12 with any
 * query, or /p/slug/comments/12. */
bool reference_in_url(const struct references *refs, const char *url, int64_t *id);

#endif
