/*
 * respond.h - the answers that handlers share
 */
#ifndef RESPOND_H
#define RESPOND_H

#include "page.h"
#include "request.h"
#include "response.h"

#define RESPOND_RETRY_S 5 /* Retry-After of a 503 */

/* Returns the frame of a page for this request: language, site, account. Handlers add
 * title, canonical address and so on. */
struct page page_of_request(const struct request *rq);
/* Answers with the HTML page in rs->body. A shared cache may keep a 200 to a reader
 * without a cookie. */
enum rc respond_html(const struct request *rq, struct response *rs,
                     int status) MUST_USE;
/* The same for other content types. */
enum rc respond_as(const struct request *rq, struct response *rs,
                   const char *content_type) MUST_USE;
enum rc respond_see_other(struct response *rs, const char *location) MUST_USE;
/* 307: the client repeats its request at `location`, with the cookies of this
 * answer. */
enum rc respond_send_again(struct response *rs, const char *location) MUST_USE;
/* 301, for RC_REDIRECT. Browsers must ask again each time: a post may get a former slug
 * back, and a browser that had kept both redirects would go in circles. */
enum rc respond_redirect(const struct request *rq, struct response *rs) MUST_USE;
/* Answers with the error page of `status`, in the site's frame, with the long texts of
 * the form that was sent; a 500 gets a reference that is also logged. */
enum rc respond_error(const struct request *rq, struct response *rs,
                      int status) MUST_USE;
/* After a failed write: adds a problem and returns the status of the page that shows
 * the form again. 503 for RC_BUSY and RC_FULL: nothing was saved. 500 for RC_FAIL: a
 * disk that fails at the last moment may have kept the write. 0: `rc` is another
 * code. */
int respond_unsaved(const struct request *rq, struct response *rs, enum rc rc,
                    struct problems *problems);
/* The same after a failed read before the write: the problem for RC_FAIL says that
 * nothing was saved, and shows a reference. */
int respond_untried(const struct request *rq, struct response *rs, enum rc rc,
                    struct problems *problems);
/* The answer if even the error page cannot be made. */
void respond_bare(struct response *rs, int status);

/* Sets the entity tag of a page that depends on `shown`, the site's frame, the date and
 * the address alone. `shown` lists every value that decides what the page shows, one by
 * one: a sum of two may be equal for another page. Returns true if the client has the
 * page already: the answer is then complete (304). Only for anonymous visitors; others
 * get no tag. Weak, because form tokens differ within the hour. */
bool respond_unchanged(const struct request *rq, struct response *rs,
                       const char *shown);
/* The same for a page that any public change of the site may change. */
bool respond_site_unchanged(const struct request *rq, struct response *rs);

#endif
