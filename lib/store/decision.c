/*
 * decision.c - what authors decide about comments: see decision.h
 */
#include "array.h"
#include "comment.h"
#include "decision.h"
#include "names.h"

static const struct sql INSERT_DECISION = { "insert_decision",
    "INSERT INTO decision (batch, comment_id, account_id, action, state_before,"
    " state_after, side_before, side_after, retagged_before, at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
    " RETURNING id" };

static const struct sql NAME_BATCH = { "name_batch",
    "UPDATE decision"
    " SET batch = $1"
    " WHERE id = $1" };

static const struct sql BATCH = { "batch",
    "SELECT d.comment_id, d.state_before, d.state_after, d.side_before, d.side_after,"
    "       d.retagged_before,"
    "       CASE WHEN EXISTS (SELECT 1"
    "                         FROM decision l"
    "                         WHERE l.comment_id = d.comment_id AND l.id > d.id"
    "                           AND l.undone = 0) THEN 1 ELSE 0 END"
    " FROM decision d"
    " WHERE d.batch = $1 AND d.undone = 0"
    " ORDER BY d.id"
    " LIMIT $2" };

static const struct sql MARK_UNDONE = { "mark_undone",
    "UPDATE decision"
    " SET undone = 1"
    " WHERE batch = $1" };

static const struct sql POST_IS_DEBATE = { "post_is_debate",
    "SELECT kind"
    " FROM post"
    " WHERE id = $1" };

/* A batch has the id of its first row: f, whose comment represents the batch. */
static const struct sql RECENT_BATCHES = { "recent_batches",
    "SELECT d.batch, max(d.at), count(*), max(d.action), max(coalesce(a.name, '')),"
    "       max(d.undone), max(c.name), max(p.slug), max(p.title)"
    " FROM decision d"
    " JOIN decision f ON f.id = d.batch"
    " JOIN comment c ON c.id = f.comment_id"
    " JOIN post p ON p.id = c.post_id"
    " LEFT JOIN account a ON a.id = d.account_id"
    " WHERE d.batch IN (SELECT batch"
    "                   FROM decision"
    "                   WHERE id = batch"
    "                   ORDER BY id DESC"
    "                   LIMIT $1)"
    " GROUP BY d.batch"
    " ORDER BY d.batch DESC" };

static const char *const names[] = {
    [ACTION_NONE] = "",     [ACTION_APPROVE] = "approve", [ACTION_REJECT] = "reject",
    [ACTION_SPAM] = "spam", [ACTION_DELETE] = "delete",   [ACTION_RESTORE] = "restore",
    [ACTION_PRO] = "pro",   [ACTION_CONTRA] = "contra",
};

/* What an author can change of a comment. */
struct moderated {
    enum comment_state state;
    enum side side, retagged_from;
};

bool action_parse(const char *name, enum action *action)
{
    const size_t i = name_find(names, ARRAY_LEN(names), name);

    if (i == ACTION_NONE || i == ARRAY_LEN(names))
        return false;
    *action = (enum action)i;
    return true;
}

const char *action_name(enum action action)
{
    return names[action];
}

static struct moderated retagged_to(const struct comment *c, enum side side)
{
    enum side first = c->retagged_from != SIDE_NONE ? c->retagged_from : c->side;

    return (struct moderated){ c->state, side, first == side ? SIDE_NONE : first };
}

static struct moderated after(const struct comment *c, enum action action)
{
    struct moderated s = { c->state, c->side, c->retagged_from };
    bool deleted = c->state == COMMENT_DELETED;

    if (c->withdrawn) /* its text is gone */
        return s;
    switch (action) {
    case ACTION_NONE:
        break;
    case ACTION_APPROVE:
        s.state = deleted ? s.state : COMMENT_VISIBLE;
        break;
    case ACTION_RESTORE:
        s.state = c->state == COMMENT_PENDING ? s.state : COMMENT_VISIBLE;
        break;
    case ACTION_REJECT:
        s.state = deleted ? s.state : COMMENT_REJECTED;
        break;
    case ACTION_SPAM:
        s.state = deleted ? s.state : COMMENT_SPAM;
        break;
    case ACTION_DELETE:
        s.state = COMMENT_DELETED;
        break;
    case ACTION_PRO:
        return retagged_to(c, SIDE_PRO);
    case ACTION_CONTRA:
        return retagged_to(c, SIDE_CONTRA);
    }
    return s;
}

/* Would it show a text that the deciding author has not seen? An edit in the same
 * second counts as unseen. */
static bool unread(const struct comment *c, enum comment_state to, int64_t seen)
{
    return to == COMMENT_VISIBLE && c->state != COMMENT_VISIBLE && c->edited >= seen;
}

static enum rc record(struct db *db, const struct comment *c,
                      const struct moderated *to, const struct ruling *ruling,
                      int64_t *batch)
{
    int64_t id;
    enum rc rc =
        db_get_i64(db, &INSERT_DECISION,
                   DB_ARGS(db_i64(*batch), db_i64(c->id), db_id(ruling->account_id),
                           db_text(action_name(ruling->action)), db_i64(c->state),
                           db_i64(to->state), db_i64(c->side), db_i64(to->side),
                           db_id(c->retagged_from), db_i64(ruling->now)),
                   &id);

    if (rc || *batch)
        return rc;
    *batch = id;
    return db_run(db, &NAME_BATCH, DB_ARGS(db_i64(id)));
}

