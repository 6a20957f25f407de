/*
 * demo_talk.c - comments, decisions and acts below the sample posts: see demo_talk.h
 */
#include "array.h"
#include "cite.h"
#include "clock.h"
#include "comment.h"
#include "comment_edit.h"
#include "comment_form.h"
#include "decision.h"
#include "demo_talk.h"
#include "moderation_case.h"
#include "person.h"
#include "sample_talk.h"
#include "site_path.h"
#include "stance.h"
#include "support.h"

/* Room for a comment with its addresses; the form has its own limit. */
#define BODY_BYTES 65536

struct link_target {
    struct arena *arena;
    const struct demo_post *post;
};

static void link_write(struct buf *out, const struct sample_comment *to,
                       const void *arg)
{
    const struct link_target *t = arg;

    buf_str(out,
            path_comment_at(t->arena, t->post->sample.slug,
                            t->post->comment_ids[to - t->post->talk.comments], ""));
}

/* The comment's Markdown with the addresses of the comments that it points to. */
static const char *body_text(struct demo *d, const struct demo_post *p,
                             const struct sample_comment *c)
{
    const struct link_target target = { d->arena, p };
    struct buf out;
    const char *body;

    buf_init(&out, BODY_BYTES);
    sample_links_write(&out, &p->talk, c->body, link_write, &target);
    body = arena_strndup(d->arena, out.s, out.n);
    buf_clear(&out);
    return body;
}

static int64_t parent_id(const struct demo_post *p, const struct sample_comment *c)
{
    return c->parent ? p->comment_ids[c->parent - p->talk.comments] : 0;
}

static enum rc form_read(struct demo *d, const struct demo_post *p,
                         const struct sample_comment *c, struct comment_form *form)
{
    const int64_t parent = parent_id(p, c);
    struct field items[] = {
        { "side", c->side == SIDE_NONE ? "" : side_name(c->side) },
        { "body", body_text(d, p, c) },
        { "name", c->name ? c->name : d->author->name },
        { "parent", parent ? arena_printf(d->arena, "%lld", (long long)parent) : "" },
        { "url", c->held == HELD_HONEYPOT ? "https://example.com/" : "" },
        { "action", "post" },
    };
    const struct fields fields = { ARRAY_LEN(items), items };
    const struct post post = { .id = p->id, .slug = p->sample.slug };
    struct cite cite;
    enum rc rc;

    cite_begin(d->db, d->arena, d->config.base_url, &post, fields_text(&fields, "body"),
               &cite);
    rc = comment_form_read(d->arena, LANG_EN, &fields, p->debate, &d->limits,
                           &cite.below, form);
    if (!rc)
        rc = cite.rc;
    if (!rc && form->problems.n)
        rc = demo_misfit(p, c->line, form->problems.items[0].text);
    return rc;
}

/* Finds the participant of that name, whose key digest is made from the name: no
 * browser has such a key. `name` NULL: the author. */
static enum rc person_find(struct demo *d, const char *name, int64_t *id,
                           struct bytes32 *key)
{
    *id = name ? 0 : d->author->person_id;
    if (!name)
        return RC_OK;
    secret_digest(key, &d->site->key, "sample reader", name, NULL);
    return person_by_key(d->db, key, id);
}

/* Moderates the comment like any other; the sample names the expected verdict. */
static enum rc moderate(struct demo *d, const struct demo_post *p,
                        const struct sample_comment *c, const struct comment_form *form,
                        struct comment_draft *draft)
{
    const struct moderation_case writing = {
        .site = d->site->policy,
        .post = p->policy,
        .person_id = draft->person_id,
        .by_author = draft->by_author,
        .form = form,
    };
    struct verdict verdict;
    const enum rc rc = moderation_case_decide(d->db, &writing, &verdict);

    if (rc)
        return rc;
    draft->state = verdict.state;
    draft->held = verdict.reason;
    return verdict.reason == c->held
               ? RC_OK
               : demo_misfit(p, c->line, "moderation decides otherwise");
}

