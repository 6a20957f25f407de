/*
 * post_query.h - what the address of a post's page asks for after the '?'
 */
#ifndef POST_QUERY_H
#define POST_QUERY_H

#include "post_data.h"
#include "request.h"

struct post_query {
    struct view_options options; /* page 0: the one where `at` or `reply` stands */
    /* Ids of comments; 0: none. */
    int64_t at;    /* to go to */
    int64_t reply; /* to answer */
    int64_t after; /* one comment's replies after this one */
    int64_t done;  /* changed by whoever looks, who is told so */
    int64_t held;  /* the same of one that waits */
    int64_t older; /* one comment's earlier texts before this one */
};
/* What sorts or filters by side is there in debates only. RC_NOT_FOUND: a value that
 * means nothing. */
enum rc post_query_read(const struct request *rq, const struct post *post,
                        struct post_query *out) MUST_USE;
/* An address without a query. */
struct post_query post_query_none(const struct post *post);

#endif
