/*
 * own_comment_done.h - what a post's page says to somebody about what they have just done to a
 * comment of their own
 */
#ifndef OWN_COMMENT_DONE_H
#define OWN_COMMENT_DONE_H

#include "post.h"
#include "post_data.h"
#include "request.h"

/*
 * Sets v->held, v->done and v->done_id. `held` and `done` are comment ids from the
 * address, 0: none. Anybody can type an id: the page says something to the comment's
 * writer only, or where a seal (seal.h) shows that a press led here, and only for SEAL_S
 * after the press.
 */
enum rc own_comment_done_load(struct request *rq, const struct post *post, int64_t held,
                              int64_t done, struct post_view *v) MUST_USE;

#endif
