/*
 * comment.c - POST /p/:slug/comments: save a comment, or show the form again
 */
#include <assert.h>

#include "account.h"
#include "app.h"
#include "byline.h"
#include "cite.h"
#include "clock.h"
#include "comment.h"
#include "form_limits.h"
#include "identity.h"
#include "mail_request.h"
#include "moderation_case.h"
#include "pages.h"
#include "participant.h"
#include "post_page.h"
#include "rate.h"
#include "respond.h"
#include "seal.h"
#include "session.h"
#include "site_path.h"
#include "token.h"

/* A comment that is being saved. */
struct submission {
    struct request *rq;
    struct response *rs;
    const struct post *post;
    struct comment_form form;
    struct comment_draft draft;
    struct participant participant;
    const char *token; /* of the form that is shown again; NULL: a fresh one */
    int64_t id;        /* of the saved comment, or of the one that prevents saving */
    int64_t wait_s;
    enum comment_refusal refusal;
};

static enum rc show_again(struct submission *s, int status)
{
    struct request *rq = s->rq;
    struct post_page page = {
        .post = s->post,
        .form = &s->form,
        .token = s->token,
        .preview = s->form.preview && status == 200,
        .conflict = s->refusal == COMMENT_CLOSED,
        .status = status,
    };

    if (!page.token) /* old enough: the writer has seen the form already */
        page.token = token_make(rq->arena, &rq->site->key, TOKEN_COMMENT, s->post->id,
                                rq->now - rq->app->config.min_fill_s);
    return post_page_form(rq, s->rs, &page);
}

static void problem(struct submission *s, const char *field, enum message id)
{
    problem_add(&s->form.problems, field, message(s->rq->lang, id));
}

static void check_token(struct submission *s)
{
    const struct config *c = &s->rq->app->config;
    struct token_limits limits = { c->min_fill_s, c->token_hours * HOUR_S };
    int64_t issued;

    switch (token_check(request_form(s->rq, "token"), &s->rq->site->key, TOKEN_COMMENT,
                        s->post->id, s->rq->now, limits, &issued)) {
    case TOKEN_GOOD:
        break;
    case TOKEN_YOUNG:
        problem(s, "", MSG_FORM_TOO_YOUNG);
        break;
    case TOKEN_EXPIRED:
    case TOKEN_BAD:
        problem(s, "", MSG_FORM_EXPIRED);
        break;
    }
}

/* Only a signed-in author may use the name of an account or of a post's byline. */
static enum rc check_name(struct submission *s)
{
    const struct request *rq = s->rq;
    const char *name = s->form.name_line;
    struct account *account;
    bool taken;
    enum rc rc;

    if (rq->session || !name || !name[0])
        return RC_OK;
    rc = account_by_name(rq->db, rq->arena, name, &account);
    taken = !rc;
    if (rc == RC_NOT_FOUND)
        rc = byline_is(rq->db, rq->arena, name, &taken);
    if (taken)
        problem(s, "name", MSG_FORM_NAME_TAKEN);
    return rc;
}

/* Identifies the browser by its author or reader key; "": it has neither. */
static const char *whose(const struct request *rq)
{
    if (rq->session)
        return arena_printf(rq->arena, "author %lld", (long long)rq->person_id);
    return rq->reader_key ? rq->reader_key : "";
}

/* Two POSTs of the same form from one browser have the same digest. */
static void digest_submission(const struct submission *s, struct bytes32 *out)
{
    const struct request *rq = s->rq;
    const struct comment_form *f = &s->form;

    secret_digest(out, &rq->site->key, "submission", request_form(rq, "token"),
                  arena_printf(rq->arena, "%lld", (long long)s->post->id), f->side,
                  f->body_text, f->name_line, f->website_line,
                  arena_printf(rq->arena, "%lld", (long long)f->parent), rq->address,
                  rq->user_agent, rq->accept_language, whose(rq), NULL);
}

