/*
 * comment.c - saving and changing comments: see comment.h
 */
#include "citation.h"
#include "comment.h"
#include "comment_counters.h"
#include "comment_row.h"
#include "outbox.h"
#include "person.h"
#include "post.h"
#include "tally.h"

static const struct sql COMMENT_BY_SUBMISSION = { "comment_by_submission",
    "SELECT id"
    " FROM comment"
    " WHERE submission_digest = $1" };

/* $2 is the kind of post that goes with the comment's side. */
static const struct sql POST_TAKES_COMMENT = { "post_takes_comment",
    "SELECT 1"
    " FROM post"
    " WHERE id = $1 AND kind = $2 AND " POST_IS_OPEN("", "$3") };

static const struct sql PARENT = { "parent",
    "SELECT root_id, path, depth, person_id"
    " FROM comment"
    " WHERE id = $1 AND post_id = $2 AND state = 1" };

/* A text that was rejected or deleted may be posted again. */
static const struct sql COMMENT_WITH_TEXT = { "comment_with_text",
    "SELECT id"
    " FROM comment"
    " WHERE person_id = $1 AND post_id = $2 AND state IN (0, 1) AND body_md = $3"
    "   AND id <> $4"
    " LIMIT 1" };

static const struct sql INSERT_COMMENT = { "insert_comment",
    "INSERT INTO comment (post_id, parent_id, path, depth, person_id, by_author, name,"
    " website, side, changed_mind, state, held, body_md, excerpt, body_html, renderer,"
    " submission_digest, created, shown)"
    " VALUES ($1, $2, '', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,"
    " $16, $17, $18)"
    " RETURNING id" };

static const struct sql PLACE_COMMENT = { "place_comment",
    "UPDATE comment"
    " SET root_id = $1, path = $2"
    " WHERE id = $3" };

static const struct sql CHANGE_COMMENT = { "change_comment",
    "UPDATE comment"
    " SET state = $1, side = $2, retagged_from = $3, shown = $4"
    " WHERE id = $5" };

static const struct sql COMMENT_BY_ID = { "comment_by_id",
    "SELECT " COMMENT_COLUMNS ", c.excerpt"
    " FROM comment c"
    " WHERE c.id = $1" };

/* "+" keeps the planner from walking every visible comment in search of the person. */
static const struct sql KNOWN_WRITER = { "known_writer",
    "SELECT 1"
    " FROM comment"
    " WHERE person_id = $1 AND +state = 1"
    " LIMIT 1" };

static const struct sql SAYS_MIND_CHANGED = { "says_mind_changed",
    "SELECT 1"
    " FROM comment"
    " WHERE person_id = $1 AND post_id = $2 AND +state IN (0, 1) AND changed_mind = 1"
    " LIMIT 1" };

static const struct sql LAST_SIGNATURE = { "last_signature",
    "SELECT name, website"
    " FROM comment"
    " WHERE person_id = $1 AND withdrawn IS NULL"
    " ORDER BY post_id DESC, created DESC, id DESC"
    " LIMIT 1" };

static const struct sql VISIBLE_OF_POST = { "visible_of_post",
    "SELECT 1"
    " FROM comment"
    " WHERE id = $1 AND post_id = $2 AND state = 1" };

static const struct sql LAST_VISIBLE = { "last_visible",
    "SELECT id"
    " FROM comment"
    " WHERE post_id = $1 AND state = 1"
    " ORDER BY shown DESC, id DESC"
    " LIMIT 1" };

/* The position of a new comment in its thread. */
struct place {
    int64_t root_id;  /* 0: starts a thread */
    const char *path; /* of the parent */
    int depth;
    int64_t parent_person;
};

/* Appends an id so that byte order is number order: one hex digit for the number of
 * digits less one, then the hex digits. */
static char *path_below(struct arena *a, const char *parent_path, int64_t id)
{
    char digits[17];
    int n = snprintf(digits, sizeof(digits), "%llx", (unsigned long long)id);

    return arena_printf(a, "%s%x%s", parent_path, n - 1, digits);
}

/* Why a draft is refused; COMMENT_ACCEPTED: it is not. `id`: the comment in its way. */
struct refusal {
    enum comment_refusal why;
    int64_t id;
};

static enum rc check_submission(struct db *db, const struct comment_draft *in,
                                struct refusal *out)
{
    const enum rc rc = db_get_i64_or_zero(
        db, &COMMENT_BY_SUBMISSION, DB_ARGS(db_bytes32(&in->submission)), &out->id);

