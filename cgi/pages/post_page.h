/*
 * post_page.h - the page of a post, for the handlers that answer with it
 */
#ifndef POST_PAGE_H
#define POST_PAGE_H

#include "post_data.h"
#include "post_query.h"
#include "request.h"
#include "response.h"

#define TOKEN_COMMENT "comment" /* purpose of the form's token */

/* The post of rq->arg[0]; sets rq->lang. Authors get drafts, too. By a former slug, a
 * POST reaches the post, and a GET is led to the post's address: RC_REDIRECT. */
enum rc post_page_load(struct request *rq, struct post **post) MUST_USE;
/* The same for pages that are alike for everybody: authors get no draft. */
enum rc post_page_load_public(struct request *rq, struct post **post) MUST_USE;

/* What decides what its pages show, for respond_unchanged(): its version, whether it is
 * open, and which post it is, for another one may take its address. */
const char *post_page_shown(const struct request *rq, const struct post *post);

/* How a page is shown. */
struct post_page {
    const struct post *post;
    const struct comment_form *form; /* as somebody left it; NULL: an empty one */
    const char *token;               /* of that form; NULL: a fresh one */
    bool preview, conflict;
    int status;
};
/* The page of threads that `q` asks for, or a redirect to the comment that it names. */
enum rc post_page_threads(struct request *rq, struct response *rs,
                          const struct post_page *in,
                          const struct post_query *q) MUST_USE;
/* The page of comment `id` with what is above and below it. RC_NOT_FOUND. */
enum rc post_page_comment(struct request *rq, struct response *rs,
                          const struct post_page *in, int64_t id,
                          const struct post_query *q) MUST_USE;
/* The page of threads where the form of `in` belongs. */
enum rc post_page_form(struct request *rq, struct response *rs,
                       const struct post_page *in) MUST_USE;

/* The address of a comment: on its post's page; its own page, which is always good, when
 * its thread is cut before it or the database cannot say (logged): a link to a comment
 * that was saved does not fail. `query`, such as "done=7", goes along; it may be "". */
const char *post_page_of_comment(struct request *rq, const struct post *post,
                                 int64_t comment_id, const char *query);

#endif
