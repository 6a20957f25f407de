/*
 * cite.h - the comments that a form's text names become links
 */
#ifndef CITE_H
#define CITE_H

#include "form.h"
#include "post.h"

/* After comment_form_read, for a preview, a new comment or an edit: sets form->named to
 * the comments that the text names and that are visible below the post (its id and slug
 * count), and with any renders form->body_html again. A text with a problem names
 * nobody. */
enum rc cite_comments(struct db *db, struct arena *a, const char *base_url,
                      const struct post *post, struct comment_form *form) MUST_USE;

#endif
