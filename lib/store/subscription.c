/*
 * subscription.c - what a mail address follows: see subscription.h
 */
#include "subscription.h"

/* Rows that the owner of a mailbox controls: the confirmed ones of the address, and the
 * one that a link named. */
#define SAME_MAILBOX(id)                                                               \
    "SELECT o.id"                                                                      \
    " FROM email e"                                                                    \
    " JOIN email o ON o.address = e.address"                                           \
    " WHERE e.id = " id " AND (o.confirmed IS NOT NULL OR o.id = e.id)"

static const struct sql FIND_SUBSCRIPTION = { "find_subscription",
    "SELECT id"
    " FROM subscription"
    " WHERE email_id = $1 AND post_id = $2 AND coalesce(comment_id, 0) = $3"
    "   AND ended IS NULL"
    " LIMIT 1" };

static const struct sql INSERT_SUBSCRIPTION = { "insert_subscription",
    "INSERT INTO subscription (email_id, post_id, comment_id, created)"
    " VALUES ($1, $2, $3, $4)" };

/* A post that is a draft again has no public title; stopping all includes it. */
static const struct sql LIST_SUBSCRIPTIONS = { "list_subscriptions",
    "SELECT s.post_id, p.slug, CASE WHEN p.question <> '' THEN p.question"
    "                               ELSE p.title END,"
    "       max(CASE WHEN s.comment_id IS NULL THEN 1 ELSE 0 END),"
    "       count(DISTINCT s.comment_id)"
    " FROM subscription s"
    " JOIN post p ON p.id = s.post_id AND +p.state = 1"
    " WHERE s.email_id IN (" SAME_MAILBOX("$1") ") AND s.ended IS NULL"
    "   AND (CAST($2 AS BIGINT) = 0 OR s.email_id = $1)"
    " GROUP BY s.post_id, p.slug, p.question, p.title"
    " ORDER BY max(s.id) DESC"
    " LIMIT $3" };

static const struct sql STOP_SUBSCRIPTIONS = { "stop_subscriptions",
    "UPDATE subscription"
    " SET ended = $1"
    " WHERE email_id IN (" SAME_MAILBOX("$2") ") AND ended IS NULL"
    "   AND (CAST($3 AS BIGINT) = 0 OR post_id = $3)" };

static const struct sql REASON = { "subscription_reason",
    "SELECT max(CASE WHEN s.comment_id IS NULL THEN 1 ELSE 0 END)"
    " FROM subscription s"
    " JOIN email m ON m.id = s.email_id"
    "             AND (m.joined IS NOT NULL OR s.created <= m.confirmed)"
    " JOIN comment c ON c.id = $1 AND c.post_id = s.post_id"
    " WHERE s.email_id IN (" SAME_MAILBOX("$2") ") AND s.ended IS NULL"
    "   AND (s.comment_id IS NULL OR s.comment_id = c.parent_id)"
    " HAVING count(*) > 0" };

enum rc subscription_add(struct db *db, int64_t email_id, int64_t post_id,
                         int64_t comment_id, int64_t now)
{
    int64_t id;
    enum rc rc =
        db_get_i64(db, &FIND_SUBSCRIPTION,
                   DB_ARGS(db_i64(email_id), db_i64(post_id), db_i64(comment_id)), &id);

    if (rc != RC_NOT_FOUND)
        return rc;
    return db_run(
        db, &INSERT_SUBSCRIPTION,
        DB_ARGS(db_i64(email_id), db_i64(post_id), db_id(comment_id), db_i64(now)));
}

enum rc subscription_list(struct db *db, struct arena *a, int64_t email_id, bool own,
                          struct subscription **out, size_t *n)
{
    struct subscription *list = ARENA_ARRAY(a, SUBSCRIPTIONS_MAX, struct subscription);
    struct rows r;

    *n = 0;
    db_query(&r, db, &LIST_SUBSCRIPTIONS,
             DB_ARGS(db_i64(email_id), db_i64(own), db_i64(SUBSCRIPTIONS_MAX)));
    while (db_next(&r)) {
        struct subscription *s = &list[(*n)++];

        s->post_id = row_i64(&r, 0);
        s->post_slug = row_text(&r, 1, a);
        s->post_title = row_text(&r, 2, a);
        s->whole = row_i64(&r, 3) != 0;
        s->comments = row_i64(&r, 4);
    }
    *out = list;
    return db_done(&r);
}

enum rc subscription_stop(struct db *db, int64_t email_id, int64_t post_id, int64_t now,
                          int64_t *n)
{
    enum rc rc = db_run(db, &STOP_SUBSCRIPTIONS,
                        DB_ARGS(db_i64(now), db_i64(email_id), db_i64(post_id)));

    *n = rc ? 0 : db_changes(db);
    return rc;
}

enum rc subscription_reason(struct db *db, int64_t email_id, int64_t comment_id,
                            bool *whole)
{
    int64_t value = 0;
    enum rc rc =
        db_get_i64(db, &REASON, DB_ARGS(db_i64(comment_id), db_i64(email_id)), &value);

    *whole = value != 0;
    return rc;
}
