/*
 * tally.c - the running counts of a post: see tally.h
 */
#include "db.h"
#include "tally.h"

static const struct sql INSERT_TALLY = { "insert_tally",
    "INSERT INTO tally (post_id)"
    " VALUES ($1)" };

static const struct sql ADD_TO_TALLY = { "add_to_tally",
    "UPDATE tally"
    " SET comments = comments + $1, pro = pro + $2, contra = contra + $3,"
    "     people_pro = people_pro + $4, people_contra = people_contra + $5,"
    "     people_undecided = people_undecided + $6, changed = changed + $7"
    " WHERE post_id = $8" };

/* Each first and last comment or stance is the first row of an index: an author may
 * have written a thousand comments below a post. */
#define WORD_OF_COMMENT                                                                \
    "SELECT side, created"                                                             \
    " FROM comment"                                                                    \
    " WHERE person_id = $1 AND post_id = $2 AND state = 1 AND side <> 0"
#define WORD_OF_STANCE                                                                 \
    "SELECT side, at"                                                                  \
    " FROM stance"                                                                     \
    " WHERE person_id = $1 AND post_id = $2"

static const struct sql FIRST_SIDE = { "first_side",
    WORD_OF_COMMENT
    " ORDER BY created, id"
    " LIMIT 1" };

static const struct sql LATEST_SIDE = { "latest_side",
    WORD_OF_COMMENT
    " ORDER BY created DESC, id DESC"
    " LIMIT 1" };

static const struct sql FIRST_STANCE = { "first_stance",
    WORD_OF_STANCE " AND side <> 0"
    " ORDER BY at, id"
    " LIMIT 1" };

static const struct sql LATEST_STANCE = { "latest_stance",
    WORD_OF_STANCE
    " ORDER BY at DESC, id DESC"
    " LIMIT 1" };

static const struct sql PERSON_STANCE = { "person_stance",
    "SELECT first_side, side"
    " FROM person_stance"
    " WHERE post_id = $1 AND person_id = $2" };

static const struct sql SAVE_PERSON_STANCE = { "save_person_stance",
    "INSERT INTO person_stance (post_id, person_id, first_side, side)"
    " VALUES ($1, $2, $3, $4)"
    " ON CONFLICT (post_id, person_id)"
    " DO UPDATE SET first_side = excluded.first_side, side = excluded.side" };

static const struct sql DELETE_PERSON_STANCE = { "delete_person_stance",
    "DELETE FROM person_stance"
    " WHERE post_id = $1 AND person_id = $2" };

static const struct sql DAYS = { "days",
    "SELECT day, pro, contra"
    " FROM daily"
    " WHERE post_id = $1"
    " ORDER BY day"
    " LIMIT $2" };

#define TALLY_DAYS_MAX 3660 /* ten years */

/* A comment with a side, or a stance, which may be undecided. */
struct word {
    bool said;
    enum side side;
    int64_t at;
};

enum rc tally_create(struct db *db, int64_t post_id)
{
    return db_run(db, &INSERT_TALLY, DB_ARGS(db_i64(post_id)));
}

static void count_comment(struct tally *t, const struct tally_item *item, int64_t sign)
{
    if (item->state != COMMENT_VISIBLE)
        return;
    t->comments += sign;
    t->pro += item->side == SIDE_PRO ? sign : 0;
    t->contra += item->side == SIDE_CONTRA ? sign : 0;
}

static void count_person(struct tally *t, const struct person_stance *v, int64_t sign)
{
    if (!v->known)
        return;
    t->people_pro += v->latest == SIDE_PRO ? sign : 0;
    t->people_contra += v->latest == SIDE_CONTRA ? sign : 0;
    t->people_undecided += v->latest == SIDE_NONE ? sign : 0;
    t->changed += v->latest != SIDE_NONE && v->latest != v->first ? sign : 0;
}

static enum rc word_by(struct db *db, const struct sql *sql, int64_t post_id,
                       int64_t person_id, struct word *out)
{
    struct rows r;

    *out = (struct word){ .said = false };
    db_query(&r, db, sql, DB_ARGS(db_i64(person_id), db_i64(post_id)));
    if (db_next(&r))
        *out = (struct word){ true, (enum side)row_i64(&r, 0), row_i64(&r, 1) };
    return db_done(&r);
}

/* Computes the position from comments and stances. Within one second, comments come
 * before stances. */
