/*
 * tally.c - the running numbers of a post: see tally.h
 */
#include "tally.h"

static const struct sql INSERT_TALLY = { "insert_tally",
    "INSERT INTO tally (post_id)"
    " VALUES ($1)" };

static const struct sql ADD_TO_TALLY = { "add_to_tally",
    "UPDATE tally"
    " SET comments = comments + $1, pro = pro + $2, contra = contra + $3,"
    "     voices_pro = voices_pro + $4, voices_contra = voices_contra + $5,"
    "     changed = changed + $6"
    " WHERE post_id = $7" };

static const struct sql FIRST_SIDE = { "first_side",
    "SELECT side"
    " FROM comment"
    " WHERE person_id = $1 AND post_id = $2 AND state = 1 AND side <> 0"
    " ORDER BY id"
    " LIMIT 1" };

static const struct sql LATEST_SIDE = { "latest_side",
    "SELECT side"
    " FROM comment"
    " WHERE person_id = $1 AND post_id = $2 AND state = 1 AND side <> 0"
    " ORDER BY id DESC"
    " LIMIT 1" };

static const struct sql VOICE = { "voice",
    "SELECT first_side, side"
    " FROM voice"
    " WHERE post_id = $1 AND person_id = $2" };

static const struct sql SAVE_VOICE = { "save_voice",
    "INSERT INTO voice (post_id, person_id, first_side, side)"
    " VALUES ($1, $2, $3, $4)"
    " ON CONFLICT (post_id, person_id)"
    " DO UPDATE SET first_side = excluded.first_side, side = excluded.side" };

static const struct sql DELETE_VOICE = { "delete_voice",
    "DELETE FROM voice"
    " WHERE post_id = $1 AND person_id = $2" };

/* A person's sides in one debate; both SIDE_NONE: no visible comment. */
struct voice {
    enum side first, latest;
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

static void count_voice(struct tally *t, struct voice v, int64_t sign)
{
    t->voices_pro += v.latest == SIDE_PRO ? sign : 0;
    t->voices_contra += v.latest == SIDE_CONTRA ? sign : 0;
    t->changed += v.latest != v.first ? sign : 0;
}

static enum rc side_by(struct db *db, const struct sql *sql,
                       const struct tally_item *who, enum side *side)
{
    int64_t value = SIDE_NONE;
    enum rc rc = db_get_i64(
        db, sql, DB_ARGS(db_i64(who->person_id), db_i64(who->post_id)), &value);

    *side = (enum side)value;
    return rc == RC_NOT_FOUND ? RC_OK : rc;
}

/* The voice as the comments tell it. */
static enum rc voice_now(struct db *db, const struct tally_item *who, struct voice *v)
{
    enum rc rc = side_by(db, &FIRST_SIDE, who, &v->first);

    return rc ? rc : side_by(db, &LATEST_SIDE, who, &v->latest);
}

static enum rc voice_before(struct db *db, const struct tally_item *who,
                            struct voice *v)
{
    struct rows r;

    *v = (struct voice){ SIDE_NONE, SIDE_NONE };
    db_query(&r, db, &VOICE, DB_ARGS(db_i64(who->post_id), db_i64(who->person_id)));
    if (db_next(&r))
        *v = (struct voice){ (enum side)row_i64(&r, 0), (enum side)row_i64(&r, 1) };
    return db_done(&r);
}

static enum rc voice_save(struct db *db, const struct tally_item *who, struct voice v)
{
    if (v.latest == SIDE_NONE)
        return db_run(db, &DELETE_VOICE,
                      DB_ARGS(db_i64(who->post_id), db_i64(who->person_id)));
    return db_run(db, &SAVE_VOICE,
                  DB_ARGS(db_i64(who->post_id), db_i64(who->person_id), db_i64(v.first),
                          db_i64(v.latest)));
}

/* Brings the person's voice up to date and adds the difference to *t. */
static enum rc move_voice(struct db *db, const struct tally_item *who, struct tally *t)
{
    struct voice before, now;
    enum rc rc = voice_before(db, who, &before);

    if (!rc)
        rc = voice_now(db, who, &now);
    if (rc || (before.first == now.first && before.latest == now.latest))
        return rc;
    count_voice(t, before, -1);
    count_voice(t, now, +1);
    return voice_save(db, who, now);
}

enum rc tally_move(struct db *db, const struct tally_item *before,
                   const struct tally_item *after)
{
    struct tally t = { 0 };
    enum rc rc;

    count_comment(&t, before, -1);
    count_comment(&t, after, +1);
    rc = move_voice(db, after, &t);
    if (rc)
        return rc;
    return db_run(db, &ADD_TO_TALLY,
                  DB_ARGS(db_i64(t.comments), db_i64(t.pro), db_i64(t.contra),
                          db_i64(t.voices_pro), db_i64(t.voices_contra),
                          db_i64(t.changed), db_i64(after->post_id)));
}
