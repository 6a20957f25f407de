/*
 * top_arguments.c - the strongest argument of each side, for the pages of a post
 *
 * Strength is the rank of rank.h. As long as nobody supports anything all ranks are 0,
 * and the oldest argument stands for its side: whoever came first is the only choice
 * that neither text nor person decides. The page then promises no strength, see
 * lib/view/top_arguments_view.c.
 */
#include "text.h"
#include "thread_order.h"
#include "top_arguments.h"

/* Of each side: below, the threads themselves are seen at once. A conclusion stands far
 * from them. */
#define ARGUMENTS_MIN 3
/* In the usual order the two open the threads just below, whole: here they are to be
 * seen beside each other at a glance. */
#define ARGUMENT_POINTS 140
#define EXCERPT_POINTS_CONCLUDED COMMENT_EXCERPT_MAX

/* *c stays NULL while the side has too few. */
static enum rc strongest(struct request *rq, const struct post *post, enum side side,
                         const struct comment **c)
{
    const size_t least = post_is_concluded(post, rq->now) ? 1 : ARGUMENTS_MIN;
    struct comment *list;
    size_t n;
    enum rc rc = thread_order_strongest(rq->db, rq->arena, post->id, side,
                                        (int64_t)least, &list, &n);

    *c = !rc && n == least ? list : NULL;
    return rc;
}

static const char *excerpt(struct request *rq, const struct post *post,
                           const struct comment *c)
{
    return text_shorten_words(
        rq->arena, c->excerpt,
        post_is_concluded(post, rq->now) ? EXCERPT_POINTS_CONCLUDED : ARGUMENT_POINTS);
}

enum rc top_arguments_load(struct request *rq, const struct post *post,
                           struct top_arguments *out)
{
    struct top_arguments top = { 0 };
    enum rc rc = strongest(rq, post, SIDE_PRO, &top.pro);

    *out = (struct top_arguments){ 0 };
    if (!rc && top.pro)
        rc = strongest(rq, post, SIDE_CONTRA, &top.contra);
    if (rc || !top.contra)
        return rc;
    top.pro_text = excerpt(rq, post, top.pro);
    top.contra_text = excerpt(rq, post, top.contra);
    *out = top;
    return RC_OK;
}
