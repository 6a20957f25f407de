/*
 * comment_counters.c - every number that depends on a comment: see comment_counters.h
 */
#include "citation.h"
#include "clock.h"
#include "comment_counters.h"
#include "post.h"
#include "rank.h"
#include "tally.h"

static const struct sql GROW_THREAD = { "grow_thread",
    "UPDATE comment"
    " SET thread_size = thread_size + $1"
    " WHERE id = $2" };

static const struct sql ADD_TO_DAY = { "add_to_day",
    "INSERT INTO daily (post_id, day, pro, contra)"
    " VALUES ($1, $2, $3, $4)"
    " ON CONFLICT (post_id, day)"
    " DO UPDATE SET pro = daily.pro + excluded.pro,"
    "               contra = daily.contra + excluded.contra" };

static const struct sql TAKE_FROM_DAY = { "take_from_day",
    "UPDATE daily"
    " SET pro = pro - $1, contra = contra - $2"
    " WHERE post_id = $3 AND day = $4" };

static const struct sql FORGET_DAY = { "forget_day",
    "DELETE FROM daily"
    " WHERE post_id = $1 AND day = $2 AND pro = 0 AND contra = 0" };

static const struct sql SIDE_OF_COMMENT = { "side_of_comment",
    "SELECT side"
    " FROM comment"
    " WHERE id = $1" };

/* Does the person have another visible reply, on a side other than the parent's? */
static const struct sql OPPOSES_ELSEWHERE = { "opposes_elsewhere",
    "SELECT 1"
    " FROM comment"
    " WHERE parent_id = $1 AND person_id = $2 AND id <> $3 AND state = 1 AND side <> 0"
    "   AND side <> $4"
    " LIMIT 1" };

static const struct sql MIND_CHANGED_ELSEWHERE = { "mind_changed_elsewhere",
    "SELECT 1"
    " FROM comment"
    " WHERE parent_id = $1 AND person_id = $2 AND id <> $3 AND state = 1"
    "   AND changed_mind = 1"
    " LIMIT 1" };

static const struct sql COUNT_IN_PARENT = { "count_in_parent",
    "UPDATE comment"
    " SET opponents = opponents + $1, minds_changed = minds_changed + $2"
    " WHERE id = $3" };

/* The comment itself changed sides: its opponents are counted again. */
static const struct sql COUNT_OPPONENTS = { "count_opponents",
    "UPDATE comment"
    " SET opponents = (SELECT count(DISTINCT r.person_id)"
    "                  FROM comment r"
    "                  WHERE r.parent_id = $1 AND r.state = 1 AND r.side <> 0"
    "                    AND r.side <> $2)"
    " WHERE id = $1" };

static const struct sql STRENGTH = { "strength",
    "SELECT supports, opponents"
    " FROM comment"
    " WHERE id = $1" };

static const struct sql SET_RANK = { "set_rank",
    "UPDATE comment"
    " SET rank = $1"
    " WHERE id = $2" };

static bool counts(const struct comment *c)
{
    return c->state == COMMENT_VISIBLE;
}

static bool counts_daily(const struct comment *c)
{
    return counts(c) && c->side != SIDE_NONE;
}

static enum rc add_to_day(struct db *db, const struct comment *c)
{
    if (!counts_daily(c))
        return RC_OK;
    return db_run(db, &ADD_TO_DAY,
                  DB_ARGS(db_i64(c->post_id), db_i64(c->shown / DAY_S),
                          db_i64(c->side == SIDE_PRO), db_i64(c->side == SIDE_CONTRA)));
}

static enum rc take_from_day(struct db *db, const struct comment *c)
{
    const int64_t day = c->shown / DAY_S;
    enum rc rc;

    if (!counts_daily(c))
        return RC_OK;
    rc = db_run(db, &TAKE_FROM_DAY,
                DB_ARGS(db_i64(c->side == SIDE_PRO), db_i64(c->side == SIDE_CONTRA),
                        db_i64(c->post_id), db_i64(day)));
    if (!rc)
        rc = db_run(db, &FORGET_DAY, DB_ARGS(db_i64(c->post_id), db_i64(day)));
    return rc;
}

