/*
 * post_save.c - saves a post and keeps its former slugs: see post_save.h
 */
#include "post_save.h"
#include "site.h"

static const struct sql INSERT_POST = { "insert_post",
    "INSERT INTO post (slug, account_id, translation_id, kind, state, lang, policy,"
    " open, closes, closed, tally_shown, title, question, label_pro, label_contra,"
    " author, body_md, body_html, summary, conclusion_md, conclusion_html, renderer,"
    " created, published, updated)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,"
    " $17, $18, $19, $20, $21, $22, $23, $24, $23)"
    " RETURNING id" };

static const struct sql UPDATE_POST = { "update_post",
    "UPDATE post"
    " SET slug = $1, translation_id = coalesce($2, translation_id), kind = $3,"
    "     state = $4, lang = $5, policy = $6, open = $7, closes = $8,"
    "     tally_shown = $9, title = $10, question = $11, label_pro = $12,"
    "     label_contra = $13, author = $14, body_md = $15, body_html = $16,"
    "     summary = $17, conclusion_md = $18, conclusion_html = $19, renderer = $20,"
    "     closed = CASE WHEN CAST($7 AS BIGINT) = 0 THEN coalesce(closed, $21) END,"
    "     updated = CASE WHEN title <> $10 OR question <> $11 OR body_md <> $15"
    "                      OR conclusion_md <> $18"
    "                    THEN $21 ELSE updated END,"
    "     published = coalesce(published, $22),"
    "     version = version + 1, revision = revision + 1"
    " WHERE id = $23 AND revision = $24"
    " RETURNING id" };

/* Comments of a debate have sides, others have none. */
static const struct sql POST_OF_OTHER_KIND = { "post_of_other_kind",
    "SELECT 1"
    " FROM post"
    " WHERE id = $1 AND kind <> $2"
    "   AND EXISTS (SELECT 1 FROM comment WHERE post_id = $1)" };

static const struct sql SLUG_LEADS_ELSEWHERE = { "slug_leads_elsewhere",
    "SELECT 1"
    " FROM former_slug"
    " WHERE slug = $1 AND post_id <> $2" };

/* The slug of a post that never was public need not be kept. */
static const struct sql KEEP_SLUG = { "keep_slug",
    "INSERT INTO former_slug (slug, post_id, until)"
    " SELECT slug, id, $1"
    " FROM post"
    " WHERE id = $2 AND slug <> $3 AND published IS NOT NULL" };

static const struct sql FREE_SLUG = { "free_slug",
    "DELETE FROM former_slug"
    " WHERE slug = $1" };

/* The translation's page links to the changed post, by language and address. */
static const struct sql TOUCH_TRANSLATION = { "touch_translation",
    "UPDATE post"
    " SET version = version + 1"
    " WHERE translation_id = $1" };

static struct db_value published_at(const struct post_draft *in)
{
    return in->state == POST_PUBLISHED ? db_i64(in->now) : db_null();
}

static enum rc insert(struct db *db, const struct post_draft *in, int64_t *id)
{
    enum rc rc = db_get_i64(
        db, &INSERT_POST,
        DB_ARGS(db_text(in->slug), db_id(in->account_id), db_id(in->translation_id),
                db_i64(in->kind), db_i64(in->state), db_text(lang_code(in->lang)),
                db_i64(in->policy), db_i64(in->open), db_id(in->closes),
                in->open ? db_null() : db_i64(in->now), db_i64(in->tally_shown),
                db_text(in->title), db_text(in->question), db_text(in->label_pro),
                db_text(in->label_contra), db_text(in->author), db_text(in->body_md),
                db_html(in->body), db_text(in->summary), db_text(in->conclusion_md),
                db_html(in->conclusion), db_i64(in->renderer), db_i64(in->now),
                published_at(in)),
        id);

    return rc ? rc : tally_create(db, *id);
}

static enum rc update(struct db *db, const struct post_draft *in, int64_t *id)
{
    bool other_kind;
    enum rc rc = db_exists(db, &POST_OF_OTHER_KIND,
                           DB_ARGS(db_i64(in->id), db_i64(in->kind)), &other_kind);

    if (rc || other_kind)
        return rc ? rc : RC_FORBIDDEN;
    return db_get_i64(
        db, &UPDATE_POST,
        DB_ARGS(db_text(in->slug), db_id(in->translation_id), db_i64(in->kind),
                db_i64(in->state), db_text(lang_code(in->lang)), db_i64(in->policy),
                db_i64(in->open), db_id(in->closes), db_i64(in->tally_shown),
                db_text(in->title), db_text(in->question), db_text(in->label_pro),
                db_text(in->label_contra), db_text(in->author), db_text(in->body_md),
                db_html(in->body), db_text(in->summary), db_text(in->conclusion_md),
                db_html(in->conclusion), db_i64(in->renderer), db_i64(in->now),
                published_at(in), db_i64(in->id), db_i64(in->revision)),
        id);
}

/* Updates the former slugs before the post is saved. RC_CONFLICT: its new slug is a
 * former one of another post. */
static enum rc update_former_slugs(struct db *db, const struct post_draft *in)
{
    bool elsewhere;
    enum rc rc = db_exists(db, &SLUG_LEADS_ELSEWHERE,
                           DB_ARGS(db_text(in->slug), db_i64(in->id)), &elsewhere);

    if (rc || (elsewhere && !in->take_slug))
        return rc ? rc : RC_CONFLICT;
    rc = db_run(db, &KEEP_SLUG,
                DB_ARGS(db_i64(in->now), db_i64(in->id), db_text(in->slug)));
    return rc ? rc : db_run(db, &FREE_SLUG, DB_ARGS(db_text(in->slug)));
}

enum rc post_save(struct db *db, const struct post_draft *in, int64_t *id, bool *taken)
{
    enum rc rc = db_begin_write(db);

    *taken = false;
    if (rc)
        return rc;
    rc = update_former_slugs(db, in);
    if (!rc)
        rc = in->id ? update(db, in, id) : insert(db, in, id);
    *taken = rc == RC_CONFLICT; /* slugs are the only unique columns */
    if (rc == RC_NOT_FOUND)
        rc = RC_CONFLICT; /* another revision is stored by now */
    if (!rc)
        rc = db_run(db, &TOUCH_TRANSLATION, DB_ARGS(db_i64(*id)));
    if (!rc)
        rc = site_touch(db);
    return db_end(db, rc);
}
