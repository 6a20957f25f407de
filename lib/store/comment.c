/*
 * comment.c - saving and changing comments: see comment.h
 */
#include "comment.h"
#include "comment_row.h"
#include "person.h"
#include "post.h"
#include "tally.h"

static const struct sql COMMENT_BY_SUBMISSION = { "comment_by_submission",
    "SELECT id"
    " FROM comment"
    " WHERE submission_digest = $1" };

/* With a side in debates, without one elsewhere. */
static const struct sql POST_TAKES_COMMENT = { "post_takes_comment",
    "SELECT 1"
    " FROM post"
    " WHERE id = $1 AND state = 1 AND open = 1 AND kind = $2" };

static const struct sql PARENT = { "parent",
    "SELECT root_id, path, depth"
    " FROM comment"
    " WHERE id = $1 AND post_id = $2 AND state = 1" };

/* What was refused or deleted may be said again. */
static const struct sql COMMENT_WITH_TEXT = { "comment_with_text",
    "SELECT id"
    " FROM comment"
    " WHERE person_id = $1 AND post_id = $2 AND state IN (0, 1) AND body_md = $3"
    " LIMIT 1" };

static const struct sql INSERT_COMMENT = { "insert_comment",
    "INSERT INTO comment (post_id, parent_id, path, depth, person_id, by_author, name,"
    " website, side, state, held, body_md, body_html, renderer, submission_digest,"
    " created, shown)"
    " VALUES ($1, $2, '', $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15,"
    " $16)"
    " RETURNING id" };

static const struct sql PLACE_COMMENT = { "place_comment",
    "UPDATE comment"
    " SET root_id = $1, path = $2"
    " WHERE id = $3" };

static const struct sql GROW_THREAD = { "grow_thread",
    "UPDATE comment"
    " SET thread_size = thread_size + $1"
    " WHERE id = $2" };

static const struct sql CHANGE_COMMENT = { "change_comment",
    "UPDATE comment"
    " SET state = $1, side = $2, moved_from = $3, shown = coalesce(shown, $4)"
    " WHERE id = $5" };

static const struct sql COMMENT_BY_ID = { "comment_by_id",
    "SELECT " COMMENT_COLUMNS
    " FROM comment c"
    " WHERE c.id = $1" };

/* "+" keeps the planner from walking every visible comment in search of the person. */
static const struct sql KNOWN_WRITER = { "known_writer",
    "SELECT 1"
    " FROM comment"
    " WHERE person_id = $1 AND +state = 1"
    " LIMIT 1" };

static const struct sql LAST_VISIBLE = { "last_visible",
    "SELECT id"
    " FROM comment"
    " WHERE post_id = $1 AND state = 1"
    " ORDER BY id DESC"
    " LIMIT 1" };

/* Where a new comment hangs. */
struct place {
    int64_t root_id;  /* 0: starts a thread */
    const char *path; /* of the parent */
    int depth;
};

void comment_read(const struct rows *r, struct arena *a, struct comment *c)
{
    c->id = row_i64(r, 0);
    c->post_id = row_i64(r, 1);
    c->parent_id = row_i64(r, 2);
    c->root_id = row_i64(r, 3);
    c->person_id = row_i64(r, 4);
    c->depth = (int)row_i64(r, 5);
    c->by_author = row_i64(r, 6) != 0;
    c->name = row_text(r, 7, a);
    c->website = row_text(r, 8, a);
    c->side = (enum side)row_i64(r, 9);
    c->moved_from = (enum side)row_i64(r, 10);
    c->state = (enum comment_state)row_i64(r, 11);
    c->held = (enum held_reason)row_i64(r, 12);
    c->body = row_html(r, 13, a);
    c->created = row_i64(r, 14);
}

/* An id so that byte order is number order: one digit for the length, then hex
 * digits. */
static char *path_below(struct arena *a, const char *parent_path, int64_t id)
{
    char digits[17];
    int n = snprintf(digits, sizeof(digits), "%llx", (unsigned long long)id);

    return arena_printf(a, "%s%x%s", parent_path, n - 1, digits);
}

static enum rc find_id(struct db *db, const struct sql *sql, struct db_args args,
                       int64_t *id, bool *found)
{
    enum rc rc = db_get_i64(db, sql, args, id);

    *found = rc == RC_OK;
    return rc == RC_NOT_FOUND ? RC_OK : rc;
}

static enum rc find_place(struct db *db, struct arena *a,
                          const struct comment_draft *in, struct place *place,
                          enum comment_refusal *refusal)
{
    struct rows r;

    if (!in->parent_id)
        return RC_OK;
    *refusal = COMMENT_PARENT_GONE;
    db_query(&r, db, &PARENT, DB_ARGS(db_i64(in->parent_id), db_i64(in->post_id)));
    if (db_next(&r)) {
        place->root_id = row_i64(&r, 0);
        place->path = row_text(&r, 1, a);
        place->depth = (int)row_i64(&r, 2) + 1;
        *refusal =
            place->depth < COMMENT_DEPTH_MAX ? COMMENT_ACCEPTED : COMMENT_TOO_DEEP;
    }
    return db_done(&r);
}

