/*
 * reference.h - the comments that a comment names, by "#12" or by their address
 *
 * Only the store knows which of them exist and are visible: markdown_comment() asks
 * when it meets one, so that a text is parsed once.
 */
#ifndef REFERENCE_H
#define REFERENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define REFERENCES_MAX 20 /* in one comment, repetitions included; the rest is text */

/* What a text below a post may name. */
struct references {
    const char *base_url;      /* whose addresses are ours; no trailing slash */
    const char *slug;          /* of the post below which all of them stand */
    const char *const *former; /* slugs that it had before, if any */
    size_t former_n;
    /* Is this comment there to be linked to? */
    bool (*visible)(void *from, int64_t id);
    void *from;
};

/* What a text named: the comments that became links, each once. */
struct named {
    int64_t id[REFERENCES_MAX];
    size_t n;
};

/* Asks whether the comment is there, and lists it when it is. */
bool references_take(const struct references *refs, struct named *named, int64_t id);

/* "#12" at s, which is inside the text that begins at `start`, as a word of its own;
 * *n is its length. */
bool reference_in_text(const char *start, const char *s, int64_t *id, size_t *n);
/* Does a web address or a path lead to a comment on this post? /p/slug#c12 whatever its
 * query, /p/slug/comments/12. */
bool reference_in_url(const struct references *refs, const char *url, int64_t *id);

#endif