/* Does the visible comment oppose a parent of this side? */
static bool opposes(const struct comment *c, enum side parent)
{
    return counts(c) && c->side != SIDE_NONE && c->side != parent;
}

static bool counts_mind(const struct comment *c)
{
    return counts(c) && c->changed_mind;
}

/* Each person counts once, however many replies they wrote. */
static enum rc count_in_parent(struct db *db, const struct comment *before,
                               const struct comment *after)
{
    int opponents, minds_changed;
    bool elsewhere = false;
    int64_t side;
    enum rc rc;

    if (!after->parent_id)
        return RC_OK;
    rc = db_get_i64(db, &SIDE_OF_COMMENT, DB_ARGS(db_i64(after->parent_id)), &side);
    if (rc)
        return rc;
    opponents = opposes(after, (enum side)side) - opposes(before, (enum side)side);
    minds_changed = counts_mind(after) - counts_mind(before);
    if (opponents) {
        rc = db_exists(db, &OPPOSES_ELSEWHERE,
                       DB_ARGS(db_i64(after->parent_id), db_i64(after->person_id),
                               db_i64(after->id), db_i64(side)),
                       &elsewhere);
        opponents = elsewhere ? 0 : opponents;
    }
    if (!rc && minds_changed) {
        rc = db_exists(db, &MIND_CHANGED_ELSEWHERE,
                       DB_ARGS(db_i64(after->parent_id), db_i64(after->person_id),
                               db_i64(after->id)),
                       &elsewhere);
        minds_changed = elsewhere ? 0 : minds_changed;
    }
    if (rc || (!opponents && !minds_changed))
        return rc;
    rc = db_run(
        db, &COUNT_IN_PARENT,
        DB_ARGS(db_i64(opponents), db_i64(minds_changed), db_i64(after->parent_id)));
    return rc || !opponents ? rc : comment_counters_rank(db, after->parent_id);
}

enum rc comment_counters_rank(struct db *db, int64_t id)
{
    int64_t rank = 0;
    struct rows r;
    enum rc rc;

    db_query(&r, db, &STRENGTH, DB_ARGS(db_i64(id)));
    if (db_next(&r))
        rank = rank_wilson(row_i64(&r, 0), row_i64(&r, 1));
    rc = db_done(&r);
    return rc ? rc : db_run(db, &SET_RANK, DB_ARGS(db_i64(rank), db_i64(id)));
}

static enum rc update_tally(struct db *db, const struct comment *before,
                            const struct comment *after)
{
    const struct tally_item from = { before->post_id, before->person_id, before->state,
                                     before->side };
    const struct tally_item to = { after->post_id, after->person_id, after->state,
                                   after->side };
    enum rc rc = tally_update(db, &from, &to);

    if (!rc)
        rc = take_from_day(db, before);
    return rc ? rc : add_to_day(db, after);
}

enum rc comment_counters_apply(struct db *db, const struct comment *before,
                               const struct comment *after)
{
    const int growth = counts(after) - counts(before);
    enum rc rc = RC_OK;

    if (before->side != after->side) {
        rc = db_run(db, &COUNT_OPPONENTS,
                    DB_ARGS(db_i64(after->id), db_i64(after->side)));
        if (!rc)
            rc = comment_counters_rank(db, after->id);
    }
    if (rc || (!counts(before) && !counts(after)))
        return rc;
    if (growth)
        rc = db_run(db, &GROW_THREAD, DB_ARGS(db_i64(growth), db_i64(after->root_id)));
    if (rc)
        return rc;
    rc = update_tally(db, before, after);
    if (rc)
        return rc;
    rc = count_in_parent(db, before, after);
    return rc || !growth ? rc : citation_show(db, after);
}

/* A comment that was visible before may now be a tombstone. */
enum rc comment_counters_touch(struct db *db, const struct comment *before,
                               const struct comment *after)
{
    return before->shown || after->shown ? post_touch(db, before->post_id) : RC_OK;
}
