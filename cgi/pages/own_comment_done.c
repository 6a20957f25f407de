/*
 * own_comment_done.c - confirms what a writer did to a comment: see own_comment_done.h
 */
#include "comment.h"
#include "own_comment_done.h"
#include "post.h"
#include "seal.h"
#include "thread.h"

/* A browser without cookies has no identity: the seal of the address is enough. */
static bool is_theirs(const struct request *rq, const struct comment *c)
{
    return !rq->person_id || c->person_id == rq->person_id;
}

/* Sets *out to the viewer's own comment on this post if they wrote, changed or withdrew
 * it within SEAL_S, else to NULL. */
static enum rc recent(struct request *rq, const struct post *post, int64_t id,
                      struct comment **out)
{
    struct comment *c;
    int64_t last;
    enum rc rc;

    *out = NULL;
    if (!id || (!rq->person_id && !seal_good(rq)))
        return RC_OK;
    rc = comment_by_id(rq->db, rq->arena, id, &c);
    if (rc || c->post_id != post->id || !is_theirs(rq, c))
        return rc == RC_NOT_FOUND ? RC_OK : rc;
    last = c->withdrawn ? c->withdrawn : c->edited ? c->edited : c->created;
    if (rq->now - last <= SEAL_S)
        *out = c;
    return RC_OK;
}

enum rc own_comment_done_load(struct request *rq, const struct post *post, int64_t held,
                              int64_t done, struct post_view *v)
{
    struct comment *c;
    bool replies;
    enum rc rc = recent(rq, post, held, &c);

    v->held = c && c->state != COMMENT_VISIBLE && !c->withdrawn;
    if (!rc)
        rc = recent(rq, post, done, &c);
    if (rc || !c)
        return rc;
    v->done_id = done;
    v->done = c->edited ? OWN_SAVED : OWN_ASKED;
    if (!c->withdrawn)
        return RC_OK;
    rc = thread_goes_on(rq->db, c, &replies);
    v->done = replies ? OWN_GAP : OWN_GONE;
    return rc;
}
