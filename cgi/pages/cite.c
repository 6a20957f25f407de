/*
 * cite.c - the comments that a form's text names become links: see cite.h
 */
#include "cite.h"
#include "markdown.h"

enum rc cite_comments(struct db *db, struct arena *a, const char *base_url,
                      const struct post *post, struct comment_form *form)
{
    struct references named = { .base_url = base_url, .slug = post->slug };
    enum rc rc;

    form->named = named;
    if (problem_of(&form->problems, "body"))
        return RC_OK;
    markdown_references(form->body_text, &named);
    rc = comment_visible_of(db, post->id, named.id, named.n, form->named.id,
                            &form->named.n);
    if (rc || !form->named.n)
        return rc;
    return markdown_reader_on(a, form->body_text, &form->named, &form->body_html);
}