/* Only comments of debates have a side. */
static enum rc takes_sides(struct db *db, const struct comment *c, bool *sides)
{
    int64_t kind;
    enum rc rc = db_get_i64(db, &POST_IS_DEBATE, DB_ARGS(db_i64(c->post_id)), &kind);

    *sides = !rc && kind == POST_DEBATE;
    return rc;
}

static enum rc apply_one(struct db *db, struct arena *a, int64_t id,
                         const struct ruling *ruling, struct outcome *out)
{
    struct comment *c;
    struct moderated to;
    bool sides;
    enum rc rc = comment_by_id(db, a, id, &c);

    if (rc)
        return rc == RC_NOT_FOUND ? RC_OK : rc;
    rc = takes_sides(db, c, &sides);
    if (rc)
        return rc;
    to = after(c, ruling->action);
    if ((to.state == c->state && to.side == c->side) || (to.side != c->side && !sides))
        return RC_OK;
    if (unread(c, to.state, ruling->seen)) {
        out->unread++;
        return RC_OK;
    }
    rc = record(db, c, &to, ruling, &out->batch);
    if (!rc)
        rc = comment_set(db, c, to.state, to.side, to.retagged_from, ruling->now);
    if (!rc)
        out->changed++;
    return rc;
}

enum rc decision_apply(struct db *db, struct arena *a, const struct ruling *ruling,
                       const int64_t *ids, size_t n, struct outcome *out)
{
    enum rc rc;

    *out = (struct outcome){ 0 };
    if (n > DECISION_MAX)
        return RC_INVALID;
    rc = db_begin_write(db);
    if (rc)
        return rc;
    for (size_t i = 0; !rc && i < n; i++)
        rc = apply_one(db, a, ids[i], ruling, out);
    rc = db_end(db, rc);
    if (rc)
        *out = (struct outcome){ 0 };
    return rc;
}

struct undo {
    int64_t comment_id;
    struct moderated before, after;
    bool overruled; /* decided again since, perhaps with the same result */
};

static enum rc read_batch(struct db *db, struct arena *a, int64_t batch,
                          struct undo **out, size_t *n)
{
    struct undo *list = ARENA_ARRAY(a, DECISION_MAX, struct undo);
    struct rows r;

    *n = 0;
    db_query(&r, db, &BATCH, DB_ARGS(db_i64(batch), db_i64(DECISION_MAX)));
    while (db_next(&r)) {
        struct undo *u = &list[(*n)++];

        u->comment_id = row_i64(&r, 0);
        u->before.state = (enum comment_state)row_i64(&r, 1);
        u->after.state = (enum comment_state)row_i64(&r, 2);
        u->before.side = (enum side)row_i64(&r, 3);
        u->after.side = (enum side)row_i64(&r, 4);
        u->before.retagged_from = (enum side)row_i64(&r, 5);
        u->overruled = row_i64(&r, 6) != 0;
    }
    *out = list;
    return db_done(&r);
}

static enum rc undo_one(struct db *db, struct arena *a, const struct undo *u,
                        int64_t now, int64_t seen, struct outcome *out)
{
    struct comment *c;
    enum rc rc;

    if (u->overruled)
        return RC_OK;
    rc = comment_by_id(db, a, u->comment_id, &c);
    if (rc || c->withdrawn || c->state != u->after.state || c->side != u->after.side)
        return rc;
    if (unread(c, u->before.state, seen)) {
        out->unread++;
        return RC_OK;
    }
    out->changed++;
    return comment_set(db, c, u->before.state, u->before.side, u->before.retagged_from,
                       now);
}

static enum rc undo(struct db *db, struct arena *a, int64_t batch, int64_t now,
                    int64_t seen, struct outcome *out)
{
    struct undo *list;
    size_t n;
    enum rc rc = read_batch(db, a, batch, &list, &n);

    if (!rc && n == 0)
        rc = RC_NOT_FOUND;
    for (size_t i = 0; !rc && i < n; i++)
        rc = undo_one(db, a, &list[i], now, seen, out);
    return rc ? rc : db_run(db, &MARK_UNDONE, DB_ARGS(db_i64(batch)));
}

enum rc decision_undo(struct db *db, struct arena *a, int64_t batch, int64_t now,
                      int64_t seen, struct outcome *out)
{
    enum rc rc = db_begin_write(db);

    *out = (struct outcome){ 0 };
    if (rc)
        return rc;
    rc = db_end(db, undo(db, a, batch, now, seen, out));
    if (rc)
        *out = (struct outcome){ 0 };
    return rc;
}

enum rc decision_recent(struct db *db, struct arena *a, int64_t limit,
                        struct decision_batch **out, size_t *n)
{
    struct decision_batch *list = ARENA_ARRAY(a, (size_t)limit, struct decision_batch);
    struct rows r;

    *n = 0;
    db_query(&r, db, &RECENT_BATCHES, DB_ARGS(db_i64(limit)));
    while (db_next(&r)) {
        struct decision_batch *b = &list[(*n)++];

        b->batch = row_i64(&r, 0);
        b->at = row_i64(&r, 1);
        b->comments = row_i64(&r, 2);
        action_parse(row_text(&r, 3, a), &b->action); /* schema.sql knows no others */
        b->account = row_text(&r, 4, a);
        b->undone = row_i64(&r, 5) != 0;
        b->writer = row_text(&r, 6, a);
        b->post_slug = row_text(&r, 7, a);
        b->post_title = row_text(&r, 8, a);
    }
    *out = list;
    return db_done(&r);
}