static enum rc decide(struct submission *s)
{
    const struct moderation_case writing = {
        .site = s->rq->site->policy,
        .post = s->post->policy,
        .person_id = s->draft.person_id,
        .by_author = s->draft.by_author,
        .form = &s->form,
    };
    struct verdict verdict;
    const enum rc rc = moderation_case_decide(s->rq->db, &writing, &verdict);

    s->draft.state = verdict.state;
    s->draft.held = verdict.reason;
    return rc;
}

static void fill_draft(struct submission *s)
{
    const struct comment_form *f = &s->form;

    s->draft = (struct comment_draft){
        .post_id = s->post->id,
        .parent_id = f->parent,
        .person_id = s->participant.person_id,
        .key_digest = s->participant.key_digest,
        .by_author = s->rq->session != NULL,
        .name = f->name_line,
        .website = f->website_line,
        .text = comment_form_text(f),
        .side = f->side_value,
        .changed_mind = f->changed,
        .now = s->rq->now,
    };
    digest_submission(s, &s->draft.submission);
}

/* Asks for no mail with a comment that is spam at once, nor for an author, whose
 * account has its own address. */
static enum rc add_wish(const struct submission *s)
{
    const struct comment_form *f = &s->form;
    struct mail_wish wish = { .address = f->address };
    struct comment *c;
    int64_t wait_s;
    enum rc rc;

    if (!f->address || s->rq->session || s->draft.state == COMMENT_SPAM)
        return RC_OK;
    rc = comment_by_id(s->rq->db, s->rq->arena, s->id, &c);
    if (rc)
        return rc;
    wish.person_id = c->person_id;
    wish.given_with = c->id;
    if (f->notices != NOTICE_NONE)
        wish.post_id = c->post_id;
    if (f->notices == NOTICE_ANSWERS)
        wish.comment_id = c->id;
    return mail_wish_add(s->rq, &wish, &wait_s);
}

/* Inside the transaction. A second submission of the same form is found before it
 * counts against the rate limits. */
static enum rc save_within(struct submission *s)
{
    struct request *rq = s->rq;
    enum rc rc = decide(s);

    if (rc)
        return rc;
    rc = comment_add(rq->db, rq->arena, &s->draft, &s->id, &s->refusal);
    if (rc)
        return rc;
    rc = add_wish(s);
    if (rc)
        return rc;
    return rate_count(rq, rate_of_comments(rq), &s->wait_s);
}

/* Redirects to `path`. `says`: the page has a message for the writer alone; a seal then
 * identifies a browser without cookies. */
static enum rc see(struct submission *s, const char *path, bool says)
{
    return says && s->participant.refuses_cookies ? seal_see_other(s->rq, s->rs, path)
                                                  : respond_see_other(s->rs, path);
}

/* The page asks a writer who gave an address to read their mail, whether a message was
 * sent or not: the difference would show what the owner of that address did. */
static enum rc redirect(struct submission *s, int64_t id, enum comment_state state)
{
    struct arena *a = s->rq->arena;
    const char *done = "";

    if (s->form.address && !s->rq->session)
        done = arena_printf(a, "done=%lld", (long long)id);
    if (state != COMMENT_VISIBLE)
        return see(s, path_held(a, s->post->slug, id, done), true);
    return see(s, post_page_of_comment(s->rq, s->post, id, done), done[0] != '\0');
}

/* The same form again gets the same answer and stores nothing. Without a cookie it may
 * come from a second person behind the same address, so it gets no reader key. */
static enum rc submitted_twice(struct submission *s)
{
    struct comment *c;
    /* The comment is saved, even if this read fails. */
    const enum rc rc = comment_by_id(s->rq->db, s->rq->arena, s->id, &c);

    return redirect(s, s->id, rc ? s->draft.state : c->state);
}

/* The refusals that the form explains beside a field; field "": above the form. */
static const struct explanation {
    const char *field;
    enum message why;
    int status;
} EXPLANATIONS[] = {
    [COMMENT_CLOSED] = { "", MSG_FORM_CLOSED, 409 },
    [COMMENT_PARENT_GONE] = { "", MSG_FORM_PARENT_GONE, 409 },
    [COMMENT_TOO_DEEP] = { "", MSG_FORM_TOO_DEEP, 422 },
    [COMMENT_SAME_MIND] = { "changed", MSG_FORM_SAME_MIND, 422 },
    [COMMENT_SAME_TEXT] = { "body", MSG_FORM_DUPLICATE, 422 },
};