    out->why = out->id ? COMMENT_DUPLICATE : COMMENT_ACCEPTED;
    return rc;
}

static enum rc check_open(struct db *db, const struct comment_draft *in,
                          struct refusal *out)
{
    const enum post_kind kind = in->side == SIDE_NONE ? POST_PLAIN : POST_DEBATE;
    bool open;
    const enum rc rc =
        db_exists(db, &POST_TAKES_COMMENT,
                  DB_ARGS(db_i64(in->post_id), db_i64(kind), db_i64(in->now)), &open);

    out->why = rc || open ? COMMENT_ACCEPTED : COMMENT_CLOSED;
    return rc;
}

static enum rc find_place(struct db *db, struct arena *a,
                          const struct comment_draft *in, struct place *place,
                          struct refusal *out)
{
    struct rows r;

    if (!in->parent_id)
        return RC_OK;
    out->why = COMMENT_PARENT_GONE;
    db_query(&r, db, &PARENT, DB_ARGS(db_i64(in->parent_id), db_i64(in->post_id)));
    if (db_next(&r)) {
        place->root_id = row_i64(&r, 0);
        place->path = row_text(&r, 1, a);
        place->depth = (int)row_i64(&r, 2) + 1;
        place->parent_person = row_i64(&r, 3);
        out->why =
            place->depth < COMMENT_DEPTH_MAX ? COMMENT_ACCEPTED : COMMENT_TOO_DEEP;
    }
    return db_done(&r);
}

/* Only a writer who took the other side before can have changed their mind. */
static enum rc check_mind(struct db *db, const struct comment_draft *in,
                          const struct place *place, struct refusal *out)
{
    struct person_stance stance = { .known = false };
    enum rc rc = RC_OK;

    if (!in->changed_mind)
        return RC_OK;
    if (in->person_id && place->parent_person != in->person_id)
        rc = person_stance_of(db, in->post_id, in->person_id, &stance);
    if (!person_stance_may_change(&stance, in->side))
        out->why = COMMENT_SAME_MIND;
    return rc;
}

static enum rc check_text(struct db *db, const struct comment_draft *in,
                          struct refusal *out)
{
    enum rc rc;

    if (!in->person_id)
        return RC_OK;
    rc =
        comment_with_text(db, in->post_id, in->person_id, in->text.source, 0, &out->id);
    if (!rc && out->id)
        out->why = COMMENT_SAME_TEXT;
    return rc;
}

/* The first refusal that applies ends the search. */
static enum rc look_for_refusal(struct db *db, struct arena *a,
                                const struct comment_draft *in, struct place *place,
                                struct refusal *out)
{
    enum rc rc = check_submission(db, in, out);

    if (rc || out->why)
        return rc;
    rc = check_open(db, in, out);
    if (rc || out->why)
        return rc;
    rc = find_place(db, a, in, place, out);
    if (rc || out->why)
        return rc;
    rc = check_mind(db, in, place, out);
    if (rc || out->why)
        return rc;
    return check_text(db, in, out);
}

static enum rc insert(struct db *db, struct arena *a, const struct comment_draft *in,
                      const struct place *place, int64_t person_id, int64_t *id)
{
    const struct comment_text *text = &in->text;
    bool visible = in->state == COMMENT_VISIBLE;
    enum rc rc = db_get_i64(
        db, &INSERT_COMMENT,
        DB_ARGS(db_i64(in->post_id), db_id(in->parent_id), db_i64(place->depth),
                db_i64(person_id), db_i64(in->by_author), db_text(in->name),
                db_text(in->website), db_i64(in->side), db_i64(in->changed_mind),
                db_i64(in->state), db_i64(in->held), db_text(text->source),
                db_text(text->excerpt), db_html(text->html), db_i64(text->renderer),
                db_bytes32(&in->submission), db_i64(in->now),
                visible ? db_i64(in->now) : db_null()),
        id);

    if (rc)
        return rc;
    return db_run(db, &PLACE_COMMENT,
                  DB_ARGS(db_i64(place->root_id ? place->root_id : *id),
                          db_text(path_below(a, place->path, *id)), db_i64(*id)));
}

/* Returns the comment as insert() stored it. */
static struct comment inserted(const struct comment_draft *in,
                               const struct place *place, int64_t person_id, int64_t id)
{
    return (struct comment){
        .id = id,
        .post_id = in->post_id,
        .parent_id = in->parent_id,
        .root_id = place->root_id ? place->root_id : id,
        .person_id = person_id,
        .side = in->side,
        .changed_mind = in->changed_mind,
        .state = in->state,
        .shown = in->state == COMMENT_VISIBLE ? in->now : 0,
    };
}

