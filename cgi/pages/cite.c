/*
 * cite.c - the comments that a form's text names become links: see cite.h
 */
#include "cite.h"
#include "markdown.h"

/* Who cites may have the address from before the post was renamed. */
static enum rc load_former(struct db *db, struct arena *a, const struct post *post,
                           const char *text, struct references *named)
{
    if (!strstr(text, "/p/"))
        return RC_OK;
    return post_former_slugs(db, a, post->id, &named->former, &named->former_n);
}

enum rc cite_comments(struct db *db, struct arena *a, const char *base_url,
                      const struct post *post, struct comment_form *form)
{
    struct references named = { .base_url = base_url, .slug = post->slug };
    enum rc rc;

    if (problem_of(&form->problems, "body")) {
        form->named = named;
        return RC_OK;
    }
    rc = load_former(db, a, post, form->body_text, &named);
    form->named = named;
    if (rc)
        return rc;
    markdown_references(form->body_text, &named);
    rc = comment_visible_of(db, post->id, named.id, named.n, form->named.id,
                            &form->named.n);
    if (rc || !form->named.n)
        return rc;
    return markdown_reader_on(a, form->body_text, &form->named, &form->body_html);
}
