/*
 * participant.c - the person who comments, takes a side or supports: see participant.h
 */
#include "app.h"
#include "identity.h"
#include "participant.h"
#include "respond.h"

/* Query field of a form that is sent again. */
#define AGAIN "again"

/* Browsers state the origin of a form and follow a 307; programs often do neither. */
static bool is_browser(const struct request *rq)
{
    return rq->fetch_site[0] || rq->origin[0];
}

static enum rc send_back(const struct request *rq, struct response *rs)
{
    struct bytes32 digest;

    identity_set_reader(rq, rs, identity_new_reader(rq, &digest));
    return respond_send_again(rs, arena_printf(rq->arena, "%s?" AGAIN "=1", rq->path));
}

enum rc participant_identify(const struct request *rq, struct response *rs,
                             struct participant *out, bool *sent_back)
{
    const bool again = fields_get(&rq->query, AGAIN) != NULL;

    *out = (struct participant){ .person_id = rq->person_id };
    *sent_back = false;
    if (rq->person_id)
        return RC_OK;
    if (rq->reader_key && identity_reader_is_ours(rq)) {
        identity_reader_digest(rq, rq->reader_key, &out->key_digest);
        return RC_OK;
    }
    *sent_back = is_browser(rq) && !again;
    if (*sent_back)
        return send_back(rq, rs);
    out->refuses_cookies = again;
    out->new_key = identity_new_reader(rq, &out->key_digest);
    return RC_OK;
}
