/*
 * cite.h - links from a form's text to the comments that it names
 */
#ifndef CITE_H
#define CITE_H

#include "post.h"
#include "reference.h"

struct db; /* db.h */

/* The comments that a text below a post may name: preview, new comment or edit. */
struct cite {
    struct references below; /* for comment_form_read() */
    enum rc rc;              /* the first failure of a lookup; check it afterwards */
    struct db *db;
    int64_t post_id;
};
/* Reads the post's id and slug; `body` is the text as typed. *out must stay where it
 * is: out->below points back at it. */
void cite_begin(struct db *db, struct arena *a, const char *base_url,
                const struct post *post, const char *body, struct cite *out);

#endif
