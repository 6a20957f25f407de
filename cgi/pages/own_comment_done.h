/*
 * own_comment_done.h - confirms on a post's page what a writer did to their own comment
 */
#ifndef OWN_COMMENT_DONE_H
#define OWN_COMMENT_DONE_H

#include "post.h"
#include "post_data.h"
#include "request.h"

/*
 * Sets v->held, v->done and v->done_id. `held` and `done` are comment ids from the
 * address, 0: none. Any visitor can type an id: the page confirms something only to the
 * comment's writer, or where a seal (seal.h) shows that an action led here, and only
 * for SEAL_S after the action.
 */
enum rc own_comment_done_load(struct request *rq, const struct post *post, int64_t held,
                              int64_t done, struct post_view *v) MUST_USE;

#endif
