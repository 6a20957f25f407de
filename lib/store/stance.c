/*
 * stance.c - stances taken without a comment: see stance.h
 */
#include "db.h"
#include "person.h"
#include "post.h"
#include "stance.h"
#include "tally.h"

static const struct sql INSERT_STANCE = { "insert_stance",
    "INSERT INTO stance (post_id, person_id, side, at)"
    " VALUES ($1, $2, $3, $4)" };

enum rc stance_set(struct db *db, const struct actor *who, int64_t post_id,
                   enum side side)
{
    struct person_stance stance;
    enum post_kind kind;
    int64_t person_id;
    enum rc rc = post_takes(db, post_id, who->now, &kind);

    if (rc)
        return rc;
    if (kind != POST_DEBATE)
        return RC_NOT_FOUND;
    rc = person_acting(db, who, &person_id);
    if (rc)
        return rc;
    rc = person_stance_of(db, post_id, person_id, &stance);
    if (rc || (stance.known && stance.latest == side))
        return rc;
    rc = db_run(
        db, &INSERT_STANCE,
        DB_ARGS(db_i64(post_id), db_i64(person_id), db_i64(side), db_i64(who->now)));
    if (rc)
        return rc;
    rc = tally_count_stance(db, post_id, person_id);
    return rc ? rc : post_touch(db, post_id);
}
