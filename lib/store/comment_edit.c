/*
 * comment_edit.c - a writer's changes to their comment: see comment_edit.h
 *
 * Only a text that was visible becomes a revision: readers never see a text that the
 * author has not approved.
 */
#include "citation.h"
#include "comment.h"
#include "comment_counters.h"
#include "comment_edit.h"
#include "outbox.h"
#include "post.h"

#define REVISIONS_MAX 50   /* shown at once */
#define REVISION_BYTES 200 /* of markup around each */

static const struct sql POST_IS_OPEN_NOW = { "post_is_open_now",
    "SELECT 1"
    " FROM post"
    " WHERE id = $1 AND " POST_IS_OPEN("", "$2") };

static const struct sql ANSWERED = { "answered",
    "SELECT 1"
    " FROM comment"
    " WHERE parent_id = $1 AND state = 1"
    " LIMIT 1" };

static const struct sql KEEP_REVISION = { "keep_revision",
    "INSERT INTO revision (comment_id, n, side, body_md, body_html, renderer, until)"
    " SELECT $1, 1 + (SELECT count(*) FROM revision WHERE comment_id = $1), side,"
    "        body_md, body_html, renderer, $2"
    " FROM comment"
    " WHERE id = $1" };

static const struct sql EDIT_COMMENT = { "edit_comment",
    "UPDATE comment"
    " SET body_md = $1, excerpt = $2, body_html = $3, renderer = $4, side = $5,"
    "     changed_mind = $6, state = $7, held = $8, edited = $9, shown = $10"
    " WHERE id = $11" };

static const struct sql ERASE_COMMENT = { "erase_comment",
    "UPDATE comment"
    " SET body_md = '', excerpt = '', body_html = '', name = '-', website = '',"
    "     state = 4, withdrawn = $1"
    " WHERE id = $2" };

static const struct sql ERASE_REVISIONS = { "erase_revisions",
    "DELETE FROM revision"
    " WHERE comment_id = $1" };

static const struct sql SOURCE = { "source",
    "SELECT body_md"
    " FROM comment"
    " WHERE id = $1" };

static const struct sql COUNT_REVISIONS = { "count_revisions",
    "SELECT n"
    " FROM revision"
    " WHERE comment_id = $1"
    " ORDER BY n DESC"
    " LIMIT 1" };

static const struct sql REVISIONS = { "revisions",
    "SELECT n, side, body_html, until"
    " FROM revision"
    " WHERE comment_id = $1 AND n < $2"
    " ORDER BY n DESC"
    " LIMIT $3" };

enum rc comment_lock(struct db *db, const struct comment *c, int64_t person_id,
                     int64_t now, int64_t window_s, enum comment_lock *lock)
{
    bool open, answered;
    enum rc rc;

    *lock = COMMENT_FREE;
    if (!person_id || c->person_id != person_id ||
        (c->state != COMMENT_VISIBLE && c->state != COMMENT_PENDING))
        return RC_NOT_FOUND;
    rc = db_exists(db, &POST_IS_OPEN_NOW, DB_ARGS(db_i64(c->post_id), db_i64(now)),
                   &open);
    if (!rc)
        rc = db_exists(db, &ANSWERED, DB_ARGS(db_i64(c->id)), &answered);
    if (rc)
        return rc;
    if (!open)
        *lock = COMMENT_LOCK_CLOSED;
    else if (now >= c->created + window_s)
        *lock = COMMENT_LOCK_LATE;
    else if (answered)
        *lock = COMMENT_LOCK_ANSWERED;
    return RC_OK;
}

/* Finds the comment; *lock says whether its writer may change it. */
static enum rc unlocked(struct db *db, struct arena *a, const struct comment_edit *in,
                        struct comment **c, enum comment_lock *lock)
{
    const enum rc rc = comment_by_id(db, a, in->id, c);

    *lock = COMMENT_FREE;
    return rc ? rc : comment_lock(db, *c, in->person_id, in->now, in->window_s, lock);
}

/* A comment that changes sides no longer says that its parent changed a mind. */
static struct comment edited(const struct comment *before,
                             const struct comment_edit *in)
{
    struct comment c = *before;

    c.side = in->side;
    c.state = in->state;
    c.changed_mind = c.changed_mind && c.side == before->side;
    if (c.state == COMMENT_VISIBLE && !c.shown)
        c.shown = in->now;
    return c;
}

