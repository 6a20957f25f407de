/*
 * reaction.c - POST of a stance or of a support for a comment
 */
#include "array.h"
#include "comment.h"
#include "form_token.h"
#include "identity.h"
#include "message.h"
#include "pages.h"
#include "participant.h"
#include "post_page.h"
#include "rate.h"
#include "rate_limit.h"
#include "respond.h"
#include "site_path.h"
#include "stance.h"
#include "stance_view.h"
#include "support.h"

/* The second press of a double click arrives within seconds. */
static const struct rate_limit DOUBLE_CLICK = { 3, 1 };

/* A reaction that is being stored. */
struct reaction {
    struct request *rq;
    struct response *rs;
    const struct post *post;
    struct participant participant;
    struct actor who;
    enum rc (*act)(struct reaction *p); /* inside the transaction, as `who` */
    enum side side;
    bool supports; /* the state that the button asks for */
    struct page page;
    struct refused_reaction_view again; /* how the page offers to send it again */
    int64_t wait_s;
};

/* The values of the stance form; SIDE_NONE is undecided. */
static bool stance_parse(const char *name, enum side *side)
{
    *side = SIDE_NONE;
    return strcmp(name, "undecided") == 0 || side_parse(name, side);
}

static enum rc say(struct reaction *p, int status, const char *text)
{
    enum rc rc;

    p->page.title = message(p->rq->lang, MSG_REACTION_TITLE);
    p->page.noindex = true;
    p->again.text = text;
    p->again.token = reaction_token(p->rq, p->post->id);
    rc = refused_reaction_view(&p->page, &p->again, p->rs->body);
    return rc ? rc : respond_html(p->rq, p->rs, status);
}

static enum rc refuse(struct reaction *p, int status, enum message why)
{
    p->again.value = NULL; /* pressing again is of no use */
    return say(p, status, message(p->rq->lang, why));
}

/* Without a key, nothing tells a double click from a second person behind the same
 * address with the same browser and page. So a repeated POST stores nothing, and its
 * sender gets no key: it could be the first one's. */
static enum rc submitted_twice(struct reaction *p, bool *twice)
{
    const struct request *rq = p->rq;
    struct bytes32 submission;
    int64_t wait_s;
    enum rc rc;

    *twice = false;
    if (!p->participant.new_key)
        return RC_OK;
    secret_digest(&submission, &rq->site->key, "reaction", request_form(rq, "token"),
                  rq->path, p->again.value, rq->address, rq->user_agent,
                  rq->accept_language, NULL);
    rc = rate_limit_check(rq->db, RATE_REACTION, &submission, DOUBLE_CLICK, rq->now,
                          &wait_s);
    *twice = rc == RC_TOO_MANY;
    if (rc)
        return *twice ? RC_OK : rc;
    return rate_limit_record(rq->db, RATE_REACTION, &submission, rq->now);
}

/* Inside the transaction. */
static enum rc reaction_within(struct reaction *p)
{
    bool twice;
    enum rc rc = rate_count(p->rq, rate_of_reactions(p->rq), &p->wait_s);

    if (!rc)
        rc = submitted_twice(p, &twice);
    if (rc)
        return rc;
    if (twice) {
        p->participant.new_key = NULL;
        return RC_OK;
    }
    p->who = (struct actor){ p->participant.person_id, p->participant.key_digest,
                             p->rq->now };
    return p->act(p);
}

/* Answers for `rc`, the result of the reaction, which is shown at `path`. */
static enum rc done(struct reaction *p, enum rc rc, const char *path)
{
    struct request *rq = p->rq;
    struct response *rs = p->rs;

