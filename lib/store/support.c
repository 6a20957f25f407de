/*
 * support.c - support of a person for a comment: see support.h
 */
#include "comment_counters.h"
#include "person.h"
#include "post.h"
#include "support.h"

#define SUPPORTS_MAX                                                                   \
    1000 /* of one person on one post; the page marks no more as theirs */

static const struct sql WRITER_OF_VISIBLE = { "writer_of_visible",
    "SELECT person_id"
    " FROM comment"
    " WHERE id = $1 AND post_id = $2 AND state = 1" };

static const struct sql INSERT_SUPPORT = { "insert_support",
    "INSERT INTO support (comment_id, person_id, at)"
    " VALUES ($1, $2, $3)"
    " ON CONFLICT (comment_id, person_id)"
    " DO NOTHING" };

static const struct sql DELETE_SUPPORT = { "delete_support",
    "DELETE FROM support"
    " WHERE comment_id = $1 AND person_id = $2" };

static const struct sql COUNT_SUPPORT = { "count_support",
    "UPDATE comment"
    " SET supports = supports + $1"
    " WHERE id = $2" };

static const struct sql SUPPORTS_OF = { "supports_of",
    "SELECT s.comment_id"
    " FROM support s"
    " JOIN comment c ON c.id = s.comment_id"
    " WHERE s.person_id = $1 AND c.post_id = $2 AND +c.state = 1"
    " ORDER BY s.comment_id"
    " LIMIT $3" };

/* Sets *growth to the change of the count: 1, -1, or 0 if it was so already. */
static enum rc set_row(struct db *db, const struct actor *who, int64_t person_id,
                       int64_t comment_id, bool on, int64_t *growth)
{
    enum rc rc =
        on ? db_run(db, &INSERT_SUPPORT,
                    DB_ARGS(db_i64(comment_id), db_i64(person_id), db_i64(who->now)))
           : db_run(db, &DELETE_SUPPORT,
                    DB_ARGS(db_i64(comment_id), db_i64(person_id)));

    *growth = rc ? 0 : on ? db_changes(db) : -db_changes(db);
    return rc;
}

enum rc support_set(struct db *db, const struct actor *who, int64_t post_id,
                    int64_t comment_id, bool on)
{
    int64_t writer, person_id, growth = 0;
    enum post_kind kind;
    enum rc rc = db_get_i64(db, &WRITER_OF_VISIBLE,
                            DB_ARGS(db_i64(comment_id), db_i64(post_id)), &writer);

    if (rc)
        return rc;
    rc = post_takes(db, post_id, who->now, &kind);
    if (rc)
        return rc;
    rc = person_acting(db, who, &person_id);
    if (rc)
        return rc;
    if (person_id == writer)
        return RC_FORBIDDEN;
    rc = set_row(db, who, person_id, comment_id, on, &growth);
    if (rc || !growth)
        return rc;
    rc = db_run(db, &COUNT_SUPPORT, DB_ARGS(db_i64(growth), db_i64(comment_id)));
    if (rc)
        return rc;
    rc = comment_counters_rank(db, comment_id);
    return rc ? rc : post_touch(db, post_id);
}

enum rc support_of(struct db *db, struct arena *a, int64_t post_id, int64_t person_id,
                   int64_t **ids, size_t *n)
{
    struct rows r;

    *n = 0;
    *ids = ARENA_ARRAY(a, SUPPORTS_MAX, int64_t);
    if (!person_id)
        return RC_OK;
    db_query(&r, db, &SUPPORTS_OF,
             DB_ARGS(db_i64(person_id), db_i64(post_id), db_i64(SUPPORTS_MAX)));
    while (db_next(&r))
        (*ids)[(*n)++] = row_i64(&r, 0);
    return db_done(&r);
}
