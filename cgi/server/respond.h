/*
 * respond.h - the ways to answer that handlers share
 */
#ifndef RESPOND_H
#define RESPOND_H

#include "page.h"
#include "request.h"
#include "response.h"

#define ANSWER_RETRY_S 5 /* how long a 503 asks to wait */

/* A frame for this request: language, site, account. Handlers add title, canonical and
 * so on. */
struct page page_of_request(const struct request *rq);
/* An HTML page is complete in rs->body. A 200 to somebody without a cookie may be
 * shared. */
enum rc respond_html(const struct request *rq, struct response *rs,
                     int status) MUST_USE;
/* The same for other content types. */
enum rc respond_as(const struct request *rq, struct response *rs,
                   const char *content_type) MUST_USE;
enum rc respond_see_other(struct response *rs, const char *location) MUST_USE;
/* 307: the client sends the same again there, with the cookies that this answer sets. */
enum rc respond_send_again(struct response *rs, const char *location) MUST_USE;
/* RC_REDIRECT: 301. To be asked for again each time: a post may get an old address back,
 * and a browser that knew both ways by heart would go in circles. */
enum rc respond_redirect(const struct request *rq, struct response *rs) MUST_USE;
/* The error page of a status, in the site's frame, with the long texts of the form that
 * was sent; a 500 gets a reference that is also logged. */
enum rc respond_error(const struct request *rq, struct response *rs,
                      int status) MUST_USE;
/* For a write that failed: the status of the page that shows the form again, with a
 * problem added that says so. 503 for RC_BUSY and RC_FULL: nothing was saved. 500 for
 * RC_FAIL: a disk that fails at the last moment may have kept it all the same. 0: rc says
 * something else. */
int respond_unsaved(const struct request *rq, struct response *rs, enum rc rc,
                    struct problems *problems);
/* The same where nothing was tried yet, because what has to be known first could not be
 * read: the 500 for RC_FAIL knows that nothing was saved, and gets a reference. */
int respond_untried(const struct request *rq, struct response *rs, enum rc rc,
                    struct problems *problems);
/* When not even an error page can be made. */
void respond_bare(struct response *rs, int status);

/* Sets the entity tag of a page that depends on `shown`, the site's frame, the date and
 * the address alone. `shown` lists every value that decides what the page shows, one
 * beside the other: a sum of two may come back with another page. True when the client
 * has the page already: the answer is then complete (304). Only for anonymous visitors;
 * others get no tag. Weak, because form tokens differ within the hour. */
bool respond_unchanged(const struct request *rq, struct response *rs,
                       const char *shown);
/* The same for a page that any public change of the site may change. */
bool respond_site_unchanged(const struct request *rq, struct response *rs);

#endif
