/*
 * cite.h - the comments that a form's text names become links
 */
#ifndef CITE_H
#define CITE_H

#include "post.h"
#include "reference.h"

struct db; /* db.h */

/* What a text below a post may name, for a preview, a new comment or an edit. */
struct cite {
    struct references below; /* for comment_form_read() */
    enum rc rc;              /* the first failure of its questions; look afterwards */
    struct db *db;
    int64_t post_id;
};
/* Reads the post's id and slug; `body` is the text as typed. *out must stay where it
 * is: out->below points back at it. */
void cite_begin(struct db *db, struct arena *a, const char *base_url,
                const struct post *post, const char *body, struct cite *out);

#endif
