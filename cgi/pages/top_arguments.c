/*
 * top_arguments.c - the strongest argument of each side, for the pages of a post
 *
 * Strength is the rank of rank.h. While no comment is supported, all ranks are 0 and
 * the oldest argument represents its side: age is the only criterion that depends
 * neither on the text nor on the person. The page then claims no strength, see
 * lib/view/top_arguments_view.c.
 */
#include "text.h"
#include "thread_order.h"
#include "top_arguments.h"

/* Arguments that each side needs: fewer are seen at a glance in the threads just below.
 * One is enough with a conclusion, which is far from the threads. */
#define ARGUMENTS_MIN 3
/* In the default order both arguments start the threads just below, in full. Here they
 * are short, to be read beside each other at a glance. */
#define ARGUMENT_POINTS 140
#define ARGUMENT_POINTS_CONCLUDED COMMENT_EXCERPT_MAX

/* *c is NULL if the side has too few arguments. */
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
        post_is_concluded(post, rq->now) ? ARGUMENT_POINTS_CONCLUDED : ARGUMENT_POINTS);
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