static enum rc comment_write(struct demo *d, struct demo_post *p,
                             const struct sample_comment *c, int64_t *id)
{
    struct comment_form form = { 0 };
    struct comment_draft draft = { .post_id = p->id,
                                   .by_author = !c->name,
                                   .changed_mind = c->changed_mind,
                                   .now = clock_now(),
                                   .website = "" };
    enum comment_refusal refusal = COMMENT_ACCEPTED;
    enum rc rc = form_read(d, p, c, &form);

    if (rc)
        return rc;
    draft.parent_id = form.parent;
    draft.name = form.name_line;
    draft.website = form.website_line;
    draft.text = comment_form_text(&form);
    draft.side = form.side_value;
    secret_digest(&draft.submission, &d->site->key, "sample", p->sample.slug, c->id,
                  NULL);
    rc = person_find(d, c->name, &draft.person_id, &draft.key_digest);
    if (!rc)
        rc = moderate(d, p, c, &form, &draft);
    if (!rc)
        rc = comment_add(d->db, d->arena, &draft, id, &refusal);
    return refusal == COMMENT_ACCEPTED ? rc
                                       : demo_misfit(p, c->line, "the site refuses it");
}

enum rc demo_comment(struct demo *d, struct demo_post *p,
                     const struct sample_comment *c)
{
    int64_t *id = &p->comment_ids[c - p->talk.comments];
    enum rc rc = db_begin_write(d->db);

    if (rc)
        return rc;
    rc = db_end(d->db, comment_write(d, p, c, id));
    d->n_comments += !rc;
    return rc;
}

static int64_t id_of(const struct demo_post *p, const struct sample_comment *c)
{
    return p->comment_ids[c - p->talk.comments];
}

enum rc demo_decision(struct demo *d, const struct demo_post *p,
                      const struct sample_decision *decision)
{
    const int64_t id = id_of(p, decision->on), now = clock_now();
    const struct ruling ruling = { decision->action, d->author->id, now, now };
    struct outcome outcome;
    enum rc rc = decision_apply(d->db, d->arena, &ruling, &id, 1, &outcome);

    if (!rc && outcome.changed != 1)
        rc = demo_misfit(p, decision->on->line, "a decision on it changes nothing");
    return rc;
}

static enum rc react(struct demo *d, const struct demo_post *p,
                     const struct sample_act *act, const char *name)
{
    struct actor who = { .now = clock_now() };
    enum rc rc = person_find(d, name, &who.person_id, &who.key_digest);

    if (!rc && act->kind == SAMPLE_STANCE)
        rc = stance_set(d->db, &who, p->id, act->side);
    else if (!rc)
        rc = support_set(d->db, &who, p->id, id_of(p, act->on), true);
    return rc;
}

/* The new text takes the same path as the first one. */
static enum rc edit(struct demo *d, const struct demo_post *p,
                    const struct sample_act *act, struct comment_edit *in)
{
    struct sample_comment again = *act->on;
    struct comment_form form = { 0 };
    enum comment_lock lock;
    enum rc rc;

    again.body = act->body;
    rc = form_read(d, p, &again, &form);
    if (rc)
        return rc;
    in->text = comment_form_text(&form);
    in->side = again.side;
    in->state = COMMENT_VISIBLE;
    return comment_edit(d->db, d->arena, in, &lock);
}

static enum rc change(struct demo *d, const struct demo_post *p,
                      const struct sample_act *act)
{
    struct comment_edit in = { .id = id_of(p, act->on),
                               .now = clock_now(),
                               .window_s = d->config.edit_minutes * MINUTE_S };
    struct bytes32 key;
    enum comment_lock lock;
    enum rc rc = person_find(d, act->on->name, &in.person_id, &key);

    if (rc)
        return rc;
    return act->kind == SAMPLE_EDIT
               ? edit(d, p, act, &in)
               : comment_withdraw(d->db, d->arena, in.id, in.person_id, in.now,
                                  in.window_s, &lock);
}

static enum rc act_now(struct demo *d, const struct demo_post *p,
                       const struct sample_act *act)
{
    enum rc rc = RC_OK;

    if (act->kind == SAMPLE_EDIT || act->kind == SAMPLE_WITHDRAW)
        return change(d, p, act);
    for (size_t i = 0; !rc && i < act->n_names; i++)
        rc = react(d, p, act, act->names[i]);
    return rc;
}

enum rc demo_act(struct demo *d, const struct demo_post *p,
                 const struct sample_act *act)
{
    enum rc rc = db_begin_write(d->db);

    if (!rc)
        rc = db_end(d->db, act_now(d, p, act));
    if (rc == RC_NOT_FOUND || rc == RC_CONFLICT || rc == RC_FORBIDDEN)
        rc = demo_misfit(p, act->line, "the site refuses it");
    return rc;
}
