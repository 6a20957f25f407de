/*
 * recent.c - the comments that anybody may read, newest first: see recent.h
 */
#include "comment_row.h"
#include "log.h"
#include "recent.h"

#define RECENT_COLUMNS                                                                 \
    COMMENT_COLUMNS ", p.id, p.slug, p.kind, p.lang, p.title, p.question, p.label_pro,"\
                    " p.label_contra, p.created, parent.created"
#define RECENT_TABLES                                                                  \
    " FROM comment c"                                                                  \
    " JOIN post p ON p.id = c.post_id AND p.state = 1"                                 \
    " LEFT JOIN comment parent ON parent.id = c.parent_id AND parent.state = 1"

/* Which comments a feed holds, between two ids. The whole site's are sought among some
 * that were written one after the other: a language that nobody writes in must not cost
 * a walk through all of the other. "withdrawn" is index comment_state's condition. */
#define OF_SITE                                                                        \
    " WHERE c.state = 1 AND p.lang = $1 AND c.withdrawn IS NULL"                       \
    "   AND c.id >= $2 AND c.id < $3"
#define OF_POST " WHERE c.post_id = $1 AND c.state = 1 AND c.id >= $2 AND c.id < $3"
#define OF_SIDE OF_POST " AND c.side = $4"

/* Statements, by the feed that they are for. */
enum feed { FEED_SITE, FEED_POST, FEED_SIDE, FEEDS };

static const struct sql RECENT[FEEDS] = {
    { "recent_of_site",
      "SELECT " RECENT_COLUMNS RECENT_TABLES OF_SITE
      " ORDER BY c.id DESC"
      " LIMIT $4" },
    { "recent_of_post",
      "SELECT " RECENT_COLUMNS RECENT_TABLES OF_POST
      " ORDER BY c.id DESC"
      " LIMIT $4" },
    { "recent_of_side",
      "SELECT " RECENT_COLUMNS RECENT_TABLES OF_SIDE
      " ORDER BY c.id DESC"
      " LIMIT $5" },
};

/* Before which one the part begins that holds the next newer ones. */
#define SELECT_ID                                                                      \
    "SELECT c.id"                                                                      \
    " FROM comment c"                                                                  \
    " JOIN post p ON p.id = c.post_id AND p.state = 1"

static const struct sql NEWER[FEEDS] = {
    { "newer_of_site",
      SELECT_ID OF_SITE
      " ORDER BY c.id"
      " LIMIT 1 OFFSET $4" },
    { "newer_of_post",
      SELECT_ID OF_POST
      " ORDER BY c.id"
      " LIMIT 1 OFFSET $4" },
    { "newer_of_side",
      SELECT_ID OF_SIDE
      " ORDER BY c.id"
      " LIMIT 1 OFFSET $5" },
};

static const struct sql LAST_COMMENT = { "last_comment",
    "SELECT max(id)"
    " FROM comment" };

static const struct sql RECENT_LAST = { "recent_last",
    "SELECT shown"
    " FROM comment"
    " WHERE post_id = $1 AND state = 1"
    " ORDER BY id DESC"
    " LIMIT 1" };

static void read_post(const struct rows *r, struct arena *a, struct post *p)
{
    enum { AT = COMMENT_COLUMNS_N };

    p->id = row_i64(r, AT);
    p->slug = row_text(r, AT + 1, a);
    p->kind = (enum post_kind)row_i64(r, AT + 2);
    if (!lang_parse(row_text(r, AT + 3, a), &p->lang))
        log_error("database: post '%s' has an unknown language", p->slug);
    p->title = row_text(r, AT + 4, a);
    p->question = row_text(r, AT + 5, a);
    p->label_pro = row_text(r, AT + 6, a);
    p->label_contra = row_text(r, AT + 7, a);
    p->created = row_i64(r, AT + 8);
}

/* Ids from the first one on, below the other. */
struct span {
    int64_t from, to;
};

static void query(struct rows *r, struct db *db, const struct sql sql[FEEDS],
                  const struct recent_query *q, struct span ids, int64_t limit)
{
    const struct db_value from = db_i64(ids.from), to = db_i64(ids.to);

    if (!q->post_id)
        db_query(r, db, &sql[FEED_SITE],
                 DB_ARGS(db_text(lang_code(q->lang)), from, to, db_i64(limit)));
    else if (q->only == SIDE_NONE)
        db_query(r, db, &sql[FEED_POST],
                 DB_ARGS(db_i64(q->post_id), from, to, db_i64(limit)));
    else
        db_query(r, db, &sql[FEED_SIDE],
                 DB_ARGS(db_i64(q->post_id), from, to, db_i64(q->only), db_i64(limit)));
}

/* One more than the limit tells that others follow. */
static enum rc read_part(struct db *db, struct arena *a, const struct recent_query *q,
                         struct span ids, int64_t limit, struct recent **out, size_t *n)
{
    struct recent *list = ARENA_ARRAY(a, (size_t)limit + 1, struct recent);
    struct rows r;

    *n = 0;
    query(&r, db, RECENT, q, ids, limit + 1);
    while (db_next(&r)) {
        struct recent *e = &list[(*n)++];

        comment_read(&r, a, &e->comment);
        read_post(&r, a, &e->post);
        e->parent_created = row_i64(&r, COMMENT_COLUMNS_N + 9);
    }
    *out = list;
    return db_done(&r);
}

/* Where the part begins that ends at `to`; 0: it is the newest. */
static enum rc find_newer(struct db *db, const struct recent_query *q, int64_t to,
                          int64_t last, int64_t limit, int64_t *before)
{
    struct span ids = { to, last + 1 };
    const bool cut = !q->post_id && ids.to - ids.from > RECENT_WINDOW;
    struct rows r;

    if (cut)
        ids.to = to + RECENT_WINDOW;
    query(&r, db, NEWER, q, ids, limit);
    *before = cut ? ids.to : 0;
    if (db_next(&r))
        *before = row_i64(&r, 0);
    return db_done(&r);
}

enum rc recent_comments(struct db *db, struct arena *a, const struct recent_query *q,
                        int64_t limit, struct feed_part *part, struct recent **out,
                        size_t *n)
{
    struct span ids = { 1, part->before };
    int64_t last;
    enum rc rc = db_get_i64(db, &LAST_COMMENT, DB_NO_ARGS, &last);

    if (rc)
        return rc;
    if (!part->before || part->before > last)
        ids.to = last + 1;
    if (!q->post_id && ids.to > RECENT_WINDOW)
        ids.from = ids.to - RECENT_WINDOW;
    rc = read_part(db, a, q, ids, limit, out, n);
    if (!rc && part->before)
        rc = find_newer(db, q, ids.to, last, limit, &part->previous);
    part->next = ids.from > 1 ? ids.from : 0;
    if (*n > (size_t)limit) {
        *n = (size_t)limit;
        part->next = (*out)[*n - 1].comment.id;
    }
    return rc;
}

enum rc recent_last(struct db *db, int64_t post_id, int64_t *at)
{
    return db_find_i64(db, &RECENT_LAST, DB_ARGS(db_i64(post_id)), at);
}