static enum rc refuse(struct submission *s)
{
    const struct explanation *e = &EXPLANATIONS[s->refusal];

    assert(s->refusal != COMMENT_ACCEPTED);
    if (s->refusal == COMMENT_DUPLICATE)
        return submitted_twice(s);
    if (s->refusal == COMMENT_SAME_TEXT)
        problem_add_link(&s->form.problems, e->field, message(s->rq->lang, e->why),
                         post_page_of_comment(s->rq, s->post, s->id, ""));
    else
        problem(s, e->field, e->why);
    if (s->refusal == COMMENT_PARENT_GONE) { /* the text can still start a thread */
        s->form.parent = 0;
        s->form.changed = false;
    }
    return show_again(s, e->status);
}

static enum rc too_many(struct submission *s)
{
    problem_add(&s->form.problems, "",
                rate_wait_words(s->rq, MSG_FORM_WAIT_SECONDS, MSG_FORM_WAIT_MINUTES,
                                s->wait_s));
    s->rs->retry_after_s = (int)s->wait_s;
    return show_again(s, 429);
}

/* Shows the text again. The form keeps its token, so that the next POST finds the
 * comment if it was saved after all. */
static enum rc not_saved(struct submission *s, enum rc rc, int status)
{
    if (!status)
        return rc;
    s->token = request_form(s->rq, "token");
    return show_again(s, status);
}

/* RC_OK without problems: the form can be saved. */
static enum rc read_form(struct submission *s)
{
    struct request *rq = s->rq;
    struct form_limits limits = form_limits(&rq->app->config);
    struct cite cite;
    enum rc rc;

    cite_begin(rq->db, rq->arena, rq->app->config.base_url, s->post,
               request_form(rq, "body"), &cite);
    rc = comment_form_read(rq->arena, rq->lang, &rq->form, s->post->kind == POST_DEBATE,
                           &limits, &cite.below, &s->form);
    if (rc || cite.rc)
        return rc ? rc : cite.rc;
    rc = check_name(s);
    if (!rc && !s->form.preview)
        check_token(s);
    return rc;
}

/* Saves the comment of a form without problems and answers. */
static enum rc add(struct submission *s)
{
    bool sent_back;
    enum rc rc = participant_identify(s->rq, s->rs, &s->participant, &sent_back);

    if (rc || sent_back)
        return rc;
    fill_draft(s);
    rc = db_begin_write(s->rq->db);
    if (!rc)
        rc = db_end(s->rq->db, save_within(s));
    if (rc == RC_CONFLICT && s->refusal != COMMENT_ACCEPTED)
        return refuse(s);
    if (rc == RC_TOO_MANY)
        return too_many(s);
    if (rc)
        return rc;
    if (s->participant.new_key)
        identity_set_reader(s->rq, s->rs, s->participant.new_key);
    return redirect(s, s->id, s->draft.state);
}

/* POST /p/:slug/comments */
enum rc comment_create(struct request *rq, struct response *rs)
{
    struct submission s = { .rq = rq, .rs = rs };
    struct post *post;
    enum rc rc = post_page_load(rq, &post);

    if (rc)
        return rc;
    s.post = post;
    rc = read_form(&s);
    if (rc)
        return not_saved(&s, rc, respond_untried(rq, rs, rc, &s.form.problems));
    if (!post_is_open(post, rq->now)) {
        s.refusal = COMMENT_CLOSED;
        return refuse(&s);
    }
    if (s.form.problems.n)
        return show_again(&s, 422);
    if (s.form.preview)
        return show_again(&s, 200);
    rc = add(&s);
    if (rc)
        return not_saved(&s, rc, respond_unsaved(rq, rs, rc, &s.form.problems));
    return RC_OK;
}
