/*
 * post_page.h - the page of a post, for the handlers that answer with it
 */
#ifndef POST_PAGE_H
#define POST_PAGE_H

#include "post_data.h"
#include "request.h"
#include "response.h"

#define TOKEN_COMMENT "comment" /* purpose of the form's token */

/* The post of rq->arg[0]; sets rq->lang. Drafts are there for authors only. By a former
 * slug, a POST reaches the post, and a GET is led to its address of today: RC_MOVED. */
enum rc post_page_load(struct request *rq, struct post **post) MUST_USE;
/* The same for what everybody sees alike: not even authors get a draft. */
enum rc post_page_load_public(struct request *rq, struct post **post) MUST_USE;

/* What decides what its pages show, for answer_unchanged(): its version, whether it is
 * open by now, and which post it is, for another one may take its address. */
const char *post_page_shown(const struct request *rq, const struct post *post);

/* Shows the post with a form as somebody left it. `form` may be NULL: an empty one.
 * `token` NULL: a fresh one. */
struct post_page {
    const struct post *post;
    const struct comment_form *form;
    const char *token;
    bool preview, conflict;
    int status;
};
enum rc post_page_show(struct request *rq, struct response *rs,
                       const struct post_page *in) MUST_USE;

/* viewer.c: what a post's page shows to this reader only. */
enum rc viewer_load(struct request *rq, const struct post *post,
                    struct viewer *out) MUST_USE;

/* Where a comment stands: "/p/slug#c7", with "?at=7" when that is not the first page;
 * "/p/slug/comments/7#c7", which is always good, when its thread is cut before it or the
 * database cannot say (logged): a link to what was saved does not fail. `query`, such as
 * "done=7", goes along; it may be "". */
const char *post_page_of_comment(struct request *rq, const struct post *post,
                                 int64_t comment_id, const char *query);

/* The strongest argument of each side, once each has a few to choose from. */
enum rc pair_load(struct request *rq, const struct post *post,
                  struct pair *out) MUST_USE;

#endif