    switch (rc) {
    case RC_OK:
        if (p->participant.new_key)
            identity_set_reader(rq, rs, p->participant.new_key);
        return respond_see_other(rs, path);
    case RC_CONFLICT:
        return refuse(p, 409, MSG_REACTION_CLOSED);
    case RC_FORBIDDEN:
        return refuse(p, 403, MSG_REACTION_OWN);
    case RC_TOO_MANY:
        rs->retry_after_s = (int)p->wait_s;
        return say(p, 429,
                   rate_wait_words(rq, MSG_REACTION_WAIT_SECONDS,
                                   MSG_REACTION_WAIT_MINUTES, p->wait_s));
    case RC_BUSY:
    case RC_FULL:
        rs->retry_after_s = RESPOND_RETRY_S;
        return say(p, 503, message(rq->lang, MSG_FORM_NOT_SAVED));
    case RC_FAIL:
        /* A disk that fails at the last moment may have kept it. With the cookie, the
         * page shows whether it did. */
        if (p->participant.new_key)
            identity_set_reader(rq, rs, p->participant.new_key);
        return refuse(p, 500, MSG_REACTION_MAYBE_SAVED);
    default:
        return rc;
    }
}

/* Identifies the participant, counts the reaction against the limits and stores it. */
static enum rc react(struct reaction *p)
{
    bool sent_back;
    enum rc rc = participant_identify(p->rq, p->rs, &p->participant, &sent_back);

    if (rc || sent_back)
        return rc;
    if (p->participant.refuses_cookies) /* each press would count as a new person's */
        return refuse(p, 403, MSG_REACTION_NO_COOKIE);
    rc = db_begin_write(p->rq->db);
    if (!rc)
        rc = db_end(p->rq->db, reaction_within(p));
    return done(p, rc, p->again.back);
}

static enum rc take_stance(struct reaction *p)
{
    return stance_set(p->rq->db, &p->who, p->post->id, p->side);
}

/* POST /p/:slug/stance */
enum rc stance_create(struct request *rq, struct response *rs)
{
    struct reaction p = { .rq = rq, .rs = rs, .act = take_stance };
    struct post *post;
    enum rc rc = post_page_load(rq, &post);

    if (!rc && post->kind != POST_DEBATE)
        rc = RC_NOT_FOUND;
    if (rc)
        return rc;
    p.post = post;
    p.page = page_of_request(rq);
    p.again = (struct refused_reaction_view){
        .action = rq->path,
        .field = "side",
        .value = request_form(rq, "side"),
        .back = path_post_place(rq->arena, post->slug, "stance"),
    };
    if (!post_is_open(post, rq->now))
        return refuse(&p, 409, MSG_REACTION_CLOSED);
    if (!stance_parse(p.again.value, &p.side))
        return refuse(&p, 422, MSG_REACTION_NO_SIDE);
    p.again.label = stance_label(&p.page, post, p.side);
    if (!reaction_token_good(rq, post->id))
        return say(&p, 422, message(rq->lang, MSG_REACTION_EXPIRED));
    return react(&p);
}

static enum rc support(struct reaction *p)
{
    return support_set(p->rq->db, &p->who, p->post->id, p->rq->id_arg, p->supports);
}

/* POST /p/:slug/comments/:id/support */
enum rc support_create(struct request *rq, struct response *rs)
{
    struct reaction p = { .rq = rq, .rs = rs, .act = support };
    struct post *post;
    bool visible;
    enum rc rc = post_page_load(rq, &post);

    if (rc)
        return rc;
    rc = comment_visible(rq->db, post->id, rq->id_arg, &visible);
    if (rc || !visible)
        return rc ? rc : RC_NOT_FOUND;
    p.post = post;
    p.page = page_of_request(rq);
    p.again = (struct refused_reaction_view){
        .action = rq->path,
        .field = "do",
        .value = request_form(rq, "do"),
        .back = post_page_of_comment(rq, post, rq->id_arg, ""),
    };
    if (!post_is_open(post, rq->now))
        return refuse(&p, 409, MSG_REACTION_CLOSED);
    /* The value is the wished state, not a change: a second submission does no harm. */
    p.supports = strcmp(p.again.value, "add") == 0;
    if (!p.supports && strcmp(p.again.value, "remove") != 0)
        return RC_INVALID;
    p.again.label = message(rq->lang, p.supports ? MSG_SUPPORT_DO : MSG_SUPPORT_UNDO);
    if (!reaction_token_good(rq, post->id))
        return say(&p, 422, message(rq->lang, MSG_REACTION_EXPIRED));
    /* A reader without a cookie supports nothing yet. */
    if (!rq->person_id && !p.supports)
        return done(&p, RC_OK, p.again.back);
    return react(&p);
}