/* Sets *refusal, and *id where there is a comment to point at. */
static enum rc look_for_refusal(struct db *db, struct arena *a,
                                const struct comment_draft *in, struct place *place,
                                int64_t *id, enum comment_refusal *refusal)
{
    int64_t one;
    bool found;
    enum rc rc = find_id(db, &COMMENT_BY_SUBMISSION,
                         DB_ARGS(db_secret(&in->submission)), id, &found);

    *refusal = found ? COMMENT_DUPLICATE : COMMENT_ACCEPTED;
    if (rc || found)
        return rc;
    rc = find_id(db, &POST_TAKES_COMMENT,
                 DB_ARGS(db_i64(in->post_id),
                         db_i64(in->side == SIDE_NONE ? POST_PLAIN : POST_DEBATE)),
                 &one, &found);
    if (rc || !found) {
        *refusal = COMMENT_CLOSED;
        return rc;
    }
    rc = find_place(db, a, in, place, refusal);
    if (rc || *refusal != COMMENT_ACCEPTED || !in->person_id)
        return rc;
    rc = find_id(
        db, &COMMENT_WITH_TEXT,
        DB_ARGS(db_i64(in->person_id), db_i64(in->post_id), db_text(in->body_md)), id,
        &found);
    if (found)
        *refusal = COMMENT_SAME_TEXT;
    return rc;
}

static enum rc writer_of(struct db *db, const struct comment_draft *in,
                         int64_t *person_id)
{
    enum rc rc;

    *person_id = in->person_id;
    if (in->person_id)
        return RC_OK;
    rc = person_by_key(db, &in->key_digest, person_id);
    if (rc || *person_id)
        return rc;
    return person_add(db, &in->key_digest, in->now, person_id);
}

static enum rc insert(struct db *db, struct arena *a, const struct comment_draft *in,
                      const struct place *place, int64_t person_id, int64_t *id)
{
    bool visible = in->state == COMMENT_VISIBLE;
    enum rc rc = db_get_i64(
        db, &INSERT_COMMENT,
        DB_ARGS(db_i64(in->post_id), db_id(in->parent_id), db_i64(place->depth),
                db_i64(person_id), db_i64(in->by_author), db_text(in->name),
                db_text(in->website), db_i64(in->side), db_i64(in->state),
                db_i64(in->held), db_text(in->body_md), db_html(in->body),
                db_i64(in->renderer), db_secret(&in->submission), db_i64(in->now),
                visible ? db_i64(in->now) : db_null()),
        id);

    if (rc)
        return rc;
    return db_run(db, &PLACE_COMMENT,
                  DB_ARGS(db_i64(place->root_id ? place->root_id : *id),
                          db_text(path_below(a, place->path, *id)), db_i64(*id)));
}

/* All that follows when a comment's state or side went from one to the other. */
static enum rc settle(struct db *db, int64_t root_id, const struct tally_item *before,
                      const struct tally_item *after)
{
    int growth = (after->state == COMMENT_VISIBLE) - (before->state == COMMENT_VISIBLE);
    enum rc rc = RC_OK;

    if (before->state != COMMENT_VISIBLE && after->state != COMMENT_VISIBLE)
        return RC_OK;
    if (growth)
        rc = db_run(db, &GROW_THREAD, DB_ARGS(db_i64(growth), db_i64(root_id)));
    if (!rc)
        rc = tally_move(db, before, after);
    return rc;
}

enum rc comment_add(struct db *db, struct arena *a, const struct comment_draft *in,
                    int64_t *id, enum comment_refusal *refusal)
{
    struct place place = { .path = "" };
    struct tally_item before, after;
    int64_t person_id;
    enum rc rc = look_for_refusal(db, a, in, &place, id, refusal);

    if (rc)
        return rc;
    if (*refusal != COMMENT_ACCEPTED)
        return RC_CONFLICT;
    rc = writer_of(db, in, &person_id);
    if (!rc)
        rc = insert(db, a, in, &place, person_id, id);
    if (rc)
        return rc;
    before = (struct tally_item){ in->post_id, person_id, COMMENT_PENDING, in->side };
    after = (struct tally_item){ in->post_id, person_id, in->state, in->side };
    rc = settle(db, place.root_id ? place.root_id : *id, &before, &after);
    return rc || in->state != COMMENT_VISIBLE ? rc : post_touch(db, in->post_id);
}

enum rc comment_set(struct db *db, const struct comment *old, enum comment_state state,
                    enum side side, enum side moved_from, int64_t now)
{
    struct tally_item before = { old->post_id, old->person_id, old->state, old->side };
    struct tally_item after = { old->post_id, old->person_id, state, side };
    enum rc rc = db_run(db, &CHANGE_COMMENT,
                        DB_ARGS(db_i64(state), db_i64(side), db_id(moved_from),
                                state == COMMENT_VISIBLE ? db_i64(now) : db_null(),
                                db_i64(old->id)));

    if (!rc)
        rc = settle(db, old->root_id, &before, &after);
    /* Hidden ones too: they stand in pages as tombstones, ordered by their side. */
    return rc ? rc : post_touch(db, old->post_id);
}

enum rc comment_known_writer(struct db *db, int64_t person_id, bool *known)
{
    int64_t one;

    return find_id(db, &KNOWN_WRITER, DB_ARGS(db_i64(person_id)), &one, known);
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
    }
    rc = db_done(&r);
    *out = c;
    return rc || c ? rc : RC_NOT_FOUND;
}

enum rc comment_last_id(struct db *db, int64_t post_id, int64_t *id)
{
    bool found;

    *id = 0;
    return find_id(db, &LAST_VISIBLE, DB_ARGS(db_i64(post_id)), id, &found);
}
