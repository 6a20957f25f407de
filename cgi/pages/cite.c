/*
 * cite.c - links from a form's text to the comments that it names: see cite.h
 */
#include "cite.h"
#include "comment.h"

static bool visible(void *from, int64_t id)
{
    struct cite *cite = from;
    bool is = false;

    if (!cite->rc)
        cite->rc = comment_visible(cite->db, cite->post_id, id, &is);
    return is;
}

void cite_begin(struct db *db, struct arena *a, const char *base_url,
                const struct post *post, const char *body, struct cite *out)
{
    *out = (struct cite){ .db = db,
                          .post_id = post->id,
                          .below = { .base_url = base_url,
                                     .slug = post->slug,
                                     .visible = visible,
                                     .from = out } };
    /* The text may link to a former slug of the post. */
    if (strstr(body, "/p/"))
        out->rc = post_former_slugs(db, a, post->id, &out->below.former,
                                    &out->below.former_n);
}
