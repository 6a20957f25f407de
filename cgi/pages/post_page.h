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

/* Loads the post of rq->arg[0] and sets rq->lang. Authors get drafts, too. With a
 * former slug, a POST reaches the post; RC_REDIRECT leads a GET to the current one. */
enum rc post_page_load(struct request *rq, struct post **post) MUST_USE;
/* The same for pages that do not depend on the viewer: authors get no draft. */
enum rc post_page_load_public(struct request *rq, struct post **post) MUST_USE;

/* The cache key of a post's pages, for respond_unchanged(): its id, its version and
 * whether it is open. The id counts because another post may take over the slug. */
const char *post_page_shown(const struct request *rq, const struct post *post);

/* How a page is shown. */
struct post_page {
    const struct post *post;
    const struct comment_form *form; /* as it was sent; NULL: an empty one */
    const char *token;               /* of that form; NULL: a fresh one */
    bool preview, conflict;
    int status;
};
/* The page of threads that `q` asks for, or a redirect to the comment that it names. */
enum rc post_page_threads(struct request *rq, struct response *rs,
                          const struct post_page *in,
                          const struct post_query *q) MUST_USE;
/* The page of comment `id` with its ancestors and replies. RC_NOT_FOUND. */
enum rc post_page_comment(struct request *rq, struct response *rs,
                          const struct post_page *in, int64_t id,
                          const struct post_query *q) MUST_USE;
/* The page of threads that shows the form of `in`. */
enum rc post_page_form(struct request *rq, struct response *rs,
                       const struct post_page *in) MUST_USE;

/* Returns the address of a comment on its post's page. It is the comment's own page if
 * the thread is cut before the comment, or if the database fails (logged): a link to a
 * saved comment must not fail. `query`, such as "done=7", is added; it may be "". */
const char *post_page_of_comment(struct request *rq, const struct post *post,
                                 int64_t comment_id, const char *query);

#endif
