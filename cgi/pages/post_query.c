/*
 * post_query.c - what the address of a post's page asks for: see post_query.h
 */
#include "post_query.h"
#include "view_options.h"

/* Reads a field with the value `off` or `on`; absent means `off`. */
static bool read_switch(const struct request *rq, const char *name, const char *off,
                        const char *on, bool *is_on)
{
    const char *text = fields_get(&rq->query, name);

    *is_on = text && strcmp(text, on) == 0;
    return !text || *is_on || strcmp(text, off) == 0;
}

static bool read_options(const struct request *rq, const struct post *post,
                         struct view_options *o)
{
    const char *side = fields_get(&rq->query, "side");
    const char *order = fields_get(&rq->query, "order");

    if ((side && !side_parse(side, &o->only)) ||
        (order && !order_parse(order, &o->order)) ||
        !read_switch(rq, "show", "all", "unanswered", &o->unanswered) ||
        !read_switch(rq, "view", "thread", "columns", &o->columns) ||
        !request_page(rq, &o->page))
        return false;
    return post->kind == POST_DEBATE ||
           (!o->only && !o->unanswered && !o->columns && o->order != ORDER_BALANCED);
}

struct post_query post_query_none(const struct post *post)
{
    return (struct post_query){ .options.order = view_options_default_order(post) };
}

enum rc post_query_read(const struct request *rq, const struct post *post,
                        struct post_query *q)
{
    *q = post_query_none(post);
    if (!read_options(rq, post, &q->options) || !request_id(rq, "at", &q->at) ||
        !request_id(rq, "reply", &q->reply) || !request_id(rq, "after", &q->after) ||
        !request_id(rq, "done", &q->done) || !request_id(rq, "held", &q->held) ||
        !request_id(rq, "older", &q->older))
        return RC_NOT_FOUND;
    return RC_OK;
}