static enum rc person_stance_now(struct db *db, int64_t post_id, int64_t person_id,
                                 struct person_stance *v)
{
    struct word comment, stance;
    enum rc rc = word_by(db, &FIRST_SIDE, post_id, person_id, &comment);

    if (!rc)
        rc = word_by(db, &FIRST_STANCE, post_id, person_id, &stance);
    if (rc)
        return rc;
    *v = (struct person_stance){
        .first = comment.said && (!stance.said || comment.at <= stance.at)
                     ? comment.side
                     : stance.side,
    };
    rc = word_by(db, &LATEST_SIDE, post_id, person_id, &comment);
    if (!rc)
        rc = word_by(db, &LATEST_STANCE, post_id, person_id, &stance);
    v->known = comment.said || stance.said;
    v->latest = stance.said && (!comment.said || stance.at >= comment.at)
                    ? stance.side
                    : comment.side;
    return rc;
}

enum rc person_stance_of(struct db *db, int64_t post_id, int64_t person_id,
                         struct person_stance *out)
{
    struct rows r;

    *out = (struct person_stance){ .known = false };
    db_query(&r, db, &PERSON_STANCE, DB_ARGS(db_i64(post_id), db_i64(person_id)));
    if (db_next(&r))
        *out = (struct person_stance){ true, (enum side)row_i64(&r, 0),
                                       (enum side)row_i64(&r, 1) };
    return db_done(&r);
}

bool person_stance_may_change(const struct person_stance *v, enum side to)
{
    const enum side from = side_other(to);

    return from != SIDE_NONE && (v->first == from || v->latest == from);
}

static enum rc person_stance_save(struct db *db, int64_t post_id, int64_t person_id,
                                  const struct person_stance *v)
{
    if (!v->known)
        return db_run(db, &DELETE_PERSON_STANCE,
                      DB_ARGS(db_i64(post_id), db_i64(person_id)));
    return db_run(db, &SAVE_PERSON_STANCE,
                  DB_ARGS(db_i64(post_id), db_i64(person_id), db_i64(v->first),
                          db_i64(v->latest)));
}

/* Updates the person's position and adds the difference to *t. */
static enum rc update_person_stance(struct db *db, int64_t post_id, int64_t person_id,
                                    struct tally *t)
{
    struct person_stance before, now;
    enum rc rc = person_stance_of(db, post_id, person_id, &before);

    if (!rc)
        rc = person_stance_now(db, post_id, person_id, &now);
    if (rc || (before.known == now.known && before.first == now.first &&
               before.latest == now.latest))
        return rc;
    count_person(t, &before, -1);
    count_person(t, &now, +1);
    return person_stance_save(db, post_id, person_id, &now);
}

/* Updates the person's position, then adds *t and the difference to the tally. */
static enum rc add(struct db *db, int64_t post_id, int64_t person_id, struct tally *t)
{
    enum rc rc = update_person_stance(db, post_id, person_id, t);

    if (rc)
        return rc;
    return db_run(db, &ADD_TO_TALLY,
                  DB_ARGS(db_i64(t->comments), db_i64(t->pro), db_i64(t->contra),
                          db_i64(t->people_pro), db_i64(t->people_contra),
                          db_i64(t->people_undecided), db_i64(t->changed),
                          db_i64(post_id)));
}

enum rc tally_update(struct db *db, const struct tally_item *before,
                     const struct tally_item *after)
{
    struct tally t = { 0 };

    count_comment(&t, before, -1);
    count_comment(&t, after, +1);
    return add(db, after->post_id, after->person_id, &t);
}

enum rc tally_count_stance(struct db *db, int64_t post_id, int64_t person_id)
{
    struct tally t = { 0 };

    return add(db, post_id, person_id, &t);
}

enum rc tally_days(struct db *db, struct arena *a, int64_t post_id,
                   struct tally_day **out, size_t *n)
{
    struct tally_day *list = NULL;
    size_t room = 0;
    struct rows r;

    *n = 0;
    db_query(&r, db, &DAYS, DB_ARGS(db_i64(post_id), db_i64(TALLY_DAYS_MAX)));
    while (db_next(&r)) {
        if (*n == room) {
            struct tally_day *wider =
                ARENA_ARRAY(a, room ? 2 * room : 64, struct tally_day);

            if (room)
                memcpy(wider, list, room * sizeof(*list));
            list = wider;
            room = room ? 2 * room : 64;
        }
        list[(*n)++] =
            (struct tally_day){ row_i64(&r, 0), row_i64(&r, 1), row_i64(&r, 2) };
    }
    *out = list;
    return db_done(&r);
}
