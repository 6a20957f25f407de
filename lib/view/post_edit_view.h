/*
 * post_edit_view.h - the editor of a post
 */
#ifndef POST_EDIT_VIEW_H
#define POST_EDIT_VIEW_H

#include "page.h"
#include "post_form.h"

struct post_edit_view {
    int64_t id; /* 0: a new post */
    const struct post_form *form;
    bool saved;
    /* The post was saved meanwhile: the typed text is shown, with advice. The revision
     * in `form` is then the stored one: saving again replaces that text. */
    bool conflict;
    const char *slug; /* of the stored post, or "" */
};
enum rc post_edit_view(const struct page *p, const struct post_edit_view *v,
                       struct buf *out) MUST_USE;

#endif
