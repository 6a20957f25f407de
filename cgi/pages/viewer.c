/*
 * viewer.c - what a post's page shows only to its viewer: see viewer.h
 */
#include "app.h"
#include "clock.h"
#include "comment.h"
#include "session.h"
#include "support.h"
#include "thread.h"
#include "viewer.h"

enum rc viewer_load(struct request *rq, const struct post *post, struct viewer *out)
{
    struct comment *waiting;
    int64_t *supports;
    enum rc rc;

    *out = (struct viewer){
        .person_id = rq->person_id,
        .signature = { "", "" },
        .window_s = rq->app->config.edit_minutes * MINUTE_S,
    };
    if (!rq->person_id)
        return RC_OK;
    rc = thread_waiting(rq->db, rq->arena, post->id, rq->person_id, &waiting,
                        &out->waiting_n);
    if (rc)
        return rc;
    rc = person_stance_of(rq->db, post->id, rq->person_id, &out->stance);
    if (rc)
        return rc;
    rc = comment_says_mind_changed(rq->db, post->id, rq->person_id,
                                   &out->says_mind_changed);
    if (rc)
        return rc;
    rc = support_of(rq->db, rq->arena, post->id, rq->person_id, &supports,
                    &out->supports_n);
    if (rc)
        return rc;
    rc = comment_last_signature(rq->db, rq->arena, rq->person_id, &out->signature);
    if (rc)
        return rc;
    if (rq->session)
        out->signature.name = rq->session->account.name;
    out->waiting = waiting;
    out->supports = supports;
    return RC_OK;
}
