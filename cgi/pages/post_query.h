/*
 * post_query.h - what the address of a post's page asks for after the '?'
 */
#ifndef POST_QUERY_H
#define POST_QUERY_H

#include "post_data.h"
#include "request.h"

struct post_query {
    struct view_options options; /* page 0: the one that holds `at` or `reply` */
    /* Ids of comments, except `older`; 0: none. */
    int64_t at;    /* to go to */
    int64_t reply; /* to answer */
    int64_t after; /* show one comment's replies after this one */
    int64_t done;  /* the viewer changed it: confirm that */
    int64_t held;  /* the viewer wrote it and it waits: confirm that */
    int64_t older; /* show one comment's revisions before this number */
};
/* Only a debate can be sorted or filtered by side. RC_NOT_FOUND: an invalid value. */
enum rc post_query_read(const struct request *rq, const struct post *post,
                        struct post_query *out) MUST_USE;
/* An address without a query. */
struct post_query post_query_none(const struct post *post);

#endif