enum rc comment_add(struct db *db, struct arena *a, const struct comment_draft *in,
                    int64_t *id, enum comment_refusal *refusal)
{
    const struct actor actor = { in->person_id, in->key_digest, in->now };
    struct place place = { .path = "" };
    struct comment before, after;
    struct refusal found = { COMMENT_ACCEPTED, 0 };
    int64_t person_id;
    enum rc rc = look_for_refusal(db, a, in, &place, &found);

    *refusal = found.why;
    *id = found.id;
    if (rc)
        return rc;
    if (found.why)
        return RC_CONFLICT;
    rc = person_acting(db, &actor, &person_id);
    if (rc)
        return rc;
    rc = insert(db, a, in, &place, person_id, id);
    if (rc)
        return rc;
    before = after = inserted(in, &place, person_id, *id);
    before.state = COMMENT_PENDING;
    rc = comment_counters_apply(db, &before, &after);
    if (rc)
        return rc;
    rc = citation_set(db, &after, in->text.cites, in->text.cites_n);
    if (rc)
        return rc;
    rc = outbox_notify_authors(db, *id, in->now);
    if (rc || in->state != COMMENT_VISIBLE)
        return rc;
    rc = outbox_announce(db, *id, in->now);
    return rc ? rc : post_touch(db, in->post_id);
}

enum rc comment_set(struct db *db, const struct comment *old, enum comment_state state,
                    enum side side, enum side retagged_from, int64_t now)
{
    struct comment after = *old;
    enum rc rc;

    after.state = state;
    after.side = side;
    if (state == COMMENT_VISIBLE && !old->shown)
        after.shown = now;
    rc = db_run(db, &CHANGE_COMMENT,
                DB_ARGS(db_i64(state), db_i64(side), db_id(retagged_from),
                        db_id(after.shown), db_i64(old->id)));
    if (!rc)
        rc = comment_counters_apply(db, old, &after);
    /* Announced once, even if the comment is hidden and restored. */
    if (!rc && !old->shown && after.shown)
        rc = outbox_announce(db, old->id, now);
    /* Hidden comments count, too: pages show them as tombstones, ordered by side. */
    return rc ? rc : comment_counters_touch(db, old, &after);
}

enum rc comment_known_writer(struct db *db, int64_t person_id, bool *known)
{
    return db_exists(db, &KNOWN_WRITER, DB_ARGS(db_i64(person_id)), known);
}

enum rc comment_with_text(struct db *db, int64_t post_id, int64_t person_id,
                          const char *source, int64_t but, int64_t *id)
{
    return db_get_i64_or_zero(
        db, &COMMENT_WITH_TEXT,
        DB_ARGS(db_i64(person_id), db_i64(post_id), db_text(source), db_i64(but)), id);
}

enum rc comment_says_mind_changed(struct db *db, int64_t post_id, int64_t person_id,
                                  bool *says)
{
    return db_exists(db, &SAYS_MIND_CHANGED,
                     DB_ARGS(db_i64(person_id), db_i64(post_id)), says);
}

enum rc comment_by_id(struct db *db, struct arena *a, int64_t id, struct comment **out)
{
    struct comment *c = NULL;
    struct rows r;
    enum rc rc;

    db_query(&r, db, &COMMENT_BY_ID, DB_ARGS(db_i64(id)));
    if (db_next(&r)) {
        c = ARENA_NEW(a, struct comment);
        comment_read(&r, a, c);
        c->excerpt = row_text(&r, COMMENT_COLUMNS_N, a);
    }
    rc = db_done(&r);
    *out = c;
    return rc || c ? rc : RC_NOT_FOUND;
}

enum rc comment_last_id(struct db *db, int64_t post_id, int64_t *id)
{
    return db_get_i64_or_zero(db, &LAST_VISIBLE, DB_ARGS(db_i64(post_id)), id);
}

enum rc comment_last_signature(struct db *db, struct arena *a, int64_t person_id,
                               struct signature *out)
{
    struct rows r;

    *out = (struct signature){ "", "" };
    db_query(&r, db, &LAST_SIGNATURE, DB_ARGS(db_i64(person_id)));
    if (db_next(&r))
        *out = (struct signature){ row_text(&r, 0, a), row_text(&r, 1, a) };
    return db_done(&r);
}

enum rc comment_visible(struct db *db, int64_t post_id, int64_t id, bool *visible)
{
    return db_exists(db, &VISIBLE_OF_POST, DB_ARGS(db_i64(id), db_i64(post_id)),
                     visible);
}