static enum rc replace_text(struct db *db, const struct comment_edit *in,
                            const struct comment *before, const struct comment *after)
{
    const struct comment_text *text = &in->text;
    enum rc rc = RC_OK;

    if (before->state == COMMENT_VISIBLE)
        rc = db_run(db, &KEEP_REVISION, DB_ARGS(db_i64(in->id), db_i64(in->now)));
    if (rc)
        return rc;
    return db_run(db, &EDIT_COMMENT,
                  DB_ARGS(db_text(text->source), db_text(text->excerpt),
                          db_html(text->html), db_i64(text->renderer),
                          db_i64(after->side), db_i64(after->changed_mind),
                          db_i64(after->state), db_i64(in->held), db_i64(in->now),
                          db_id(after->shown), db_i64(in->id)));
}

/* Notifies readers when a comment first becomes visible, and authors when a visible one
 * becomes pending. */
static enum rc notify(struct db *db, const struct comment *before,
                      const struct comment *after, int64_t now)
{
    if (after->state == COMMENT_VISIBLE && !before->shown)
        return outbox_announce(db, after->id, now);
    if (after->state == COMMENT_PENDING && before->state == COMMENT_VISIBLE)
        return outbox_notify_authors(db, after->id, now);
    return RC_OK;
}

enum rc comment_edit(struct db *db, struct arena *a, const struct comment_edit *in,
                     enum comment_lock *lock)
{
    struct comment *before, after;
    enum rc rc = unlocked(db, a, in, &before, lock);

    if (rc)
        return rc;
    if (*lock != COMMENT_FREE)
        return RC_CONFLICT;
    rc = citation_clear(db, before);
    if (rc)
        return rc;
    after = edited(before, in);
    rc = replace_text(db, in, before, &after);
    if (rc)
        return rc;
    rc = comment_counters_apply(db, before, &after);
    if (rc)
        return rc;
    rc = citation_set(db, &after, in->text.cites, in->text.cites_n);
    if (rc)
        return rc;
    rc = notify(db, before, &after, in->now);
    return rc ? rc : comment_counters_touch(db, before, &after);
}

enum rc comment_withdraw(struct db *db, struct arena *a, int64_t id, int64_t person_id,
                         int64_t now, int64_t window_s, enum comment_lock *lock)
{
    const struct comment_edit in = {
        .id = id, .person_id = person_id, .now = now, .window_s = window_s
    };
    struct comment *before, after;
    enum rc rc = unlocked(db, a, &in, &before, lock);

    if (rc)
        return rc;
    if (*lock != COMMENT_FREE && *lock != COMMENT_LOCK_ANSWERED)
        return RC_CONFLICT;
    rc = citation_clear(db, before);
    if (rc)
        return rc;
    rc = db_run(db, &ERASE_REVISIONS, DB_ARGS(db_i64(id)));
    if (rc)
        return rc;
    rc = db_run(db, &ERASE_COMMENT, DB_ARGS(db_i64(now), db_i64(id)));
    if (rc)
        return rc;
    after = *before;
    after.state = COMMENT_DELETED;
    rc = comment_counters_apply(db, before, &after);
    return rc ? rc : comment_counters_touch(db, before, &after);
}

enum rc comment_source(struct db *db, struct arena *a, int64_t id, const char **source)
{
    struct rows r;
    enum rc rc;

    *source = NULL;
    db_query(&r, db, &SOURCE, DB_ARGS(db_i64(id)));
    if (db_next(&r))
        *source = row_text(&r, 0, a);
    rc = db_done(&r);
    return rc || *source ? rc : RC_NOT_FOUND;
}

enum rc comment_revisions(struct db *db, struct arena *a, int64_t id, int64_t before,
                          struct revisions *out)
{
    struct revision *list = ARENA_ARRAY(a, REVISIONS_MAX, struct revision),
                    *first = list + REVISIONS_MAX;
    int64_t left = REVISIONS_BYTES;
    struct rows r;
    enum rc rc;

    *out = (struct revisions){ .n = 0 };
    rc = db_get_i64_or_zero(db, &COUNT_REVISIONS, DB_ARGS(db_i64(id)), &out->total);
    if (rc || !out->total)
        return rc;
    db_query(&r, db, &REVISIONS,
             DB_ARGS(db_i64(id), db_i64(before ? before : INT64_MAX),
                     db_i64(REVISIONS_MAX + 1)));
    while (!out->older && db_next(&r)) {
        const int64_t n = row_i64(&r, 0);
        const struct html body = row_html(&r, 2, a);
        const bool least = before && !out->n;

        left -= (int64_t)strlen(body.s) + REVISION_BYTES;
        if (out->n == REVISIONS_MAX || (left < 0 && !least)) {
            out->older = n + 1;
        } else {
            *--first =
                (struct revision){ n, (enum side)row_i64(&r, 1), body, row_i64(&r, 3) };
            out->n++;
        }
    }
    out->items = first;
    return db_done(&r);
}
