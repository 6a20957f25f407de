/*
 * own_comment_view.h - the pages on which writers edit and delete their own comments
 */
#ifndef OWN_COMMENT_VIEW_H
#define OWN_COMMENT_VIEW_H

#include "post_data.h"

struct own_comment_view {
    const struct post *post;
    const struct comment *comment;
    const char *back;       /* path of the page that shows the comment */
    int64_t window_s;       /* for how long it can be changed */
    const char *why;        /* why it can no longer be changed; NULL: it can */
    struct form_state form; /* of the edit, as typed; token and problems are of both */
};
enum rc own_comment_edit_view(const struct page *p, const struct own_comment_view *v,
                              struct buf *out) MUST_USE;
/* Asks before the comment is deleted. */
enum rc own_comment_delete_view(const struct page *p, const struct own_comment_view *v,
                                struct buf *out) MUST_USE;

#endif
