/*
 * recent.c - the newest comments that anybody may read: see recent.h
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

/* Of the last comments written anywhere: a language that nobody writes in must not cost
 * a walk through all of the other. "withdrawn" is index comment_state's condition. */
static const struct sql RECENT_OF_SITE = { "recent_of_site",
    "SELECT " RECENT_COLUMNS RECENT_TABLES
    " WHERE c.state = 1 AND p.lang = $1 AND c.withdrawn IS NULL"
    "   AND c.id > (SELECT max(id) FROM comment) - $2"
    " ORDER BY c.id DESC"
    " LIMIT $3" };

static const struct sql RECENT_OF_POST = { "recent_of_post",
    "SELECT " RECENT_COLUMNS RECENT_TABLES
    " WHERE c.post_id = $1 AND c.state = 1"
    " ORDER BY c.id DESC"
    " LIMIT $2" };

static const struct sql RECENT_OF_SIDE = { "recent_of_side",
    "SELECT " RECENT_COLUMNS RECENT_TABLES
    " WHERE c.post_id = $1 AND c.state = 1 AND c.side = $2"
    " ORDER BY c.id DESC"
    " LIMIT $3" };

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

static void query(struct rows *r, struct db *db, const struct recent_query *q,
                  int64_t limit)
{
    if (!q->post_id)
        db_query(r, db, &RECENT_OF_SITE,
                 DB_ARGS(db_text(lang_code(q->lang)), db_i64(RECENT_WINDOW),
                         db_i64(limit)));
    else if (q->only == SIDE_NONE)
        db_query(r, db, &RECENT_OF_POST, DB_ARGS(db_i64(q->post_id), db_i64(limit)));
    else
        db_query(r, db, &RECENT_OF_SIDE,
                 DB_ARGS(db_i64(q->post_id), db_i64(q->only), db_i64(limit)));
}

enum rc recent_comments(struct db *db, struct arena *a, const struct recent_query *q,
                        int64_t limit, struct recent **out, size_t *n)
{
    struct recent *list = ARENA_ARRAY(a, (size_t)limit, struct recent);
    struct rows r;

    *n = 0;
    query(&r, db, q, limit);
    while (db_next(&r)) {
        struct recent *e = &list[(*n)++];

        comment_read(&r, a, &e->comment);
        read_post(&r, a, &e->post);
        e->parent_created = row_i64(&r, COMMENT_COLUMNS_N + 9);
    }
    *out = list;
    return db_done(&r);
}

enum rc recent_last(struct db *db, int64_t post_id, int64_t *at)
{
    return db_find_i64(db, &RECENT_LAST, DB_ARGS(db_i64(post_id)), at);
}
